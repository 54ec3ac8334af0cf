"""PSI: published and independently computed values, and properties."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from drift.psi import categorical_psi, numeric_psi, psi_of_counts, psi_of_shares

shares = st.lists(st.floats(0.01, 1), min_size=2, max_size=12).map(lambda values: np.array(values) / sum(values))
# Exact in every unit that is a power of two: halving the smallest number of all gives 0.
exact = st.integers(-(10**6), 10**6).map(lambda number: number / 64)
amounts = st.lists(exact | st.just(math.nan), min_size=20, max_size=200).map(np.array)
numbers = st.lists(st.floats(-1e6, 1e6) | st.just(math.nan), min_size=20, max_size=200).map(np.array)


@pytest.mark.parametrize(
    ("expected", "actual", "value"),
    [
        # Three groups of income, 2020 and 2021: 0.0067 + 0.0091 + 0.0288.
        ([0.4, 0.3, 0.3], [0.35, 0.25, 0.4], 0.0446),
        # Halves that become a third and two thirds: (1/6) ln 2.
        ([0.5, 0.5], [1 / 3, 2 / 3], math.log(2) / 6),
        # Swapped shares: 2 * 0.8 * ln 9.
        ([0.9, 0.1], [0.1, 0.9], 1.6 * math.log(9)),
        ([0.25] * 4, [0.25] * 4, 0.0),
    ],
)
def test_has_the_value_of_worked_examples(expected: list[float], actual: list[float], value: float) -> None:
    assert psi_of_shares(np.array(expected), np.array(actual)) == pytest.approx(value, abs=5e-5)


@given(expected=shares, actual=shares)
def test_is_the_symmetric_divergence_that_scipy_computes(expected: object, actual: object) -> None:
    first, second = np.asarray(expected), np.asarray(actual)
    size = min(len(first), len(second))
    first, second = (part[:size] / part[:size].sum() for part in (first, second))
    divergence = special.rel_entr(first, second).sum() + special.rel_entr(second, first).sum()
    assert psi_of_shares(first, second) == pytest.approx(divergence, abs=1e-9)


@pytest.mark.parametrize("shift", [0.25, 0.5, 1.0])
def test_of_two_normal_samples_is_that_of_the_exact_shares_of_the_deciles(shift: float) -> None:
    edges = stats.norm.ppf(np.linspace(0, 1, 11))
    exact = psi_of_shares(np.full(10, 0.1), np.diff(stats.norm.cdf(edges - shift)))
    rng = np.random.default_rng(1)
    sampled = numeric_psi(rng.normal(0, 1, 200_000), rng.normal(shift, 1, 200_000))
    assert sampled == pytest.approx(exact, rel=0.03)


def test_without_drift_has_the_mean_that_theory_expects() -> None:
    """(B - 1) * (1/n + 1/m) for B bins: Yurdakul 2018."""
    rng = np.random.default_rng(2)
    found = [numeric_psi(rng.normal(size=5_000), rng.normal(size=500)) for _ in range(300)]
    assert np.mean(found) == pytest.approx(9 * (1 / 5_000 + 1 / 500), rel=0.1)


@settings(max_examples=60, deadline=None)
@given(first=numbers, second=numbers)
def test_is_finite_and_not_negative(first: object, second: object) -> None:
    value = numeric_psi(np.asarray(first), np.asarray(second))
    assert 0 <= value < math.inf


@settings(max_examples=60, deadline=None)
@given(values=numbers, seed=st.integers(0, 99))
def test_the_order_of_the_rows_does_not_matter_and_equal_samples_have_0(values: object, seed: int) -> None:
    sample = np.asarray(values)
    assert numeric_psi(sample, np.random.default_rng(seed).permutation(sample)) == pytest.approx(0, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(first=amounts, second=amounts, factor=st.sampled_from([0.5, 2.0, 1024.0]))
def test_the_unit_does_not_matter(first: object, second: object, factor: float) -> None:
    before, after = np.asarray(first), np.asarray(second)
    assert numeric_psi(before * factor, after * factor) == pytest.approx(numeric_psi(before, after))


@given(counts=st.lists(st.integers(0, 1_000), min_size=2, max_size=10).filter(any), zeros=st.integers(1, 5))
def test_bins_that_are_empty_in_both_do_not_count(counts: list[int], zeros: int) -> None:
    expected, actual = np.array(counts), np.array(counts[::-1])
    padded = psi_of_counts(np.append(expected, [0] * zeros), np.append(actual, [0] * zeros))
    assert padded == pytest.approx(psi_of_counts(expected, actual))


def test_finds_a_change_behind_a_value_that_most_rows_have() -> None:
    """95% zeros: all deciles are 0."""
    before = np.repeat([0.0, 5.0], [950, 50])
    assert numeric_psi(before, np.repeat([0.0, 5.0], [500, 500])) > 0.5
    assert numeric_psi(before, np.repeat([-1.0, 0.0, 5.0], [500, 450, 50])) > 0.5


def test_finds_that_a_constant_has_changed() -> None:
    assert numeric_psi(np.full(500, 7.0), np.full(500, 7.1)) > 5
    assert numeric_psi(np.full(500, 7.0), np.full(500, 7.0)) == 0


def test_missing_values_have_a_bin() -> None:
    values = np.arange(1_000.0)
    assert numeric_psi(values, np.where(values % 2 == 0, np.nan, values)) > 0.5
    assert numeric_psi(np.full(500, np.nan), np.full(500, np.nan)) == 0
    text = pd.Series(["a", "b"] * 500, dtype=object)
    assert categorical_psi(text, text.where(np.arange(1_000) % 3 > 0)) > 0.5


def test_categories_have_the_value_of_their_shares() -> None:
    before = pd.Series(["monthly"] * 5_000 + ["yearly"] * 5_000, dtype=object)
    after = pd.Series(["monthly"] * 9_000 + ["yearly"] * 1_000, dtype=object)
    exact = psi_of_shares(np.array([0.5, 0.5]), np.array([0.9, 0.1]))
    assert categorical_psi(before, after) == pytest.approx(exact, rel=0.01)


def test_values_that_the_training_never_saw_are_drift() -> None:
    before = pd.Series(["a", "b"] * 500, dtype=object)
    assert categorical_psi(before, pd.Series(["a", "b", "c", "d"] * 250, dtype=object)) > 0.2


def test_rare_categories_add_no_noise() -> None:
    """10,000 postal codes: with a bin for each, chance alone would exceed every limit."""
    rng = np.random.default_rng(3)
    before, after = (pd.Series(rng.integers(0, 10_000, size)).astype(str).astype(object) for size in (50_000, 500))
    assert categorical_psi(before, after) < 0.2

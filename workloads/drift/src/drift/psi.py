"""Population stability index: how far two samples of one column differ.

PSI = sum over the bins of (actual - expected) * ln(actual / expected), with the shares of both samples in each bin.
0 means equal; usual limits are 0.1 for a change and 0.2 to 0.25 for a large one. Without any change, samples of n and m
rows in B bins have a PSI of about (B - 1) * (1/n + 1/m) by chance alone (Yurdakul 2018): 0.02 for 500 rows in 10 bins.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

BINS = 10
"""Bins of a number: the deciles of the reference."""

CATEGORIES = 20
"""Most frequent categories of the reference with a bin each. The others share one, so that rare ones add no noise."""


def psi_of_shares(expected: Numbers, actual: Numbers) -> float:
    """Returns the PSI of shares that are all above 0."""
    return float(np.sum((actual - expected) * np.log(actual / expected)))


def psi_of_counts(expected: Counts, actual: Counts) -> float:
    """Returns the PSI of the numbers of rows in each bin.

    Half a row is added to each bin, so that an empty one has a share. Bins that are empty in both do not count.
    """
    used = (expected + actual) > 0
    first, second = expected[used] + 0.5, actual[used] + 0.5
    return psi_of_shares(first / first.sum(), second / second.sum())


def numeric_psi(reference: Numbers, current: Numbers) -> float:
    """Returns the PSI of a number. NaN is a missing value, and has a bin."""
    edges = _edges(reference[~np.isnan(reference)])
    return psi_of_counts(_numeric_counts(reference, edges), _numeric_counts(current, edges))


def _edges(reference: Numbers) -> Numbers:
    """Returns the edges between bins. A value that fills several deciles has a bin of its own."""
    if len(reference) == 0:
        return np.array([])
    quantiles = np.quantile(reference, np.linspace(0, 1, BINS + 1)[1:-1], method="inverted_cdf")
    values, repeats = np.unique(quantiles, return_counts=True)
    return np.union1d(values, np.nextafter(values[repeats > 1], np.inf))


def _numeric_counts(values: Numbers, edges: Numbers) -> Counts:
    missing = np.isnan(values)
    bins = np.searchsorted(edges, values[~missing], side="right")
    return np.append(np.bincount(bins, minlength=len(edges) + 1), missing.sum())


def categorical_psi(reference: "pd.Series[str]", current: "pd.Series[str]") -> float:
    """Returns the PSI of a category. Missing values have a bin, and so have values that the reference does not have."""
    frequent = list(reference.value_counts().sort_index().sort_values(ascending=False, kind="stable").index)
    known = frequent[:CATEGORIES]
    return psi_of_counts(*(_categorical_counts(values, known, set(frequent)) for values in (reference, current)))


def _categorical_counts(values: "pd.Series[str]", known: list[str], all_known: set[str]) -> Counts:
    found = values.value_counts()
    rare = sum(count for value, count in found.items() if value in all_known and value not in known)
    unseen = sum(count for value, count in found.items() if value not in all_known)
    return np.array([*(found.get(value, 0) for value in known), rare, unseen, values.isna().sum()], dtype=np.int64)

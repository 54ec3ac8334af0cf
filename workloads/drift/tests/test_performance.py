"""Online accuracy and ROC AUC."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.performance import performance, reasons, roc_auc
from drift.reference import load
from drift.settings import Limits

from .conftest import NOON, customers, record

Labelled = list[tuple[dict[str, Any], Any]]


def labelled(rows: int, **changes: Any) -> Labelled:
    table = customers(rows, seed=5, **changes)
    records = [record(number, NOON, row) for number, row in enumerate(table.itertuples())]
    return list(zip(records, table["churned"].tolist(), strict=True))


def test_equal_customers_are_predicted_as_well_as_in_the_training(reference: str) -> None:
    found = performance(load(reference), labelled(1_000))
    assert found.labelled == 1_000
    assert found.accuracy is not None
    assert found.reference_accuracy is not None
    assert found.accuracy.value == pytest.approx(found.reference_accuracy.value, abs=0.03)
    assert list(reasons(found, Limits())) == []


def test_another_concept_lowers_both_measures(reference: str) -> None:
    texts = list(reasons(performance(load(reference), labelled(1_000, concept=True)), Limits()))
    assert [text.split(" of ")[0] for text in texts] == ["the accuracy", "the ROC AUC"]
    assert "1000 labelled predictions is 0." in texts[0]


def test_a_loss_that_can_be_chance_is_not_drift(reference: str) -> None:
    found = performance(load(reference), labelled(50))
    assert found.accuracy is not None
    before = found.reference_accuracy
    assert before is not None
    assert found.accuracy.error > 0.04
    assert list(reasons(found, Limits(accuracy_loss=0.001, auc_loss=0.001))) == []


def test_without_labels_there_is_no_measure(reference: str) -> None:
    found = performance(load(reference), [])
    assert (found.labelled, found.accuracy, found.roc_auc) == (0, None, None)


def test_labels_of_one_kind_have_an_accuracy_and_no_auc(reference: str) -> None:
    found = performance(load(reference), [(row, 1) for row, _ in labelled(60)])
    assert found.accuracy is not None
    assert found.roc_auc is None


def test_true_is_the_label_1(reference: str) -> None:
    found = labelled(300)
    as_flags = [(row, bool(label)) for row, label in found]
    assert performance(load(reference), as_flags) == performance(load(reference), found)


@settings(max_examples=50, deadline=None)
@given(
    scores=st.lists(st.integers(0, 9), min_size=2, max_size=40),
    seed=st.integers(0, 999),
)
def test_the_auc_is_the_share_of_pairs_in_the_right_order(scores: list[int], seed: int) -> None:
    values = np.array(scores, dtype=float)
    positive = np.random.default_rng(seed).random(len(values)) < 0.5
    pairs = [
        float(first > second) + 0.5 * float(first == second)
        for first in values[positive]
        for second in values[~positive]
    ]
    found = roc_auc(values, positive)
    if not pairs:
        assert found is None
    else:
        assert found is not None
        assert found.value == pytest.approx(np.mean(pairs))


def test_the_error_of_the_auc_is_the_deviation_between_samples() -> None:
    """The deviation of 400 samples from the same distribution."""
    rng = np.random.default_rng(4)
    areas = []
    for _ in range(400):
        scores = np.append(rng.normal(1.19, 1, 51), rng.normal(0, 1, 58))
        measured = roc_auc(scores, np.arange(109) < 51)
        assert measured is not None
        areas.append((measured.value, measured.error))
    assert np.mean([error for _, error in areas]) == pytest.approx(np.std([value for value, _ in areas]), rel=0.12)

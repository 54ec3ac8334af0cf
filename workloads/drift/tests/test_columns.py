"""Columns of the log against those of the reference."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from drift import columns
from drift.columns import Comparison, compare, prediction_value, reasons
from drift.reference import load
from drift.settings import Limits

from .conftest import NOON, customers, record


def records(table: pd.DataFrame, **changes: Any) -> list[dict[str, Any]]:
    return [record(number, NOON, row, **changes) for number, row in enumerate(table.itertuples())]


def test_equal_customers_have_no_drift(reference: str) -> None:
    found, not_logged = compare(load(reference), records(customers(2_000, seed=2)))
    assert list(found) == ["charges", "calls", "contract", "prediction"]
    assert not_logged == []
    assert list(reasons(found, Limits())) == []
    assert max(column.psi for column in found.values()) < 0.05


def test_a_moved_feature_drifts_and_the_prediction_with_it(reference: str) -> None:
    rows = customers(2_000, seed=2, shift=0.8)
    found, _ = compare(load(reference), records(rows))
    assert {name for name, _ in reasons(found, Limits())} == {"charges", "prediction"}
    expected = stats.ks_2samp(customers(4_000, seed=1)["charges"], rows["charges"])
    assert found["charges"].ks_statistic == pytest.approx(expected.statistic)
    assert found["calls"].missing_share == pytest.approx(0.05, abs=0.02)


def test_a_column_that_is_left_out_of_the_log_is_listed(reference: str) -> None:
    rows = records(customers(600, seed=2))
    for row in rows:
        del row["features"]["contract"]
    found, not_logged = compare(load(reference), rows)
    assert not_logged == ["contract"]
    assert "contract" not in found


def test_distance_decides_only_if_it_is_significant() -> None:
    def column(statistic: float, p_value: float) -> dict[str, Comparison]:
        return {"x": Comparison("numeric", 0.0, statistic, p_value, 0.0, 0.0)}

    [(name, text)] = reasons(column(0.2, 1e-9), Limits())
    assert (name, text) == ("x", "the distance (Kolmogorov-Smirnov) of x is 0.200; the limit is 0.15")
    assert list(reasons(column(0.2, 0.01), Limits())) == []
    assert list(reasons(column(0.1, 1e-30), Limits())) == []


def test_many_columns_need_more_evidence_each() -> None:
    found = {str(number): Comparison("numeric", 0.0, 0.2, 2e-4, 0.0, 0.0) for number in range(10)}
    assert list(reasons(found, Limits())) == []
    assert len(list(reasons(dict([*found.items()][:4]), Limits()))) == 4


@pytest.mark.parametrize(
    ("prediction", "kind", "value"),
    [
        ([0.3, 0.7], "probability", 0.7),
        (0.7, "probability", 0.7),
        ([0.2, 0.5, 0.3], "probability", None),
        ([0.2, 0.5, 0.3], "class", 1),
        ("cat", "class", "cat"),
    ],
)
def test_reads_probabilities_and_classes(prediction: Any, kind: str, value: Any) -> None:
    assert prediction_value(prediction, kind) == value


def test_what_is_not_a_number_is_missing() -> None:
    found = columns.numbers(pd.Series([1, "2", None, "many", math.inf, True], dtype=object))
    np.testing.assert_array_equal(found, [1.0, 2.0, np.nan, np.nan, np.nan, 1.0])


def test_a_category_has_the_text_of_the_reference() -> None:
    assert [columns.as_text(value) for value in (1, 1.0, 1.5, True, "a")] == ["1", "1", "1.5", "True", "a"]

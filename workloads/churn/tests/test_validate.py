"""Validation names each problem of a data set, all at once."""

from collections.abc import Callable

import pandas as pd
import pytest

from churn.dataset import Dataset, save
from churn.errors import UserError
from churn.generate import Settings, generate
from churn.validate import validated

Change = Callable[[pd.DataFrame], pd.DataFrame]


def dataset(change: Change) -> Dataset:
    rows = generate(Settings(rows=1_000))
    text = rows.astype(object).where(rows.notna(), "").astype(str)
    return Dataset("data", "sha256:0", change(text).reset_index(drop=True))


def put(column: str, value: str, rows: int = 1) -> Change:
    def change(text: pd.DataFrame) -> pd.DataFrame:
        text.loc[: rows - 1, column] = value
        return text

    return change


def leak(text: pd.DataFrame) -> pd.DataFrame:
    return text.assign(late_payments=text["churned"].map({"0": "0", "1": "9"}))


def test_returns_rows_with_their_types() -> None:
    rows = validated(dataset(lambda text: text))
    assert rows["tenure_months"].dtype.name == "float64"
    assert rows["churned"].dtype.name == "int64"
    assert rows["data_gigabytes"].isna().any()


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda text: text.drop(columns="tenure_months"), "column tenure_months is missing"),
        (
            lambda text: text.assign(cancelled_on="2026-10-01"),
            "column cancelled_on is not in the schema: remove it, or add it to churn/schema.py",
        ),
        (put("monthly_charges", "-1"), "monthly_charges must be from 0 to 500; 1 rows are outside, such as -1"),
        (put("monthly_charges", "ten"), "monthly_charges must be a number; 1 rows have others, such as 'ten'"),
        (put("monthly_charges", "inf"), "monthly_charges must be a number; 1 rows have others, such as 'inf'"),
        (put("monthly_charges", "", 3), "monthly_charges must have no missing values; 0.3% are missing"),
        (put("data_gigabytes", "", 1_000), "data_gigabytes must have at most 20% missing values; 100.0% are missing"),
        (put("tenure_months", "1.5"), "tenure_months must be a whole number"),
        (put("contract", "weekly"), "contract must be one of monthly, yearly, two_years; found 'weekly'"),
        (put("churned", "yes"), "churned must be 0 or 1"),
        (put("snapshot", "soon"), "snapshot must be a date such as 2026-09-01; found 'soon'"),
        (
            lambda text: pd.concat([text, text.head(2)]),
            "a customer must have one row for each snapshot; 2 rows repeat one",
        ),
        (put("churned", "0", 1_000), "the training rows must contain both labels"),
        (lambda text: text.head(100), "there must be at least 500 rows, not 100"),
        (
            leak,
            "late_payments ranks the labels with an AUC of 1.000, above 0.95: it is probably known only after",
        ),
    ],
)
def test_names_the_problem(change: Change, text: str) -> None:
    with pytest.raises(UserError) as raised:
        validated(dataset(change))
    assert text in str(raised.value)


def test_reports_all_problems_together() -> None:
    with pytest.raises(UserError) as raised:
        validated(dataset(lambda text: put("region", "centre")(put("late_payments", "13")(text))))
    assert str(raised.value).splitlines() == [
        "data has 2 problem(s):",
        "  late_payments must be from 0 to 12; 1 rows are outside, such as 13",
        "  region must be one of north, south, east, west; found 'centre'",
    ]


def test_a_label_cannot_leak_through_the_customers_number(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The key is no feature, and a customer is on one side of the split in every snapshot."""
    from churn.dataset import holdout, load

    first = generate(Settings(rows=1_000, snapshot="2026-09-01"))
    later = generate(Settings(rows=1_000, snapshot="2026-10-01", feature_drift=1))
    assert (holdout(first) == holdout(later)).all()
    assert 0.2 < holdout(first).mean() < 0.3
    saved = save(first, str(tmp_path_factory.mktemp("data")), created_by={})
    assert (holdout(load(saved.uri).rows) == holdout(first)).all()

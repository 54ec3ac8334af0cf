"""The generator: the same arguments give the same bytes, and each drift changes what it says."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from churn.dataset import save
from churn.errors import UserError
from churn.generate import Settings, churn_probability, generate
from churn.schema import FEATURE_NAMES, TARGET
from churn.validate import content_problems, parse

drifts = st.floats(0, 1)


def as_text(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype(object).where(rows.notna(), "").astype(str)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 9999), feature_drift=drifts, concept_drift=drifts)
def test_all_customers_pass_validation(seed: int, feature_drift: float, concept_drift: float) -> None:
    rows = generate(Settings(rows=2_000, seed=seed, feature_drift=feature_drift, concept_drift=concept_drift))
    typed, problems = parse(as_text(rows))
    assert problems == []
    assert list(content_problems(typed)) == []


def test_the_same_arguments_give_the_same_version(tmp_path_factory: pytest.TempPathFactory) -> None:
    versions = {
        save(generate(Settings(rows=500)), str(tmp_path_factory.mktemp("data")), created_by={}).version
        for _ in range(2)
    }
    assert len(versions) == 1


@given(concept_drift=drifts)
@settings(max_examples=10, deadline=None)
def test_concept_drift_leaves_the_features_alone(concept_drift: float) -> None:
    before = generate(Settings(rows=600, seed=3))
    after = generate(Settings(rows=600, seed=3, concept_drift=concept_drift))
    pd.testing.assert_frame_equal(before[list(FEATURE_NAMES)], after[list(FEATURE_NAMES)])


def test_concept_drift_changes_who_leaves() -> None:
    """The true probabilities of before rank the labels of after badly."""
    rows = generate(Settings(rows=20_000, seed=4, concept_drift=1))
    known = rows.fillna({"data_gigabytes": 10.0})
    before, after = (roc_auc_score(rows[TARGET], churn_probability(known, drift)) for drift in (0, 1))
    assert after > 0.8
    assert before < 0.65


def test_feature_drift_moves_the_features_and_not_their_effect() -> None:
    before, after = (generate(Settings(rows=20_000, seed=5, feature_drift=drift)) for drift in (0, 1))
    charges = after["monthly_charges"].mean() - before["monthly_charges"].mean()
    assert charges == pytest.approx(20, abs=1)
    assert after["support_calls"].mean() - before["support_calls"].mean() == pytest.approx(1, abs=0.05)
    yearly = [(rows["contract"] == "yearly").mean() for rows in (before, after)]
    assert yearly[1] / yearly[0] == pytest.approx(2 / 3, abs=0.05)
    expected = churn_probability(after.fillna({"data_gigabytes": 10.0}), 0.0)
    assert after[TARGET].mean() == pytest.approx(expected.mean(), abs=0.015)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"rows": 0}, "rows must be from 1 to 10,000,000, not 0"),
        ({"seed": -1}, "seed must be 0 or more, not -1"),
        ({"snapshot": "September"}, "snapshot must be a date such as 2026-09-01, not 'September'"),
        ({"feature_drift": 1.5}, "feature_drift must be from 0 to 1, not 1.5"),
        ({"concept_drift": float("nan")}, "concept_drift must be from 0 to 1, not nan"),
    ],
)
def test_refuses_wrong_arguments(wrong: dict[str, object], text: str) -> None:
    with pytest.raises(UserError) as raised:
        Settings(**wrong)  # type: ignore[arg-type]
    assert str(raised.value) == text

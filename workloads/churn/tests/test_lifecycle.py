"""Evaluation, gate, promotion, export: on a real MLflow server."""

import io
import re
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest

from churn import evaluate, export, promote, register, train
from churn.dataset import load, save
from churn.errors import RefusedError, UserError
from churn.features import inputs
from churn.generate import Settings, generate
from churn.promote import Gate, reasons
from churn.tracking import Scorer, connect
from churn.validate import validated


@pytest.fixture(scope="session")
def drifted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Customers who leave for other reasons than before."""
    rows = generate(Settings(rows=4_000, seed=2, snapshot="2026-10-01", concept_drift=1))
    return save(rows, str(tmp_path_factory.mktemp("drifted")), created_by={}).uri


def candidate(name: str, data: str, *options: str) -> str:
    """Trains, evaluates and registers a version."""
    model = str(train.main(["--data", data, *options])["model_id"])
    evaluate.main(["--data", data, "--model-id", model, "--name", name])
    return str(register.main(["--model-id", model, "--name", name])["version"])


def aliases(name: str) -> dict[str, str]:
    found: dict[str, str] = connect().get_registered_model(name).aliases
    return {alias: str(version) for alias, version in found.items()}


def test_a_better_model_replaces_the_champion_and_a_worse_one_does_not(
    registry: str, data: str, drifted: str, tmp_path: Path
) -> None:
    first = candidate(registry, data)
    assert promote.main(["--name", registry, "--version", first])["promoted"] is True
    assert aliases(registry) == {"challenger": "1", "champion": "1"}
    # A repeated step decides nothing again.
    assert promote.main(["--name", registry, "--version", first])["promoted"] is False

    second = candidate(registry, drifted)
    result = promote.main(["--name", registry, "--version", second])
    digest = connect().get_model_version(registry, second).tags["digest"]
    assert result == {"name": registry, "version": 2, "digest": digest, "promoted": True, "previous": 1}
    assert aliases(registry) == {"challenger": "2", "champion": "2", "previous": "1"}
    run = connect().get_run(str(connect().get_model_version(registry, second).run_id))
    assert run.data.metrics["evaluation_candidate_roc_auc"] > run.data.metrics["evaluation_champion_roc_auc"] + 0.1

    # Strong regularisation leaves little of the features.
    third = candidate(registry, drifted, "--regularisation", "0.000001")
    with pytest.raises(RefusedError, match=r"version 3 of .* is not promoted") as raised:
        promote.main(["--name", registry, "--version", third])
    kept = promote.main(["--name", registry, "--version", third, "--accept-refusal"])
    assert (kept["promoted"], kept["version"]) == (False, 3)
    assert kept["refused"] == str(raised.value)
    assert re.search(r"better than the champion in \d% of the samples; it must be in 95%", str(raised.value))
    assert aliases(registry)["champion"] == "2"
    assert "it is better than the champion" in connect().get_model_version(registry, third).tags["gate"]

    exported = export.main(["--name", registry, "--version", second, "--output", str(tmp_path)])
    assert exported["uri"] == str(tmp_path / "2")
    rows = validated(load(drifted))
    loaded = joblib.load(io.BytesIO((tmp_path / "2/model.joblib").read_bytes()))
    np.testing.assert_array_equal(
        loaded.predict_proba(inputs(rows))[:, 1], Scorer.load(f"models:/{registry}/2").scores(rows)
    )
    assert export.main(["--name", registry, "--version", second, "--output", str(tmp_path)])["written"] is False
    connect().set_model_version_tag(registry, second, "digest", "sha256:other")
    with pytest.raises(RefusedError, match="it was registered with sha256:other"):
        export.main(["--name", registry, "--version", second, "--output", str(tmp_path / "again")])


def test_a_version_needs_an_evaluation_and_a_registration(registry: str, data: str) -> None:
    model = str(train.main(["--data", data])["model_id"])
    version = str(register.main(["--model-id", model, "--name", registry])["version"])
    with pytest.raises(UserError, match="has no evaluation"):
        promote.main(["--name", registry, "--version", version])
    connect().delete_model_version_tag(registry, version, "digest")
    with pytest.raises(UserError, match=r"has no digest: register it with `python -m churn\.register`"):
        promote.main(["--name", registry, "--version", version])


EVALUATION: dict[str, Any] = {
    "model_id": "m-1",
    "champion_version": "1",
    "rows": 1_000,
    "candidate": {"roc_auc": 0.8, "calibration": 1.0},
    "candidate_segments": {"monthly": 0.75, "yearly": 0.8},
    "champion": {"roc_auc": 0.78, "calibration": 1.0},
    "champion_segments": {"monthly": 0.76, "yearly": 0.78},
    "chance_of_improvement": 0.97,
}


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({}, None),
        ({"champion_version": None, "champion": None}, None),
        ({"model_id": "m-2"}, "the evaluation is of m-2, not of m-1: evaluate this version"),
        ({"champion_version": "0"}, "it was compared with version 0, and the champion is 1: evaluate it again"),
        ({"rows": 499}, "499 held-out customers are too few: there must be 500"),
        ({"candidate": {"roc_auc": 0.64, "calibration": 1.0}}, "roc_auc is 0.6400; it must be at least 0.65"),
        (
            {"candidate": {"roc_auc": 0.8, "calibration": 1.5}},
            "it predicts 1.50 times the actual churn; allowed is 0.8 to 1.25",
        ),
        (
            {"chance_of_improvement": 0.6},
            "it is better than the champion in 60% of the samples; it must be in 95% (roc_auc 0.8000, champion 0.7800)",
        ),
        (
            {"candidate_segments": {"monthly": 0.7, "yearly": 0.9}},
            "for the segment monthly, roc_auc falls from 0.7600 to 0.7000",
        ),
    ],
)
def test_the_gate_gives_its_reason(change: dict[str, Any], text: str | None) -> None:
    evaluation = {**EVALUATION, **change}
    champion = None if "champion" in change and change["champion"] is None else "1"
    assert list(reasons(evaluation, "m-1", champion, Gate())) == ([text] if text else [])


def test_says_that_mlflow_does_not_answer(data: str, registry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from mlflow.exceptions import MlflowException

    assert registry
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    with pytest.raises(MlflowException, match=r"127\.0\.0\.1"):
        train.main(["--data", data])

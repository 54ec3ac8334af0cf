"""From a data set to a registered version, on a real MLflow server."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from churn import register, train
from churn.dataset import load
from churn.digest import digest_of_folder
from churn.errors import UserError
from churn.features import inputs
from churn.schema import FEATURE_NAMES
from churn.tracking import Scorer, connect

PLATFORM_SCRIPT = Path(__file__).parents[3] / "components/workloads/registeredModel/fetch_model.py"


def test_training_logs_all_that_explains_a_model(registry: str, data: str) -> None:
    trained = train.main(["--data", data, "--regularisation", "0.5"])
    client = connect()
    run = client.get_run(str(trained["run_id"]))
    assert run.data.params["regularisation"] == "0.5"
    assert run.data.params["model"] == "logistic"
    assert run.data.tags["data_version"] == load(data).version
    assert run.data.tags["git_commit"] == "0123456789abcdef0123456789abcdef01234567"
    assert 0.7 < run.data.metrics["holdout_roc_auc"] < 0.95
    assert run.data.metrics["training_rows"] + run.data.metrics["holdout_rows"] == 4_000


def test_registers_a_version_with_the_digest_that_pods_check(registry: str, data: str, tmp_path: Path) -> None:
    from mlflow.artifacts import download_artifacts

    trained = train.main(["--data", data])
    registered = register.main(["--model-id", str(trained["model_id"]), "--name", registry])
    assert registered["name"] == registry
    assert registered["version"] == 1

    files = Path(download_artifacts(artifact_uri=f"models:/{registry}/1", dst_path=str(tmp_path)))
    assert registered["digest"] == digest_of_folder(files)
    names = {path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file()}
    assert {
        "MLmodel",
        "model.skops",
        "input_example.json",
        "reference/rows.csv.gz",
        "reference/reference.json",
    } <= names
    reference = json.loads((files / "reference/reference.json").read_text())
    assert reference["data_version"] == trained["data_version"]
    kinds = reference["features"]
    assert list(kinds.values()).count("numeric") == 5
    assert kinds["contract"] == "categorical"
    assert (reference["prediction"], reference["label"]) == ({"name": "prediction", "kind": "probability"}, "churned")
    columns = pd.read_csv(files / "reference/rows.csv.gz").columns
    assert [*columns] == [*FEATURE_NAMES, "churned", "prediction"]
    assert set(kinds) == set(FEATURE_NAMES)

    version = connect().get_model_version_by_alias(registry, "challenger")
    assert version.version == "1"
    assert version.tags == {
        "digest": registered["digest"],
        "data_version": trained["data_version"],
        "git_commit": "0123456789abcdef0123456789abcdef01234567",
    }


@pytest.mark.skipif(not PLATFORM_SCRIPT.exists(), reason="not in a checkout of the platform")
def test_the_digest_is_the_one_of_the_platforms_script(tmp_path: Path) -> None:
    for name in ("MLmodel", "data/b.bin", "data/ä.bin", "data-1", "Z", "data/registered_model_meta"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"content of {name}")
    (tmp_path / "registered_model_meta").write_text("left out")
    printed = subprocess.run(
        [sys.executable, str(PLATFORM_SCRIPT), "--print-folder", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert digest_of_folder(tmp_path) == printed.stdout.strip()


def test_a_repeated_registration_creates_no_second_version(registry: str, data: str) -> None:
    model = str(train.main(["--data", data])["model_id"])
    first = register.main(["--model-id", model, "--name", registry])
    assert register.main(["--model-id", model, "--name", registry]) == first
    assert len(connect().search_model_versions(f"name='{registry}'")) == 1


def test_the_registered_model_predicts_from_raw_columns(registry: str, data: str) -> None:
    """Features are part of the model: a server needs the columns of the schema and no code of this package."""
    import mlflow.pyfunc

    trained = train.main(["--data", data, "--model", "boosting", "--iterations", "20"])
    uri = f"models:/{trained['model_id']}"
    rows = pd.DataFrame(
        {
            "tenure_months": [3.0, 60.0],
            "monthly_charges": [80.0, 40.0],
            "data_gigabytes": [float("nan"), 8.0],
            "support_calls": [5.0, 0.0],
            "late_payments": [2.0, 0.0],
            "contract": ["monthly", "two_years"],
            "payment": ["card", "somewhere else"],
            "region": ["north", "south"],
        }
    )
    assert tuple(rows.columns) == FEATURE_NAMES
    served = mlflow.pyfunc.load_model(uri).predict(rows)
    assert served[:, 1].tolist() == Scorer.load(uri).scores(inputs(rows)).tolist()
    assert served[0, 1] > 0.5 > served[1, 1]


def test_training_names_missing_settings(data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    monkeypatch.delenv("MLFLOW_EXPERIMENT_NAME", raising=False)
    with pytest.raises(UserError, match="set MLFLOW_TRACKING_URI and MLFLOW_EXPERIMENT_NAME"):
        train.main(["--data", data])

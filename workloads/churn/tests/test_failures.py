"""What goes wrong around a step: MLflow away, an empty registry, damaged files, SIGTERM in a training."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from churn import evaluate, register, retrain, train
from churn.errors import UserError
from churn.tracking import Scorer, connect


def ended(*arguments: str) -> tuple[int, str]:
    """Runs a step. Returns its exit status and its messages."""
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False)
    assert done.stdout == "" or done.returncode == 0
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_mlflow_that_does_not_answer_is_worth_a_new_try(
    registry: str, data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert registry
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    for step in (["churn.train", "--data", data], ["churn.promote", "--name", "churn", "--version", "1"]):
        status, messages = ended(*step)
        assert status == 1
        assert "error: MLflow at http://127.0.0.1:9: API request to" in messages


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (["churn.promote", "--version", "1"], "not found"),
        (["churn.export", "--version", "1", "--output", "models"], "not found"),
        (["churn.register", "--model-id", "m-0123456789abcdef0123456789abcdef"], "not found"),
    ],
)
def test_a_version_that_does_not_exist_is_a_mistake(registry: str, step: list[str], text: str) -> None:
    status, messages = ended(*step, "--name", registry)
    assert (status, messages.count("error: ")) == (2, 1)
    assert text in messages


def test_the_first_model_of_an_empty_registry_becomes_champion(registry: str, data: str) -> None:
    result = retrain.main(["--data", data, "--name", registry, "--id", "abc"])
    assert (result["promoted"], result["version"], result["champion"]) == (True, 1, None)
    # A repeated retraining trains and registers nothing more.
    again = retrain.main(["--data", data, "--name", registry, "--id", "abc"])
    assert (again["model_id"], again["version"], again["promoted"]) == (result["model_id"], 1, False)
    # The same data gives the same model: it is not better.
    other = retrain.main(["--data", data, "--name", registry, "--id", "def"])
    assert (other["version"], other["promoted"]) == (2, False)
    assert "better than the champion in 0% of the samples" in str(other["refused"])
    assert connect().get_model_version_by_alias(registry, "champion").version == "1"


def test_a_retraining_has_one_data_set(registry: str, data: str, tmp_path: Path) -> None:
    from churn.dataset import save
    from churn.generate import Settings, generate

    retrain.main(["--data", data, "--name", registry, "--id", "abc"])
    other = save(generate(Settings(rows=1_000, seed=9)), str(tmp_path), created_by={}).uri
    with pytest.raises(UserError, match="the retraining abc was done with other data"):
        retrain.main(["--data", other, "--name", registry, "--id", "abc"])
    with pytest.raises(UserError, match='--id must consist of letters and digits, not "a\' or"'):
        retrain.main(["--data", data, "--name", registry, "--id", "a' or"])


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a model that gives classes only."""
    import mlflow.sklearn
    from sklearn.linear_model import LinearRegression

    folder = tmp_path_factory.mktemp("saved") / "model"
    model = LinearRegression().fit([[0.0], [1.0]], [0, 1])
    mlflow.sklearn.save_model(model, str(folder), serialization_format="skops", pip_requirements=["scikit-learn"])
    return folder


def test_a_model_without_probabilities_is_a_mistake(saved: Path) -> None:
    with pytest.raises(UserError, match="is a LinearRegression, which gives no probabilities"):
        Scorer.load(str(saved))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.skops", b"no archive"),
        ("model.skops", None),
        ("MLmodel", b"flavors: {}"),
        ("MLmodel", b"flavors: ["),
        ("MLmodel", None),
    ],
)
def test_damaged_and_foreign_files_are_a_mistake(saved: Path, tmp_path: Path, name: str, content: bytes | None) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for file in saved.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(UserError, match=r"model cannot be loaded \("):
        Scorer.load(str(folder))


def test_a_champion_of_another_kind_does_not_stop_an_evaluation(registry: str, data: str, saved: Path) -> None:
    import mlflow

    mlflow.set_tracking_uri(os.environ["MLFLOW_TRACKING_URI"])
    mlflow.set_experiment(registry)
    with mlflow.start_run() as run:
        mlflow.log_artifacts(str(saved), "model")
    client = connect()
    client.create_registered_model(registry)
    client.create_model_version(registry, f"{run.info.artifact_uri}/model", run.info.run_id)
    client.set_registered_model_alias(registry, "champion", "1")
    model = str(train.main(["--data", data])["model_id"])
    found = evaluate.main(["--data", data, "--model-id", model, "--name", registry])
    assert (found["champion_version"], found["champion"]) == ("1", None)
    assert "is a LinearRegression" in str(found["champion_problem"])
    assert register.main(["--model-id", model, "--name", registry])["version"] == 2


def test_sigterm_in_a_training_marks_the_run_and_registers_nothing(registry: str, data: str) -> None:
    options = ["--model", "boosting", "--iterations", "10000", "--leaves", "200"]
    process = subprocess.Popen([sys.executable, "-m", "churn.train", "--data", data, *options], stderr=subprocess.PIPE)
    client = connect()

    def runs() -> list[str]:
        experiment = client.get_experiment_by_name(registry)
        found = client.search_runs([experiment.experiment_id]) if experiment else []
        return [run.info.status for run in found if run.data.params.get("iterations")]

    deadline = time.monotonic() + 120
    while runs() != ["RUNNING"]:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    _, messages = process.communicate(timeout=120)
    assert (process.returncode, runs()) == (143, ["KILLED"])
    assert b"Traceback" not in messages
    assert client.search_registered_models(f"name='{registry}'") == []

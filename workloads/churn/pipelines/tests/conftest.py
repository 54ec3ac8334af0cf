"""A real MLflow server on loopback with a champion, and its prediction log."""

import gzip
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from churn import retrain
from churn.dataset import save
from churn.generate import Settings, generate
from churn.schema import FEATURE_NAMES, TARGET
from churn.tracking import Scorer, connect


@pytest.fixture(scope="session")
def mlflow_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Starts a server with its database and artifacts in a folder, and returns its address."""
    folder = tmp_path_factory.mktemp("mlflow")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mlflow", "server", f"--port={port}", "--workers=1", "--serve-artifacts"]
    stores = [f"--backend-store-uri=sqlite:///{folder}/mlflow.db", f"--artifacts-destination={folder}/artifacts"]
    environment = {**os.environ, "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false", "MLFLOW_DISABLE_TELEMETRY": "true"}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([*command, *stores], env=environment, cwd=folder, stdout=log, stderr=log)
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}", server, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def _wait_until_healthy(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the MLflow server does not answer:\n{log.read_text()[-3000:]}")


SOURCES = Path(__file__).parents[3]
"""Folder of the workloads."""


@dataclass(frozen=True)
class Served:
    """A served model."""

    name: str
    log: str
    reports: str
    data: str
    """New customers, whose concept has changed."""

    def champion(self) -> str:
        return str(connect().get_model_version_by_alias(self.name, "champion").version)

    def versions(self) -> int:
        return len(connect().search_model_versions(f"name='{self.name}'"))


Serve = Callable[[float], Served]


@pytest.fixture
def serve(mlflow_server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, tmp_path: Path) -> Serve:
    """Trains a champion, and logs predictions and labels of yesterday as the model server does."""
    name = str(request.node.name).replace("[", "-").strip("]")
    monkeypatch.setenv("MLFLOW_TRACKING_URI", mlflow_server)
    monkeypatch.setenv("MLFLOW_EXPERIMENT_NAME", name)
    monkeypatch.setenv("MLFLOW_DISABLE_TELEMETRY", "true")
    monkeypatch.setenv("GIT_COMMIT", "0123456789abcdef0123456789abcdef01234567")
    monkeypatch.setenv("PYTHONPATH", ":".join(str(SOURCES / part / "src") for part in ("churn", "drift")))
    # Kubeflow Pipelines starts `python3`.
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")

    def served(concept_drift: float) -> Served:
        before = save(generate(Settings(rows=4_000)), str(tmp_path / "data"), created_by={})
        retrain.main(["--data", before.uri, "--name", name])
        after = Settings(rows=4_000, seed=2, snapshot="2026-10-01", concept_drift=1)
        new = save(generate(after), str(tmp_path / "data"), created_by={})
        found = Served(name, str(tmp_path / "log"), str(tmp_path / "reports"), new.uri)
        _log(found, Settings(rows=1_500, seed=3, concept_drift=concept_drift))
        return found

    return served


def _log(served: Served, settings: Settings) -> None:
    """Writes predictions of the champion, with their labels."""
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    time = (midnight - timedelta(hours=12)).isoformat(timespec="milliseconds")
    rows = generate(settings)
    scores = Scorer.load(f"models:/{served.name}/1").scores(rows)
    features = json.loads(rows[list(FEATURE_NAMES)].to_json(orient="records"))
    known = {"time": time, "id": "r1", "model": served.name}
    predictions = [
        {**known, "row": row, "version": "1", "features": features[row], "prediction": [1 - score, score]}
        for row, score in enumerate(scores.tolist())
    ]
    labels = [{**known, "row": row, "label": label} for row, label in enumerate(rows[TARGET].tolist())]
    for kind, records in (("predictions", predictions), ("feedback", labels)):
        file = Path(served.log) / f"{kind}/date={time[:10]}/hour=12/w-000001.jsonl.gz"
        file.parent.mkdir(parents=True)
        file.write_bytes(gzip.compress("".join(f"{json.dumps(record)}\n" for record in records).encode()))

"""Online accuracy: from requests and labels to a figure."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from model_server.accuracy import accuracy, main, online_accuracy

from .conftest import EXAMPLE, Start, request_of


def test_joins_what_the_server_writes(start: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "log"
    client = start(prediction_log_uri=str(folder), prediction_log_flush_seconds=3600)
    answer = client.post("/v2/models/churn/infer", json=request_of(EXAMPLE), headers={"x-request-id": "a1"})
    probabilities = answer.json()["outputs"][0]["data"]
    right = int(probabilities[1] > probabilities[0])
    wrong = int(probabilities[3] < probabilities[2])
    for body in (
        {"id": "a1", "label": 1 - right},
        {"id": "a1", "label": right},
        {"id": "a1", "row": 1, "label": wrong},
        {"id": "b2", "label": 1},
    ):
        assert client.post("/v2/models/churn/feedback", json=body).status_code == 202
    client.post("/v2/models/churn/infer", json=request_of(EXAMPLE), headers={"x-request-id": "c3"})
    client.__exit__(None, None, None)
    until = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    assert main(["--log", str(folder), "--until", until]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "predictions": 4,
        "labelled": 2,
        "accuracy": 0.5,
        "unmatched_labels": 1,
        "damaged_files": 0,
    }
    client.__enter__()


def test_a_repeated_request_counts_once() -> None:
    record = {"id": "a", "row": 0, "prediction": [0.1, 0.9]}
    label = {"id": "a", "row": 0, "time": "1", "label": 1}
    assert accuracy(iter([record, record]), iter([label]))["predictions"] == 1


def test_without_labels_there_is_no_accuracy() -> None:
    assert accuracy(iter([{"id": "a", "row": 0, "prediction": "x"}]), iter([]))["accuracy"] is None


def test_counts_damaged_files_and_reads_the_others(tmp_path: Path) -> None:
    hour = datetime(2026, 11, 29, 13, tzinfo=UTC)
    folder = tmp_path / "predictions/date=2026-11-29/hour=13"
    folder.mkdir(parents=True)
    row = {"time": "2026-11-29T13:05:00.000+00:00", "id": "a", "row": 0, "prediction": [0.1, 0.9]}
    (folder / "1.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    (folder / "2.jsonl.gz").write_bytes(gzip.compress(b"{")[:-3])
    found = online_accuracy(str(tmp_path), hour, hour + timedelta(hours=1), hour + timedelta(hours=2))
    assert (found.predictions, found.damaged_files) == (1, 1)
    earlier = online_accuracy(str(tmp_path), hour - timedelta(hours=1), hour, hour + timedelta(hours=2))
    assert earlier.predictions == 0


def test_refuses_another_kind_of_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--log", "gs://bucket"]) == 2
    assert capsys.readouterr().err == "error: --log must be a path or begin with s3://, not 'gs://bucket'\n"

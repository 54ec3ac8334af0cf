"""The prediction log: layout, what it has and has not, and a store that fails."""

import gzip
import json
import time
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from model_server.errors import ConfigurationError
from model_server.metrics import Metrics
from model_server.prediction_log import PredictionLog, Store, store

from .conftest import EXAMPLE, Start, request_of

INFER = "/v2/models/churn/infer"
FEEDBACK = "/v2/models/churn/feedback"


def records(folder: Path, kind: str) -> list[dict[str, Any]]:
    files = sorted(folder.glob(f"{kind}/date=*/hour=*/*.jsonl.gz"))
    return [json.loads(line) for file in files for line in gzip.decompress(file.read_bytes()).splitlines()]


def until(condition: Any) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_writes_a_record_for_each_row(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    client = start(
        prediction_log_uri=str(folder), prediction_log_flush_seconds=0.05, prediction_log_exclude=("contract",)
    )
    answer = client.post(INFER, json=request_of(EXAMPLE), headers={"x-request-id": "a1", "authorization": "secret"})
    until(lambda: len(records(folder, "predictions")) == 2)
    first, second = records(folder, "predictions")
    assert set(first) == {"time", "id", "row", "model", "version", "features", "prediction"}
    assert (first["id"], first["row"], second["row"]) == ("a1", 0, 1)
    assert (first["model"], first["version"]) == ("churn", "3")
    assert second["features"] == {"charges": 90.0, "calls": 6}
    assert second["prediction"] == answer.json()["outputs"][0]["data"][2:]
    [file] = folder.glob("predictions/*/*/*")
    assert file.parent.name.startswith("hour=")
    assert file.parent.parent.name == f"date={first['time'][:10]}"


def test_writes_feedback(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    client = start(prediction_log_uri=str(folder), prediction_log_flush_seconds=0.05)
    answer = client.post(FEEDBACK, json={"id": "a1", "row": 1, "label": 1})
    assert (answer.status_code, answer.json()) == (202, {"accepted": 1})
    until(lambda: records(folder, "feedback"))
    [record] = records(folder, "feedback")
    assert {name: record[name] for name in ("id", "row", "label", "model")} == {
        "id": "a1",
        "row": 1,
        "label": 1,
        "model": "churn",
    }


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"label": 1}, "id must be the x-request-id of a prediction: up to 128 letters, digits and . _ : -"),
        ({"id": "a b", "label": 1}, "id must be the x-request-id of a prediction"),
        ({"id": "a"}, "label must be a number, true, false or a text of at most 200 characters"),
        ({"id": "a", "label": [1]}, "label must be a number"),
        ({"id": "a", "label": 1, "row": -1}, "row must be the number of the row in the request, from 0"),
        ({"id": "a", "label": 1, "customer": "c1"}, "'customer' is not known; there are id, row, label"),
    ],
)
def test_refuses_wrong_feedback(start: Start, tmp_path: Path, body: dict[str, Any], text: str) -> None:
    answer = start(prediction_log_uri=str(tmp_path / "log")).post(FEEDBACK, json=body)
    assert answer.status_code == 400
    assert text in answer.json()["error"]


def test_says_that_feedback_is_not_stored(start: Start) -> None:
    answer = start().post(FEEDBACK, json={"id": "a1", "label": 1})
    assert (answer.status_code, answer.json()) == (
        501,
        {"error": "feedback is not stored: the server has no PREDICTION_LOG_URI"},
    )


def test_writes_what_waits_when_the_server_ends(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    client = start(prediction_log_uri=str(folder), prediction_log_flush_seconds=3600)
    client.post(INFER, json=request_of(EXAMPLE))
    client.__exit__(None, None, None)
    assert len(records(folder, "predictions")) == 2
    client.__enter__()


class Disk(Store):
    """A store that can be full."""

    def __init__(self) -> None:
        self.full = True
        self.files: dict[str, bytes] = {}

    def write(self, name: str, content: bytes) -> None:
        if self.full:
            raise OSError(28, "No space left on device")
        self.files[name] = content

    def rows(self) -> list[int]:
        return [json.loads(line)["n"] for file in self.files.values() for line in gzip.decompress(file).splitlines()]


def outcome(metrics: Metrics, value: str) -> float:
    return (
        metrics.registry.get_sample_value("model_prediction_log_rows_total", {"kind": "predictions", "outcome": value})
        or 0.0
    )


def test_keeps_rows_while_the_disk_is_full_and_counts_what_it_drops(caplog: pytest.LogCaptureFixture) -> None:
    disk, metrics = Disk(), Metrics("churn", "3")
    log = PredictionLog(disk, metrics, flush_seconds=0.02, max_rows=10)
    log.add("predictions", [{"n": number} for number in range(8)])
    until(lambda: metrics.registry.get_sample_value("model_prediction_log_failures_total"))
    log.add("predictions", [{"n": number} for number in range(8, 13)])
    disk.full = False
    log.close()
    assert disk.rows() == list(range(10))
    assert (outcome(metrics, "written"), outcome(metrics, "dropped")) == (10, 3)
    messages = [record.message for record in caplog.records]
    assert "the prediction log cannot be written" in messages
    assert "rows were dropped: the prediction log cannot be written fast enough" in messages


def test_reports_rows_that_are_lost_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    log = PredictionLog(Disk(), Metrics("churn", "3"), flush_seconds=3600, max_rows=10)
    log.add("predictions", [{"n": 1}])
    log.close()
    assert "rows are lost at the end of the server" in [record.message for record in caplog.records]


def test_a_full_disk_fails_no_request(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    client = start(prediction_log_uri=str(tmp_path / "file" / "log"), prediction_log_flush_seconds=0.02)
    assert [client.post(INFER, json=request_of(EXAMPLE)).status_code for _ in range(5)] == [200] * 5
    until(lambda: "model_prediction_log_failures_total 0.0" not in client.get("/metrics").text)


def test_writes_to_s3_with_the_permission_to_write_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "example")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example")
    with mock_aws():
        client = boto3.client("s3")
        client.create_bucket(Bucket="artifacts", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        log = PredictionLog(store("s3://artifacts/teams/vision/predictions/churn/"), Metrics("churn", "3"), 0.02, 10)
        log.add("predictions", [{"n": 1}])
        log.close()
        [entry] = client.list_objects_v2(Bucket="artifacts")["Contents"]
        assert entry["Key"].startswith("teams/vision/predictions/churn/predictions/date=")
        body = client.get_object(Bucket="artifacts", Key=entry["Key"])["Body"].read()
        assert json.loads(gzip.decompress(body)) == {"n": 1}


def test_refuses_another_kind_of_address() -> None:
    with pytest.raises(
        ConfigurationError, match=r"PREDICTION_LOG_URI must be a path or begin with s3://, not 'gs://b'"
    ):
        store("gs://b")

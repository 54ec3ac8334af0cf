"""What the server writes of predictions and of feedback, and what it answers."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from .conftest import EXAMPLE, Start, request_of, until

INFER = "/v2/models/churn/infer"
FEEDBACK = "/v2/models/churn/feedback"


def records(folder: Path, kind: str) -> list[dict[str, Any]]:
    files = sorted(folder.glob(f"{kind}/date=*/hour=*/*.jsonl.gz"))
    return [json.loads(line) for file in files for line in gzip.decompress(file.read_bytes()).splitlines()]


def test_writes_a_record_for_each_row(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    client = start(
        prediction_log_uri=str(folder), prediction_log_flush_seconds=0.05, prediction_log_fields=("charges", "calls")
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


def test_feedback_that_cannot_be_kept_is_refused(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log = str(tmp_path / "file" / "log")
    client = start(prediction_log_uri=log, prediction_log_flush_seconds=3600, prediction_log_max_bytes=150)
    answers = [client.post(FEEDBACK, json={"id": "a", "label": 1}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 503, 503]
    assert answers[1].json() == {"error": "the label is not stored: the prediction log cannot be written"}
    assert answers[1].headers["retry-after"] == "60"


def test_writes_no_features_by_default(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    client = start(prediction_log_uri=str(folder), prediction_log_flush_seconds=0.05)
    client.post(INFER, json=request_of(EXAMPLE))
    until(lambda: len(records(folder, "predictions")) == 2)
    assert [record["features"] for record in records(folder, "predictions")] == [{}, {}]


def test_writes_all_columns_if_asked_to(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    client = start(prediction_log_uri=str(folder), prediction_log_flush_seconds=0.05, prediction_log_fields=("*",))
    client.post(INFER, json=request_of(EXAMPLE))
    until(lambda: len(records(folder, "predictions")) == 2)
    assert records(folder, "predictions")[1]["features"] == {"charges": 90.0, "calls": 6, "contract": "monthly"}


def test_writes_a_share_of_the_requests_with_all_their_rows(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    client = start(prediction_log_uri=str(folder), prediction_log_sample_rate=0.5)
    for number in range(60):
        client.post(INFER, json=request_of(EXAMPLE), headers={"x-request-id": f"r{number}"})
    client.__exit__(None, None, None)
    rows = Counter(record["id"] for record in records(folder, "predictions"))
    # Outside of these bounds once in ten million runs.
    assert 10 < len(rows) < 50
    assert set(rows.values()) == {2}
    client.__enter__()


def test_a_full_disk_fails_no_request(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    client = start(prediction_log_uri=str(tmp_path / "file" / "log"), prediction_log_flush_seconds=0.02)
    assert [client.post(INFER, json=request_of(EXAMPLE)).status_code for _ in range(5)] == [200] * 5
    until(lambda: "model_prediction_log_failures_total 0.0" not in client.get("/metrics").text)

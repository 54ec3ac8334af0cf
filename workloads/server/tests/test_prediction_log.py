"""The writer of the prediction log: nothing is lost without a word when the store fails or is slow."""

import gzip
import json
import threading
import time
from typing import Any

import pytest

from model_server import prediction_log
from model_server.metrics import Metrics
from model_server.prediction_log import PredictionLog
from model_server.stores import Store

from .conftest import until

TIME = "2026-11-29T13:05:00.000+00:00"
BYTES = 52
ROOM_FOR_TEN = 10 * BYTES


def numbered(*numbers: int, time: str = TIME) -> list[dict[str, Any]]:
    """Records of `BYTES` bytes."""
    return [{"time": time, "n": number + 100_000} for number in numbers]


class Disk(Store):
    """A store that can be full."""

    def __init__(self, full: bool = True) -> None:
        self.full = full
        self.attempts = 0
        self.files: dict[str, bytes] = {}

    def write(self, name: str, content: bytes) -> None:
        self.attempts += 1
        if self.full:
            raise OSError(28, "No space left on device")
        self.files[name] = content

    def rows(self) -> list[int]:
        lines = [line for file in self.files.values() for line in gzip.decompress(file).splitlines()]
        return [json.loads(line)["n"] - 100_000 for line in lines]


def outcome(metrics: Metrics, value: str) -> float:
    return (
        metrics.registry.get_sample_value("model_prediction_log_rows_total", {"kind": "predictions", "outcome": value})
        or 0.0
    )


def waiting(metrics: Metrics) -> float | None:
    return metrics.registry.get_sample_value("model_prediction_log_waiting_bytes")


def test_keeps_rows_while_the_disk_is_full_and_counts_what_it_drops(caplog: pytest.LogCaptureFixture) -> None:
    disk, metrics = Disk(), Metrics("churn", "3")
    log = PredictionLog(disk, metrics, flush_seconds=0.02, max_bytes=ROOM_FOR_TEN)
    assert log.add("predictions", numbered(*range(8)))
    until(lambda: metrics.registry.get_sample_value("model_prediction_log_failures_total"))
    assert not log.add("predictions", numbered(*range(8, 13)))
    assert waiting(metrics) == ROOM_FOR_TEN
    disk.full = False
    log.close()
    assert disk.rows() == list(range(10))
    assert (outcome(metrics, "written"), outcome(metrics, "dropped"), waiting(metrics)) == (10, 3, 0)
    messages = [record.message for record in caplog.records]
    assert "the prediction log cannot be written" in messages
    assert "records were dropped: the prediction log cannot be written fast enough" in messages


def test_reports_rows_that_are_lost_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    disk, metrics = Disk(), Metrics("churn", "3")
    log = PredictionLog(disk, metrics, flush_seconds=3600, max_bytes=ROOM_FOR_TEN)
    log.add("predictions", numbered(1, 2))
    log.close()
    [lost] = [record for record in caplog.records if record.message == "records are lost at the end of the server"]
    assert lost.__dict__["fields"] == {"kind": "predictions", "rows": 2}
    assert outcome(metrics, "dropped") == 2


def test_reports_rows_of_a_store_that_does_not_answer_at_the_end(caplog: pytest.LogCaptureFixture) -> None:
    class Hangs(Store):
        def write(self, name: str, content: bytes) -> None:
            del name, content
            entered.set()
            answer.wait(10)

    entered, answer = threading.Event(), threading.Event()
    metrics = Metrics("churn", "3")
    log = PredictionLog(Hangs(), metrics, flush_seconds=0.01, max_bytes=ROOM_FOR_TEN)
    log.add("predictions", numbered(1, 2))
    assert entered.wait(10)
    log.close(0.05)
    answer.set()
    assert outcome(metrics, "dropped") == 2
    assert "records are lost at the end of the server" in [record.message for record in caplog.records]


def test_writes_what_is_added_during_the_last_attempt() -> None:
    class Slow(Disk):
        def write(self, name: str, content: bytes) -> None:
            entered.set()
            go.wait(10)
            super().write(name, content)

    entered, go, disk = threading.Event(), threading.Event(), Slow(full=False)
    log = PredictionLog(disk, Metrics("churn", "3"), flush_seconds=0.01, max_bytes=ROOM_FOR_TEN)
    log.add("predictions", numbered(1))
    assert entered.wait(10)
    log.add("predictions", numbered(2))
    threading.Timer(0.05, go.set).start()
    log.close()
    assert disk.rows() == [1, 2]


def test_a_failed_file_is_tried_again_under_its_name() -> None:
    class Lost(Disk):
        """Writes each file, and loses the first answer."""

        def write(self, name: str, content: bytes) -> None:
            super().write(name, content)
            if self.attempts == 1:
                raise TimeoutError("no answer")

    disk = Lost(full=False)
    log = PredictionLog(disk, Metrics("churn", "3"), flush_seconds=0.01, max_bytes=ROOM_FOR_TEN)
    log.add("predictions", numbered(1))
    until(lambda: disk.attempts == 2)
    log.close()
    assert disk.rows() == [1]


def test_a_record_is_in_the_folder_of_its_hour() -> None:
    disk = Disk(full=False)
    log = PredictionLog(disk, Metrics("churn", "3"), flush_seconds=3600, max_bytes=ROOM_FOR_TEN)
    log.add("predictions", [*numbered(1, time="2026-11-29T23:59:59.999+00:00"), *numbered(2)])
    log.add("feedback", numbered(3))
    log.add("predictions", numbered(4))
    log.close()
    assert [name.rpartition("/")[0] for name in disk.files] == [
        "predictions/date=2026-11-29/hour=23",
        "predictions/date=2026-11-29/hour=13",
        "feedback/date=2026-11-29/hour=13",
    ]
    assert disk.rows() == [1, 2, 4, 3]


def test_large_logs_are_written_at_once_in_files_of_limited_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prediction_log, "MOST_FILE_BYTES", 2.5 * BYTES)
    disk = Disk(full=False)
    log = PredictionLog(disk, Metrics("churn", "3"), flush_seconds=3600, max_bytes=ROOM_FOR_TEN)
    log.add("predictions", numbered(*range(6)))
    until(lambda: len(disk.rows()) == 6)
    log.close()
    assert [gzip.decompress(file).count(b"\n") for file in disk.files.values()] == [2, 2, 2]


def test_a_store_that_fails_is_not_tried_with_each_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prediction_log, "MOST_FILE_BYTES", BYTES + 1)
    disk = Disk()
    log = PredictionLog(disk, Metrics("churn", "3"), flush_seconds=3600, max_bytes=ROOM_FOR_TEN)
    log.add("predictions", numbered(1, 2))
    until(lambda: disk.attempts == 1)
    for number in range(5):
        log.add("predictions", numbered(number))
        time.sleep(0.02)
    assert disk.attempts == 1
    log.close()

"""The reader of the prediction log: windows, versions, repeats, labels, damaged files."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from drift import prediction_log
from drift.prediction_log import Logged, Reader
from drift.storage import LocalStorage
from drift.window import Window

from .conftest import EVENING, NOON, Traffic, customers, put

WINDOW = Window(NOON, EVENING)


def read(folder: Path, window: Window = WINDOW, label_days: float = 7, version: str | None = None) -> Logged:
    return Reader(LocalStorage(folder / "log"), "churn").read(window, label_days, version)


def a_record(**changes: Any) -> dict[str, Any]:
    fields = {"time": NOON.isoformat(), "id": "x", "row": 0, "model": "churn", "version": "3"}
    return {**fields, "features": {"charges": 1.0}, "prediction": [0.4, 0.6], **changes}


def test_reads_the_rows_of_the_window_only(traffic: Traffic, tmp_path: Path) -> None:
    traffic(customers(400, seed=1))
    found = read(tmp_path, Window(NOON + timedelta(hours=1), NOON + timedelta(hours=3)))
    assert (found.total, len(found.rows), found.version) == (200, 200, "3")
    assert {row["id"] for row in found.rows} == {f"r{number}" for number in range(100, 300)}


def test_counts_hours_without_predictions(traffic: Traffic, tmp_path: Path) -> None:
    assert read(tmp_path).missing_hours == 4
    put(tmp_path / "log", "predictions", NOON, [a_record()])
    found = read(tmp_path)
    assert (found.missing_hours, found.version) == (3, "3")
    traffic(customers(400, seed=1))
    assert read(tmp_path).missing_hours == 0


def test_looks_at_the_version_with_most_predictions(traffic: Traffic, tmp_path: Path) -> None:
    traffic(customers(90, seed=1), prefix="stable", version="3")
    traffic(customers(10, seed=1), prefix="canary", version="4")
    found = read(tmp_path)
    assert (found.version, found.total, found.other_versions) == ("3", 90, {"4": 10})
    found = read(tmp_path, version="4")
    assert (found.version, found.total, found.other_versions) == ("4", 10, {"3": 90})
    assert read(tmp_path, version="5").total == 0


def test_leaves_out_other_models(tmp_path: Path) -> None:
    put(tmp_path / "log", "predictions", NOON, [a_record(), a_record(id="y", model="fraud")])
    assert read(tmp_path).total == 1


def test_a_repeated_request_counts_once(tmp_path: Path) -> None:
    put(tmp_path / "log", "predictions", NOON, [a_record(), a_record(), a_record(row=1)])
    assert read(tmp_path).total == 2


def test_the_last_label_counts_and_labels_after_the_window_do_not(tmp_path: Path) -> None:
    def label(value: int, minutes: int) -> dict[str, Any]:
        return {"time": (NOON + timedelta(minutes=minutes)).isoformat(), "id": "x", "row": 0, "label": value}

    put(tmp_path / "log", "predictions", NOON, [a_record(), a_record(row=1)])
    put(tmp_path / "log", "feedback", NOON, [label(1, 9), label(0, 5), label(2, 300)])
    [(row, value)] = read(tmp_path).labelled
    assert (row["row"], value) == (0, 1)


def test_finds_predictions_before_the_window_whose_labels_have_come(traffic: Traffic, tmp_path: Path) -> None:
    traffic(customers(100, seed=1), labels=40, since=NOON - timedelta(days=3), prefix="old")
    traffic(customers(100, seed=2), labels=5)
    found = read(tmp_path)
    assert (found.total, len(found.labelled)) == (100, 45)
    assert len(read(tmp_path, label_days=2).labelled) == 5


@pytest.mark.parametrize(
    "content",
    [b"", b"no gzip", b"\x1f\x8b cut", b"H\x00"],
)
def test_counts_damaged_files_and_reads_the_others(tmp_path: Path, content: bytes) -> None:
    put(tmp_path / "log", "predictions", NOON, [a_record()])
    damaged = put(tmp_path / "log", "predictions", NOON, [], name="b")
    damaged.write_bytes(content)
    found = read(tmp_path)
    assert (found.total, found.damaged_files) == (1, 1)


@pytest.mark.parametrize("wrong", [{"time": "soon"}, {"time": None}])
def test_a_file_with_other_records_is_damaged(tmp_path: Path, wrong: dict[str, Any]) -> None:
    put(tmp_path / "log", "predictions", NOON, [a_record(**wrong)])
    put(tmp_path / "log", "feedback", NOON, [{"time": NOON.isoformat(), "id": "x"}])
    assert read(tmp_path).damaged_files == 2


def test_of_more_rows_takes_a_sample_that_is_the_same_each_time(
    traffic: Traffic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prediction_log, "MOST_ROWS", 100)
    traffic(customers(2_000, seed=1))
    first, second = (read(tmp_path) for _ in range(2))
    assert (first.total, len(first.rows)) == (2_000, 100)
    assert first.rows == second.rows
    numbers = [int(row["id"][1:]) for row in first.rows]
    assert 700 < sum(numbers) / 100 < 1_300

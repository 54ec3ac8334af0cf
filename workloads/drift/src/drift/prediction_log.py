"""Reads the prediction log of the model server. Its format: docs/workloads/prediction-log.md."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from drift.storage import Storage
from drift.window import Window

Record = dict[str, Any]
Key = tuple[str, int]

MOST_ROWS = 100_000
"""Rows of a version that are compared. Of more, a random sample is taken: more rows change no decision."""


@dataclass
class Logged:
    """What the log has of a window."""

    rows: list[Record] = field(default_factory=list)
    """Predictions of the version in the window, at most `MOST_ROWS`."""

    total: int = 0
    """Predictions of the version in the window."""

    version: str | None = None
    other_versions: dict[str, int] = field(default_factory=dict)
    """Predictions of other versions in the window."""

    missing_hours: int = 0
    """Hours of the window without a prediction."""

    labelled: list[tuple[Record, Any]] = field(default_factory=list)
    """Predictions of the version with their labels, in the time for labels."""

    damaged_files: int = 0
    """Files that cannot be read. Their rows are missing."""


NEEDED = {"predictions": {"id", "row", "version", "features", "prediction"}, "feedback": {"id", "row", "label"}}


class _Sample:
    """A uniform sample of records of unknown number. The same records give the same sample."""

    def __init__(self) -> None:
        self.rows: list[Record] = []
        self.total = 0
        self._rng = np.random.default_rng(1)

    def add(self, record: Record) -> None:
        self.total += 1
        if len(self.rows) < MOST_ROWS:
            self.rows.append(record)
        elif (place := int(self._rng.integers(self.total))) < MOST_ROWS:
            self.rows[place] = record


class Reader:
    """Reads the log of a model."""

    def __init__(self, log: Storage, model: str) -> None:
        self._log = log
        self._model = model
        self._damaged = 0

    def read(self, window: Window, label_days: float, version: str | None) -> Logged:
        """Returns the predictions of a window, and those since `label_days` before its end that have a label.

        Without a version, it is the one with most predictions in the window: a canary is not compared.
        """
        self._damaged = 0
        label_window = Window(min(window.until - timedelta(days=label_days), window.since), window.until)
        labels = self._labels(label_window)
        samples: dict[str, _Sample] = {}
        labelled: list[tuple[Record, Any]] = []
        hours: set[datetime] = set()
        # A request that a client repeats has the id of the first: it counts once.
        seen: set[Key] = set()
        for time, record in self._records("predictions", label_window):
            key = (record["id"], record["row"])
            if key in seen:
                continue
            in_window = time >= window.since
            if in_window or key in labels:
                seen.add(key)
            if key in labels:
                labelled.append((record, labels[key]))
            if in_window:
                hours.add(time.replace(minute=0, second=0, microsecond=0))
                samples.setdefault(str(record["version"]), _Sample()).add(record)
        counts = Counter({name: sample.total for name, sample in samples.items()})
        # Of equal numbers, the later name: the same records give the same answer.
        chosen = version or max(counts, key=lambda name: (counts[name], name), default=None)
        sample = samples.get(chosen or "", _Sample())
        return Logged(
            rows=sample.rows,
            total=sample.total,
            version=chosen,
            other_versions={name: count for name, count in sorted(counts.items()) if name != chosen},
            missing_hours=len(window.hours) - len(hours),
            labelled=[(record, label) for record, label in labelled if str(record["version"]) == chosen],
            damaged_files=self._damaged,
        )

    def _labels(self, window: Window) -> dict[Key, Any]:
        """Returns the last label of each prediction. Later labels than the window change no earlier decision."""
        labels: dict[Key, tuple[datetime, Any]] = {}
        for time, record in self._records("feedback", window):
            key = (record["id"], record["row"])
            if key not in labels or labels[key][0] <= time:
                labels[key] = (time, record["label"])
        return {key: label for key, (_, label) in labels.items()}

    def _records(self, kind: str, window: Window) -> Iterator[tuple[datetime, Record]]:
        for name in self._files(kind, window):
            stored = self._log.read(name)
            try:
                lines = _lines(stored.content if stored else b"")
                parsed = [(_time(record["time"]), record) for record in map(json.loads, lines)]
                if any(NEEDED[kind] - record.keys() for _, record in parsed):
                    raise KeyError(name)
            except (OSError, EOFError, ValueError, TypeError, KeyError, AttributeError):
                self._damaged += 1
                continue
            for time, record in parsed:
                if window.since <= time < window.until and record.get("model", self._model) == self._model:
                    yield time, record

    def _files(self, kind: str, window: Window) -> Iterator[str]:
        """Returns the files of the hours of a window."""
        first, last = (f"{time:date=%Y-%m-%d/hour=%H/}" for time in (window.since, window.until))
        day = window.since.date()
        while day <= window.until.date():
            for name in self._log.names(f"{kind}/date={day:%Y-%m-%d}/"):
                hour = name.removeprefix(f"{kind}/").rpartition("/")[0] + "/"
                if first <= hour <= last and name.endswith(".jsonl.gz"):
                    yield name
            day += timedelta(days=1)


def _lines(content: bytes) -> list[bytes]:
    if not content:
        # gzip accepts it, and its rows are lost.
        raise EOFError("the file is empty")
    return gzip.decompress(content).splitlines()


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)

"""The log of predictions and of feedback. Its format: docs/workloads/prediction-log.md.

Records wait in memory and are written in the background, so that a slow or full store delays no request. What cannot be
written is kept for the next attempt, up to a limit. Further records are dropped, counted and reported in the log.
"""

import gzip
import logging
import threading
import uuid
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from model_server.metrics import Metrics
from model_server.stores import Store

log = logging.getLogger("model_server.prediction_log")

MOST_FILE_BYTES = 8 * 1024 * 1024
"""Size of the records of one file, before compression."""

ATTEMPTS_AT_THE_END = 2

Row = Mapping[str, Any]


@dataclass
class _Waiting:
    """Records of one folder."""

    kind: str
    lines: deque[bytes] = field(default_factory=deque)


@dataclass(frozen=True)
class _File:
    """A file that is not written yet. It keeps its name, so that a second attempt writes no record twice."""

    name: str
    kind: str
    content: bytes
    rows: int
    size: int
    """Size before compression."""


class PredictionLog:
    """Writes records in the background."""

    def __init__(self, target: Store, metrics: Metrics, flush_seconds: float, max_bytes: int) -> None:
        self._target = target
        self._metrics = metrics
        self._flush_seconds = flush_seconds
        self._max_bytes = max_bytes
        self._waiting: dict[str, _Waiting] = {}
        """Records by their folder."""
        self._file: _File | None = None
        self._failing = False
        self._bytes = 0
        """Size of all that is not written."""
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._closing = False
        self._dropped = 0
        self._writer = uuid.uuid4().hex[:12]
        self._number = 0
        self._thread = threading.Thread(target=self._run, name="prediction-log", daemon=True)
        self._thread.start()

    def add(self, kind: str, rows: Sequence[Row]) -> bool:
        """Adds records of `predictions` or `feedback`. It never waits. Returns whether there was room for all."""
        lines = [(_folder(kind, row["time"]), orjson.dumps(row) + b"\n") for row in rows]
        dropped = 0
        with self._lock:
            for folder, line in lines:
                if self._bytes + len(line) > self._max_bytes:
                    dropped += 1
                    continue
                self._waiting.setdefault(folder, _Waiting(kind)).lines.append(line)
                self._bytes += len(line)
            self._dropped += dropped
            waiting = self._bytes
        self._metrics.log_bytes.set(waiting)
        if dropped:
            self._metrics.logged_rows.labels(kind, "dropped").inc(dropped)
        # A store that failed gets its time.
        if waiting >= MOST_FILE_BYTES and not self._failing:
            self._wake.set()
        return not dropped

    def close(self, seconds: float = 10) -> None:
        """Writes what waits. Records that cannot be written in time are lost, counted and reported."""
        self._closing = True
        self._wake.set()
        self._thread.join(seconds)
        with self._lock:
            lost: Counter[str] = Counter()
            for waiting in self._waiting.values():
                lost[waiting.kind] += len(waiting.lines)
            if self._file:
                lost[self._file.kind] += self._file.rows
        for kind, rows in lost.items():
            self._metrics.logged_rows.labels(kind, "dropped").inc(rows)
            log.error("records are lost at the end of the server", extra={"fields": {"kind": kind, "rows": rows}})

    def _run(self) -> None:
        while not self._closing:
            self._wake.wait(self._flush_seconds)
            self._wake.clear()
            self._flush()
        # What was added during the last attempt, and a last try for what failed.
        for _ in range(ATTEMPTS_AT_THE_END):
            if self._flush():
                return

    def _flush(self) -> bool:
        """Writes all that waits. Returns whether everything is written."""
        self._report_dropped()
        while file := self._next_file():
            try:
                self._target.write(file.name, file.content)
            except Exception as error:  # Any store fails in its own way. The file stays.
                self._failing = True
                self._metrics.log_failures.inc()
                reason = f"{type(error).__name__}: {error}"
                fields = {"reason": reason, "waiting_bytes": self._bytes}
                log.error("the prediction log cannot be written", extra={"fields": fields})
                # The next attempt is after the usual time, or at the end of the server.
                return False
            self._failing = False
            with self._lock:
                self._file = None
                self._bytes -= file.size
                self._metrics.log_bytes.set(self._bytes)
            self._metrics.logged_rows.labels(file.kind, "written").inc(file.rows)
        return True

    def _report_dropped(self) -> None:
        with self._lock:
            dropped, self._dropped = self._dropped, 0
        if dropped:
            log.error(
                "records were dropped: the prediction log cannot be written fast enough",
                extra={"fields": {"rows": dropped, "max_bytes": self._max_bytes}},
            )

    def _next_file(self) -> _File | None:
        """Returns the file that failed before, or the next records of one folder."""
        with self._lock:
            if self._file or not self._waiting:
                return self._file
            folder, waiting = next(iter(self._waiting.items()))
            lines = [waiting.lines.popleft()]
            size = len(lines[0])
            while waiting.lines and size + len(waiting.lines[0]) <= MOST_FILE_BYTES:
                lines.append(waiting.lines.popleft())
                size += len(lines[-1])
            if not waiting.lines:
                del self._waiting[folder]
            self._number += 1
            name = f"{folder}/{self._writer}-{self._number:06d}.jsonl.gz"
            # Uncompressed at first, so that `close` counts the records at any time.
            self._file = _File(name, waiting.kind, b"".join(lines), len(lines), size)
        self._file = replace(self._file, content=gzip.compress(self._file.content, compresslevel=6, mtime=0))
        return self._file


def _folder(kind: str, time: str) -> str:
    """Returns the folder of the hour of a time as the records have it."""
    return f"{kind}/date={time[:10]}/hour={time[11:13]}"

"""The log of predictions and of feedback: compressed JSON lines, in a folder for each hour.

    <uri>/predictions/date=2026-11-29/hour=13/<writer>-<number>.jsonl.gz
    <uri>/feedback/date=2026-11-29/hour=13/<writer>-<number>.jsonl.gz

Rows wait in memory and are written in the background, so that a slow or full store delays no request. Rows that cannot
be written are kept for the next attempt, up to a limit. Further ones are dropped, counted and reported in the log.

A prediction has the columns of the model and nothing else of the request. Columns can be left out.
"""

import gzip
import logging
import threading
import time
import uuid
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import orjson

from model_server.errors import ConfigurationError
from model_server.metrics import Metrics

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

log = logging.getLogger("model_server.prediction_log")

MOST_ROWS_IN_FILE = 50_000

Row = Mapping[str, Any]


class Store(Protocol):
    """Where files are written."""

    def write(self, name: str, content: bytes) -> None:
        """Writes a new file."""


class LocalStore:
    """A folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, content: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.partial")
        try:
            partial.write_bytes(content)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


class S3Store:
    """A prefix of a bucket. It needs only the permission to write objects."""

    def __init__(self, bucket: str, prefix: str) -> None:
        import boto3
        from botocore.config import Config

        # The writer has its own attempts.
        config = Config(connect_timeout=5, read_timeout=20, retries={"max_attempts": 2, "mode": "standard"})
        self._client: S3Client = boto3.client("s3", config=config)
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""

    def write(self, name: str, content: bytes) -> None:
        self._client.put_object(Bucket=self._bucket, Key=self._prefix + name, Body=content)


def store(uri: str) -> Store:
    """Returns the store of a URI: `s3://BUCKET/PREFIX`, or a path."""
    parts = urlsplit(uri)
    if parts.scheme == "s3" and parts.netloc:
        return S3Store(parts.netloc, parts.path.strip("/"))
    if "://" in uri:
        raise ConfigurationError(f"PREDICTION_LOG_URI must be a path or begin with s3://, not {uri!r}")
    return LocalStore(Path(uri))


class PredictionLog:
    """Writes rows in the background."""

    def __init__(self, target: Store, metrics: Metrics, flush_seconds: float, max_rows: int) -> None:
        self._target = target
        self._metrics = metrics
        self._flush_seconds = flush_seconds
        self._max_rows = max_rows
        self._rows: deque[tuple[str, Row]] = deque()
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._closing = False
        self._dropped = 0
        self._writer = uuid.uuid4().hex[:12]
        self._number = 0
        self._thread = threading.Thread(target=self._run, name="prediction-log", daemon=True)
        self._thread.start()

    def add(self, kind: str, rows: list[Row]) -> None:
        """Adds rows of `predictions` or `feedback`. It never waits and never fails."""
        with self._lock:
            room = self._max_rows - len(self._rows)
            self._rows.extend((kind, row) for row in rows[: max(room, 0)])
            lost = len(rows) - max(room, 0)
            if lost > 0:
                self._dropped += lost
        if lost > 0:
            self._metrics.logged_rows.labels(kind, "dropped").inc(lost)
        if len(self._rows) >= MOST_ROWS_IN_FILE:
            self._wake.set()

    def close(self, seconds: float = 10) -> None:
        """Writes what waits. Rows that cannot be written in time are lost, and reported."""
        self._closing = True
        self._wake.set()
        self._thread.join(seconds)
        left = len(self._rows)
        if left:
            log.error("rows are lost at the end of the server", extra={"fields": {"rows": left}})

    def _run(self) -> None:
        while not self._closing:
            self._wake.wait(self._flush_seconds)
            self._wake.clear()
            self._flush()

    def _flush(self) -> None:
        with self._lock:
            dropped, self._dropped = self._dropped, 0
        if dropped:
            log.error(
                "rows were dropped: the prediction log cannot be written fast enough",
                extra={"fields": {"rows": dropped}},
            )
        while taken := self._take():
            kind, rows = taken
            try:
                self._target.write(self._name(kind), gzip.compress(b"".join(orjson.dumps(row) + b"\n" for row in rows)))
            except Exception as error:  # Any store fails in its own way. The rows stay.
                self._put_back(kind, rows)
                self._metrics.log_failures.inc()
                reason = f"{type(error).__name__}: {error}"
                log.error("the prediction log cannot be written", extra={"fields": {"reason": reason}})
                # The next attempt is after the usual time, or at the end of the server.
                return
            self._metrics.logged_rows.labels(kind, "written").inc(len(rows))

    def _take(self) -> tuple[str, list[Row]] | None:
        """Takes rows of one kind, for one file."""
        with self._lock:
            if not self._rows:
                return None
            kind = self._rows[0][0]
            rows: list[Row] = []
            while self._rows and self._rows[0][0] == kind and len(rows) < MOST_ROWS_IN_FILE:
                rows.append(self._rows.popleft()[1])
            return kind, rows

    def _put_back(self, kind: str, rows: list[Row]) -> None:
        with self._lock:
            self._rows.extendleft((kind, row) for row in reversed(rows))

    def _name(self, kind: str) -> str:
        # The hour of the writing: a row can be up to a few minutes older.
        now = datetime.fromtimestamp(time.time(), UTC)
        self._number += 1
        return f"{kind}/date={now:%Y-%m-%d}/hour={now:%H}/{self._writer}-{self._number:06d}.jsonl.gz"

"""Online accuracy: joins the prediction log with the feedback. `python -m model_server.accuracy --log URI`.

A label belongs to the prediction with its id and row. Of several labels, the last one counts. Labels come late, so the
window is the time of the predictions, and the result says how many of them have a label.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson

from model_server.errors import ConfigurationError

Record = dict[str, Any]

LABEL_DAYS = 180
"""Days after the window in which labels are looked for."""


@dataclass(frozen=True)
class Accuracy:
    """Figures of the predictions in a window."""

    predictions: int
    labelled: int
    accuracy: float | None
    """Share of the labelled predictions whose most probable class is the label. None without labels."""

    unmatched_labels: int
    """Labels without a prediction in the window: of other times, or of requests that were not sampled."""

    damaged_files: int
    """Files that cannot be read. Their rows are missing."""


def accuracy(predictions: Iterator[Record], feedback: Iterator[Record]) -> dict[str, int | float | None]:
    """Joins predictions with labels."""
    labels: dict[tuple[str, int], tuple[str, Any]] = {}
    for record in feedback:
        key, known = (record["id"], record["row"]), (record["time"], record["label"])
        if key not in labels or labels[key][0] <= known[0]:
            labels[key] = known
    total = labelled = right = 0
    # A request that a client repeats has the id of the first: it counts once.
    seen: set[tuple[str, int]] = set()
    for record in predictions:
        key = (record["id"], record["row"])
        if key in seen:
            continue
        seen.add(key)
        total += 1
        if key in labels:
            labelled += 1
            right += _class(record["prediction"]) == labels.pop(key)[1]
    return {
        "predictions": total,
        "labelled": labelled,
        "accuracy": right / labelled if labelled else None,
        "unmatched_labels": len(labels),
    }


def _class(prediction: Any) -> Any:
    """Returns the index of the most probable class, or the predicted class itself."""
    if isinstance(prediction, list):
        return max(range(len(prediction)), key=prediction.__getitem__)
    return prediction


class Reader:
    """Reads the records of a log."""

    def __init__(self, uri: str) -> None:
        self._uri = uri.rstrip("/")
        self._parts = urlsplit(uri)
        self.damaged = 0
        if self._parts.scheme not in ("", "s3"):
            raise ConfigurationError(f"--log must be a path or begin with s3://, not {uri!r}")

    def records(self, kind: str, since: datetime, until: datetime, written_until: datetime) -> Iterator[Record]:
        """Returns records with a time in a window, from the folders of the hours in which they can be written."""
        hour = since.replace(minute=0, second=0, microsecond=0)
        while hour <= written_until:
            for content in self._files(f"{kind}/date={hour:%Y-%m-%d}/hour={hour:%H}/"):
                try:
                    lines = gzip.decompress(content).splitlines()
                    parsed = [orjson.loads(line) for line in lines]
                except (OSError, EOFError, ValueError):
                    self.damaged += 1
                    continue
                yield from (row for row in parsed if since <= datetime.fromisoformat(row["time"]) < until)
            hour += timedelta(hours=1)

    def _files(self, prefix: str) -> Iterator[bytes]:
        if self._parts.scheme == "s3":
            import boto3

            client = boto3.client("s3")
            bucket, start = self._parts.netloc, f"{self._parts.path.strip('/')}/{prefix}".lstrip("/")
            for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=start):
                for entry in page.get("Contents", []):
                    yield client.get_object(Bucket=bucket, Key=entry["Key"])["Body"].read()
        else:
            for path in sorted((Path(self._uri) / prefix).glob("*.jsonl.gz")):
                yield path.read_bytes()


def online_accuracy(uri: str, since: datetime, until: datetime, now: datetime) -> Accuracy:
    """Returns the accuracy of the predictions from `since` until before `until`."""
    reader = Reader(uri)
    # Rows are written some minutes after the prediction, or hours while the store failed.
    predictions = reader.records("predictions", since, until, min(now, until + timedelta(hours=6)))
    labels_until = min(now, until + timedelta(days=LABEL_DAYS))
    feedback = reader.records("feedback", since, labels_until + timedelta(seconds=1), labels_until)
    joined: dict[str, Any] = accuracy(predictions, feedback)
    return Accuracy(**joined, damaged_files=reader.damaged)


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m model_server.accuracy", description=(__doc__ or "").split("\n")[0])
    now = datetime.now(UTC)
    parser.add_argument("--log", required=True, help="PREDICTION_LOG_URI of the server")
    parser.add_argument(
        "--since", type=_time, default=now - timedelta(days=1), help="default: a day ago (ISO 8601, UTC)"
    )
    parser.add_argument("--until", type=_time, default=now, help="default: now")
    values = parser.parse_args(arguments)
    try:
        found = online_accuracy(values.log, values.since, values.until, now)
    except ConfigurationError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    sys.stdout.write(f"{json.dumps(asdict(found), sort_keys=True)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Messages: one JSON object per line on standard error. Standard output has the result only."""

import json
import sys
from datetime import UTC, datetime


def log(level: str, message: str, **fields: object) -> None:
    """Writes a message. `level` is `info`, `warning` or `error`."""
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"time": time, "level": level, "message": message, "logger": "drift", **fields}
    sys.stderr.write(f"{json.dumps(line, default=str)}\n")

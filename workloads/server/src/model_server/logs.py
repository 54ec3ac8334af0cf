"""The log of the server: one JSON object per line on standard output."""

import logging
import sys
from datetime import UTC, datetime

import orjson

from model_server.context import current


class JsonFormatter(logging.Formatter):
    """Formats a record with time, level, message, ids of the request, model and version."""

    def __init__(self, model: str, version: str) -> None:
        super().__init__()
        self._model = {"model": model, "version": version}

    def format(self, record: logging.LogRecord) -> str:
        ids = current.get()
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            "logger": record.name,
            **self._model,
        }
        if ids:
            line |= {"correlation_id": ids.correlation_id, "trace_id": ids.trace_id}
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def configure(model: str, version: str) -> None:
    """Sends all logs, uvicorn's too, to standard output as JSON."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter(model, version))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    # The server has an access log of its own.
    logging.getLogger("uvicorn.access").disabled = True

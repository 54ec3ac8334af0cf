"""Records of the prediction log."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from model_server.errors import ConfigurationError
from model_server.model import Output
from model_server.protocol import Inference
from model_server.settings import Settings


def now() -> str:
    """Returns the time as the records have it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def logged_columns(columns: Iterable[str], fields: tuple[str, ...]) -> list[str]:
    """Returns the columns that may be written."""
    return [name for name in columns if name in fields or fields == ("*",)]


def check_fields(columns: Iterable[str], fields: tuple[str, ...]) -> None:
    """Raises `ConfigurationError` if a field is not a column: it would be missing in the log without a word."""
    known = list(columns)
    unknown = [name for name in fields if name not in known]
    if unknown and fields != ("*",):
        raise ConfigurationError(
            f"PREDICTION_LOG_FIELDS must name columns of the model, not {', '.join(unknown)}; they are "
            f"{', '.join(known)}, and * for all of them"
        )


def prediction_records(
    correlation_id: str, inference: Inference, outputs: Output, settings: Settings
) -> list[Mapping[str, Any]]:
    """Returns a record for each row: time, id, row, model, version, features, prediction."""
    time = now()
    names = logged_columns(inference.columns, settings.prediction_log_fields)
    predictions = outputs.tolist()
    return [
        {
            "time": time,
            "id": correlation_id,
            "row": row,
            "model": settings.model_name,
            "version": settings.model_version,
            "features": {name: inference.columns[name][row] for name in names},
            "prediction": predictions[row],
        }
        for row in range(inference.rows)
    ]

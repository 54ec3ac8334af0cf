"""Records of the prediction log."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from model_server.model import Output
from model_server.protocol import Inference
from model_server.settings import Settings


def now() -> str:
    """Returns the time as the records have it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def prediction_records(
    correlation_id: str, inference: Inference, outputs: Output, settings: Settings
) -> list[Mapping[str, Any]]:
    """Returns a record for each row: time, id, row, model, version, features, prediction."""
    time = now()
    names = [name for name in inference.columns if name not in settings.prediction_log_exclude]
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

"""Settings of the server, from environment variables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from model_server.errors import ConfigurationError
from model_server.stores import is_address


@dataclass(frozen=True)
class Settings:
    """Each setting is the variable of the same name in capitals."""

    model_path: Path
    """Folder with the files of a model of MLflow. The platform sets it."""

    model_name: str = "model"
    model_version: str = "0"
    host: str = "0.0.0.0"  # noqa: S104 (a server in a container)
    port: int = 8080

    max_batch_rows: int = 256
    """Rows of one call of the model. Requests that wait for the model are put together up to this number."""

    max_rows: int = 1_000
    """Rows of one request."""

    max_payload_bytes: int = 1_048_576
    """Size of one request."""

    max_concurrent: int = 128
    """Inference requests at a time. Others get 429. The product with the time per request bounds the latency."""

    keep_alive_seconds: int = 3_900
    """Time after which idle connections are closed. It must exceed that of the gateway, for Envoy an hour: otherwise
    the gateway sends requests on connections that the server is closing."""

    drain_seconds: float = 2.0
    """Time after SIGTERM in which new requests are still answered, and clients are asked to close their connections."""

    shutdown_seconds: int = 25
    """Time for open requests after the drain."""

    log_sample_rate: float = 0.0
    """Share of the requests whose predictions, and the fields of the prediction log, are in the log of the server."""

    access_log: bool = True
    """Whether each request has a line in the log. Errors always have one."""

    prediction_log_uri: str = ""
    """Folder or s3:// prefix for predictions and feedback. Nothing is written without it."""

    prediction_log_sample_rate: float = 1.0
    """Share of the requests whose predictions are written."""

    prediction_log_fields: tuple[str, ...] = ()
    """Columns of the model that are written; `*` is all of them. None by default: they can have personal data."""

    prediction_log_retention_days: int = 0
    """Value of the tag `retention-days` of each object in S3. There is no tag if it is 0."""

    prediction_log_flush_seconds: float = 60.0
    """Time after which records are written. A server that crashes loses that much."""

    prediction_log_max_bytes: int = 67_108_864
    """Size of the records that wait in memory while they cannot be written. Further ones are dropped, and counted."""

    trusted_types: tuple[str, ...] = ()
    """Further types that skops may load. Everything else in a model file is refused."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Reads all settings. Raises `ConfigurationError` with all problems."""
        values: dict[str, Any] = {}
        problems = []
        for field in fields(cls):
            name = field.name.upper()
            text = environment.get(name, "").strip()
            if not text:
                if field.name == "model_path":
                    problems.append(f"{name} must be set to the folder of the model")
                continue
            try:
                values[field.name] = _parsers[field.name](text)
            except ValueError as error:
                problems.append(f"{name} must be {error}, not {text!r}")
        if problems:
            raise ConfigurationError("; ".join(problems))
        return cls(**values)


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        value = int(text) if text.lstrip("-").isdigit() else None
        if value is None or not low <= value <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return value

    return parse


def _number(low: float, high: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise ValueError(f"a number from {low:g} to {high:g}")
        return value

    return parse


def _switch(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError("true or false")
    return text.lower() == "true"


def _address(text: str) -> str:
    if not is_address(text):
        raise ValueError("a path or s3://BUCKET/PREFIX")
    return text


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


_parsers: dict[str, Callable[[str], Any]] = {
    "model_path": Path,
    "model_name": str,
    "model_version": str,
    "host": str,
    "port": _whole(1, 65_535),
    "max_batch_rows": _whole(1, 100_000),
    "max_rows": _whole(1, 100_000),
    "max_payload_bytes": _whole(1_024, 1_073_741_824),
    "max_concurrent": _whole(1, 100_000),
    "keep_alive_seconds": _whole(1, 86_400),
    "drain_seconds": _number(0, 600),
    "shutdown_seconds": _whole(1, 3_600),
    "log_sample_rate": _number(0, 1),
    "access_log": _switch,
    "prediction_log_uri": _address,
    "prediction_log_sample_rate": _number(0, 1),
    "prediction_log_fields": _names,
    "prediction_log_retention_days": _whole(0, 36_500),
    "prediction_log_flush_seconds": _number(0.05, 3_600),
    "prediction_log_max_bytes": _whole(65_536, 4_294_967_296),
    "trusted_types": _names,
}

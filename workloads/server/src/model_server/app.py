"""The application: routes of the Open Inference Protocol, feedback and metrics."""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import orjson
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from model_server.batching import Batcher
from model_server.context import current
from model_server.errors import RequestError
from model_server.feedback import parse_feedback
from model_server.metrics import Metrics
from model_server.middleware import Observe
from model_server.model import Model, Output, example, load
from model_server.prediction_log import PredictionLog
from model_server.protocol import Inference, parse, response
from model_server.records import check_fields, logged_columns, prediction_records
from model_server.settings import Settings
from model_server.stores import store
from model_server.telemetry import Traces

log = logging.getLogger("model_server")


@dataclass
class State:
    """What changes while the server runs."""

    settings: Settings
    metrics: Metrics
    model: Model | None = None
    batcher: Batcher | None = None
    prediction_log: PredictionLog | None = None
    draining: bool = False
    failure: Exception | None = None
    inferences: int = 0
    """Inference requests that are not answered yet."""

    loading: "asyncio.Task[None] | None" = field(default=None, repr=False)

    @property
    def ready(self) -> bool:
        return self.batcher is not None and not self.draining


def create_app(settings: Settings, traces: Traces) -> FastAPI:
    """Returns the application. `app.state.server` is its state."""
    metrics = Metrics(settings.model_name, settings.model_version)
    state = State(settings, metrics)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if settings.prediction_log_uri:
            state.prediction_log = PredictionLog(
                store(settings.prediction_log_uri, settings.prediction_log_retention_days),
                metrics,
                settings.prediction_log_flush_seconds,
                settings.prediction_log_max_bytes,
            )
        # In the background: the server is live while it loads.
        state.loading = asyncio.create_task(_load(state))
        yield
        state.loading.cancel()
        if state.batcher:
            state.batcher.close()
        if state.prediction_log:
            await asyncio.to_thread(state.prediction_log.close)
        await asyncio.to_thread(traces.close)

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.server = state
    app.add_middleware(
        Observe, metrics=metrics, traces=traces, access_log=settings.access_log, draining=lambda: state.draining
    )
    _handle_errors(app)
    _add_routes(app, state)
    return app


async def _load(state: State) -> None:
    settings = state.settings
    started = time.monotonic()
    try:
        model = await asyncio.to_thread(load, settings.model_path, settings.trusted_types)
        check_fields((column.name for column in model.columns), settings.prediction_log_fields)
        batcher = Batcher(model.predict, settings.max_batch_rows, state.metrics.batch_rows.observe)
        # The first call of a model is many times slower than the next ones.
        rows = example(settings.model_path, model.columns)
        await asyncio.to_thread(model.predict, rows)
    except Exception as error:  # The process ends with it: see __main__.
        state.failure = error
        log.error("the model cannot be loaded", extra={"fields": {"reason": str(error)}})
        return
    state.model, state.batcher = model, batcher
    log.info("ready", extra={"fields": {"load_seconds": round(time.monotonic() - started, 3)}})


def _handle_errors(app: FastAPI) -> None:
    @app.exception_handler(RequestError)
    async def refused(_: Request, error: RequestError) -> Response:
        return _json({"error": str(error)}, error.status, error.headers)

    @app.exception_handler(HTTPException)
    async def http(_: Request, error: HTTPException) -> Response:
        return _json({"error": str(error.detail)}, error.status_code, error.headers)

    @app.exception_handler(Exception)
    async def failed(_: Request, error: Exception) -> Response:
        # The text of an unexpected error is for the operator.
        log.error("the request failed", exc_info=error)
        return _json({"error": "the server failed; its log has the reason"}, 500)


def _add_routes(app: FastAPI, state: State) -> None:
    settings = state.settings
    name, version = settings.model_name, settings.model_version

    def loaded(asked_name: str, asked_version: str | None = None) -> tuple[Model, Batcher]:
        if asked_name != name or (asked_version is not None and asked_version != version):
            asked = asked_name if asked_version is None else f"{asked_name} version {asked_version}"
            raise RequestError(404, f"{asked!r:.200} is not served here; this is {name} version {version}")
        if state.model is None or state.batcher is None:
            raise RequestError(503, "the model is not loaded yet", {"retry-after": "5"})
        return state.model, state.batcher

    @app.get("/v2/health/live")
    async def live() -> Response:
        return _json({"live": True})

    @app.get("/v2/health/ready")
    async def ready() -> Response:
        return _json({"ready": state.ready}, 200 if state.ready else 503)

    @app.get("/v2")
    async def server() -> Response:
        return _json({"name": "model-server", "version": "1.0.0", "extensions": []})

    @app.get("/v2/models/{model_name}")
    @app.get("/v2/models/{model_name}/versions/{model_version}")
    async def metadata(model_name: str, model_version: str | None = None) -> Response:
        model, _ = loaded(model_name, model_version)
        return _json(
            {
                "name": name,
                "versions": [version],
                "platform": "sklearn",
                "inputs": [
                    {"name": column.name, "datatype": column.datatype, "shape": [-1]} for column in model.columns
                ],
                "outputs": [{"name": model.output, "datatype": "FP64", "shape": [-1, -1]}],
            }
        )

    @app.get("/v2/models/{model_name}/ready")
    @app.get("/v2/models/{model_name}/versions/{model_version}/ready")
    async def model_ready(model_name: str, model_version: str | None = None) -> Response:
        loaded(model_name, model_version)
        return _json({"name": name, "ready": state.ready}, 200 if state.ready else 503)

    @app.post("/v2/models/{model_name}/infer")
    @app.post("/v2/models/{model_name}/versions/{model_version}/infer")
    async def infer(request: Request, model_name: str, model_version: str | None = None) -> Response:
        model, batcher = loaded(model_name, model_version)
        if state.inferences >= settings.max_concurrent:
            raise RequestError(
                429, f"{settings.max_concurrent} requests are in progress: try again later", {"retry-after": "1"}
            )
        state.inferences += 1
        try:
            inference = parse(await _body(request, settings.max_payload_bytes), model.columns, settings.max_rows)
            outputs = await batcher.predict(inference)
        finally:
            state.inferences -= 1
        _record(request, state, inference, outputs)
        ids = current.get()
        identifier = inference.id or (ids.correlation_id if ids else "")
        return Response(response(name, version, identifier, model.output, outputs), media_type="application/json")

    @app.post("/v2/models/{model_name}/feedback")
    async def feedback(request: Request, model_name: str) -> Response:
        loaded(model_name)
        if state.prediction_log is None:
            raise RequestError(501, "feedback is not stored: the server has no PREDICTION_LOG_URI")
        record = parse_feedback(await _body(request, settings.max_payload_bytes))
        if not state.prediction_log.add("feedback", [{**record, "model": name}]):
            raise RequestError(
                503, "the label is not stored: the prediction log cannot be written", {"retry-after": "60"}
            )
        return _json({"accepted": 1}, 202)

    @app.get("/metrics")
    async def metrics() -> Response:
        return Response(state.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


async def _body(request: Request, limit: int) -> bytes:
    """Reads a body. Raises `RequestError` as soon as it is too large."""
    if request.headers.get("inference-header-content-length"):
        raise RequestError(400, "binary tensors are not supported: send the data as JSON")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise RequestError(415, "compressed bodies are not supported")
    too_large = RequestError(413, f"the body must have at most {limit} bytes", {"connection": "close"})
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > limit:
        raise too_large
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise too_large
        chunks.append(chunk)
    return b"".join(chunks)


def _record(request: Request, state: State, inference: Inference, outputs: Output) -> None:
    """Adds a prediction to metrics, to the prediction log and, if sampled, to the log of the server."""
    settings = state.settings
    last = outputs if outputs.ndim == 1 else outputs[:, -1]
    if last.dtype.kind in "fiub":
        for score in last.tolist():
            state.metrics.scores.observe(score)
    fields: dict[str, object] = {"rows": inference.rows}
    if settings.log_sample_rate and random.random() < settings.log_sample_rate:  # noqa: S311 (a sample, no secret)
        names = logged_columns(inference.columns, settings.prediction_log_fields)
        visible = {name: inference.columns[name] for name in names}
        fields |= {"features": visible, "predictions": outputs.tolist()}
    request.scope["log_fields"] = fields
    ids = current.get()
    # One request is logged or not as a whole.
    if state.prediction_log and ids and random.random() < settings.prediction_log_sample_rate:  # noqa: S311
        records = prediction_records(ids.correlation_id, inference, outputs, settings)
        state.prediction_log.add("predictions", records)


def _json(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(orjson.dumps(content), status, headers, media_type="application/json")

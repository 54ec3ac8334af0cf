"""What every request gets: ids, metrics, a line in the log, a span. Plain ASGI, so that nothing copies the body."""

import logging
import time
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from model_server.context import RequestIds, current, request_ids
from model_server.metrics import Metrics
from model_server.telemetry import Traces

log = logging.getLogger("model_server.access")

UNCOUNTED = ("/metrics", "/v2/health/live", "/v2/health/ready")
"""Probes and scrapes are no requests of clients."""


class Observe:
    """Observes requests of clients."""

    def __init__(
        self, app: ASGIApp, metrics: Metrics, traces: Traces, access_log: bool, draining: Callable[[], bool]
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._traces = traces
        self._access_log = access_log
        self._draining = draining

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in UNCOUNTED:
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = Headers(scope=scope)
        span = self._traces.start(headers)
        ids = request_ids(headers.get("x-request-id", ""), headers.get("traceparent", ""))
        ids = RequestIds(ids.correlation_id, span.trace_id or ids.trace_id)
        token = current.set(ids)
        status = 500

        async def send_with_ids(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                answer = MutableHeaders(scope=message)
                answer["x-request-id"] = ids.correlation_id
                if self._draining():
                    answer["connection"] = "close"
            await send(message)

        self._metrics.in_flight.inc()
        try:
            await self._app(scope, receive, send_with_ids)
        finally:
            seconds = time.perf_counter() - started
            self._metrics.in_flight.dec()
            route = getattr(scope.get("route"), "path", "unknown")
            self._metrics.requests.labels(str(status), route).inc()
            self._metrics.duration.labels(route).observe(seconds)
            span.end(route, status)
            if self._access_log or status >= 500:
                fields = {
                    "method": scope["method"],
                    "route": route,
                    "status": status,
                    "latency_ms": round(seconds * 1000, 3),
                    **scope.get("log_fields", {}),
                }
                log.log(logging.ERROR if status >= 500 else logging.INFO, "request", extra={"fields": fields})
            current.reset(token)

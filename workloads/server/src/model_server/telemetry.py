"""Traces with OpenTelemetry, if OTEL_EXPORTER_OTLP_ENDPOINT is set. Otherwise nothing of it is imported."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span as OtelSpan


class Span(Protocol):
    """The span of a request."""

    @property
    def trace_id(self) -> str | None:
        """Id of the trace, of 32 hexadecimal digits."""

    def end(self, route: str, status: int) -> None:
        """Ends the span."""


class Traces(Protocol):
    """Creates a span for each request."""

    def start(self, headers: Mapping[str, str]) -> Span:
        """Starts a span below the one of the client."""

    def close(self) -> None:
        """Sends what is not sent yet."""


class NoTraces:
    """Traces nothing."""

    trace_id: str | None = None

    def start(self, headers: Mapping[str, str]) -> Span:
        del headers
        return self

    def end(self, route: str, status: int) -> None:
        del route, status

    def close(self) -> None:
        """Has nothing to send."""


class OpenTelemetryTraces:
    """Sends spans with the OpenTelemetry SDK. The variables `OTEL_…` configure it."""

    def __init__(self, provider: "TracerProvider") -> None:
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = provider
        self._tracer = provider.get_tracer("model_server")
        self._propagator = TraceContextTextMapPropagator()

    def start(self, headers: Mapping[str, str]) -> Span:
        from opentelemetry.trace import SpanKind

        parent = self._propagator.extract(dict(headers))
        return OpenTelemetrySpan(self._tracer.start_span("request", context=parent, kind=SpanKind.SERVER))

    def close(self) -> None:
        self._provider.shutdown()


class OpenTelemetrySpan:
    """A span of the SDK."""

    def __init__(self, span: "OtelSpan") -> None:
        self._span = span

    @property
    def trace_id(self) -> str | None:
        return format(self._span.get_span_context().trace_id, "032x")

    def end(self, route: str, status: int) -> None:
        from opentelemetry.trace import StatusCode

        self._span.update_name(route)
        self._span.set_attributes({"http.route": route, "http.response.status_code": status})
        if status >= 500:
            self._span.set_status(StatusCode.ERROR)
        self._span.end()


def traces(environment: Mapping[str, str], service: str) -> Traces:
    """Returns what the variables ask for: spans to a collector, or none."""
    endpoint = environment.get("OTEL_EXPORTER_OTLP_ENDPOINT")
    if not endpoint or environment.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return NoTraces()
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    named = {} if "OTEL_SERVICE_NAME" in environment else {"service.name": service}
    provider = TracerProvider(resource=Resource.create(named))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return OpenTelemetryTraces(provider)

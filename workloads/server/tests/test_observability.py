"""Metrics of the platform's contract, logs as JSON, traces."""

import json
import logging
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from model_server.logs import JsonFormatter
from model_server.telemetry import NoTraces, OpenTelemetryTraces, traces

from .conftest import EXAMPLE, Start, request_of

INFER = "/v2/models/churn/infer"
ROUTE = "/v2/models/{model_name}/infer"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
TRACEPARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


def samples(client: TestClient) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_counts_requests_by_status_and_route_template(start: Start) -> None:
    client = start()
    client.post(INFER, json=request_of(EXAMPLE))
    client.post(INFER, json={})
    client.get("/v2/models/other")
    client.get("/secret/4711")
    found = samples(client)
    requests = {labels: value for (name, labels), value in found.items() if name == "model_requests_total"}
    assert requests == {
        (("code", "200"), ("route", ROUTE)): 1,
        (("code", "400"), ("route", ROUTE)): 1,
        (("code", "404"), ("route", "/v2/models/{model_name}")): 1,
        (("code", "404"), ("route", "unknown")): 1,
    }


def test_has_the_metrics_that_the_alerts_of_the_platform_read(start: Start) -> None:
    client = start()
    client.post(INFER, json=request_of(EXAMPLE))
    found = samples(client)
    bounds = [dict(labels)["le"] for name, labels in found if name == "model_request_duration_seconds_bucket"]
    assert bounds == ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0", "+Inf"]
    assert found["model_requests_in_flight", ()] == 0
    assert found["model_info", (("name", "churn"), ("version", "3"))] == 1
    assert found["model_batch_rows_sum", ()] == 2
    assert found["model_score_count", ()] == 2


def test_does_not_count_probes_and_scrapes(start: Start) -> None:
    client = start()
    for path in ("/v2/health/live", "/v2/health/ready", "/metrics"):
        client.get(path)
    assert [name for name, _ in samples(client) if name == "model_requests_total"] == []


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"x-request-id": "order-4711"}, "order-4711"),
        ({"traceparent": TRACEPARENT}, TRACE),
        ({"x-request-id": "mine", "traceparent": TRACEPARENT}, "mine"),
    ],
)
def test_answers_with_the_correlation_id_of_the_client(start: Start, headers: dict[str, str], expected: str) -> None:
    answer = start().post(INFER, json=request_of(EXAMPLE), headers=headers)
    assert answer.headers["x-request-id"] == expected
    assert answer.json()["id"] == expected


@pytest.mark.parametrize("hostile", ["a b", "x" * 129, 'a"b', "a\tb", "é", ""])
def test_makes_an_id_where_the_clients_could_spoil_the_log(start: Start, hostile: str) -> None:
    answer = start().post(INFER, json=request_of(EXAMPLE), headers={"x-request-id": hostile.encode()})
    assert len(answer.headers["x-request-id"]) == 32


def line(caplog: pytest.LogCaptureFixture) -> dict[str, Any]:
    """Returns the last line of the log as the formatter writes it."""
    [record] = [record for record in caplog.records if record.name == "model_server.access"][-1:]
    parsed: dict[str, Any] = json.loads(JsonFormatter("churn", "3").format(record))
    return parsed


def test_logs_a_request_as_json(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    # The formatter reads the ids while the request is handled.
    formatted: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: formatted.append(JsonFormatter("churn", "3").format(record))  # type: ignore[method-assign]
    logging.getLogger("model_server.access").addHandler(handler)
    try:
        start().post(INFER, json=request_of(EXAMPLE), headers={"x-request-id": "a1", "traceparent": TRACEPARENT})
    finally:
        logging.getLogger("model_server.access").removeHandler(handler)
    [entry] = [json.loads(text) for text in formatted]
    assert entry["level"] == "info"
    assert entry["correlation_id"] == "a1"
    assert entry["trace_id"] == TRACE
    assert (entry["model"], entry["version"]) == ("churn", "3")
    assert (entry["route"], entry["status"], entry["rows"]) == (ROUTE, 200, 2)
    assert entry["latency_ms"] > 0
    assert "features" not in entry


def test_logs_features_and_predictions_of_a_sample(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    client = start(log_sample_rate=1.0, prediction_log_fields=("charges", "calls"))
    client.post(INFER, json=request_of(EXAMPLE))
    entry = line(caplog)
    assert entry["features"] == {"charges": [40.0, 90.0], "calls": [0, 6]}
    assert len(entry["predictions"]) == 2


def test_an_unexpected_error_is_in_the_log_and_not_in_the_answer(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    client = start()
    state = client.app.state.server  # type: ignore[attr-defined]
    state.batcher._predict = lambda _: 1 / 0
    answer = client.post(INFER, json=request_of(EXAMPLE))
    assert (answer.status_code, answer.json()) == (500, {"error": "the server failed; its log has the reason"})
    assert any("ZeroDivisionError" in (record.exc_text or str(record.exc_info)) for record in caplog.records)
    assert samples(client)["model_requests_total", (("code", "500"), ("route", ROUTE))] == 1


def test_traces_a_request_below_the_clients_span(start: Start) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    client = start(traces=OpenTelemetryTraces(provider))
    client.post(INFER, json=request_of(EXAMPLE), headers={"traceparent": TRACEPARENT})
    [span] = exporter.get_finished_spans()
    assert span.name == ROUTE
    assert span.context is not None
    assert format(span.context.trace_id, "032x") == TRACE
    assert span.parent is not None
    assert format(span.parent.span_id, "016x") == "00f067aa0ba902b7"
    assert span.attributes == {"http.route": ROUTE, "http.response.status_code": 200}


def test_traces_nothing_without_an_endpoint() -> None:
    assert isinstance(traces({}, "churn"), NoTraces)
    disabled = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_SDK_DISABLED": "true"}
    assert isinstance(traces(disabled, "churn"), NoTraces)

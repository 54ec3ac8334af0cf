"""Metrics of the server: the contract of the platform, and figures of batches and of the prediction log."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest

LATENCY_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Bounds that the alerts of the platform expect."""

SCORE_BOUNDS = tuple(step / 20 for step in range(1, 21))


class Metrics:
    """All metrics of one server, in a registry of its own."""

    def __init__(self, name: str, version: str) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "model_requests_total", "Requests by status and route.", ("code", "route"), registry=self.registry
        )
        self.duration = Histogram(
            "model_request_duration_seconds",
            "Time from the first byte of a request to the last byte of its response.",
            ("route",),
            buckets=LATENCY_BOUNDS,
            registry=self.registry,
        )
        self.in_flight = Gauge(
            "model_requests_in_flight", "Requests that are not answered yet.", registry=self.registry
        )
        info = Gauge("model_info", "The served model; always 1.", ("name", "version"), registry=self.registry)
        info.labels(name, version).set(1)
        self.batch_rows = Histogram(
            "model_batch_rows",
            "Rows of each call of the model.",
            buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024),
            registry=self.registry,
        )
        self.scores = Histogram(
            "model_score",
            "Last output of each predicted row: of a classifier, the probability of its last class.",
            buckets=SCORE_BOUNDS,
            registry=self.registry,
        )
        self.logged_rows = Counter(
            "model_prediction_log_rows_total",
            "Rows of the prediction log and of the feedback by what happened to them.",
            ("kind", "outcome"),
            registry=self.registry,
        )
        # A series that appears with its first increase hides that increase from `increase`.
        for kind in ("predictions", "feedback"):
            for outcome in ("written", "dropped"):
                self.logged_rows.labels(kind, outcome)
        self.log_failures = Counter(
            "model_prediction_log_failures_total",
            "Failed attempts to write the prediction log.",
            registry=self.registry,
        )

        self.log_bytes = Gauge(
            "model_prediction_log_waiting_bytes",
            "Size of the records that are not written yet.",
            registry=self.registry,
        )

    def text(self) -> bytes:
        """Returns the metrics in the text format of Prometheus."""
        return generate_latest(self.registry)

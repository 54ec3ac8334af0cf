"""Figures of a report for Prometheus, by its Pushgateway: a program that ends cannot be scraped.

Every figure has the labels `job="drift"` and `model`. A push replaces all figures of the model.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from prometheus_client import CollectorRegistry, Gauge, push_to_gateway

from drift.errors import FailedError

JOB = "drift"

GAUGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "model_drift_psi": ("Population stability index against the training", ("version", "column")),
    "model_drift_ks_statistic": ("Kolmogorov-Smirnov distance from the training", ("version", "column")),
    "model_drift_missing_ratio": ("Share of missing values", ("version", "column")),
    "model_drift_detected": ("1 if the window shows drift", ("version",)),
    "model_drift_decision": ("1 for the decision of the last run", ("version", "decision")),
    "model_drift_predictions": ("Predictions of the window", ("version",)),
    "model_drift_missing_hours": ("Hours of the window without a prediction", ()),
    "model_drift_gap_hours": ("Hours before the window that no run has looked at", ()),
    "model_drift_damaged_files": ("Files of the prediction log that cannot be read", ()),
    "model_drift_window_end_timestamp_seconds": ("End of the window", ()),
    "model_online_labelled_predictions": ("Predictions with a label", ("version",)),
    "model_online_accuracy": ("Accuracy of the labelled predictions", ("version",)),
    "model_online_roc_auc": ("ROC AUC of the labelled predictions", ("version",)),
    "model_training_accuracy": ("Accuracy on the held-out rows of the training", ("version",)),
    "model_training_roc_auc": ("ROC AUC on the held-out rows of the training", ("version",)),
}
"""Name, meaning and labels of each figure. Those without a value are not pushed."""

DECISIONS = ("none", "no-data", "too-few", "notify", "cooldown", "retrain")


def registry_of(report: Mapping[str, Any]) -> CollectorRegistry:
    """Returns the figures of a report."""
    registry = CollectorRegistry()
    gauges = {name: Gauge(name, text, labels, registry=registry) for name, (text, labels) in GAUGES.items()}
    version = report["version"] or "none"

    def put(name: str, value: float | None, *labels: str) -> None:
        if value is not None:
            (gauges[name].labels(*labels) if labels else gauges[name]).set(value)

    for column, found in sorted(report["columns"].items()):
        put("model_drift_psi", found["psi"], version, column)
        put("model_drift_ks_statistic", found["ks_statistic"], version, column)
        put("model_drift_missing_ratio", found["missing_share"], version, column)
    put("model_drift_detected", float(report["drift"]), version)
    for decision in DECISIONS:
        put("model_drift_decision", float(report["decision"] == decision), version, decision)
    put("model_drift_predictions", report["predictions"], version)
    put("model_drift_missing_hours", report["missing_hours"])
    put("model_drift_gap_hours", report["gap_hours"])
    put("model_drift_damaged_files", report["damaged_files"])
    put("model_drift_window_end_timestamp_seconds", datetime.fromisoformat(report["window"]["until"]).timestamp())
    performance = report["performance"]
    put("model_online_labelled_predictions", performance["labelled"], version)
    for measure in ("accuracy", "roc_auc"):
        for where, key in (("online", measure), ("training", f"reference_{measure}")):
            put(f"model_{where}_{measure}", (performance[key] or {}).get("value"), version)
    return registry


def push(address: str, report: Mapping[str, Any]) -> None:
    """Pushes the figures of a report. Raises `FailedError` if the Pushgateway does not take them."""
    try:
        push_to_gateway(
            address, job=JOB, registry=registry_of(report), grouping_key={"model": report["model"]}, timeout=10
        )
    except (OSError, ValueError) as error:
        raise FailedError(f"the metrics cannot be pushed to {address}: {error}") from error

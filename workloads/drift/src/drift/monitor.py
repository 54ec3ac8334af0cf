"""One run: reads a window, compares it with the reference, decides, acts, and keeps a report."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from drift import columns, performance
from drift.actions import Action, Request
from drift.errors import UserError
from drift.logs import log
from drift.prediction_log import Logged, Reader
from drift.reference import Reference
from drift.retrain import retrain
from drift.settings import Limits
from drift.state import State
from drift.storage import Storage
from drift.window import Window

FORMAT = 1

Report = dict[str, Any]


@dataclass(frozen=True)
class Monitor:
    """What a run needs."""

    model: str
    version: str | None
    """Version to look at, or None for the one with most predictions in the window."""

    log: Storage
    reports: Storage
    reference: Callable[[str], Reference]
    """Returns the reference of a version."""

    limits: Limits
    action: Action | None
    """What starts a retraining. Without it, drift is only reported."""

    now: Callable[[], datetime]

    def run(self, window: Window) -> tuple[Report, bool]:
        """Returns the report of a window, and whether it existed before: a window is decided once.

        Raises `FailedError` if the action fails. Then there is no report, and the next run repeats the window.
        """
        name = f"{self.model}/windows/{window.key}.json"
        existing = self.reports.read(name)
        if existing is not None:
            return _parsed(existing.content, f"{self.reports.uri}/{name}"), True
        report = self.measure(window)
        report |= self._decide(report, window)
        if not self.reports.write(name, json.dumps(report, indent=2, sort_keys=True).encode(), None):
            log("warning", "another run has written the report of this window", window=window.key)
        return report, False

    def measure(self, window: Window) -> Report:
        """Returns the figures of a window and the reasons for which they are drift."""
        logged = Reader(self.log, self.model).read(window, self.limits.label_days, self.version)
        report: Report = {
            "format": FORMAT,
            "model": self.model,
            "version": logged.version,
            "window": {"key": window.key, "since": window.since.isoformat(), "until": window.until.isoformat()},
            "predictions": logged.total,
            "other_versions": logged.other_versions,
            "missing_hours": logged.missing_hours,
            "gap_hours": self._gap_hours(window),
            "damaged_files": logged.damaged_files,
            "columns": {},
            "not_logged": [],
            "drifted": [],
            "reasons": [],
            "limits": asdict(self.limits),
            "performance": asdict(performance.Performance(len(logged.labelled), None, None, None, None)),
        }
        if logged.version is not None:
            self._compare(report, logged, logged.version)
        return report

    def _gap_hours(self, window: Window) -> float:
        """Returns the hours before this window that no run has looked at."""
        folder = f"{self.model}/windows/"
        keys = [name.removeprefix(folder).removesuffix(".json") for name in self.reports.names(folder)]
        gaps = [window.hours_since(key) for key in keys]
        return min((gap for gap in gaps if gap >= 0), default=0.0)

    def _compare(self, report: Report, logged: Logged, version: str) -> None:
        enough_labels = len(logged.labelled) >= self.limits.min_labels
        if logged.total < self.limits.min_rows and not enough_labels:
            return
        reference = self.reference(version)
        if logged.total >= self.limits.min_rows:
            compared, report["not_logged"] = columns.compare(reference, logged.rows)
            found = list(columns.reasons(compared, self.limits))
            report["columns"] = {name: asdict(comparison) for name, comparison in compared.items()}
            report["drifted"] = list(dict.fromkeys(name for name, _ in found))
            report["reasons"] += [reason for _, reason in found]
        if enough_labels:
            measured = performance.performance(reference, logged.labelled)
            report["performance"] = asdict(measured)
            report["reasons"] += performance.reasons(measured, self.limits)

    def _decide(self, report: Report, window: Window) -> Report:
        """Returns drift, decision, and whether to retrain."""

        def decided(
            decision: Literal["none", "no-data", "too-few", "notify", "cooldown", "retrain"], retraining: str | None
        ) -> Report:
            return {
                "drift": bool(report["reasons"]),
                "decision": decision,
                "retrain": decision == "retrain",
                "retraining": retraining,
            }

        if report["version"] is None or (report["predictions"] == 0 and not report["reasons"]):
            return decided("no-data", None)
        if not report["reasons"]:
            return decided("none" if report["columns"] else "too-few", None)
        if self.action is None:
            return decided("notify", None)
        request = Request(self.model, str(report["version"]), window.key, tuple(report["reasons"]))
        state = State(self.reports, self.model)
        cooldown = timedelta(hours=self.limits.cooldown_hours)
        outcome = retrain(state, request, window, cooldown, self.action, self.now)
        return decided(outcome.decision, outcome.window)


def _parsed(content: bytes, what: str) -> Report:
    try:
        report: Report = json.loads(content)
        if report["format"] != FORMAT:
            raise ValueError(f"its format is {report['format']}")
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{what} is not a report of this program ({error}): delete it to decide again") from error
    return report

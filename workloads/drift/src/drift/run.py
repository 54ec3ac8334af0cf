"""Compares the predictions of a time window with the training of the model, and decides whether to retrain it.

Standard output has one line of JSON, the report. Messages are JSON on standard error. Exit status: 0 the window is
decided, whatever the decision; 1 a service does not answer or an action fails, so try again; 2 a mistake in arguments,
settings or files.
"""

import argparse
import os
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta

from drift.actions import Action, Command, nothing
from drift.errors import UserError, run
from drift.logs import log
from drift.metrics import push
from drift.monitor import Monitor, Report
from drift.reference import Reference, load
from drift.settings import Limits
from drift.storage import storage
from drift.window import Window, explicit, last_complete


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Adds the options that choose predictions and reference."""
    add_variable(parser, "--name", "REGISTERED_MODEL", "name of the model in the registry, and in the log")
    add_variable(parser, "--log", "PREDICTION_LOG_URI", "the server's PREDICTION_LOG_URI")
    parser.add_argument(
        "--reference", help="folder of the model's files, on disk or in S3; default: models:/NAME/VERSION of MLflow"
    )
    parser.add_argument("--version", help="version to look at; default: the one with most predictions in the window")
    parser.add_argument("--window-hours", type=int, default=24, help="length of a window; default: 24")
    parser.add_argument(
        "--delay-minutes", type=int, default=15, help="age of a window before it is looked at; default: 15"
    )
    parser.add_argument("--since", type=_time, help="begin of the window (ISO 8601), instead of the last complete one")
    parser.add_argument("--until", type=_time, help="end of the window, with --since")


def add_variable(parser: argparse.ArgumentParser, option: str, variable: str, text: str) -> None:
    """Adds a required option whose default is an environment variable."""
    value = os.environ.get(variable)
    parser.add_argument(option, default=value, required=not value, help=f"{text}; default: {variable}")


def window_of(values: argparse.Namespace) -> Window:
    """Returns the window of the arguments."""
    problems = []
    if re.fullmatch(r"[\w.-]+", values.name) is None:
        problems.append(f"--name must consist of letters, digits and . _ -, not {values.name!r}")
    if not 1 <= values.window_hours <= 8_760:
        problems.append(f"--window-hours must be from 1 to 8,760, not {values.window_hours}")
    if not 0 <= values.delay_minutes <= 10_080:
        problems.append(f"--delay-minutes must be from 0 to 10,080, not {values.delay_minutes}")
    if (values.since is None) != (values.until is None):
        problems.append("--since and --until must be given together")
    if problems:
        raise UserError("; ".join(problems))
    if values.since is not None:
        return explicit(values.since, values.until)
    return last_complete(datetime.now(UTC), values.window_hours, timedelta(minutes=values.delay_minutes))


def reference_of(values: argparse.Namespace, version: str) -> Reference:
    """Returns the reference of a version."""
    return load(values.reference or f"models:/{values.name}/{version}")


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _action(values: argparse.Namespace) -> Action | None:
    if values.action == "notify":
        if values.retrain_command is not None:
            raise UserError("--retrain-command needs --action retrain")
        return None
    return nothing if values.retrain_command is None else Command(values.retrain_command)


def _finish(report: Report, existed: bool, pushgateway: str | None) -> None:
    facts = {name: report[name] for name in ("model", "version", "decision", "predictions", "reasons")}
    level = "warning" if report["drift"] or report["decision"] == "no-data" else "info"
    log(level, "the window was decided before" if existed else "the window is decided", **facts)
    if report["not_logged"]:
        log("warning", "columns are not in the prediction log: set PREDICTION_LOG_FIELDS", columns=report["not_logged"])
    if report["damaged_files"]:
        log("warning", "files of the prediction log cannot be read", files=report["damaged_files"])
    if pushgateway:
        push(pushgateway, report)


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    description, _, details = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(prog="python -m drift.run", description=description, epilog=details)
    add_inputs(parser)
    add_variable(parser, "--reports", "DRIFT_REPORTS_URI", "folder or s3:// prefix for reports and state")
    parser.add_argument("--pushgateway", default=os.environ.get("PUSHGATEWAY_URL"), help="default: PUSHGATEWAY_URL")
    parser.add_argument(
        "--action", choices=("notify", "retrain"), default="notify", help="what drift leads to; default: notify"
    )
    parser.add_argument(
        "--retrain-command", help="command that starts a retraining; without it, a pipeline reads `retrain`"
    )
    for field in fields(Limits):
        default = field.default
        name = f"--{field.name.replace('_', '-')}"
        parser.add_argument(name, type=type(default), default=default, help=f"default: {default}")
    values = parser.parse_args(arguments)
    monitor = Monitor(
        model=values.name,
        version=values.version,
        log=storage(values.log, "--log"),
        reports=storage(values.reports, "--reports"),
        reference=lambda version: reference_of(values, version),
        limits=Limits(**{field.name: getattr(values, field.name) for field in fields(Limits)}),
        action=_action(values),
        now=lambda: datetime.now(UTC),
    )
    report, existed = monitor.run(window_of(values))
    _finish(report, existed, values.pushgateway)
    return {**report, "repeated": existed}


if __name__ == "__main__":
    run(main)

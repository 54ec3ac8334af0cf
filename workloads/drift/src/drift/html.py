"""Writes a page that compares a window with the training, by Evidently. For people: it decides nothing.

It needs the packages of requirements-report.txt, which the image does not have. Evidently has 30 bins where
`python -m drift.run` has ten, so both have different values of the PSI.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from drift.columns import PREDICTION, as_text, numbers, prediction_value
from drift.errors import UserError, run
from drift.prediction_log import Reader, Record
from drift.reference import Reference
from drift.run import add_inputs, reference_of, window_of
from drift.settings import Limits
from drift.storage import storage


def frames(reference: Reference, rows: list[Record]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Returns reference and current rows with the same columns and types."""
    kinds = {
        **reference.features,
        PREDICTION: "numeric" if reference.prediction_kind == "probability" else "categorical",
    }
    current = pd.DataFrame([record["features"] for record in rows])
    current[PREDICTION] = [prediction_value(record["prediction"], reference.prediction_kind) for record in rows]
    before = reference.rows.rename(columns={reference.prediction: PREDICTION})
    names = [name for name in kinds if name in current.columns]

    def typed(table: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame(
            {
                name: numbers(table[name])
                if kinds[name] == "numeric"
                else table[name].map(as_text, na_action="ignore").astype(object)
                for name in names
            }
        )

    return typed(before), typed(current)


def write(before: pd.DataFrame, current: pd.DataFrame, output: Path) -> None:
    """Writes the page."""
    try:
        from evidently import Report
        from evidently.presets import DataDriftPreset
    except ImportError as error:
        raise UserError("evidently is not installed: use an environment of requirements-report.txt") from error
    snapshot = Report([DataDriftPreset(method="psi", threshold=Limits.psi)]).run(current, before)
    output.parent.mkdir(parents=True, exist_ok=True)
    snapshot.save_html(str(output))


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m drift.html", description=(__doc__ or "").split("\n")[0])
    add_inputs(parser)
    parser.add_argument("--output", type=Path, required=True, help="file of the page")
    values = parser.parse_args(arguments)
    window = window_of(values)
    logged = Reader(storage(values.log, "--log"), values.name).read(window, 0, values.version)
    if logged.version is None or not logged.rows:
        raise UserError(f"{values.log} has no predictions of {values.name} in {window.key}")
    before, current = frames(reference_of(values, logged.version), logged.rows)
    write(before, current, values.output)
    return {"page": str(values.output), "version": logged.version, "predictions": logged.total}


if __name__ == "__main__":
    run(main)

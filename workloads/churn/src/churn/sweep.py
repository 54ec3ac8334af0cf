"""Searches a grid of parameters: `list` prints the points, `train` trains one, `reduce` chooses the best.

The points are one line of JSON, which Argo reads with `withParam` and Kubeflow Pipelines with `ParallelFor`. All runs
of a sweep have the tag `sweep`, so the reducer needs no results from the other pods.
"""

import argparse
import itertools
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from churn.dataset import load
from churn.errors import UserError, run
from churn.metrics import PRIMARY
from churn.settings import Parameters, parameters
from churn.tracking import connect

MOST_POINTS = 200


def points(grid: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Returns all combinations of a grid: `{name: [values]}`. Raises `UserError` for wrong names and values."""
    for name, values in grid.items():
        if not isinstance(values, list) or not values:
            raise UserError(f"{name} must be a list with at least one value, not {values!r}")
    names = list(grid)
    found = [dict(zip(names, combination, strict=True)) for combination in itertools.product(*grid.values())]
    if len(found) > MOST_POINTS:
        raise UserError(f"the grid has {len(found)} points; there may be {MOST_POINTS}")
    for point in found:
        parameters(point)
    return found


def best(sweep: str, expected: int) -> dict[str, object]:
    """Returns the run of a sweep with the best primary measure. Raises `UserError` if runs are missing.

    The held-out customers decide here and once more in the evaluation against the champion. With a grid of a few dozen
    points, the best one is a little better there than it is on other customers.
    """
    client = connect()
    experiment = client.get_experiment_by_name(_experiment())
    if experiment is None:
        raise UserError(f"the experiment {_experiment()} does not exist: no point was trained")
    where = f"tags.sweep = '{sweep}' and attributes.status = 'FINISHED'"
    runs = client.search_runs([experiment.experiment_id], where, max_results=1000)
    by_point = {found.data.tags["point"]: found for found in runs}
    if len(by_point) < expected:
        raise UserError(
            f"{len(by_point)} of {expected} points of the sweep {sweep} were trained: repeat the missing ones"
        )
    measure = f"holdout_{PRIMARY}"
    chosen = max(by_point.values(), key=lambda found: (found.data.metrics[measure], found.info.run_id))
    versions = {found.data.tags["data_version"] for found in by_point.values()}
    if len(versions) > 1:
        raise UserError(f"the points of the sweep {sweep} were trained on {len(versions)} data sets; use one")
    return {
        "run_id": chosen.info.run_id,
        "model_id": chosen.data.tags["model_id"],
        "point": json.loads(chosen.data.tags["point"]),
        PRIMARY: chosen.data.metrics[measure],
        "points": len(by_point),
    }


def _experiment() -> str:
    return os.environ["MLFLOW_EXPERIMENT_NAME"]


def train_point(data: str, sweep: str, point: dict[str, Any]) -> dict[str, object]:
    """Trains one point. A point that is trained twice counts once."""
    from churn.train import train

    chosen: Parameters = parameters(point)
    result = train(load(data), chosen, run_name=f"{sweep} {json.dumps(point, sort_keys=True)}")
    client = connect()
    tags = {"sweep": sweep, "point": json.dumps(point, sort_keys=True), "model_id": str(result["model_id"])}
    for name, value in tags.items():
        client.set_tag(str(result["run_id"]), name, value)
    return result


def _grid(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text())
    except FileNotFoundError:
        raise UserError(f"{file} does not exist") from None
    grid = content.get("sweep") if isinstance(content, dict) else None
    if not isinstance(grid, dict) or not grid:
        raise UserError(f"{file} must have a section `sweep` with lists of values")
    return grid


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m churn.sweep", description=(__doc__ or "").split("\n")[0])
    steps = parser.add_subparsers(dest="step", required=True)
    listing = steps.add_parser("list", help="print the points of the grid")
    listing.add_argument("--params", type=Path, required=True, help="YAML file with the section `sweep`")
    training = steps.add_parser("train", help="train one point")
    training.add_argument("--data", required=True, help="folder of the data set")
    training.add_argument("--sweep", required=True, help="name of the sweep")
    training.add_argument("--point", required=True, help="the point, as JSON")
    reducing = steps.add_parser("reduce", help="choose the best point")
    reducing.add_argument("--sweep", required=True, help="name of the sweep")
    reducing.add_argument("--expect", type=int, required=True, help="number of points")
    values = parser.parse_args(arguments)
    if values.step == "list":
        found = points(_grid(values.params))
        return {"points": found, "count": len(found)}
    if values.step == "reduce":
        return best(values.sweep, values.expect)
    try:
        point = json.loads(values.point)
    except ValueError as error:
        raise UserError(f"--point must be JSON: {error}") from error
    if not isinstance(point, dict):
        raise UserError(f"--point must be a JSON object, not {values.point}")
    return train_point(values.data, values.sweep, point)


if __name__ == "__main__":
    run(main)

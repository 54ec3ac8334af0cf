"""Compares a candidate with the champion on the same held-out customers, and stores the comparison with its run."""

import argparse
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from churn.dataset import Dataset, holdout, load
from churn.errors import UserError, run
from churn.metrics import Scores, by_segment, chance_of_improvement, measures
from churn.schema import CATEGORICAL, TARGET
from churn.tracking import Scorer, champion_version, connect

REPORT = "evaluation.json"
SEGMENT = CATEGORICAL[0].name
ROUNDS = 200


@dataclass(frozen=True)
class Evaluation:
    """A comparison on one data set."""

    model_id: str
    data_version: str
    rows: int
    candidate: dict[str, float]
    candidate_segments: dict[str, float]
    champion_version: str | None
    champion: dict[str, float] | None = None
    champion_segments: dict[str, float] | None = None
    chance_of_improvement: float | None = None
    """Share of bootstrap samples in which the candidate is better."""

    champion_problem: str | None = None
    """Why the champion could not predict the rows, for example because of another schema."""


def compare(rows: pd.DataFrame, candidate: Scores, champion: Scores | None) -> dict[str, Any]:
    """Returns the measures of both, on the same rows."""
    labels = rows[TARGET].to_numpy()
    segments = rows[SEGMENT].to_numpy(dtype=str)
    result: dict[str, Any] = {
        "rows": len(rows),
        "candidate": measures(labels, candidate),
        "candidate_segments": dict(by_segment(segments, labels, candidate)),
    }
    if champion is not None:
        result |= {
            "champion": measures(labels, champion),
            "champion_segments": dict(by_segment(segments, labels, champion)),
            "chance_of_improvement": chance_of_improvement(labels, candidate, champion, rounds=ROUNDS, seed=1),
        }
    return result


def evaluate(dataset: Dataset, model_id: str, name: str) -> Evaluation:
    """Evaluates a candidate. The report is an artifact of its run, and its figures are metrics of the run."""
    from churn.validate import validated

    rows = validated(dataset)
    held = rows[holdout(rows)]
    client = connect()
    model = client.get_logged_model(model_id)
    if model.source_run_id is None:
        raise UserError(f"{model_id} has no run: train it with `python -m churn.train`")
    version = champion_version(client, name)
    champion, problem = _champion_scores(name, version, held)
    figures = compare(held, Scorer.load(f"models:/{model_id}").scores(held), champion)
    evaluation = Evaluation(
        model_id=model_id,
        data_version=dataset.version,
        champion_version=version,
        champion_problem=problem,
        **figures,
    )
    client.log_dict(model.source_run_id, asdict(evaluation), REPORT)
    for who, measured in (("candidate", evaluation.candidate), ("champion", evaluation.champion)):
        for measure, value in (measured or {}).items():
            client.log_metric(model.source_run_id, f"evaluation_{who}_{measure}", value)
    return evaluation


def _champion_scores(name: str, version: str | None, rows: pd.DataFrame) -> tuple[Scores | None, str | None]:
    if version is None:
        return None, None
    try:
        scores = Scorer.load(f"models:/{name}/{version}").scores(rows)
    # The champion is of another kind, or needs columns that the data no longer has.
    except (UserError, ValueError, KeyError) as error:
        return None, f"{type(error).__name__}: {error}"
    if not np.isfinite(scores).all():
        return None, "its scores are not finite"
    return scores, None


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m churn.evaluate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", required=True, help="folder of the data set; the held-out customers are compared")
    parser.add_argument("--model-id", required=True, help="model_id that the training printed")
    parser.add_argument("--name", default=os.environ.get("REGISTERED_MODEL", "churn"), help="name in the registry")
    values = parser.parse_args(arguments)
    return asdict(evaluate(load(values.data), values.model_id, values.name))


if __name__ == "__main__":
    run(main)

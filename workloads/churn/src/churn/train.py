"""Trains a model and logs it in MLflow: parameters, measures, model, version of the data, commit of the code."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from churn.dataset import Dataset, holdout, load
from churn.errors import run
from churn.features import inputs, pipeline
from churn.metrics import measures
from churn.model_files import log_model, log_reference
from churn.schema import TARGET
from churn.settings import Parameters, add_parameters, parameters_of
from churn.storage import storage
from churn.tracking import Scorer, connect, git_commit
from churn.validate import validated


def train(
    dataset: Dataset, parameters: Parameters, run_name: str | None = None, tags: Mapping[str, str] | None = None
) -> dict[str, object]:
    """Trains on the rows of a data set that are not held out. Returns ids of the run and of the model, and measures.

    After SIGTERM, the run is `KILLED`: MLflow alone would leave it running for ever.
    """
    from dataclasses import asdict

    rows = validated(dataset)
    held = holdout(rows)
    training, testing = rows[~held], rows[held]
    client = connect()
    commit = git_commit()
    if commit == "unknown":
        sys.stderr.write("warning: the run has no commit: set GIT_COMMIT when you build the image\n")
    # Not at the top: `connect` reports missing settings first.
    import mlflow

    mlflow.set_experiment(os.environ["MLFLOW_EXPERIMENT_NAME"])
    of_data = {"data_version": dataset.version, "data_uri": dataset.uri, "git_commit": commit}
    with mlflow.start_run(run_name=run_name, tags={**(tags or {}), **of_data}) as active, _killed_by_exit():
        mlflow.log_params(asdict(parameters))
        started = time.monotonic()
        model = pipeline(parameters).fit(inputs(training), training[TARGET].to_numpy())
        seconds = time.monotonic() - started
        scores = Scorer(model).scores(testing)
        measured = measures(testing[TARGET].to_numpy(), scores)
        mlflow.log_metrics({"training_rows": len(training), "holdout_rows": len(testing), "fit_seconds": seconds})
        info = log_model(model, training)
        mlflow.log_metrics({f"holdout_{name}": value for name, value in measured.items()}, model_id=info.model_id)
        description = {"data_version": dataset.version, "measures": measured}
        log_reference(client, info.model_id, testing, scores, description)
    return {
        "run_id": active.info.run_id,
        "model_id": info.model_id,
        "data": dataset.uri,
        "data_version": dataset.version,
        "git_commit": commit,
        "measures": measured,
    }


@contextmanager
def _killed_by_exit() -> Iterator[None]:
    """Marks the active run as killed if the program is asked to end."""
    import mlflow

    try:
        yield
    except SystemExit:
        mlflow.end_run("KILLED")
        raise


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m churn.train", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--data",
        default=os.environ.get("DATASET_CHURN"),
        required="DATASET_CHURN" not in os.environ,
        help="folder of the data set; default: DATASET_CHURN",
    )
    parser.add_argument("--report", help="folder for train.json")
    parser.add_argument("--run-name", help="name of the run in MLflow")
    add_parameters(parser)
    values = parser.parse_args(arguments)
    result = train(load(values.data), parameters_of(values), values.run_name)
    if values.report:
        storage(values.report).write("train.json", json.dumps(result, indent=2, sort_keys=True).encode())
    return result


if __name__ == "__main__":
    run(main)

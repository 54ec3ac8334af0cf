"""Trains, evaluates, registers and promotes, one after the other: what drift starts where there is no pipeline.

A gate that refuses is a result, not an error: the retraining is done, and its model is not better than the champion.
"""

import argparse
import os
from collections.abc import Mapping

from churn.dataset import Dataset, load
from churn.errors import UserError, run
from churn.evaluate import evaluate
from churn.promote import Gate, promote_or_keep
from churn.register import register
from churn.settings import Parameters, add_parameters, parameters_of
from churn.tracking import connect
from churn.train import train

TAG = "retraining"


def retrain(dataset: Dataset, name: str, identifier: str | None, parameters: Parameters) -> dict[str, object]:
    """Retrains a model. A retraining that is repeated with the same identifier trains no second model."""
    model = (_trained(identifier, dataset) if identifier else None) or str(
        train(dataset, parameters, run_name=f"{TAG} {identifier or ''}".strip(), tags={TAG: identifier or "by hand"})[
            "model_id"
        ]
    )
    evaluation = evaluate(dataset, model, name)
    version = str(register(name, model)["version"])
    result: dict[str, object] = {"model_id": model, "candidate": evaluation.candidate, "champion": evaluation.champion}
    return {**result, **promote_or_keep(name, version, Gate())}


def _trained(identifier: str, dataset: Dataset) -> str | None:
    """Returns the model of an earlier try."""
    client = connect()
    experiment = client.get_experiment_by_name(os.environ["MLFLOW_EXPERIMENT_NAME"])
    if experiment is None:
        return None
    where = f"tags.{TAG} = '{identifier}' and attributes.status = 'FINISHED'"
    for found in client.search_runs([experiment.experiment_id], where):
        if found.data.tags["data_version"] != dataset.version:
            raise UserError(
                f"the retraining {identifier} was done with other data: {found.data.tags['data_uri']}. "
                "Give another --id"
            )
        outputs = client.get_run(found.info.run_id).outputs
        if outputs is not None and outputs.model_outputs:
            return str(outputs.model_outputs[0].model_id)
    return None


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m churn.retrain", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", required=True, help="folder of the new data set")
    parser.add_argument("--name", default=os.environ.get("REGISTERED_MODEL", "churn"), help="name in the registry")
    parser.add_argument(
        "--id", default=os.environ.get("DRIFT_ID"), help="a repeated retraining has the same one; default: DRIFT_ID"
    )
    add_parameters(parser)
    values = parser.parse_args(arguments)
    if values.id is not None and not values.id.isalnum():
        raise UserError(f"--id must consist of letters and digits, not {values.id!r}")
    return retrain(load(values.data), values.name, values.id, parameters_of(values))


if __name__ == "__main__":
    run(main)

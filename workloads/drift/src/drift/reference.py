"""The reference of a model: held-out rows with predictions and labels, which the training stores with the model.

    reference/rows.csv.gz       a column for each feature, the prediction, the label
    reference/reference.json    {"features": {NAME: "numeric" or "categorical"},
                                 "prediction": {"name": NAME, "kind": "probability" or "class"}, "label": NAME}

A `probability` is that of the label 1; a `class` is the predicted label as the log has it: for a list of probabilities,
the index of the class.
"""

import gzip
import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from tempfile import TemporaryDirectory

import pandas as pd

from drift.errors import FailedError, UserError
from drift.storage import storage

FEATURE_KINDS = ("numeric", "categorical")
PREDICTION_KINDS = ("probability", "class")


@dataclass(frozen=True)
class Reference:
    """The rows that a model is compared with."""

    features: Mapping[str, str]
    """Kind of each feature."""

    prediction: str
    prediction_kind: str
    label: str
    rows: pd.DataFrame
    """All values are text. An empty text is a missing value."""


def load(uri: str) -> Reference:
    """Reads a reference: `models:/NAME/VERSION` of MLflow, or the folder of a model on disk or in S3.

    Raises `UserError` if it does not exist or is not a reference.
    """
    if uri.startswith("models:/"):
        with TemporaryDirectory() as folder:
            return _parsed(uri, _downloaded(uri, folder))
    return _parsed(uri, uri)


def _downloaded(uri: str, folder: str) -> str:
    if not os.environ.get("MLFLOW_TRACKING_URI"):
        raise UserError(
            f"set MLFLOW_TRACKING_URI: {uri} is in the registry of MLflow. Or give a folder with --reference"
        )
    # Seconds and tries for each request. The defaults wait for more than ten minutes if the server does not answer.
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_TIMEOUT", "30")
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "4")
    # Not at the top: the import takes seconds, and a folder needs no MLflow.
    from mlflow.artifacts import download_artifacts
    from mlflow.exceptions import MlflowException

    try:
        download_artifacts(artifact_uri=f"{uri}/reference", dst_path=folder)
    except MlflowException as error:
        if error.error_code in ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"):
            raise UserError(f"{uri} is not in the registry, or its model has no reference: {error}") from error
        raise FailedError(f"MLflow at {os.environ['MLFLOW_TRACKING_URI']} fails: {error}") from error
    except OSError as error:
        raise FailedError(f"the reference of {uri} cannot be downloaded: {error}") from error
    return folder


def _parsed(uri: str, folder: str) -> Reference:
    files = storage(folder, "--reference")
    description, content = files.read("reference/reference.json"), files.read("reference/rows.csv.gz")
    if description is None or content is None:
        missing = "reference.json" if description is None else "rows.csv.gz"
        raise UserError(
            f"{uri} has no reference/{missing}: the training must store it with the model, as workloads/churn does"
        )
    try:
        rows = pd.read_csv(
            io.BytesIO(gzip.decompress(content.content)), dtype=str, keep_default_na=False, na_values=[""]
        )
        parsed = json.loads(description.content)
        found = Reference(
            features={str(name): str(kind) for name, kind in parsed["features"].items()},
            prediction=str(parsed["prediction"]["name"]),
            prediction_kind=str(parsed["prediction"]["kind"]),
            label=str(parsed["label"]),
            rows=rows,
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"the reference of {uri} cannot be read ({type(error).__name__}: {error})") from error
    problems = _problems(found)
    if problems:
        raise UserError("\n  ".join([f"the reference of {uri} has {len(problems)} problem(s):", *problems]))
    return found


def _problems(found: Reference) -> list[str]:
    columns = (*found.features, found.prediction, found.label)
    problems = [f"rows.csv.gz has no column {name}" for name in columns if name not in found.rows.columns]
    problems += [
        f"the kind of {name} must be one of {', '.join(FEATURE_KINDS)}, not {kind!r}"
        for name, kind in found.features.items()
        if kind not in FEATURE_KINDS
    ]
    if found.prediction_kind not in PREDICTION_KINDS:
        problems.append(
            f"the kind of the prediction must be one of {', '.join(PREDICTION_KINDS)}, not {found.prediction_kind!r}"
        )
    if not found.features:
        problems.append("there must be at least one feature")
    if len(found.rows) == 0:
        problems.append("rows.csv.gz has no rows")
    numbers = [name for name, kind in found.features.items() if kind == "numeric"]
    numbers += [found.prediction] if found.prediction_kind == "probability" else []
    for name in numbers:
        if name in found.rows.columns:
            values = found.rows[name].dropna()
            wrong = values[pd.to_numeric(values, errors="coerce").isna()]
            if len(wrong) > 0:
                problems.append(f"{name} must be a number; {len(wrong)} rows have others, such as {wrong.iloc[0]!r}")
    return problems

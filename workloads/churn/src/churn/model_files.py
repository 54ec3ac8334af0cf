"""The files of a model in MLflow."""

import gzip
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pandas as pd
from sklearn.pipeline import Pipeline

from churn.features import inputs
from churn.metrics import Scores
from churn.schema import FEATURE_NAMES, FEATURES, NUMERIC, TARGET, Numeric

if TYPE_CHECKING:
    from mlflow import MlflowClient

SKOPS_TRUSTED = [
    "functools.partial",
    "numpy.dtype",
    "scipy._lib.array_api_compat.numpy._aliases.asarray",
    "scipy.interpolate._bsplines.BSpline",
    "sklearn.compose._column_transformer._RemainderColsList",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
    "sklearn.utils.validation.check_array",
]
"""Types of our two models that skops does not trust by itself. The model server trusts the same ones."""

REFERENCE_ROWS = 5_000

REQUIREMENTS = ("numpy", "pandas", "scikit-learn", "scipy", "skops")
"""Packages that load the model. Named, because MLflow would otherwise start a process to find them."""


def log_model(model: Pipeline, rows: pd.DataFrame) -> Any:
    """Logs a model in the active run of MLflow and returns its description.

    The format is skops: loading a file runs no code from it. MLflow's own default depends on where it runs.
    """
    import mlflow.sklearn
    from mlflow.models import infer_signature

    example = inputs(rows).head(5)
    # 0.25 is exact in every format. Without a missing value the signature would refuse one.
    example = example.fillna({feature.name: 0.25 for feature in NUMERIC})
    return mlflow.sklearn.log_model(
        model,
        name="model",
        signature=infer_signature(example, model.predict_proba(example)),
        input_example=example,
        serialization_format="skops",
        skops_trusted_types=SKOPS_TRUSTED,
        pyfunc_predict_fn="predict_proba",
        pip_requirements=[f"{name}=={version(name)}" for name in REQUIREMENTS],
    )


def log_reference(
    client: "MlflowClient", model_id: str, holdout: pd.DataFrame, scores: Scores, description: Mapping[str, object]
) -> None:
    """Adds the reference to the files of a model: what a drift monitor compares logged predictions with.

    `reference/rows.csv.gz` has features, `prediction` and label of held-out customers; `reference/reference.json` has
    the kinds of these columns, the version of the data and the measures of the model.
    """
    rows = holdout[[*FEATURE_NAMES, TARGET]].assign(prediction=scores.round(6))
    sample = rows.sample(min(len(rows), REFERENCE_ROWS), random_state=1).sort_index()
    with TemporaryDirectory() as folder:
        files = Path(folder) / "reference"
        files.mkdir()
        content = gzip.compress(sample.to_csv(index=False, lineterminator="\n").encode(), mtime=0)
        (files / "rows.csv.gz").write_bytes(content)
        columns = {
            "features": {
                feature.name: "numeric" if isinstance(feature, Numeric) else "categorical" for feature in FEATURES
            },
            "prediction": {"name": "prediction", "kind": "probability"},
            "label": TARGET,
        }
        (files / "reference.json").write_text(
            json.dumps({**description, **columns, "rows": len(sample)}, indent=2, sort_keys=True)
        )
        client.log_model_artifacts(model_id, folder)

"""MLflow: the settings that every step needs, and models by URI."""

import os
import subprocess
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from churn.errors import LASTING, UserError, mlflow_code
from churn.features import inputs
from churn.metrics import Scores

if TYPE_CHECKING:
    from mlflow import MlflowClient

CHAMPION = "champion"
CHALLENGER = "challenger"
PREVIOUS = "previous"
"""Alias of the champion before this one, to go back to it."""


def connect() -> "MlflowClient":
    """Returns a client of the server in MLFLOW_TRACKING_URI, and selects the experiment in MLFLOW_EXPERIMENT_NAME."""
    missing = [name for name in ("MLFLOW_TRACKING_URI", "MLFLOW_EXPERIMENT_NAME") if not os.environ.get(name)]
    if missing:
        raise UserError(
            f"set {' and '.join(missing)}: the platform sets them in its pods. On a laptop, start `mlflow server` and "
            "use http://127.0.0.1:5000 and a name that begins with your team"
        )
    # Seconds and tries for each request. The defaults wait for more than ten minutes if the server does not answer.
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_TIMEOUT", "30")
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "4")
    # The last line of standard output is the result of the step.
    os.environ.setdefault("MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT", "true")
    # Not at the top: the other steps need no MLflow, and the import takes seconds.
    import mlflow

    mlflow.set_tracking_uri(os.environ["MLFLOW_TRACKING_URI"])
    return mlflow.MlflowClient()


def git_commit() -> str:
    """Returns the commit of the code: GIT_COMMIT of the image, or that of the checkout."""
    built = os.environ.get("GIT_COMMIT")
    if built:
        return built
    try:
        found = subprocess.run(
            ["git", "rev-parse", "HEAD"],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return found.stdout.strip()


class Scorer:
    """A model that gives probabilities."""

    def __init__(self, model: Any) -> None:
        self._model = model

    @classmethod
    def load(cls, uri: str) -> "Scorer":
        """Loads a model of MLflow: `models:/NAME/VERSION`, `models:/ID`, or a folder.

        Raises `UserError` if its files are damaged, or are not a model of scikit-learn.
        """
        import mlflow.sklearn

        try:
            model = mlflow.sklearn.load_model(uri)
        except Exception as error:  # Whatever damaged files raise.
            # A registry that does not answer is no property of the model.
            if mlflow_code(error) not in (None, *LASTING):
                raise
            raise UserError(f"{uri} cannot be loaded ({type(error).__name__}: {error})") from error
        if not hasattr(model, "predict_proba"):
            raise UserError(f"{uri} is a {type(model).__name__}, which gives no probabilities")
        return cls(model)

    def scores(self, rows: pd.DataFrame) -> Scores:
        """Returns the probability of each row to churn."""
        probabilities: Scores = np.asarray(self._model.predict_proba(inputs(rows)), dtype=np.float64)
        return probabilities[:, 1]


def champion_version(client: "MlflowClient", name: str) -> str | None:
    """Returns the version with the alias `champion`, or None if there is none."""
    from mlflow.exceptions import MlflowException

    try:
        return str(client.get_model_version_by_alias(name, CHAMPION).version)
    except MlflowException as error:
        # A registry without the model, and a model without the alias, have no champion. Anything else is an error.
        if error.error_code in ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE") or "not found" in str(error):
            return None
        raise

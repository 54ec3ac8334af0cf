"""A model of scikit-learn in the files of MLflow, without MLflow."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import sklearn
import skops.io
import yaml

from model_server.errors import ConfigurationError

Values = Sequence[Any]
Output = npt.NDArray[Any]

DATATYPES = {
    "double": "FP64",
    "float": "FP32",
    "long": "INT64",
    "integer": "INT32",
    "boolean": "BOOL",
    "string": "BYTES",
}
"""Datatype of the protocol for each type of MLflow."""

NUMPY = {"FP64": "float64", "FP32": "float32", "INT64": "int64", "INT32": "int32", "BOOL": "bool", "BYTES": "object"}

TRUSTED = (
    "functools.partial",
    "numpy.dtype",
    "scipy._lib.array_api_compat.numpy._aliases.asarray",
    "scipy.interpolate._bsplines.BSpline",
    "sklearn.compose._column_transformer._RemainderColsList",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
    "sklearn.utils.validation.check_array",
)
"""Types that splines and gradient boosting need and that skops does not trust by itself.

The model's own list is not used: whoever writes a model writes that list too.
"""


@dataclass(frozen=True)
class Column:
    """An input of the model."""

    name: str
    datatype: str


class Model:
    """A loaded model. Not safe for several threads: the batcher has one."""

    def __init__(self, estimator: Any, columns: tuple[Column, ...], output: str) -> None:
        self.columns = columns
        self.output = output
        """Name of the output: `probabilities`, or `predictions`."""
        self._predict = getattr(estimator, "predict_proba" if output == "probabilities" else "predict")

    def predict(self, rows: Mapping[str, Values]) -> Output:
        """Returns a row of outputs for each row of inputs."""
        frame = pd.DataFrame(
            {column.name: np.asarray(rows[column.name], dtype=NUMPY[column.datatype]) for column in self.columns}
        )
        return np.asarray(self._predict(frame))


def load(folder: Path, trusted: tuple[str, ...] = ()) -> Model:
    """Loads a model. Raises `ConfigurationError` if the files are not a model that this server can load."""
    description = _description(folder)
    flavor = _entry(description, ("flavors", "sklearn"), "the flavor sklearn: this server loads models of scikit-learn")
    if flavor.get("serialization_format") != "skops":
        raise ConfigurationError(
            f"the model is serialised as {flavor.get('serialization_format')}: log it with "
            'mlflow.sklearn.log_model(…, serialization_format="skops"); loading a pickle runs code from it'
        )
    version = str(flavor.get("sklearn_version"))
    if version.split(".")[:2] != sklearn.__version__.split(".")[:2]:
        raise ConfigurationError(
            f"the model was trained with scikit-learn {version}, this server has {sklearn.__version__}: use the same "
            "minor version for both"
        )
    columns = _columns(description)
    output = "probabilities" if _predict_function(description) == "predict_proba" else "predictions"
    return Model(_estimator(folder / str(flavor.get("pickled_model")), trusted), columns, output)


def _description(folder: Path) -> dict[str, Any]:
    file = folder / "MLmodel"
    try:
        content = yaml.safe_load(file.read_text())
    except FileNotFoundError:
        raise ConfigurationError(f"{file} does not exist: MODEL_PATH must be the folder of a model of MLflow") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file} is not YAML: {error}") from error
    if not isinstance(content, dict):
        raise ConfigurationError(f"{file} must be a mapping")
    return content


def _entry(description: Mapping[str, Any], path: tuple[str, ...], what: str) -> dict[str, Any]:
    found: Any = description
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        raise ConfigurationError(f"the file MLmodel has not {what}")
    return found


def _predict_function(description: Mapping[str, Any]) -> str:
    pyfunc = _entry(description, ("flavors", "python_function"), "the flavor python_function")
    return str(pyfunc.get("predict_fn", "predict"))


def _columns(description: Mapping[str, Any]) -> tuple[Column, ...]:
    signature = _entry(description, ("signature",), "a signature: log the model with signature=infer_signature(…)")
    try:
        parsed = json.loads(signature["inputs"])
        columns = tuple(Column(entry["name"], DATATYPES[entry["type"]]) for entry in parsed)
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigurationError(
            f"the signature must name its columns and their types, which are {', '.join(DATATYPES)} ({error!r})"
        ) from error
    if not columns:
        raise ConfigurationError("the signature has no inputs")
    return columns


def _estimator(file: Path, trusted: tuple[str, ...]) -> Any:
    if not file.is_file():
        raise ConfigurationError(f"{file} does not exist: the model is incomplete")
    allowed = {*TRUSTED, *trusted}
    try:
        others = sorted(set(skops.io.get_untrusted_types(file=file)) - allowed)
    except Exception as error:  # Whatever a file that is no archive of skops raises.
        raise ConfigurationError(f"{file} is not a file of skops ({type(error).__name__}: {error})") from error
    if others:
        raise ConfigurationError(
            f"{file} contains types that are not trusted: {', '.join(others)}. If you know them, set TRUSTED_TYPES"
        )
    try:
        return skops.io.load(file, trusted=sorted(allowed))
    except Exception as error:  # Whatever a damaged archive raises.
        raise ConfigurationError(f"{file} cannot be loaded ({type(error).__name__}: {error})") from error


def example(folder: Path, columns: tuple[Column, ...]) -> dict[str, Values]:
    """Returns rows for the warm-up: the input example of the model, or a row of zeros and empty texts."""
    try:
        content = json.loads((folder / "input_example.json").read_text())
        by_name = {name: [row[index] for row in content["data"]] for index, name in enumerate(content["columns"])}
        return {column.name: by_name[column.name] for column in columns}
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {column.name: [""] if column.datatype == "BYTES" else [0] for column in columns}

"""Model files: what loads, and what is refused with a reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import skops.io
import yaml
from sklearn.preprocessing import FunctionTransformer

from model_server.errors import ConfigurationError
from model_server.model import load

from .conftest import EXAMPLE


def test_loads_a_model_and_its_columns(model_folder: Path) -> None:
    model = load(model_folder)
    assert [(column.name, column.datatype) for column in model.columns] == [
        ("charges", "FP64"),
        ("calls", "INT64"),
        ("contract", "BYTES"),
    ]
    assert model.predict(EXAMPLE).shape == (2, 2)


def rewrite(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    description = yaml.safe_load((folder / "MLmodel").read_text())
    change(description)
    (folder / "MLmodel").write_text(yaml.safe_dump(description))


def sklearn(**change: Any) -> Callable[[Path], None]:
    return lambda folder: rewrite(folder, lambda description: description["flavors"]["sklearn"].update(change))


def write(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content)


def dangerous(folder: Path) -> None:
    """A model that would run a function as it predicts."""
    skops.io.dump(FunctionTransformer(func=json.loads), folder / "model.skops")


def half(folder: Path) -> None:
    content = (folder / "model.skops").read_bytes()
    (folder / "model.skops").write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("spoil", "text"),
    [
        (lambda folder: (folder / "MLmodel").unlink(), "MODEL_PATH must be the folder of a model of MLflow"),
        (write("MLmodel", b"a: ["), "is not YAML"),
        (write("MLmodel", b"\xff\xfe\x00"), "is not YAML"),
        (write("MLmodel", b"- 1"), "must be a mapping"),
        (
            lambda folder: rewrite(folder, lambda description: description["flavors"].pop("sklearn")),
            "has not the flavor sklearn: this server loads models of scikit-learn",
        ),
        (sklearn(serialization_format="cloudpickle"), "loading a pickle runs code from it"),
        (sklearn(sklearn_version="1.4.2"), "trained with scikit-learn 1.4.2, this server has 1.5.2"),
        (sklearn(pickled_model="other.skops"), "other.skops does not exist: the model is incomplete"),
        (lambda folder: rewrite(folder, lambda description: description.pop("signature")), "has not a signature"),
        (
            lambda folder: rewrite(folder, lambda description: description["signature"].update(inputs="[{}]")),
            "the signature must name its columns and their types",
        ),
        (write("model.skops", b"no archive"), "is not a file of skops"),
        (half, "is not a file of skops"),
        (dangerous, "contains types that are not trusted: json.loads"),
    ],
)
def test_refuses_what_is_no_model(model_folder: Path, spoil: Callable[[Path], object], text: str) -> None:
    spoil(model_folder)
    with pytest.raises(ConfigurationError) as raised:
        load(model_folder)
    assert text in str(raised.value)


def test_the_list_of_trusted_types_in_a_model_is_not_used(model_folder: Path) -> None:
    dangerous(model_folder)
    sklearn(skops_trusted_types=["json.loads"])(model_folder)
    with pytest.raises(ConfigurationError, match="types that are not trusted"):
        load(model_folder)
    # The operator's list is.
    with pytest.raises(AttributeError):
        load(model_folder, trusted=("json.loads",))

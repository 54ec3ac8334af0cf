"""Parameters of a training, from params.yaml or from the command line."""

import argparse
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from churn.errors import UserError


@dataclass(frozen=True)
class Parameters:
    """What a run is tuned by. MLflow logs all of them."""

    model: str = "logistic"
    seed: int = 1
    # Logistic regression.
    regularisation: float = 1.0
    knots: int = 5
    # Gradient boosting.
    learning_rate: float = 0.06
    iterations: int = 150
    leaves: int = 15

    def __post_init__(self) -> None:
        bounds = (
            ("regularisation", 1e-6, 1e6),
            ("knots", 2, 50),
            ("learning_rate", 1e-4, 1),
            ("iterations", 1, 10_000),
            ("leaves", 2, 1_000),
            ("seed", 0, 2**31 - 1),
        )
        problems = [
            f"{name} must be from {low:g} to {high:g}, not {getattr(self, name)}"
            for name, low, high in bounds
            if not low <= getattr(self, name) <= high
        ]
        if self.model not in MODELS:
            problems.insert(0, f"model must be one of {', '.join(MODELS)}, not {self.model!r}")
        if problems:
            raise UserError("; ".join(problems))


MODELS = ("logistic", "boosting")


def add_parameters(parser: argparse.ArgumentParser) -> None:
    """Adds an option for each parameter, and one for a file that has them."""
    parser.add_argument("--params", type=Path, help="YAML file with the section `train`")
    for field in fields(Parameters):
        parser.add_argument(
            f"--{field.name.replace('_', '-')}", type=type(field.default), help=f"default: {field.default}"
        )


def parameters_of(values: argparse.Namespace) -> Parameters:
    """Returns the parameters: the command line before the file before the defaults."""
    given = {field.name: getattr(values, field.name) for field in fields(Parameters)}
    chosen = {name: value for name, value in given.items() if value is not None}
    return parameters({**(_section(values.params) if values.params else {}), **chosen})


def parameters(given: dict[str, Any]) -> Parameters:
    """Returns parameters of untyped values. Raises `UserError` for unknown names and other types."""
    types = {field.name: type(field.default) for field in fields(Parameters)}
    problems = [f"{name} is not a parameter; there are {', '.join(types)}" for name in given if name not in types]
    typed: dict[str, Any] = {}
    for name, value in given.items():
        if name not in types:
            continue
        if types[name] is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not types[name]:
            problems.append(f"{name} must be {_nouns[types[name]]}, not {value!r}")
        typed[name] = value
    if problems:
        raise UserError("; ".join(problems))
    return Parameters(**typed)


_nouns: dict[type, str] = {int: "a whole number", float: "a number", str: "a text"}


def _section(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text())
    except FileNotFoundError:
        raise UserError(f"{file} does not exist") from None
    except yaml.YAMLError as error:
        raise UserError(f"{file} is not YAML: {error}") from error
    section = content.get("train") if isinstance(content, dict) else None
    if not isinstance(section, dict):
        raise UserError(f"{file} must have a section `train`")
    return section

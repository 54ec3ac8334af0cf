"""The template for Argo Workflows: its form, and its steps run with the same programs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hera.workflows import models
from pydantic import ValidationError

from churn_pipelines import steps

from . import argo
from .conftest import Serve

FILE = Path(__file__).parents[1] / "argo.yaml"


@pytest.fixture
def template() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return found


def test_has_only_fields_of_argos_api(template: dict[str, Any]) -> None:
    assert unknown(template) == []
    typo = yaml.safe_load(FILE.read_text().replace("depends:", "depend:").replace("envFrom:", "environment:"))
    assert {path.rpartition(".")[2] for path in unknown(typo)} == {"depend", "environment"}
    with pytest.raises(ValidationError):
        unknown(yaml.safe_load(FILE.read_text().replace("command: [python, -m, churn.train]", "command: python")))


def unknown(template: dict[str, Any]) -> list[str]:
    """Returns the fields that the API does not have: they are lost on the way through its classes."""
    known = models.WorkflowTemplate.model_validate(template).model_dump(by_alias=True, exclude_unset=True)
    return list(_lost(template, known, ""))


def _lost(given: Any, known: Any, path: str) -> Iterator[str]:
    if isinstance(given, dict) and isinstance(known, dict):
        for name, value in given.items():
            if name in known:
                yield from _lost(value, known[name], f"{path}.{name}")
            else:
                yield f"{path}.{name}"
    elif isinstance(given, list) and isinstance(known, list):
        for first, second in zip(given, known, strict=True):
            yield from _lost(first, second, path)


def test_calls_the_programs_that_kubeflow_pipelines_calls(template: dict[str, Any]) -> None:
    containers = [entry["container"] for entry in template["spec"]["templates"] if "container" in entry]
    programs = [container["command"][2] for container in containers]
    called = re.findall(r"from ([\w.]+) import main", Path(steps.__file__).read_text())
    assert programs == called
    assert programs == [
        "churn.validate",
        "drift.run",
        *(f"churn.{step}" for step in ("train", "evaluate", "register", "promote")),
    ]


def test_its_containers_meet_the_pod_security_standard(template: dict[str, Any]) -> None:
    assert template["spec"]["securityContext"]["runAsNonRoot"] is True
    assert template["spec"]["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for entry in template["spec"]["templates"]:
        if "container" in entry:
            context = entry["container"]["securityContext"]
            assert context["allowPrivilegeEscalation"] is False
            assert context["capabilities"] == {"drop": ["ALL"]}
            assert entry["container"]["resources"]["limits"]["memory"]


@pytest.mark.parametrize("drift", [0, 1])
def test_runs(serve: Serve, template: dict[str, Any], drift: int) -> None:
    served = serve(drift)
    parameters = {"image": "unused", "data": served.data, "name": served.name, "log": served.log}
    results = argo.run(template, {**parameters, "reports": served.reports})
    assert results["drift"]["retrain"] is bool(drift)
    assert list(results) == ["validate", "drift"] + (["train", "evaluate", "register", "promote"] if drift else [])
    assert (served.versions(), served.champion()) == ((2, "2") if drift else (1, "1"))
    if drift:
        assert results["promote"]["promoted"] is True

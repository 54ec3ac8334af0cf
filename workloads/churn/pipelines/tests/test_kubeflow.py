"""The pipeline compiles, and runs with the local runner of Kubeflow Pipelines."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from kfp import local

from churn.errors import UserError
from churn_pipelines import pipeline

from .conftest import Serve

IMAGE = f"example.com/churn-pipelines@sha256:{'0' * 64}"


@pytest.fixture
def compiled(tmp_path: Path) -> dict[str, Any]:
    file = tmp_path / "pipeline.yaml"
    assert pipeline.main(["--image", IMAGE, "--output", str(file)]) == {"pipeline": str(file), "image": IMAGE}
    found: dict[str, Any] = yaml.safe_load(file.read_text())
    return found


def test_each_step_runs_in_the_image_and_installs_nothing(compiled: dict[str, Any]) -> None:
    executors = compiled["deploymentSpec"]["executors"].values()
    assert len(executors) == 6
    assert {executor["container"]["image"] for executor in executors} == {IMAGE}
    assert not re.search(r"\bpip3? install", str(compiled))


def test_the_training_follows_only_if_there_is_drift(compiled: dict[str, Any]) -> None:
    tasks = compiled["root"]["dag"]["tasks"]
    assert set(tasks) == {"validate", "check-drift", "condition-1"}
    assert tasks["check-drift"]["dependentTasks"] == ["validate"]
    condition = tasks["condition-1"]["triggerPolicy"]["condition"]
    assert condition == "inputs.parameter_values['pipelinechannel--check-drift-Output'] == true"
    steps = compiled["components"]["comp-condition-1"]["dag"]["tasks"]
    order = {name: task.get("dependentTasks", []) for name, task in steps.items()}
    assert order == {"train": [], "evaluate": ["train"], "register": ["evaluate"], "promote": ["register"]}


def test_no_step_takes_the_result_of_an_earlier_run(compiled: dict[str, Any]) -> None:
    tasks = [*compiled["root"]["dag"]["tasks"].values()]
    tasks += compiled["components"]["comp-condition-1"]["dag"]["tasks"].values()
    steps = [task for task in tasks if "triggerPolicy" not in task]
    assert len(steps) == 6
    assert all("enableCache" not in task.get("cachingOptions", {}) for task in steps)


@pytest.mark.parametrize(
    ("image", "output", "text"),
    [
        ("example.com/churn", "x.yaml", "--image must have a tag or a digest, such as REPOSITORY:TAG, not"),
        ("example.com/churn:1", "x.json", "--output must end with .yaml, not 'x.json'"),
    ],
)
def test_names_wrong_arguments(image: str, output: str, text: str) -> None:
    with pytest.raises(UserError, match=re.escape(text)):
        pipeline.main(["--image", image, "--output", output])


@pytest.mark.parametrize("drift", [0, 1])
def test_runs_locally(serve: Serve, tmp_path: Path, drift: int) -> None:
    served = serve(drift)
    local.init(runner=local.SubprocessRunner(use_venv=False), pipeline_root=str(tmp_path / "runs"), raise_on_error=True)
    pipeline.retraining(IMAGE)(data=served.data, name=served.name, log=served.log, reports=served.reports)
    assert (served.versions(), served.champion()) == ((2, "2") if drift else (1, "1"))

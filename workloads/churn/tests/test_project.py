"""The files around the package fit it."""

import importlib
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from churn.settings import parameters

FOLDER = Path(__file__).parents[1]
STEPS = (
    "generate",
    "ingest",
    "validate",
    "train",
    "evaluate",
    "register",
    "promote",
    "export",
    "predict",
    "sweep",
    "retrain",
)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_the_locks_have_a_hash_for_every_version_that_the_project_asks_for(file: str) -> None:
    project = tomllib.loads((FOLDER / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(project["optional-dependencies"]["dev"] if "dev" in file else [])]
    locked = (FOLDER / file).read_text()
    lines = [line for line in locked.splitlines() if line[:1].isalnum()]
    versions = {line.split("==")[0]: line.split("==")[1].split()[0] for line in lines}
    assert all(line.endswith("\\") for line in lines)
    for text in wanted:
        requirement = Requirement(text)
        assert versions[requirement.name.lower()] in requirement.specifier, text


def test_dvc_runs_steps_that_exist_with_parameters_that_exist() -> None:
    stages = yaml.safe_load((FOLDER / "dvc.yaml").read_text())["stages"]
    params = yaml.safe_load((FOLDER / "params.yaml").read_text())
    assert list(stages) == ["generate", "validate", "train"]
    for name, stage in stages.items():
        assert f"python -m churn.{name}" in stage["cmd"]
        for source in stage["deps"]:
            if source.startswith("src/"):
                assert (FOLDER / source).exists(), source
        assert set(stage.get("params", [])) <= set(params)
    parameters(params["train"])


@pytest.mark.parametrize("step", STEPS)
def test_every_step_explains_itself(step: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module(f"churn.{step}")
    with pytest.raises(SystemExit) as ended:
        module.main(["--help"])
    assert ended.value.code == 0
    assert f"python -m churn.{step}" in capsys.readouterr().out

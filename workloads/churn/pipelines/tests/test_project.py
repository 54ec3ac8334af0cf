"""The files around the package fit it."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

FOLDER = Path(__file__).parents[1]


def versions(file: Path) -> dict[str, str]:
    lines = [line for line in file.read_text().splitlines() if line[:1].isalnum()]
    assert all(line.endswith("\\") for line in lines)
    return {line.split("==")[0]: line.split("==")[1].split()[0] for line in lines}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_the_locks_have_a_hash_for_every_version_that_the_project_asks_for(file: str) -> None:
    project = tomllib.loads((FOLDER / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(project["optional-dependencies"]["dev"] if "dev" in file else [])]
    locked = versions(FOLDER / file)
    for text in wanted:
        requirement = Requirement(text)
        assert locked[requirement.name.lower()] in requirement.specifier, text


@pytest.mark.parametrize("other", ["churn", "drift"])
def test_has_all_that_the_steps_need(other: str) -> None:
    project = tomllib.loads((FOLDER.parents[1] / other / "pyproject.toml").read_text())["project"]
    locked = versions(FOLDER / "requirements.txt")
    for text in project["dependencies"]:
        requirement = Requirement(text)
        assert locked[requirement.name.lower()] in requirement.specifier, text


def test_models_are_trained_with_the_versions_that_the_server_has() -> None:
    served, trained = (
        versions(FOLDER.parents[1] / part) for part in ("server/requirements.txt", "churn/pipelines/requirements.txt")
    )
    for package in ("numpy", "pandas", "scikit-learn", "scipy", "skops"):
        assert trained[package] == served[package], package

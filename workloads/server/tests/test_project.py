"""The files around the package fit it."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

FOLDER = Path(__file__).parents[1]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_the_locks_have_a_hash_for_every_version_that_the_project_asks_for(file: str) -> None:
    project = tomllib.loads((FOLDER / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["telemetry"], *(extras["dev"] if "dev" in file else [])]
    lines = [line for line in (FOLDER / file).read_text().splitlines() if line[:1].isalnum()]
    versions = {line.split("==")[0]: line.split("==")[1].split()[0] for line in lines}
    assert all(line.endswith("\\") for line in lines)
    for text in wanted:
        requirement = Requirement(text)
        assert versions[requirement.name.lower()] in requirement.specifier, text


def test_the_server_has_the_versions_that_the_model_is_trained_with() -> None:
    training = FOLDER.parent / "churn" / "requirements.txt"
    if not training.exists():
        pytest.skip("not beside the workload that trains")

    def versions(file: Path) -> dict[str, str]:
        lines = [line for line in file.read_text().splitlines() if line[:1].isalnum()]
        return {line.split("==")[0]: line.split("==")[1].split()[0] for line in lines}

    trained, served = versions(training), versions(FOLDER / "requirements.txt")
    for package in ("numpy", "pandas", "scikit-learn", "scipy", "skops"):
        assert served[package] == trained[package], package

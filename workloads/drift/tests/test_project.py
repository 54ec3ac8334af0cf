"""The files around the package fit it."""

import importlib
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from drift.metrics import GAUGES

FOLDER = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("file", "extra"),
    [("requirements.txt", None), ("requirements-dev.txt", "dev"), ("requirements-report.txt", "report")],
)
def test_the_locks_have_a_hash_for_every_version_that_the_project_asks_for(file: str, extra: str | None) -> None:
    project = tomllib.loads((FOLDER / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else [])]
    lines = [line for line in (FOLDER / file).read_text().splitlines() if line[:1].isalnum()]
    versions = {line.split("==")[0]: line.split("==")[1].split()[0] for line in lines}
    assert all(line.endswith("\\") for line in lines)
    for text in wanted:
        requirement = Requirement(text)
        assert versions[requirement.name.lower()] in requirement.specifier, text


def test_the_image_has_no_evidently() -> None:
    assert "evidently" not in (FOLDER / "requirements.txt").read_text()


@pytest.mark.parametrize("program", ["run", "html"])
def test_every_program_explains_itself(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module(f"drift.{program}")
    with pytest.raises(SystemExit) as ended:
        module.main(["--help"])
    assert ended.value.code == 0
    assert f"python -m drift.{program}" in capsys.readouterr().out


def test_every_metric_is_documented() -> None:
    page = FOLDER.parents[1] / "docs/workloads/drift-monitor.md"
    if not page.exists():
        pytest.skip("not in a checkout of the platform")
    rows = [line.split("|")[1:4] for line in page.read_text().splitlines() if line.startswith("| `model_")]
    documented = {cells[0].strip(" `"): tuple(cells[1].replace("`", "").split()) for cells in rows}
    assert documented == {name: tuple(", ".join(labels).split()) for name, (_, labels) in GAUGES.items()}

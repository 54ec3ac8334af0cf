"""Data sets are immutable, and their version is the digest of their manifest."""

import hashlib
import json
from pathlib import Path

import pytest

from churn.dataset import load, save
from churn.errors import UserError
from churn.generate import Settings, generate
from churn.generate import main as generate_main


def test_the_version_is_the_digest_of_the_manifest_and_names_the_folder(tmp_path: Path) -> None:
    result = generate_main(["--output", str(tmp_path), "--rows", "500", "--concept-drift", "0.5"])
    folder = Path(str(result["data"]))
    manifest = (folder / "manifest.json").read_bytes()
    version = hashlib.sha256(manifest).hexdigest()
    assert result["data_version"] == f"sha256:{version}"
    assert folder.name == version[:32]
    assert json.loads(manifest)["created_by"]["generator"]["concept_drift"] == 0.5
    assert load(str(folder)).version == result["data_version"]


def test_other_data_gets_another_folder_and_the_first_stays(tmp_path: Path) -> None:
    first = save(generate(Settings(rows=500, seed=1)), str(tmp_path), created_by={})
    before = {path: path.read_bytes() for path in Path(first.uri).iterdir()}
    second = save(generate(Settings(rows=500, seed=2)), str(tmp_path), created_by={})
    assert second.uri != first.uri
    assert save(generate(Settings(rows=500, seed=1)), str(tmp_path), created_by={}) == first
    assert {path: path.read_bytes() for path in Path(first.uri).iterdir()} == before


def test_refuses_a_file_that_was_replaced(tmp_path: Path) -> None:
    saved = save(generate(Settings(rows=500, seed=1)), str(tmp_path), created_by={})
    (Path(saved.uri) / "customers.csv.gz").write_bytes(b"others")
    with pytest.raises(UserError, match=r"the file has been replaced\. Data sets never change: write a new one"):
        load(saved.uri)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"format": 2, "files": []}', '{"format": 1, "files": []}'])
def test_refuses_what_is_not_a_manifest(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(UserError, match="manifest"):
        load(str(tmp_path))


def test_names_the_manifest_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"/manifest\.json does not exist"):
        load(str(tmp_path))


def test_refuses_an_address_of_another_kind() -> None:
    with pytest.raises(UserError, match="gs://bucket/data: must be a path or begin with s3://"):
        load("gs://bucket/data")

"""Files on disk and in S3 behave alike."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from churn.dataset import load, save
from churn.errors import UserError
from churn.generate import Settings, generate
from churn.storage import storage


@pytest.fixture(params=["disk", "s3"])
def uri(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "disk":
        yield str(tmp_path)
        return
    for name, value in {
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
    }.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        boto3.client("s3").create_bucket(
            Bucket="artifacts", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )
        yield "s3://artifacts/teams/vision"


def test_lists_reads_and_replaces(uri: str) -> None:
    folder = storage(f"{uri}/data")
    assert folder.names() == []
    folder.write("b/one", b"1")
    folder.write("a", b"2")
    folder.write("a", b"3")
    storage(f"{uri}/data-2").write("other", b"")
    assert folder.names() == ["a", "b/one"]
    assert folder.read("a") == b"3"
    with pytest.raises(UserError, match="data/c does not exist"):
        folder.read("c")


def test_creates_a_file_once(uri: str) -> None:
    folder = storage(uri)
    assert folder.create("one", b"first") is True
    assert folder.create("one", b"second") is False
    assert folder.read("one") == b"first"
    assert folder.names() == ["one"]


def test_a_data_set_has_the_same_version_everywhere(uri: str, tmp_path: Path) -> None:
    rows = generate(Settings(rows=500))
    saved = save(rows, f"{uri}/datasets", created_by={})
    assert load(saved.uri).version == saved.version == save(rows, str(tmp_path / "x"), created_by={}).version

"""Objects on disk and in S3 behave alike; of several writers, one wins."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from drift.errors import UserError
from drift.storage import storage


@pytest.fixture(params=["disk", "s3"])
def uri(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "disk":
        yield str(tmp_path)
        return
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    with mock_aws():
        boto3.client("s3").create_bucket(
            Bucket="artifacts", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )
        yield "s3://artifacts/teams/vision"


def test_writes_only_against_the_version_that_was_read(uri: str) -> None:
    folder = storage(uri, "--reports")
    assert folder.read("churn/state.json") is None
    assert folder.write("churn/state.json", b"1", None) is True
    assert folder.write("churn/state.json", b"2", None) is False
    first = folder.read("churn/state.json")
    assert first is not None
    assert folder.write("churn/state.json", b"3", first.mark) is True
    assert folder.write("churn/state.json", b"4", first.mark) is False
    found = folder.read("churn/state.json")
    assert found is not None
    assert found.content == b"3"


def test_an_object_that_was_deleted_is_not_replaced(uri: str) -> None:
    assert storage(uri, "--reports").write("state.json", b"1", '"0123"') is False
    assert storage(uri, "--reports").read("state.json") is None


def test_lists_what_begins_with_a_folder(uri: str) -> None:
    folder = storage(uri, "--log")
    for name in ("a/2", "a/1", "a/b/3", "ab/4"):
        folder.write(name, b"", None)
    assert list(folder.names("a/")) == ["a/1", "a/2", "a/b/3"]
    assert list(folder.names("c/")) == []


def test_of_many_writers_one_wins(tmp_path: Path) -> None:
    folder = storage(str(tmp_path), "--reports")
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda number: folder.write("state.json", str(number).encode(), None), range(40)))
    assert won.count(True) == 1


@pytest.mark.parametrize("wrong", ["gs://bucket/log", "s3:///log"])
def test_refuses_other_addresses(wrong: str) -> None:
    with pytest.raises(UserError) as raised:
        storage(wrong, "--log")
    assert str(raised.value) == f"--log must be a path or begin with s3://BUCKET, not {wrong!r}"

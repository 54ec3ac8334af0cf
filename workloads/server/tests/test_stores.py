"""Where the prediction log is written."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from model_server.metrics import Metrics
from model_server.prediction_log import PredictionLog
from model_server.stores import store

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

RECORD = {"time": "2026-11-29T13:05:00.000+00:00", "n": 1}


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator["S3Client"]:
    """The client of a bucket `artifacts`."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "example")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example")
    with mock_aws():
        client = boto3.client("s3")
        client.create_bucket(Bucket="artifacts", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        yield client


def test_writes_to_s3_with_the_tag_of_the_retention(bucket: "S3Client") -> None:
    target = store("s3://artifacts/teams/vision/predictions/churn/", 30)
    log = PredictionLog(target, Metrics("churn", "3"), 0.02, 1_000)
    log.add("predictions", [RECORD])
    log.close()
    [entry] = bucket.list_objects_v2(Bucket="artifacts")["Contents"]
    key = entry["Key"]
    assert key.startswith("teams/vision/predictions/churn/predictions/date=2026-11-29/hour=13/")
    body = bucket.get_object(Bucket="artifacts", Key=key)["Body"].read()
    assert json.loads(gzip.decompress(body)) == RECORD
    assert bucket.get_object_tagging(Bucket="artifacts", Key=key)["TagSet"] == [
        {"Key": "retention-days", "Value": "30"}
    ]


def test_replaces_no_object(bucket: "S3Client") -> None:
    target = store("s3://artifacts/log", 0)
    target.write("a", b"first")
    # As after an answer that was lost.
    target.write("a", b"second")
    assert bucket.get_object(Bucket="artifacts", Key="log/a")["Body"].read() == b"first"
    with pytest.raises(ClientError, match="NoSuchBucket"):
        store("s3://other/log", 0).write("a", b"first")


def test_a_folder_has_complete_files_only(tmp_path: Path) -> None:
    target = store(str(tmp_path), 30)
    target.write("a/b", b"first")
    (tmp_path / "a" / ".c.partial").mkdir()
    with pytest.raises(OSError, match="Is a directory"):
        target.write("a/c", b"second")
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["b"]

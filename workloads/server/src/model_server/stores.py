"""Where the prediction log is written: a folder, or a prefix of S3."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import PutObjectRequestTypeDef

RETENTION_TAG = "retention-days"


class Store(Protocol):
    """Where files are written."""

    def write(self, name: str, content: bytes) -> None:
        """Writes a new file. A second call with the same name and content has no effect."""


class LocalStore:
    """A folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, content: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.partial")
        try:
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


class S3Store:
    """A prefix of a bucket. It needs only the permission to write new objects, and their tag."""

    def __init__(self, bucket: str, prefix: str, retention_days: int) -> None:
        import boto3
        from botocore.config import Config

        # The prediction log has its own attempts.
        config = Config(connect_timeout=5, read_timeout=20, retries={"max_attempts": 2, "mode": "standard"})
        self._client: S3Client = boto3.client("s3", config=config)
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""
        self._retention_days = retention_days

    def write(self, name: str, content: bytes) -> None:
        from botocore.exceptions import ClientError

        request: PutObjectRequestTypeDef = {
            "Bucket": self._bucket,
            "Key": self._prefix + name,
            "Body": content,
            "IfNoneMatch": "*",
        }
        if self._retention_days:
            request["Tagging"] = f"{RETENTION_TAG}={self._retention_days}"
        try:
            self._client.put_object(**request)
        except ClientError as error:
            # An earlier attempt wrote the object, and its answer was lost.
            if error.response.get("Error", {}).get("Code") != "PreconditionFailed":
                raise


def is_address(uri: str) -> bool:
    """Whether a text is `s3://BUCKET/PREFIX` or a path."""
    return bool(urlsplit(uri).netloc) if uri.startswith("s3://") else "://" not in uri


def store(uri: str, retention_days: int) -> Store:
    """Returns the store of an address. No retention is 0."""
    if uri.startswith("s3://"):
        parts = urlsplit(uri)
        return S3Store(parts.netloc, parts.path.strip("/"), retention_days)
    return LocalStore(Path(uri))

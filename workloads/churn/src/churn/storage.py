"""Files in a folder on disk or below a prefix of S3, by URI."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from churn.errors import UserError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class Storage(Protocol):
    """A folder. Names are relative, with `/` between their parts."""

    uri: str

    def names(self) -> list[str]:
        """Returns the names of all files, sorted."""

    def read(self, name: str) -> bytes:
        """Returns the content of a file. Raises `UserError` if it does not exist."""

    def write(self, name: str, content: bytes) -> None:
        """Writes a file. An existing file is replaced in one step."""

    def create(self, name: str, content: bytes) -> bool:
        """Writes a file that does not exist. Returns False, and changes nothing, if it exists."""


def storage(uri: str) -> Storage:
    """Returns the folder of a URI: `s3://BUCKET/PREFIX`, or a path."""
    parts = urlsplit(uri)
    if parts.scheme == "s3":
        return S3Storage(parts.netloc, parts.path.strip("/"))
    if "://" in uri:
        raise UserError(f"{uri}: must be a path or begin with s3://")
    return LocalStorage(Path(uri))


class LocalStorage:
    """A folder on disk."""

    def __init__(self, folder: Path) -> None:
        self.uri = str(folder)
        self._folder = folder

    def names(self) -> list[str]:
        files = (path for path in self._folder.rglob("*") if path.is_file())
        return sorted(path.relative_to(self._folder).as_posix() for path in files)

    def read(self, name: str) -> bytes:
        path = self._folder / name
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise UserError(f"{path} does not exist") from None

    def write(self, name: str, content: bytes) -> None:
        self._written(name, content).replace(self._folder / name)

    def create(self, name: str, content: bytes) -> bool:
        written = self._written(name, content)
        try:
            # Unlike a rename, a link fails if the name exists.
            (self._folder / name).hardlink_to(written)
        except FileExistsError:
            return False
        finally:
            written.unlink()
        return True

    def _written(self, name: str, content: bytes) -> Path:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
        partial.write_bytes(content)
        return partial


class S3Storage:
    """A prefix of a bucket. boto3 finds region and credentials in the environment."""

    def __init__(self, bucket: str, prefix: str) -> None:
        self.uri = f"s3://{bucket}/{prefix}"
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""
        self._client: S3Client | None = None

    @property
    def client(self) -> "S3Client":
        if self._client is None:
            # Not at the top: a run on local files needs no AWS SDK.
            import boto3

            self._client = boto3.client("s3")
        return self._client

    def names(self) -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix)
        keys = (entry["Key"] for page in pages for entry in page.get("Contents", []))
        return sorted(key.removeprefix(self._prefix) for key in keys)

    def read(self, name: str) -> bytes:
        try:
            return self.client.get_object(Bucket=self._bucket, Key=self._prefix + name)["Body"].read()
        except self.client.exceptions.NoSuchKey:
            raise UserError(f"{self.uri}/{name} does not exist") from None

    def write(self, name: str, content: bytes) -> None:
        self.client.put_object(Bucket=self._bucket, Key=self._prefix + name, Body=content)

    def create(self, name: str, content: bytes) -> bool:
        try:
            self.client.put_object(Bucket=self._bucket, Key=self._prefix + name, Body=content, IfNoneMatch="*")
        except self.client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] != "PreconditionFailed":
                raise
            return False
        return True

"""Small objects in a folder on disk or below a prefix of S3, with conditional writes."""

import fcntl
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from drift.errors import UserError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True)
class Stored:
    """An object, and the mark that its next version is written against."""

    content: bytes
    mark: str


class Storage(Protocol):
    """A folder. Names are relative, with `/` between their parts."""

    uri: str

    def names(self, prefix: str) -> Iterator[str]:
        """Returns the names that begin with a prefix which ends with `/`, sorted."""

    def read(self, name: str) -> Stored | None:
        """Returns an object, or None if it does not exist."""

    def write(self, name: str, content: bytes, mark: str | None) -> bool:
        """Writes an object if it still has this mark, or, with None, if it does not exist. Otherwise returns False."""


def storage(uri: str, what: str) -> Storage:
    """Returns the folder of a URI: `s3://BUCKET/PREFIX`, or a path. `what` names the argument in errors."""
    parts = urlsplit(uri)
    if parts.scheme == "s3" and parts.netloc:
        return S3Storage(parts.netloc, parts.path.strip("/"))
    if "://" in uri:
        raise UserError(f"{what} must be a path or begin with s3://BUCKET, not {uri!r}")
    return LocalStorage(Path(uri))


class LocalStorage:
    """A folder on disk. Processes on one machine can share it."""

    def __init__(self, folder: Path) -> None:
        self.uri = str(folder)
        self._folder = folder

    def names(self, prefix: str) -> Iterator[str]:
        files = (path for path in (self._folder / prefix).glob("**/*") if path.is_file())
        found = (path.relative_to(self._folder).as_posix() for path in files if not path.name.startswith("."))
        yield from sorted(found)

    def read(self, name: str) -> Stored | None:
        try:
            content = (self._folder / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Stored(content, hashlib.sha256(content).hexdigest())

    def write(self, name: str, content: bytes, mark: str | None) -> bool:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_name(f".{path.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            present = self.read(name)
            if (present.mark if present else None) != mark:
                return False
            partial = path.with_name(f".{path.name}.partial")
            partial.write_bytes(content)
            partial.replace(path)
        return True


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

    def names(self, prefix: str) -> Iterator[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=f"{self._prefix}{prefix}"
        )
        for page in pages:
            yield from (entry["Key"].removeprefix(self._prefix) for entry in page.get("Contents", []))

    def read(self, name: str) -> Stored | None:
        try:
            found = self.client.get_object(Bucket=self._bucket, Key=self._prefix + name)
        except self.client.exceptions.NoSuchKey:
            return None
        return Stored(found["Body"].read(), found["ETag"])

    def write(self, name: str, content: bytes, mark: str | None) -> bool:
        key = self._prefix + name
        try:
            if mark is None:
                self.client.put_object(Bucket=self._bucket, Key=key, Body=content, IfNoneMatch="*")
            else:
                self.client.put_object(Bucket=self._bucket, Key=key, Body=content, IfMatch=mark)
        except self.client.exceptions.ClientError as error:
            # 409: another write of the same object is in progress. 404: the object was deleted in between.
            if error.response["Error"]["Code"] in ("PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"):
                return False
            raise
        return True

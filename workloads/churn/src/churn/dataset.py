"""A data set: files that never change, and a manifest that names them.

A data set is a folder with `manifest.json` and the files that it lists with their digests. Its version is the digest of
the manifest, and the folder has its name: other data gets another folder, and no folder changes. So a run is repeatable
without git and DVC, and two runs have the same data if and only if they log the same version.
"""

import gzip
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from churn.errors import UserError
from churn.schema import KEY
from churn.storage import storage

MANIFEST = "manifest.json"
FORMAT = 1

HOLDOUT_PERCENT = 25
"""Percent of the customers that are never trained on, in any run."""


@dataclass(frozen=True)
class Saved:
    """A data set in its folder."""

    uri: str
    version: str


@dataclass(frozen=True)
class Dataset:
    """A data set in memory."""

    uri: str
    version: str
    rows: pd.DataFrame


def save(rows: pd.DataFrame, parent: str, created_by: Mapping[str, object]) -> Saved:
    """Writes a data set below a folder and returns it. A data set that exists already is not written again.

    The manifest is written last: a folder with a manifest is complete.
    """
    content = gzip.compress(rows.to_csv(index=False, lineterminator="\n").encode(), mtime=0)
    name = "customers.csv.gz"
    entry = {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "rows": len(rows)}
    manifest = json.dumps({"format": FORMAT, "files": [entry], "created_by": created_by}, indent=2, sort_keys=True)
    version = version_of(manifest.encode())
    # Half of the digest identifies the folder. The manifest proves the rest.
    folder = storage(f"{parent.rstrip('/')}/{version.removeprefix('sha256:')[:32]}")
    folder.create(name, content)
    folder.create(MANIFEST, manifest.encode())
    return Saved(folder.uri, version)


def version_of(manifest: bytes) -> str:
    """Returns the version of the data set with this manifest."""
    return f"sha256:{hashlib.sha256(manifest).hexdigest()}"


def load(uri: str) -> Dataset:
    """Reads a data set. All values are text: `validate.parse` checks and converts them.

    Raises `UserError` if a file is not the one that the manifest lists.
    """
    folder = storage(uri)
    manifest = folder.read(MANIFEST)
    try:
        parsed = json.loads(manifest)
        known = parsed["format"] == FORMAT
        files = [(str(file["name"]), str(file["sha256"])) for file in parsed["files"]]
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{uri}/{MANIFEST} is not a manifest of a data set ({error})") from error
    if not known or not files:
        raise UserError(f"{uri}/{MANIFEST} must have the format {FORMAT} and at least one file")
    parts = []
    for name, expected in files:
        content = folder.read(name)
        actual = hashlib.sha256(content).hexdigest()
        if actual != expected:
            raise UserError(
                f"{uri}/{name} has the digest {actual}, the manifest lists {expected}: the file has been replaced. "
                "Data sets never change: write a new one"
            )
        parts.append(pd.read_csv(io.BytesIO(gzip.decompress(content)), dtype=str, keep_default_na=False))
    return Dataset(uri.rstrip("/"), version_of(manifest), pd.concat(parts, ignore_index=True))


def holdout(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Returns which rows are held out. It depends on the customer alone.

    So a customer of several snapshots is on one side in all of them, and a later model is not tested on customers that
    an earlier one was trained on.
    """
    buckets = rows[KEY].map(lambda key: int.from_bytes(hashlib.sha256(str(key).encode()).digest()[:4]) % 100)
    return buckets < HOLDOUT_PERCENT

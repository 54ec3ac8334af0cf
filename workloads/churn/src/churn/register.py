"""Registers a trained model, and prints name, version and digest as a ModelService declares them."""

import argparse
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from churn.digest import digest_of_folder
from churn.errors import UserError, run
from churn.tracking import CHALLENGER, connect

if TYPE_CHECKING:
    from mlflow import MlflowClient


def register(name: str, model_id: str) -> dict[str, object]:
    """Registers a model as a version with the alias `challenger`. A model that has a version keeps it."""
    client = connect()
    # Otherwise MLflow would create the name before it looks for the model.
    client.get_logged_model(model_id)
    version = _version_of(client, name, model_id) or _new_version(name, model_id)
    digest = digest_of_version(name, version)
    client.set_model_version_tag(name, version, "digest", digest)
    tags = client.get_run(run_of(client, name, version)).data.tags
    for tag in ("data_version", "git_commit"):
        if tag in tags:
            client.set_model_version_tag(name, version, tag, tags[tag])
    client.set_registered_model_alias(name, CHALLENGER, version)
    return {"name": name, "version": int(version), "digest": digest}


def digest_of_version(name: str, version: str) -> str:
    """Downloads a version as a pod does, and returns the digest of its files."""
    from mlflow.artifacts import download_artifacts

    with TemporaryDirectory() as folder:
        return digest_of_folder(Path(download_artifacts(artifact_uri=f"models:/{name}/{version}", dst_path=folder)))


def run_of(client: "MlflowClient", name: str, version: str) -> str:
    """Returns the run that trained a version."""
    run_id = client.get_model_version(name, version).run_id
    if run_id is None:
        raise UserError(f"version {version} of {name} has no run: register it with `python -m churn.register`")
    return run_id


def _version_of(client: "MlflowClient", name: str, model_id: str) -> str | None:
    """A step that is repeated must not create a second version."""
    versions = client.search_model_versions(f"name='{name}'")
    return next((str(found.version) for found in versions if found.source == f"models:/{model_id}"), None)


def _new_version(name: str, model_id: str) -> str:
    import mlflow

    return str(mlflow.register_model(f"models:/{model_id}", name).version)


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m churn.register", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--model-id", required=True, help="model_id that the training printed")
    parser.add_argument("--name", default=os.environ.get("REGISTERED_MODEL", "churn"), help="name in the registry")
    values = parser.parse_args(arguments)
    return register(values.name, values.model_id)


if __name__ == "__main__":
    run(main)

"""Writes a registered version for KServe's scikit-learn server: `<output>/<version>/model.joblib`.

An InferenceService with `model: { format: "sklearn", version: 3 }` reads `models/NAME/3/`. KServe's server loads joblib
files and nothing else. Loading one runs code from it, so the file is made from the skops file whose digest was checked,
and it is never replaced.
"""

import argparse
import io
import os
from collections.abc import Mapping

import joblib

from churn.errors import RefusedError, UserError, run
from churn.register import digest_of_version
from churn.storage import storage
from churn.tracking import connect


def export(name: str, version: str, output: str) -> dict[str, object]:
    """Exports a version. Raises `RefusedError` if its files have changed since the registration."""
    import mlflow.sklearn

    client = connect()
    registered = client.get_model_version(name, version).tags.get("digest")
    if registered is None:
        raise UserError(f"version {version} of {name} has no digest: register it with `python -m churn.register`")
    actual = digest_of_version(name, version)
    if actual != registered:
        raise RefusedError(f"version {version} of {name} has the digest {actual}; it was registered with {registered}")
    content = io.BytesIO()
    joblib.dump(mlflow.sklearn.load_model(f"models:/{name}/{version}"), content, protocol=5)
    folder = storage(f"{output.rstrip('/')}/{version}")
    # Repeated after a failure, the step finds its own file.
    written = folder.create("model.joblib", content.getvalue())
    return {"name": name, "version": int(version), "digest": actual, "uri": folder.uri, "written": written}


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m churn.export", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--name", default=os.environ.get("REGISTERED_MODEL", "churn"), help="name in the registry")
    parser.add_argument("--version", required=True, help="version that the registration printed")
    parser.add_argument(
        "--output", required=True, help="folder of all versions, such as s3://BUCKET/teams/TEAM/models/churn"
    )
    values = parser.parse_args(arguments)
    return export(values.name, values.version, values.output)


if __name__ == "__main__":
    run(main)

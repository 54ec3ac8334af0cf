"""Models in the files of MLflow, and servers that have loaded them."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import skops.io
import yaml
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder
from starlette.testclient import TestClient

from model_server.app import create_app
from model_server.settings import Settings
from model_server.telemetry import NoTraces, Traces

EXAMPLE: dict[str, list[Any]] = {"charges": [40.0, 90.0], "calls": [0, 6], "contract": ["yearly", "monthly"]}


def trained() -> Pipeline:
    rng = np.random.default_rng(1)
    rows = pd.DataFrame(
        {
            "charges": rng.normal(60, 20, 400),
            "calls": rng.poisson(2, 400),
            "contract": rng.choice(["monthly", "yearly"], 400),
        }
    )
    labels = (rows["calls"] + rng.normal(0, 1, 400) > 2).astype(int)
    numbers = make_pipeline(SimpleImputer())
    features = ColumnTransformer(
        [
            ("numbers", numbers, ["charges", "calls"]),
            ("categories", OneHotEncoder(handle_unknown="ignore"), ["contract"]),
        ]
    )
    return Pipeline([("features", features), ("model", LogisticRegression())]).fit(rows, labels)


def description() -> dict[str, Any]:
    columns = [("double", "charges"), ("long", "calls"), ("string", "contract")]
    inputs = [{"type": kind, "name": name, "required": True} for kind, name in columns]
    return {
        "flavors": {
            "python_function": {"predict_fn": "predict_proba"},
            "sklearn": {"pickled_model": "model.skops", "serialization_format": "skops", "sklearn_version": "1.5.2"},
        },
        "signature": {"inputs": json.dumps(inputs), "outputs": None},
    }


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return trained()


@pytest.fixture
def model_folder(tmp_path: Path, pipeline: Pipeline) -> Path:
    """The files of a model as MLflow writes them."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "MLmodel").write_text(yaml.safe_dump(description()))
    skops.io.dump(pipeline, folder / "model.skops")
    rows = list(zip(*EXAMPLE.values(), strict=True))
    (folder / "input_example.json").write_text(json.dumps({"columns": list(EXAMPLE), "data": rows}))
    return folder


def request_of(rows: dict[str, list[Any]], **more: Any) -> dict[str, Any]:
    """Returns the body of a request."""
    datatypes = {"charges": "FP64", "calls": "INT64", "contract": "BYTES"}
    tensors = [
        {"name": name, "shape": [len(values)], "datatype": datatypes[name], "data": values}
        for name, values in rows.items()
    ]
    return {"inputs": tensors, **more}


def until(condition: Callable[[], object]) -> None:
    """Waits until a condition is true, for ten seconds at most."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


Start = Callable[..., TestClient]


@pytest.fixture
def start(model_folder: Path) -> Iterator[Start]:
    """Starts an application that has loaded the model."""
    clients: list[TestClient] = []

    def started(traces: Traces | None = None, **settings: Any) -> TestClient:
        chosen = Settings(**{"model_path": model_folder, "model_name": "churn", "model_version": "3", **settings})
        client = TestClient(create_app(chosen, traces or NoTraces()), raise_server_exceptions=False)
        client.__enter__()
        clients.append(client)
        deadline = time.monotonic() + 30
        while client.get("/v2/health/ready").status_code != 200:
            assert time.monotonic() < deadline, "the server is not ready"
            time.sleep(0.02)
        return client

    yield started
    for client in clients:
        client.__exit__(None, None, None)

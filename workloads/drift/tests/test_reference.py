"""References: what is wrong with one is said, all at once."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drift.errors import FailedError, UserError
from drift.reference import load

from .conftest import customers, write_reference


def test_reads_the_files_of_a_model(reference: str) -> None:
    found = load(reference)
    assert len(found.rows) == 4_000
    assert found.features == {"charges": "numeric", "calls": "numeric", "contract": "categorical"}
    assert (found.prediction, found.prediction_kind, found.label) == ("prediction", "probability", "churned")
    assert found.rows["calls"].isna().sum() > 100


def test_a_model_without_reference_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        load(str(tmp_path))
    fix = "the training must store it with the model, as workloads/churn does"
    assert str(raised.value) == f"{tmp_path} has no reference/reference.json: {fix}"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.csv.gz", b"no gzip"),
        ("rows.csv.gz", b""),
        ("reference.json", b"{"),
        ("reference.json", b"[]"),
        ("reference.json", b'{"features": {}}'),
    ],
)
def test_damaged_files_are_a_mistake(tmp_path: Path, name: str, content: bytes) -> None:
    write_reference(tmp_path, customers(20, seed=1))
    (tmp_path / "reference" / name).write_bytes(content)
    with pytest.raises(UserError, match=r"the reference of .* cannot be read"):
        load(str(tmp_path))


def test_reports_all_problems_together(tmp_path: Path) -> None:
    changes: dict[str, Any] = {
        "features": {"charges": "number", "contract": "numeric", "age": "numeric"},
        "prediction": {"name": "prediction", "kind": "amount"},
        "label": "left",
    }
    write_reference(tmp_path, customers(20, seed=1), **changes)
    with pytest.raises(UserError) as raised:
        load(str(tmp_path))
    lines = str(raised.value).splitlines()
    assert lines[0].endswith("has 5 problem(s):")
    assert lines[1:4] == [
        "  rows.csv.gz has no column age",
        "  rows.csv.gz has no column left",
        "  the kind of charges must be one of numeric, categorical, not 'number'",
    ]
    assert lines[4] == "  the kind of the prediction must be one of probability, class, not 'amount'"
    assert lines[5].startswith("  contract must be a number; 20 rows have others, such as '")


def test_the_registry_needs_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    with pytest.raises(UserError, match="set MLFLOW_TRACKING_URI: models:/churn/3 is in the registry"):
        load("models:/churn/3")


def test_a_registry_that_does_not_answer_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    with pytest.raises(FailedError, match=r"MLflow at http://127\.0\.0\.1:9 fails"):
        load("models:/churn/3")


@pytest.fixture
def empty_registry() -> Iterator[str]:
    """Answers as a registry of MLflow that has no model."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b'{"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "Registered Model with name=churn not found"}'
            self.send_response(404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Prints nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_registry_without_the_model_is_a_mistake(empty_registry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", empty_registry)
    with pytest.raises(UserError, match=r"models:/churn/3 is not in the registry, or its model has no reference"):
        load("models:/churn/3")

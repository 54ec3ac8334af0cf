"""The Open Inference Protocol: answers, and errors that name every problem."""

import contextlib
import gzip
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.pipeline import Pipeline

from model_server.errors import RequestError
from model_server.model import Column
from model_server.protocol import parse

from .conftest import EXAMPLE, Start, request_of

INFER = "/v2/models/churn/infer"
COLUMNS = (Column("charges", "FP64"), Column("calls", "INT64"), Column("contract", "BYTES"))


def test_predicts_what_the_model_predicts(start: Start, pipeline: Pipeline) -> None:
    answer = start().post(INFER, json=request_of(EXAMPLE, id="mine"))
    assert answer.status_code == 200
    expected = pipeline.predict_proba(pd.DataFrame(EXAMPLE))
    body = answer.json()
    assert body["model_name"] == "churn"
    assert body["model_version"] == "3"
    assert body["id"] == "mine"
    [output] = body["outputs"]
    assert (output["name"], output["datatype"], output["shape"]) == ("probabilities", "FP64", [2, 2])
    np.testing.assert_allclose(np.reshape(output["data"], (2, 2)), expected, rtol=1e-12)


def test_a_missing_number_is_null(start: Start, pipeline: Pipeline) -> None:
    rows = {**EXAMPLE, "charges": [None, 90.0]}
    data = start().post(INFER, json=request_of(rows)).json()["outputs"][0]["data"]
    expected = pipeline.predict_proba(pd.DataFrame({**EXAMPLE, "charges": [np.nan, 90.0]}))
    np.testing.assert_allclose(np.reshape(data, (2, 2)), expected, rtol=1e-12)


def test_accepts_columns_of_rank_two(start: Start) -> None:
    client = start()
    body = request_of(EXAMPLE)
    flat = client.post(INFER, json=body).json()["outputs"]
    for tensor in body["inputs"]:
        tensor.update(shape=[2, 1], data=[[value] for value in tensor["data"]])
    assert client.post(INFER, json=body).json()["outputs"] == flat


def test_describes_the_model(start: Start) -> None:
    client = start()
    assert client.get("/v2/models/churn").json() == {
        "name": "churn",
        "versions": ["3"],
        "platform": "sklearn",
        "inputs": [
            {"name": "charges", "datatype": "FP64", "shape": [-1]},
            {"name": "calls", "datatype": "INT64", "shape": [-1]},
            {"name": "contract", "datatype": "BYTES", "shape": [-1]},
        ],
        "outputs": [{"name": "probabilities", "datatype": "FP64", "shape": [-1, -1]}],
    }
    assert client.get("/v2/models/churn/versions/3").json() == client.get("/v2/models/churn").json()
    assert client.get("/v2/models/churn/ready").json() == {"name": "churn", "ready": True}
    assert client.get("/v2").json()["name"] == "model-server"
    assert client.get("/v2/health/live").json() == {"live": True}


@pytest.mark.parametrize("path", ["/v2/models/other/infer", "/v2/models/churn/versions/4/infer"])
def test_names_the_model_that_is_served(start: Start, path: str) -> None:
    answer = start().post(path, json=request_of(EXAMPLE))
    assert answer.status_code == 404
    assert "is not served here; this is churn version 3" in answer.json()["error"]


def changed(tensor_name: str, **change: Any) -> dict[str, Any]:
    body = request_of(EXAMPLE)
    next(tensor for tensor in body["inputs"] if tensor["name"] == tensor_name).update(change)
    return body


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ([], "the body must be a JSON object"),
        ({}, "inputs must be a list of tensors: {name, shape, datatype, data}"),
        ({"inputs": [1]}, "inputs must be a list of tensors: {name, shape, datatype, data}"),
        (request_of({"charges": [1.0], "calls": [1]}), "contract is missing"),
        (
            changed("charges", name="price"),
            "'price' is not an input of the model; its inputs are calls, charges, contract; charges is missing",
        ),
        ({"inputs": [*request_of(EXAMPLE)["inputs"], changed("calls")["inputs"][1]]}, "calls is given more than once"),
        (changed("charges", datatype="BYTES"), "charges: datatype must be FP64, not 'BYTES'"),
        (changed("charges", shape=[3]), "charges: shape is [3], data has 2 values"),
        (changed("charges", shape=[1, 2]), "charges: shape must be [rows] or [rows, 1], not [1, 2]"),
        (changed("charges", shape=[True, 1]), "charges: shape must be [rows] or [rows, 1], not [True, 1]"),
        (changed("charges", data="12"), "charges: data must be a list"),
        (changed("charges", data=[1.0, "2"]), "charges: data[1] must be a finite number or null, not '2'"),
        (changed("charges", data=[True, 1.0]), "charges: data[0] must be a finite number or null, not True"),
        (changed("charges", data=[{}, 1.0]), "charges: data[0] must be a finite number or null, not {}"),
        (changed("calls", data=[1.5, 1]), "calls: data[0] must be a whole number of 64 bits, not 1.5"),
        (changed("calls", data=[None, 1]), "calls: data[0] must be a whole number of 64 bits, not None"),
        (changed("contract", data=[1, "monthly"]), "contract: data[0] must be a text, not 1"),
        (changed("contract", data=["monthly"], shape=[1]), "all inputs must have the same number of rows, not 1, 2"),
        (request_of({"charges": [], "calls": [], "contract": []}), "there must be at least one row"),
        (request_of(EXAMPLE, id=7), "id must be a text"),
    ],
)
def test_names_what_is_wrong_with_a_request(start: Start, body: Any, text: str) -> None:
    answer = start().post(INFER, json=body)
    assert answer.status_code == 400
    assert answer.json() == {"error": text}


def test_names_all_problems_of_a_request(start: Start) -> None:
    body = changed("charges", datatype="BYTES")
    body["inputs"][2]["data"] = [1, 2]
    error = start().post(INFER, json=body).json()["error"]
    assert error == "charges: datatype must be FP64, not 'BYTES'; contract: data[0] must be a text, not 1"


@pytest.mark.parametrize("body", [b"", b"{", b'{"inputs": NaN}', b"\xff\xfe", b"[" * 100_000])
def test_refuses_what_is_not_json(start: Start, body: bytes) -> None:
    answer = start().post(INFER, content=body)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("the body must be JSON")


def test_refuses_numbers_that_no_type_can_hold(start: Start) -> None:
    client = start()
    for number in ("1e999", "9" * 400):
        body = json.dumps(request_of(EXAMPLE)).replace("40.0", number)
        assert client.post(INFER, content=body).status_code == 400
    body = json.dumps(changed("calls", data=[2**63, 1]))
    assert "whole number of 64 bits" in client.post(INFER, content=body).json()["error"]


def test_limits_the_size_of_a_request(start: Start) -> None:
    client = start(max_payload_bytes=2_000, max_rows=5)
    rows: dict[str, list[Any]] = {"charges": [1.0] * 6, "calls": [1] * 6, "contract": ["monthly"] * 6}
    assert client.post(INFER, json=request_of(rows)).json() == {
        "error": "there must be at most 5 rows in a request, not 6"
    }
    large = client.post(INFER, content=b" " * 2_001)
    assert (large.status_code, large.json()) == (413, {"error": "the body must have at most 2000 bytes"})
    chunked = client.post(INFER, content=(b" " * 500 for _ in range(5)))
    assert chunked.status_code == 413


def test_refuses_encodings_that_it_does_not_read(start: Start) -> None:
    client = start()
    body = json.dumps(request_of(EXAMPLE)).encode()
    packed = client.post(INFER, content=gzip.compress(body), headers={"content-encoding": "gzip"})
    assert (packed.status_code, packed.json()) == (415, {"error": "compressed bodies are not supported"})
    binary = client.post(INFER, content=body, headers={"inference-header-content-length": "10"})
    assert binary.json() == {"error": "binary tensors are not supported: send the data as JSON"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)
tensors = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["charges", "calls", "contract", "x"]) | json_values,
        "shape": json_values,
        "datatype": st.sampled_from(["FP64", "INT64", "BYTES", "INT32"]) | json_values,
        "data": json_values,
    },
)


@given(body=json_values | st.fixed_dictionaries({"inputs": st.lists(tensors, max_size=4)}))
def test_any_json_is_a_request_or_is_refused(body: Any) -> None:
    with contextlib.suppress(RequestError):
        inference = parse(json.dumps(body).encode(), COLUMNS, 100)
        assert {len(values) for values in inference.columns.values()} == {inference.rows}

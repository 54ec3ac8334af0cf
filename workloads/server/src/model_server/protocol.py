"""Requests and responses of version 2 of the Open Inference Protocol: one tensor for each column.

https://github.com/kserve/open-inference-protocol
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from model_server.errors import RequestError
from model_server.model import Column, Output, Values

MOST_PROBLEMS = 10


@dataclass(frozen=True)
class Inference:
    """A valid request."""

    id: str | None
    rows: int
    columns: dict[str, Values]


def parse(body: bytes, columns: tuple[Column, ...], max_rows: int) -> Inference:
    """Reads a request. Raises `RequestError` with all problems."""
    request = parse_object(body)
    inputs = request.get("inputs")
    if not isinstance(inputs, list) or not all(isinstance(tensor, dict) for tensor in inputs):
        raise RequestError(400, "inputs must be a list of tensors: {name, shape, datatype, data}")
    problems = list(_names(inputs, columns))
    tensors = {name: tensor for tensor in inputs if isinstance(name := tensor.get("name"), str)}
    values: dict[str, Values] = {}
    for column in columns:
        if column.name in tensors:
            values[column.name], found = _tensor(tensors[column.name], column)
            problems += found
    identifier = request.get("id")
    if identifier is not None and not isinstance(identifier, str):
        problems.append("id must be a text")
    if not problems:
        problems += _rows(values, max_rows)
    if problems:
        more = len(problems) - MOST_PROBLEMS
        raise RequestError(400, "; ".join(problems[:MOST_PROBLEMS]) + (f"; and {more} more" if more > 0 else ""))
    return Inference(identifier, len(next(iter(values.values()))), values)


def parse_object(body: bytes) -> dict[str, Any]:
    """Returns the JSON object in a body. Raises `RequestError` if there is none."""
    try:
        request = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise RequestError(400, f"the body must be JSON: {error}") from None
    if not isinstance(request, dict):
        raise RequestError(400, "the body must be a JSON object")
    return request


def _names(inputs: list[dict[str, Any]], columns: tuple[Column, ...]) -> Iterator[str]:
    known = {column.name for column in columns}
    names = [tensor.get("name") for tensor in inputs]
    for name in names:
        if not isinstance(name, str) or name not in known:
            yield f"{name!r:.100} is not an input of the model; its inputs are {', '.join(sorted(known))}"
    for name in sorted({name for name in names if isinstance(name, str) and names.count(name) > 1}):
        yield f"{name} is given more than once"
    for missing in sorted(known - {name for name in names if isinstance(name, str)}):
        yield f"{missing} is missing"


def _tensor(tensor: dict[str, Any], column: Column) -> tuple[Values, list[str]]:
    """Returns the values of a tensor and its problems."""
    name = column.name
    shape, data = tensor.get("shape"), tensor.get("data")
    problems = []
    if not _accepts(column.datatype, tensor.get("datatype")):
        problems.append(f"{name}: datatype must be {column.datatype}, not {tensor.get('datatype')!r:.100}")
    declared = _declared_rows(shape)
    if declared is None:
        problems.append(f"{name}: shape must be [rows] or [rows, 1], not {shape!r:.100}")
    if not isinstance(data, list):
        return [], [*problems, f"{name}: data must be a list"]
    flat = [value[0] for value in data] if data and all(_is_single(value) for value in data) else data
    if declared is not None and declared != len(flat):
        problems.append(f"{name}: shape is {shape!r:.100}, data has {len(flat)} values")
    wrong = next(((row, value) for row, value in enumerate(flat) if not _valid(value, column.datatype)), None)
    if wrong:
        problems.append(f"{name}: data[{wrong[0]}] must be {_nouns[column.datatype]}, not {wrong[1]!r:.100}")
    return flat, problems


def _declared_rows(shape: object) -> int | None:
    """Returns the rows of the shape of a column, or None if it is the shape of something else."""
    if not isinstance(shape, list) or not all(isinstance(size, int) and not isinstance(size, bool) for size in shape):
        return None
    return shape[0] if len(shape) == 1 or (len(shape) == 2 and shape[1] == 1) else None


def _is_single(value: object) -> bool:
    return isinstance(value, list) and len(value) == 1


def _accepts(expected: str, given: object) -> bool:
    """A number of a smaller type is a number of a larger one."""
    smaller = {"FP64": ("FP32", "INT64", "INT32", "INT16", "INT8", "UINT8"), "FP32": ("FP16",), "INT64": ("INT32",)}
    return given == expected or given in smaller.get(expected, ())


_nouns = {
    "FP64": "a finite number or null",
    "FP32": "a finite number or null",
    "INT64": "a whole number of 64 bits",
    "INT32": "a whole number of 32 bits",
    "BOOL": "true or false",
    "BYTES": "a text",
}


def _valid(value: object, datatype: str) -> bool:
    if datatype == "BYTES":
        return isinstance(value, str)
    if datatype == "BOOL":
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    if datatype in ("INT64", "INT32"):
        bits = 63 if datatype == "INT64" else 31
        return isinstance(value, int) and -(2**bits) <= value < 2**bits
    # JSON has no NaN: null is a missing value.
    return value is None or (isinstance(value, int | float) and math.isfinite(value))


def _rows(values: dict[str, Values], max_rows: int) -> Iterator[str]:
    counts = {len(column) for column in values.values()}
    if len(counts) > 1:
        yield f"all inputs must have the same number of rows, not {', '.join(map(str, sorted(counts)))}"
    elif counts == {0}:
        yield "there must be at least one row"
    elif max(counts) > max_rows:
        yield f"there must be at most {max_rows} rows in a request, not {max(counts)}"


def response(name: str, version: str, identifier: str, output: str, values: Output) -> bytes:
    """Returns the body of a response."""
    datatype = {"f": "FP64", "i": "INT64", "u": "UINT64", "b": "BOOL"}.get(values.dtype.kind, "BYTES")
    typed = values.astype("float64") if datatype == "FP64" else values
    data = typed.ravel().tolist()
    return orjson.dumps(
        {
            "model_name": name,
            "model_version": version,
            "id": identifier,
            "outputs": [{"name": output, "shape": list(values.shape), "datatype": datatype, "data": data}],
        }
    )

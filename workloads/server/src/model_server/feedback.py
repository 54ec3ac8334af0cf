"""Feedback: the label of a prediction, which is known later.

    {"id": "4f3c…", "label": 1}
    {"id": "4f3c…", "row": 2, "label": 0}

`id` is the correlation id of the prediction, which its response has in `x-request-id`.
"""

from typing import Any

from model_server.context import request_ids
from model_server.errors import RequestError
from model_server.protocol import parse_object
from model_server.records import now


def parse_feedback(body: bytes) -> dict[str, Any]:
    """Reads feedback. Raises `RequestError` with all problems."""
    given = parse_object(body)
    identifier, row, label = given.get("id"), given.get("row", 0), given.get("label")
    problems = [f"{name!r:.100} is not known; there are id, row, label" for name in given if name not in _names]
    if not isinstance(identifier, str) or request_ids(identifier, "").correlation_id != identifier:
        problems.append("id must be the x-request-id of a prediction: up to 128 letters, digits and . _ : -")
    if not isinstance(row, int) or isinstance(row, bool) or row < 0:
        problems.append("row must be the number of the row in the request, from 0")
    if not isinstance(label, str | int | float) or (isinstance(label, str) and len(label) > 200):
        problems.append("label must be a number, true, false or a text of at most 200 characters")
    if problems:
        raise RequestError(400, "; ".join(problems))
    return {"time": now(), "id": identifier, "row": row, "label": label}


_names = ("id", "row", "label")

"""Ids of a request: for logs, responses and traces."""

import re
import uuid
from contextvars import ContextVar
from dataclasses import dataclass

# Letters, digits and a few signs only: the id is written into logs and into names.
_correlation_id = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_traceparent = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?")


@dataclass(frozen=True)
class RequestIds:
    """Ids of one request."""

    correlation_id: str
    trace_id: str | None


current: ContextVar[RequestIds | None] = ContextVar("request_ids", default=None)


def request_ids(request_id: str, traceparent: str) -> RequestIds:
    """Returns the ids of a request: `x-request-id`, else the trace of `traceparent`, else a new one."""
    traced = _traceparent.fullmatch(traceparent)
    trace_id = traced[1] if traced and int(traced[1], 16) != 0 else None
    if _correlation_id.fullmatch(request_id):
        return RequestIds(request_id, trace_id)
    return RequestIds(trace_id or uuid.uuid4().hex, trace_id)

"""Reads the bodies of requests, as strictly as the API. Knows no model, no job and no answer."""

from typing import Any

import msgspec
from starlette.requests import Request

from vgdsl.providers.simulator.judging.fields import flag, shape_issues, text
from vgdsl.providers.simulator.judging.refusal import invalid, plain, required, too_large

BODY_LIMIT = 35_000_000
"""Bytes of JSON in one request (queue reference, August 2026)."""

_JOB_FIELDS = {"model": text(1), "queue_id": text(1), "delete_media_on_completion": flag}


def job_body(body: dict[str, Any]) -> dict[str, Any]:
    """The body that names a job, without anything else in it."""
    issues = shape_issues(body, _JOB_FIELDS, strict=True)
    if "model" in body and "queue_id" not in body:
        issues.append(required(("queue_id",)))
    if issues:
        raise invalid(issues)
    return body


async def read_json(request: Request) -> dict[str, Any]:
    """The body of a request, an object. What is too large is not read to its end."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise plain(400, "Content-Type must be application/json", counted=False)
    if int(request.headers.get("content-length", 0)) > BODY_LIMIT:
        raise too_large()
    received = bytearray()
    async for piece in request.stream():
        received += piece
        if len(received) > BODY_LIMIT:
            raise too_large()
    try:
        body = msgspec.json.decode(received)
    except msgspec.DecodeError:
        raise plain(400, "The request body is not valid JSON", counted=False) from None
    if not isinstance(body, dict):
        raise invalid([{**required((), "object"), "message": "Expected object"}])
    return body

"""Turns answers of the Venice video API into values. Knows no sockets, no files, no clock, and repeats nothing.

Whatever is not the value asked for is raised as the error that `verdict` finds in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from vgdsl.providers.base import Progress, Ticket
from vgdsl.providers.errors import Transient
from vgdsl.providers.venice.reply import Answer, load
from vgdsl.providers.venice.verdict import (
    is_gone,
    is_unknown_id,
    job_failed,
    link_error,
    purchase_error,
    read_error,
    retrieve_error,
    uncertain,
)

TICKET_LIFE = 24 * 3600.0
"""Seconds a queue id can be collected."""

_WORKING = frozenset({"PROCESSING", "QUEUED", "PENDING", "RUNNING"})
_FAILED = frozenset({"FAILED", "ERROR", "CANCELLED", "CANCELED", "REJECTED"})
_VIDEO_MARKS = (b"ftyp", b"moov", b"wide", b"mdat", b"free")


@dataclass(frozen=True, slots=True)
class Finished:
    """The job is done and its media waits at `link`, a secret; None when the answer names no link."""

    link: str | None = field(repr=False)


def job_body(ticket: Ticket) -> dict[str, object]:
    """Return the body that names a job, for `retrieve` and `complete`. Never asks to delete what it fetches."""
    return {"model": ticket.model, "queue_id": ticket.queue_id}


def read_price(answer: Answer) -> Decimal:
    """Return the quoted US dollars, exactly as written."""
    if not answer.ok:
        raise read_error(answer)
    price = _object(answer, Decimal).get("quote")
    if isinstance(price, bool) or not isinstance(price, int | Decimal):
        raise Transient("Venice answered the price question with something that is no price.", answer.reply)
    return Decimal(price)


def read_ticket(answer: Answer, requested_model: str, provider: str, address: str, now: float) -> Ticket:
    """Return the ticket of an accepted purchase, or raise what the answer to a purchase means."""
    if not answer.ok:
        raise purchase_error(answer)
    data = _object(answer)
    queue_id, model, link = (_string(data, name) for name in ("queue_id", "model", "download_url"))
    if queue_id is None:
        raise uncertain(answer, "Venice accepted the order, but its answer cannot be read")
    return Ticket(provider, address, model or requested_model, queue_id, link, now, now + TICKET_LIFE)


def read_status(answer: Answer) -> Progress | Finished:
    """Return where a job stands, from a JSON answer to `retrieve`, or raise what the answer means."""
    if not answer.ok:
        raise retrieve_error(answer)
    data = _object(answer)
    status = _string(data, "status")
    if status is None:
        raise Transient(
            "Venice answered the question for the result with something unreadable.", answer.reply
        )
    state = status.upper()
    if state == "COMPLETED":
        return Finished(_string(data, "download_url") or _string(data, "video_url") or _string(data, "url"))
    if state in _FAILED:
        raise job_failed(answer)
    note = None if state in _WORKING else f"Venice reports a state not known here: {status[:40]}"
    return Progress(
        _milliseconds(data, "average_execution_time"), _milliseconds(data, "execution_duration"), note
    )


def read_completed(answer: Answer) -> bool:
    """Return whether the deletion is confirmed. An id that is already unknown is not an error, and no confirmation."""
    if answer.ok:
        return _object(answer).get("success") is True
    if is_unknown_id(answer):
        return False
    raise read_error(answer)


def read_deleted(answer: Answer) -> bool:
    """Return whether a link and its media are gone. A link that no longer opens is as good as deleted."""
    if answer.ok or is_gone(answer):
        return True
    raise link_error(answer)


def read_models(answer: Answer) -> list[dict[str, Any]]:
    """Return the catalogue's rows as published."""
    if not answer.ok:
        raise read_error(answer)
    rows = _object(answer).get("data")
    if not isinstance(rows, list):
        raise Transient("Venice's list of models cannot be read.", answer.reply)
    return [row for row in rows if isinstance(row, dict)]


def is_media(head: bytes, content_type: str) -> bool:
    """Whether a body that starts with `head` is the result itself. Its bytes decide, then its content type."""
    if head[4:8] in _VIDEO_MARKS or head[:4] == b"\x1a\x45\xdf\xa3":
        return True
    if not head or head.lstrip()[:1] in {b"{", b"[", b"<"}:
        return False
    return content_type.startswith("video/") or content_type == "application/octet-stream"


def media_type(content_type: str) -> str:
    """Return the type of a body that is the result, where the header does not say."""
    return content_type if content_type.startswith("video/") else "video/mp4"


def _object(answer: Answer, number: Callable[[str], Any] = float) -> Mapping[str, Any]:
    data = load(answer.body, number)
    return data if isinstance(data, dict) else {}


def _string(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _milliseconds(data: Mapping[str, Any], name: str) -> float | None:
    value = data.get(name)
    return None if isinstance(value, bool) or not isinstance(value, int | float) else float(value)

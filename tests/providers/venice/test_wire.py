"""Answers become values, whatever their spelling."""

import json
from decimal import Decimal

import pytest

from vgdsl.providers.base import Progress, Ticket
from vgdsl.providers.errors import JobFailed, Refused, Transient, Uncertain
from vgdsl.providers.venice import wire

TICKET = {"provider": "venice", "address": "https://api.example", "now": 100.0}


def test_a_price_is_exact(answer):
    assert wire.read_price(answer(200, b'{"quote": 0.55}')) == Decimal("0.55")
    assert wire.read_price(answer(200, b'{"quote": 3}')) == Decimal(3)


@pytest.mark.parametrize(
    "body", [b'{"quote": null}', b'{"quote": "0.5"}', b'{"quote": true}', b'{"quote": NaN}', b"{", b""]
)
def test_what_is_no_price_is_asked_again(answer, body):
    with pytest.raises(Transient, match="no price"):
        wire.read_price(answer(200, body))


def test_a_refused_quote_is_refused(answer):
    with pytest.raises(Refused):
        wire.read_price(answer(400, {"error": "no"}))


def test_a_ticket_keeps_the_echoed_model_and_lives_a_day(answer):
    body = {"model": "wan-echoed", "queue_id": "0199", "download_url": "https://x/y"}
    assert wire.read_ticket(answer(200, body), "wan", **TICKET) == Ticket(
        "venice", "https://api.example", "wan-echoed", "0199", "https://x/y", 100.0, 100.0 + 86_400
    )


def test_a_ticket_without_model_or_link_has_the_model_asked_for(answer):
    ticket = wire.read_ticket(answer(200, {"queue_id": "0199"}), "wan", **TICKET)
    assert (ticket.model, ticket.download_url) == ("wan", None)


@pytest.mark.parametrize(
    ("body", "queue_id"),
    [
        (b'{"model": "wan", "queue_id": "0199-ab"', "0199-ab"),
        (b'{"model": "wan", "queue_id": "0199-a', None),
        (b"{}", None),
        (b'{"queue_id": ""}', None),
        (b'{"id": "0199"}', None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_an_accepted_order_without_a_readable_ticket_is_uncertain(answer, body, queue_id):
    with pytest.raises(Uncertain) as lost:
        wire.read_ticket(answer(200, body), "wan", **TICKET)
    assert lost.value.queue_id == queue_id


@pytest.mark.parametrize("status", ["PROCESSING", "processing", "Queued", "running"])
def test_a_job_in_the_making_tells_its_times(answer, status):
    body = {"status": status, "average_execution_time": 145000, "execution_duration": 53200.5}
    assert wire.read_status(answer(200, body)) == Progress(145000.0, 53200.5)


def test_times_are_optional(answer):
    assert wire.read_status(answer(200, {"status": "PROCESSING"})) == Progress()


def test_an_unknown_state_is_waited_for_with_a_note(answer):
    progress = wire.read_status(answer(200, {"status": "SIMMERING"}))
    assert "SIMMERING" in progress.note


@pytest.mark.parametrize(
    ("body", "link"),
    [
        ({"status": "COMPLETED"}, None),
        ({"status": "completed", "url": "https://x/1"}, "https://x/1"),
        ({"status": "Completed", "video_url": "https://x/2"}, "https://x/2"),
    ],
)
def test_a_finished_job_may_name_its_link(answer, body, link):
    assert wire.read_status(answer(200, body)) == wire.Finished(link)


def test_a_link_is_not_shown():
    assert "s3cr3t" not in repr(wire.Finished("https://x/s3cr3t"))


def test_a_failure_may_come_with_a_success_status(answer):
    with pytest.raises(JobFailed, match="out of luck"):
        wire.read_status(answer(200, {"status": "failed", "error": "out of luck"}))


@pytest.mark.parametrize("body", [b"", b"[]", b"<html>", b'{"state": "PROCESSING"}'])
def test_an_unreadable_status_is_asked_again(answer, body):
    with pytest.raises(Transient):
        wire.read_status(answer(200, body))


@pytest.mark.parametrize(
    ("status", "body", "done"),
    [
        (200, {"success": True}, True),
        (200, {"success": False}, False),
        (400, {"error": "Request ID is invalid."}, False),
    ],
)
def test_deletion_is_confirmed_or_not(answer, status, body, done):
    assert wire.read_completed(answer(status, body)) is done


@pytest.mark.parametrize("status", [204, 200, 404, 410])
def test_a_link_that_no_longer_opens_is_deleted(answer, status):
    assert wire.read_deleted(answer(status))


def test_a_deletion_that_did_not_happen_is_asked_again(answer):
    with pytest.raises(Transient):
        wire.read_deleted(answer(503))
    with pytest.raises(Transient):
        wire.read_completed(answer(500, {"error": "x"}))


def test_the_catalogue_is_passed_on_as_published(answer):
    rows = [{"id": "wan", "model_spec": {"constraints": {"reference_image_min_aspect_ratio": 0.4}}}]
    assert wire.read_models(answer(200, {"data": [*rows, None], "object": "list", "type": "video"})) == rows
    with pytest.raises(Transient):
        wire.read_models(answer(200, {"data": None}))


@pytest.mark.parametrize(
    ("head", "content_type", "media"),
    [
        (b"\0\0\0\x14ftypqt  ", "video/quicktime", True),
        (b"\0\0\0\x14ftypqt  ", "application/octet-stream", True),
        (b"\0\0\0\x20ftypisom", "video/mp4", True),
        (b"\0\0\0\x20ftypqt  ", "application/json", True),
        (b"\0\0\0\x20ftypisom", "", True),
        (b"\x1aE\xdf\xa3....", "text/plain", True),
        (b"\1\2\3\4\5\6\7\10", "application/octet-stream", True),
        (b'  {"status":"COMPLETED"}', "video/mp4", False),
        (b"<!doctype html>", "video/mp4", False),
        (b"", "video/mp4", False),
        (b"plain words", "text/plain", False),
    ],
)
def test_bytes_decide_what_a_body_is_before_its_content_type_does(head, content_type, media):
    assert wire.is_media(head, content_type) is media


def test_a_job_is_never_asked_to_be_deleted_with_its_delivery():
    ticket = Ticket("venice", "a", "wan", "0199", None, 0, 0)
    assert wire.job_body(ticket) == {"model": "wan", "queue_id": "0199"}
    assert json.dumps(wire.job_body(ticket))

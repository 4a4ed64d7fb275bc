"""The client against a real server that also misbehaves: what a film maker's money depends on."""

import asyncio
import hashlib
import os
import socket
import traceback
from decimal import Decimal

import pytest

from vgdsl.providers.base import DataFile, Delivered, Progress, Ticket
from vgdsl.providers.errors import (
    Gone,
    JobFailed,
    NotSent,
    ProviderError,
    Refused,
    TooLarge,
    Transient,
    Unauthorised,
    Uncertain,
)
from vgdsl.providers.venice.client import CONNECTIONS, Patience, VeniceClient

QUOTE, QUEUE = "/api/v1/video/quote", "/api/v1/video/queue"
RETRIEVE, COMPLETE, MODELS = "/api/v1/video/retrieve", "/api/v1/video/complete", "/api/v1/models"
LINK = "/v1/share/read/s3cr3t-token"
ORDER = {"model": "wan", "prompt": "a calm sea", "duration": "5s"}
ACCEPTED = {"model": "wan-echoed", "queue_id": "0199"}
CLIP = b"\0\0\0\x20ftypisom" + os.urandom(3_000_000)


@pytest.fixture
def ticket(server):
    return Ticket("venice", server.address, "wan", "0199", None, server.now, server.now + 86_400)


@pytest.fixture
def linked(server):
    return Ticket(
        "venice", server.address, "grok", "0199", server.host + LINK, server.now, server.now + 86_400
    )


@pytest.fixture
def into(tmp_path):
    return tmp_path / "clip.part"


async def test_a_quote_is_asked_with_the_key_and_read_exactly(server, client):
    server.on(QUOTE, server.json(200, {"quote": 0.55}))
    assert await client.quote(ORDER) == Decimal("0.55")
    (seen,) = server.seen
    assert (seen.method, seen.json) == ("POST", ORDER)
    assert seen.headers["authorization"] == f"Bearer {server.key}"
    assert seen.headers["content-type"] == "application/json"


async def test_an_order_leaves_a_ticket(server, client):
    server.on(QUEUE, server.json(200, {**ACCEPTED, "download_url": "https://x/y"}))
    ticket = await client.queue(ORDER)
    assert ticket == Ticket(
        "venice", server.address, "wan-echoed", "0199", "https://x/y", server.now, server.now + 86_400
    )


async def test_local_media_travel_inside_the_order(server, client, tmp_path):
    (tmp_path / "hero.png").write_bytes(b"pixels")
    server.on(QUEUE, server.json(200, ACCEPTED))
    await client.queue({**ORDER, "image_url": DataFile(tmp_path / "hero.png", "image/png")})
    assert server.seen[0].json["image_url"] == "data:image/png;base64,cGl4ZWxz"


async def test_an_order_that_is_too_large_never_leaves(server, client):
    with pytest.raises(TooLarge):
        await client.queue({**ORDER, "prompt": "x" * 35_000_000})
    assert server.connections == 0


async def test_without_a_server_nothing_was_sent(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        client = VeniceClient(f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(NotSent, match="Nothing was bought"):
            await client.queue(ORDER)
        with pytest.raises(Transient):
            await client.quote(ORDER)
        await client.aclose()


async def test_a_name_that_does_not_exist_means_nothing_was_sent():
    client = VeniceClient("http://no-such-host.invalid/api/v1")
    with pytest.raises(NotSent):
        await client.queue(ORDER)
    await client.aclose()


async def test_a_failed_tls_handshake_means_nothing_was_sent(server):
    client = VeniceClient(server.address.replace("http:", "https:"), patience=Patience(connect=0.3))
    with pytest.raises(NotSent):
        await client.queue(ORDER)
    await client.aclose()


@pytest.mark.parametrize("fault", ["drop", "reset", "silence"])
async def test_an_answer_that_never_comes_leaves_the_purchase_uncertain(server, client, fault):
    server.on(QUEUE, getattr(server, fault))
    with pytest.raises(Uncertain, match="may have been bought"):
        await client.queue(ORDER)
    await asyncio.sleep(0.05)
    assert len(server.seen) == 1, "a purchase is never repeated"


async def test_an_upload_that_is_cut_off_says_how_far_it_came(server, client, tmp_path):
    async def hang_up(reader, writer):
        await reader.read(1000)
        writer.transport.abort()

    hang_up.early = True
    (tmp_path / "clip.mp4").write_bytes(bytes(20_000_000))
    server.on(QUEUE, hang_up)
    with pytest.raises(Uncertain, match=r"of 26\.7 MB .* most likely nothing was bought"):
        await client.queue({**ORDER, "video_url": DataFile(tmp_path / "clip.mp4", "video/mp4")})


async def test_a_verdict_given_before_the_upload_ends_is_heard(server, client, tmp_path):
    async def refuse_early(reader, writer):
        writer.write(server.json(401, {"error": "Authentication failed"}))
        await writer.drain()
        while await reader.read(1 << 20):
            pass

    refuse_early.early = True
    (tmp_path / "clip.mp4").write_bytes(bytes(2_000_000))
    server.on(QUEUE, refuse_early)
    with pytest.raises(Unauthorised, match="Authentication failed"):
        await client.queue({**ORDER, "video_url": DataFile(tmp_path / "clip.mp4", "video/mp4")})


async def test_a_server_that_stops_reading_leaves_the_purchase_uncertain(server, tmp_path):
    async def stall(reader, writer):
        await asyncio.sleep(5)

    stall.early = True
    (tmp_path / "clip.mp4").write_bytes(bytes(25_000_000))
    server.on(QUEUE, stall)
    client = VeniceClient(server.address, patience=Patience(write=0.3))
    with pytest.raises(Uncertain, match="in time"):
        await client.queue({**ORDER, "video_url": DataFile(tmp_path / "clip.mp4", "video/mp4")})
    await client.aclose()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_server_error_after_an_order_is_uncertain(server, client, status):
    server.on(QUEUE, server.json(status, {"error": "x"}))
    with pytest.raises(Uncertain):
        await client.queue(ORDER)
    assert len(server.seen) == 1


async def test_a_redirected_order_is_not_followed(server, client):
    server.on(QUEUE, server.raw(307, b"", location="/elsewhere"))
    with pytest.raises(Uncertain):
        await client.queue(ORDER)
    assert [seen.target for seen in server.seen] == [QUEUE]


async def test_a_cut_answer_still_gives_the_id_it_shows(server, client):
    server.on(
        QUEUE, server.raw(200, b'{"queue_id": "0199-ab", "mod', content_type="application/json", length=400)
    )
    with pytest.raises(Uncertain) as lost:
        await client.queue(ORDER)
    assert lost.value.queue_id == "0199-ab"


async def test_a_cut_refusal_is_still_a_refusal(server, client):
    server.on(QUEUE, server.raw(400, b'{"error": "Inva', content_type="application/json", length=400))
    with pytest.raises(Refused):
        await client.queue(ORDER)


async def test_a_limiter_s_answer_may_be_repeated_later(server, client):
    server.on(QUEUE, server.json(429, {"error": "Rate limit"}, retry_after="7"))
    with pytest.raises(NotSent) as limited:
        await client.queue(ORDER)
    assert limited.value.retry_after == 7


async def test_every_purchase_has_a_connection_of_its_own(server, client):
    server.on(QUEUE, server.json(200, ACCEPTED))
    server.on(QUOTE, server.json(200, {"quote": 1}))
    for _ in range(3):
        await client.queue(ORDER)
        await client.quote(ORDER)
    assert server.connections == 4, "three for purchases, one kept for reads"


async def test_a_file_that_changes_under_an_order_buys_nothing(server, client, tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(bytes(9_000_000))
    server.on(QUEUE, server.json(200, ACCEPTED))
    buying = asyncio.create_task(client.queue({**ORDER, "video_url": DataFile(path, "video/mp4")}))
    await asyncio.sleep(0)
    path.write_bytes(b"short")
    with pytest.raises(Refused, match="changed"):
        await buying
    await asyncio.sleep(0.05)
    assert server.seen == []


async def test_a_job_in_the_making_reports_progress(server, client, ticket, into):
    server.on(
        RETRIEVE,
        server.json(200, {"status": "PROCESSING", "average_execution_time": 9, "execution_duration": 1}),
    )
    assert await client.retrieve(ticket, into) == Progress(9, 1)
    assert server.seen[0].json == {"model": "wan", "queue_id": "0199"}
    assert not into.exists()


@pytest.mark.parametrize("content_type", ["video/mp4", "application/octet-stream", "application/json"])
async def test_an_inline_result_is_streamed_with_its_digest(server, client, ticket, into, content_type):
    server.on(RETRIEVE, server.raw(200, CLIP, content_type=content_type))
    delivered = await client.retrieve(ticket, into)
    assert delivered == Delivered(into, len(CLIP), hashlib.sha256(CLIP).hexdigest(), "video/mp4")
    assert into.read_bytes() == CLIP


async def test_a_linked_result_is_fetched_without_the_key(server, client, linked, into):
    server.on(RETRIEVE, server.json(200, {"status": "COMPLETED"}))
    server.on(LINK, server.raw(200, CLIP))
    delivered = await client.retrieve(linked, into)
    assert delivered.sha256 == hashlib.sha256(CLIP).hexdigest()
    status, fetch = server.seen
    assert "authorization" in status.headers
    assert "authorization" not in fetch.headers
    assert server.key not in str(fetch.headers)


async def test_nothing_secret_is_logged(server, client, linked, into, caplog):
    caplog.set_level("INFO")
    server.on(RETRIEVE, server.json(200, {"status": "COMPLETED"}))
    server.on(LINK, server.raw(200, CLIP))
    await client.retrieve(linked, into)
    assert "s3cr3t" not in caplog.text
    assert server.key not in caplog.text


async def test_a_link_in_the_status_serves_where_the_ticket_has_none(server, client, ticket, into):
    server.on(RETRIEVE, server.json(200, {"status": "completed", "url": server.host + LINK}))
    server.on(LINK, server.raw(200, CLIP))
    assert (await client.retrieve(ticket, into)).size == len(CLIP)


@pytest.mark.parametrize(
    "link",
    [
        "http://clips.example/s3cr3t-token",
        "https://10.0.0.1/s3cr3t-token",
        "https://localhost/s3cr3t-token",
        "https://me@clips.example/s3cr3t-token",
        "https://clips.example:8443/s3cr3t-token",
        "file:///etc/passwd",
    ],
)
async def test_a_link_to_an_unsafe_place_is_not_opened(server, client, ticket, into, link):
    server.on(RETRIEVE, server.json(200, {"status": "COMPLETED", "video_url": link}))
    with pytest.raises(Transient) as stopped:
        await client.retrieve(ticket, into)
    assert str(stopped.value) == (
        "Venice hands the video out at an address that is not opened: it is not https, or inside a private network. It"
        " stays there to be collected."
    )
    assert [seen.target for seen in server.seen] == [RETRIEVE]


async def test_a_link_leads_on_within_its_host_and_to_no_unsafe_place(server, client, linked, into):
    server.on(RETRIEVE, server.json(200, {"status": "COMPLETED"}))
    server.on(
        LINK, server.raw(302, b"", location="/moved"), server.raw(302, b"", location="http://10.0.0.1/x")
    )
    server.on("/moved", server.raw(200, CLIP))
    assert (await client.retrieve(linked, into)).size == len(CLIP)
    assert "authorization" not in server.seen[-1].headers
    with pytest.raises(Transient, match="inside a private network"):
        await client.retrieve(linked, into)


async def test_a_link_that_was_opened_too_often_is_left_alone_for_a_minute_at_least(
    server, client, linked, into
):
    server.on(RETRIEVE, server.json(200, {"status": "COMPLETED"}))
    server.on(LINK, server.json(429, {"error": "Too many"}), server.json(429, {}, retry_after=300))
    waits = []
    for _ in range(2):
        with pytest.raises(Transient) as busy:
            await client.retrieve(linked, into)
        waits.append((busy.value.retry_after, busy.value.link))
    assert waits == [(60.0, True), (300.0, True)]


async def test_a_finished_job_without_a_link_is_waited_for(server, client, ticket, into):
    server.on(RETRIEVE, server.json(200, {"status": "COMPLETED"}))
    assert "finished" in (await client.retrieve(ticket, into)).note


@pytest.mark.parametrize("path", [RETRIEVE, LINK])
@pytest.mark.parametrize("kept", [0, 5, 1_500_000])
async def test_a_truncated_result_is_no_result(server, client, *, linked, ticket, into, path, kept):
    server.on(RETRIEVE, server.json(200, {"status": "COMPLETED"}))
    server.on(path, server.raw(200, CLIP[:kept], length=len(CLIP)), server.raw(200, CLIP))
    job = ticket if path == RETRIEVE else linked
    with pytest.raises(Transient):
        await client.retrieve(job, into)
    assert not into.exists()
    assert (await client.retrieve(job, into)).size == len(CLIP), "the same call again delivers"


async def test_a_result_that_stops_flowing_is_transient(server, client, ticket, into):
    async def trickle(reader, writer):
        writer.write(server.raw(200, CLIP[:1000], length=len(CLIP)))
        await asyncio.sleep(5)

    server.on(RETRIEVE, trickle)
    with pytest.raises(Transient, match="in time"):
        await client.retrieve(ticket, into)
    assert not into.exists()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (422, {"error": {"message": "no", "type": "provider_content_policy"}}, JobFailed),
        (500, {"error": "An unknown error occurred"}, JobFailed),
        (400, {"error": "Request ID is invalid."}, Gone),
        (404, {"error": "Media could not be found"}, Gone),
        (503, {"error": "At capacity"}, Transient),
        (401, {"error": "Authentication failed"}, Unauthorised),
    ],
)
async def test_a_refused_retrieval_says_what_may_be_done(server, client, *, ticket, into, status, body, kind):
    server.on(RETRIEVE, server.json(status, body, cf_ray="ray-9"))
    with pytest.raises(kind) as refused:
        await client.retrieve(ticket, into)
    assert refused.value.reply.request_id == "ray-9"
    assert not into.exists()


@pytest.mark.parametrize(("status", "kind"), [(410, Gone), (404, Gone), (429, Transient), (500, Transient)])
async def test_a_link_that_does_not_open_shows_itself_nowhere(server, client, *, linked, into, status, kind):
    server.on(RETRIEVE, server.json(200, {"status": "COMPLETED"}))
    server.on(LINK, server.json(status, {"error": f"no such share: {server.host}{LINK}"}))
    with pytest.raises(kind) as refused:
        await client.retrieve(linked, into)
    shown = "".join(traceback.format_exception(refused.value)) + repr(refused.value.reply)
    assert "s3cr3t" not in shown


async def test_a_page_behind_a_link_is_no_result(server, client, linked, into):
    server.on(RETRIEVE, server.json(200, {"status": "COMPLETED"}))
    server.on(LINK, server.raw(200, b"<html>please wait</html>", content_type="text/html"))
    with pytest.raises(Transient):
        await client.retrieve(linked, into)
    assert not into.exists()


@pytest.mark.parametrize("link", ["not a link", "ftp://x/s3cr3t-token", "http://[s3cr3t-token"])
async def test_a_link_that_is_none_is_transient_and_stays_hidden(server, client, ticket, into, link):
    server.on(RETRIEVE, server.json(200, {"status": "COMPLETED", "url": link}))
    with pytest.raises(Transient) as broken:
        await client.retrieve(ticket, into)
    assert "s3cr3t" not in "".join(traceback.format_exception(broken.value))


async def test_a_job_is_collected_where_it_was_bought(server, ticket, into):
    server.on(RETRIEVE, server.raw(200, CLIP))
    client = VeniceClient("http://127.0.0.1:9/api/v1")
    assert (await client.retrieve(ticket, into)).size == len(CLIP)
    await client.aclose()


async def test_a_disk_that_cannot_take_the_result_says_so(server, client, ticket, tmp_path):
    server.on(RETRIEVE, server.raw(200, CLIP))
    with pytest.raises(FileNotFoundError):
        await client.retrieve(ticket, tmp_path / "no" / "such" / "folder")


async def test_clean_up_asks_venice_or_revokes_the_link(server, client, ticket, linked):
    server.on(
        COMPLETE, server.json(200, {"success": True}), server.json(400, {"error": "Request ID is invalid."})
    )
    server.on(LINK, server.raw(204, b""))
    assert await client.complete(ticket)
    assert not await client.complete(ticket)
    assert await client.complete(linked)
    revoked = server.seen[-1]
    assert (revoked.method, revoked.target) == ("DELETE", LINK)
    assert "authorization" not in revoked.headers


async def test_the_catalogue_is_asked_for_videos(server, client):
    server.on(MODELS, server.json(200, {"data": [{"id": "wan"}], "object": "list", "type": "video"}))
    assert await client.models() == [{"id": "wan"}]
    assert server.seen[0].target == f"{MODELS}?type=video"


async def test_without_a_key_none_is_sent(server):
    client = VeniceClient(server.address, name="simulator")
    server.on(QUEUE, server.json(200, ACCEPTED))
    assert (await client.queue(ORDER)).provider == "simulator"
    assert "authorization" not in server.seen[0].headers
    await client.aclose()


async def test_the_listener_hears_every_answer_even_a_refusal(server, client, heard):
    server.on(
        QUOTE,
        server.json(400, {"error": "no"}, x_ratelimit_remaining_requests="3", x_venice_balance_usd="4.2"),
    )
    with pytest.raises(Refused):
        await client.quote(ORDER)
    (facts,) = heard
    assert (facts.call, facts.status, facts.requests.remaining, facts.balance_usd) == (
        "quote",
        400,
        3,
        Decimal("4.2"),
    )


@pytest.mark.parametrize("call", ["queue", "quote", "retrieve", "complete", "models"])
@pytest.mark.parametrize("status", [400, 401, 402, 409, 429, 500])
async def test_a_server_that_repeats_the_key_does_not_reveal_it(
    server, client, *, ticket, into, call, status
):
    for path in (QUOTE, QUEUE, RETRIEVE, COMPLETE, MODELS):
        server.on(
            path, server.json(status, {"error": {"message": f"bad key {server.key}", "code": server.key}})
        )
    arguments = {
        "queue": [ORDER],
        "quote": [ORDER],
        "retrieve": [ticket, into],
        "complete": [ticket],
        "models": [],
    }
    with pytest.raises(ProviderError) as refused:
        await getattr(client, call)(*arguments[call])
    error = refused.value
    assert server.key not in "".join(traceback.format_exception(error)) + repr(error.reply) + repr(
        vars(error)
    )


async def test_reads_keep_to_a_few_connections(server, client):
    async def slowly(reader, writer):
        await asyncio.sleep(0.02)
        writer.write(server.json(200, {"quote": 1}))

    server.on(QUOTE, slowly)
    assert await asyncio.gather(*(client.quote(ORDER) for _ in range(60))) == [Decimal(1)] * 60
    assert server.most_open <= CONNECTIONS

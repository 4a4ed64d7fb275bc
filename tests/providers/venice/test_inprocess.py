"""An application in this process behaves to the client as a server behind a connection does."""

import asyncio
import hashlib
import os
import tracemalloc

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Route

from vgdsl.providers.base import DataFile, Ticket
from vgdsl.providers.errors import Refused, Transient, Uncertain
from vgdsl.providers.venice.client import Patience, VeniceClient
from vgdsl.providers.venice.inprocess import InProcess

ADDRESS = "http://simulator/api/v1"
TICKET = Ticket("simulator", ADDRESS, "wan", "0199", None, 0, 86_400)
ORDER = {"model": "wan", "prompt": "a calm sea"}
MEGABYTE = b"\0\0\0\x20ftypisom" + os.urandom((1 << 20) - 12)


@pytest.fixture
async def open_client():
    """Make a client of an application; all are closed in the end."""
    clients = []

    def make(application, **options):
        clients.append(VeniceClient(ADDRESS, name="simulator", transport=InProcess(application), **options))
        return clients[-1]

    yield make
    for client in clients:
        await client.aclose()


async def begin(send, length):
    headers = [(b"content-type", b"video/mp4"), (b"content-length", str(length).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


async def test_a_starlette_application_is_served(open_client):
    async def queue(request):
        body = await request.json()
        assert request.headers["content-type"] == "application/json"
        return JSONResponse({"model": body["model"], "queue_id": str(request.url)})

    client = open_client(Starlette(routes=[Route("/api/v1/video/queue", queue, methods=["POST"])]))
    ticket = await client.queue(ORDER)
    assert (ticket.provider, ticket.queue_id) == ("simulator", f"{ADDRESS}/video/queue")
    with pytest.raises(Refused):
        await client.quote(ORDER)


async def test_query_strings_arrive(open_client):
    async def models(request):
        return JSONResponse({"data": [dict(request.query_params)]})

    client = open_client(Starlette(routes=[Route("/api/v1/models", models)]))
    assert await client.models() == [{"type": "video"}]


async def test_an_upload_arrives_in_pieces(open_client, tmp_path):
    (tmp_path / "clip.mp4").write_bytes(bytes(4_000_000))
    pieces = []

    async def queue(request):
        pieces.extend([len(piece) async for piece in request.stream()])
        return JSONResponse({"queue_id": "0199"})

    client = open_client(Starlette(routes=[Route("/api/v1/video/queue", queue, methods=["POST"])]))
    await client.queue({**ORDER, "video_url": DataFile(tmp_path / "clip.mp4", "video/mp4")})
    assert sum(pieces) > 5_333_000
    assert max(pieces) < 300_000


async def test_a_large_result_streams_through(open_client, tmp_path):
    async def pieces():
        for _ in range(40):
            yield MEGABYTE

    async def retrieve(request):
        return StreamingResponse(pieces(), media_type="video/mp4")

    client = open_client(Starlette(routes=[Route("/api/v1/video/retrieve", retrieve, methods=["POST"])]))
    tracemalloc.start()
    delivered = await client.retrieve(TICKET, tmp_path / "clip.part")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert delivered.sha256 == hashlib.sha256(MEGABYTE * 40).hexdigest()
    assert peak < 8_000_000


async def test_returning_without_an_answer_is_a_dropped_connection(open_client, tmp_path):
    charged = []

    async def drop(scope, receive, send):
        charged.append(await receive())

    client = open_client(drop)
    with pytest.raises(Uncertain):
        await client.queue(ORDER)
    assert len(charged) == 1
    with pytest.raises(Transient):
        await client.retrieve(TICKET, tmp_path / "clip.part")


async def test_returning_amid_an_answer_is_a_truncated_body(open_client, tmp_path):
    async def truncate(scope, receive, send):
        await begin(send, 2 << 20)
        await send({"type": "http.response.body", "body": MEGABYTE, "more_body": True})

    client = open_client(truncate)
    with pytest.raises(Transient):
        await client.retrieve(TICKET, tmp_path / "clip.part")
    assert not list(tmp_path.iterdir())


async def test_a_mistake_in_the_application_surfaces(open_client):
    async def wrong(scope, receive, send):
        raise ZeroDivisionError("a mistake of ours")

    with pytest.raises(ZeroDivisionError):
        await open_client(wrong).quote(ORDER)


async def test_an_application_that_takes_too_long_times_out_and_is_cut_off(open_client):
    cut = asyncio.Event()

    async def slow(scope, receive, send):
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            cut.set()
            raise

    with pytest.raises(Uncertain, match="in time"):
        await open_client(slow, patience=Patience(purchase=0.05)).queue(ORDER)
    assert cut.is_set()


async def test_what_an_application_does_after_its_answer_is_done(open_client):
    later = []

    async def settle_afterwards(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b'{"quote": 1}'})
        await asyncio.sleep(0.01)
        later.append("done")

    await open_client(settle_afterwards).quote(ORDER)
    assert later == ["done"]


async def test_the_application_learns_that_its_caller_has_left(open_client):
    heard = []

    async def listen(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b'{"quote": 1}'})
        heard.extend(
            [(await receive())["more_body"], (await receive())["more_body"], (await receive())["type"]]
        )

    await open_client(listen).quote(ORDER)
    assert heard == [True, False, "http.disconnect"]

"""Every kind of answer that the simulator has, and every request of our own client, is held against the published description.

Where they differ, the tables below say why. The description is of August 2026. What the service has been seen to answer since, or
what its later documents say, wins.
"""

import asyncio
import json
import time
from collections import defaultdict
from contextlib import asynccontextmanager
from decimal import Decimal
from urllib.parse import parse_qs

import httpx
import jsonschema_rs
import pytest
from nacl.signing import SigningKey

from vgdsl.providers.base import Delivered
from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.faults.faults import Fault, Script
from vgdsl.providers.simulator.simulation import Simulation
from vgdsl.providers.venice.auth import BearerKey
from vgdsl.providers.venice.chains import signer
from vgdsl.providers.venice.client import VeniceClient
from vgdsl.providers.venice.inprocess import InProcess
from vgdsl.providers.venice.wallet import Wallet
from vgdsl.providers.venice.x402.authorisation import Authorisation, Envelope

BASE, SOLANA = "0x" + "1f" * 32, str(list(bytes(SigningKey(bytes(range(32))))))
CLIP = {
    "model": "wan-2.2-a14b-text-to-video",
    "prompt": "a boat",
    "duration": "5s",
    "aspect_ratio": "16:9",
    "resolution": "480p",
}
LINKED = {**CLIP, "model": "grok-imagine-text-to-video"}
UPSCALE = {"model": "topaz-video-upscale", "video_url": "https://example.com/a.mp4"}
OTHER = "0x" + "2" * 40
NOBODY = {"model": CLIP["model"], "queue_id": "none"}

BEYOND = {
    "a model that is not there (errors skill)": "quote 404, queue 404",
    "a model that is retired (deprecations page)": "quote 410, queue 410",
    "the limit stands before every route (queue reference)": "quote 413, retrieve 413, complete 413",
    "limits a minute, overload, and too many failed attempts (rate-limit page, errors skill)": (
        "quote 429, queue 429, retrieve 429, complete 429, models 429"
    ),
    "a wrong key is wrong wherever one is shown": "quote 401",
    "who shows nothing is told how to pay, wherever a key or a wallet is asked for (errors skill)": (
        "balance 402, usage-history 402, x402/balance 402, x402/transactions 402, api_keys/rate_limits 402"
    ),
    "finished, but not to be had from where it was made (video skill)": "retrieve 502",
    "no capacity, by the code table on every route": "quote 503, queue 503, complete 503, models 503",
    "an error of the server, on every route": "quote 500",
    "a route that only the reference pages have": "api_keys/rate_limits/log 200",
    "a payment that is still being settled (errors skill)": "x402/top-up 409",
}
"""Answers that the description does not list, each with the page that does."""

UNLIKE = {
    "a failure as an answer of 200 (community clients)": "retrieve 200",
}
"""Answers whose bodies are otherwise than described."""

UNGIVEN = {
    "a region that is shut out": "queue 403, retrieve 403",
    "an error of the server in its books": (
        "balance 500, usage-history 500, x402/balance 500, x402/transactions 500, x402/top-up 500, api_keys/rate_limits 500"
    ),
    "an address that is none: it is no caller's own, so 403": "x402/balance 400",
}
"""Answers that are described, and that the simulator has no occasion for."""


class Tour:
    """Asks simulators for whatever they answer, and keeps the answers."""

    def __init__(self, folder, picture):
        self.folder, self.picture = folder, picture
        self.now = 1_795_000_000.0
        self.answers = defaultdict(list)
        self.served = 0

    def clock(self):
        return self.now

    @asynccontextmanager
    async def at(self, *faults, key="any", opens=None, **options):
        """A simulator with some settings, and a client of it."""
        self.served += 1
        folder = self.folder / str(self.served)
        setting = {"speed": 1.0, "clock": self.clock, "key": opens, "faults": Script(faults), **options}
        app = create(Simulation(folder=folder, **setting))
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app),
            base_url="http://simulator/api/v1",
            headers=headers,
            event_hooks={"response": [self.keep]},
        ) as client:
            yield client
        app.state.studio.close()

    async def keep(self, answer):
        await answer.aread()
        request = answer.request
        path = request.url.path.removeprefix("/api/v1")
        for kind in ("balance", "transactions"):
            if path.startswith(f"/x402/{kind}/"):
                path = f"/x402/{kind}/{{walletAddress}}"
        self.answers[short(path, answer.status_code)].append(answer)

    async def finished(self, client, order):
        """Order, and ask until something else comes than that it is being made."""
        job = (await client.post("/video/queue", json=order)).json()
        self.now += 1000
        while True:
            answer = await client.post("/video/retrieve", json={k: job[k] for k in ("model", "queue_id")})
            if b"PROCESSING" not in answer.content:
                return job
            self.now += 1
            await asyncio.sleep(0.05)


async def video(tour):
    """The four calls, as they go when all is well, and as they are refused."""
    async with tour.at(completes=True) as client:
        await client.post("/video/quote", json=CLIP)
        await client.post("/video/quote", json=UPSCALE)
        pending = (await client.post("/video/queue", json=CLIP)).json()
        await client.post("/video/retrieve", json=pending)
        await client.post("/video/complete", json=pending)
        job = await tour.finished(client, CLIP)
        await client.post("/video/complete", json=job)
        await client.post("/video/retrieve", json=job)
        await tour.finished(client, LINKED)
        for call in ("quote", "queue"):
            await client.post(f"/video/{call}", json={**CLIP, "duration": "7", "seed": 1})
            await client.post(f"/video/{call}", json={**CLIP, "model": "none"})
            await client.post(f"/video/{call}", json={**CLIP, "model": "sora-2-text-to-video"})
        for call in ("retrieve", "complete"):
            await client.post(f"/video/{call}", json=NOBODY)
            await client.post(f"/video/{call}", json={**NOBODY, "more": 1})
        await client.post("/video/retrieve", json={"queue_id": "none"})
        for call in ("quote", "queue", "retrieve", "complete"):
            await client.post(f"/video/{call}", content=b"{")
            await client.post(f"/video/{call}", json=[])
            await client.post(f"/video/{call}", json={"prompt": "x" * 35_000_000})


async def refusals(tour):
    """What does not pass: a prompt, early and late, and a picture with a face."""
    faces = {**CLIP, "model": "seedance-2-0-image-to-video", "image_url": tour.picture}
    async with tour.at(faces="all") as client:
        await client.post("/video/queue", json={**CLIP, "prompt": "a boat #refuse"})
        await tour.finished(client, {**CLIP, "prompt": "a boat #refuse-late"})
        await client.post("/video/queue", json=faces)


async def strangers(tour):
    """Who shows nothing, the wrong key, or an empty purse."""
    paths = (
        "/api_keys/rate_limits",
        "/billing/balance",
        "/billing/usage-history",
        f"/x402/balance/{OTHER}",
        f"/x402/transactions/{OTHER}",
    )
    async with tour.at(key=None, opens="the-key") as client:
        wrong = {"Authorization": "Bearer another"}
        for headers in ({}, wrong):
            for call in ("quote", "queue", "retrieve", "complete"):
                await client.post(f"/video/{call}", json=CLIP, headers=headers)
            for path in paths:
                await client.get(path, headers=headers)
        await client.post("/video/quote", json=UPSCALE)
    async with tour.at(balance=Decimal("0.05")) as client:
        await client.post("/video/queue", json=CLIP)
        signed = Wallet(BASE, tour.clock).headers("POST", "")
        await client.post("/video/queue", json=CLIP, headers={"Authorization": "", **signed})


async def books(tour):
    """The account, as a key and as wallets see it."""
    async with tour.at() as client:
        await client.post("/video/queue", json=CLIP)
        await client.get("/models")
        await client.get("/billing/balance")
        await client.get("/api_keys/rate_limits")
        await client.get("/api_keys/rate_limits/log")
        for query in ("", "?pageSize=10", "?pageSize=5", "?cursor=x", "?from=1"):
            await client.get(f"/billing/usage-history{query}")
    async with tour.at(key=None) as client:
        for wallet in (Wallet(BASE, tour.clock), Wallet(SOLANA, tour.clock)):
            for path in ("balance", "transactions"):
                for query in ("", "?limit=1&offset=1", "?limit=0"):
                    url = f"/x402/{path}/{wallet.wallet}{query}"
                    await client.get(url, headers=wallet.headers("GET", url))
                await client.get(f"/x402/{path}/{OTHER}", headers=wallet.headers("GET", ""))
                await client.get(f"/x402/{path}/{OTHER}", headers={"SIGN-IN-WITH-X": "x"})
        for path in ("balance", "transactions"):
            for _ in range(31):
                await client.get(url := f"/x402/{path}/{wallet.wallet}", headers=wallet.headers("GET", url))


async def top_ups(tour):
    """Payments into a wallet's credit, good and bad."""
    async with tour.at(Fault(kind="settling", call="top-up", at=4), key=None) as client:
        accepted = (await client.post("/x402/top-up")).json()["accepts"][0]
        await client.post("/x402/top-up", headers={"PAYMENT-SIGNATURE": "x"})
        payer, now = signer(BASE), int(tour.now)
        given = Authorisation(
            payer.address, accepted["payTo"], 5_000_000, now - 60, now + 300, "0x" + "ab" * 32
        )
        paid = Envelope(given, payer.sign_record(given.data), accepted).header
        for _ in range(9):
            await client.post("/x402/top-up", headers={"PAYMENT-SIGNATURE": paid})


async def misfortunes(tour):
    """What a script lets go wrong."""
    kinds = ("failed", "poisoned", "refused-late", "dispatch", "undelivered")
    async with tour.at(*(Fault(kind=kind, at=at) for at, kind in enumerate(kinds, 1))) as client:
        for _ in kinds:
            await tour.finished(client, CLIP)
    calls = ("quote", "queue", "retrieve", "complete")
    for kind in ("error-before", "storm", "blocked"):
        for status in (500, 503):
            faults = [Fault(kind=kind, call=call, status=status) for call in (*calls, "models")]
            async with tour.at(
                *(each for each in faults if kind != "blocked" or each.call != "models")
            ) as client:
                for call in calls:
                    await client.post(f"/video/{call}", json={**CLIP, "queue_id": "none"})
                await client.get("/models")


def strict(schema):
    """The schema in the words of JSON Schema: OpenAPI's `nullable` means one more type, and one more value of a list.

    The description's `oneOf`s overlap (whatever says "error" is one of its errors), so that no body could be one only.
    """
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    words = {"oneOf": "anyOf"}
    plain = {
        words.get(k, k): strict(value) for k, value in schema.items() if k not in {"nullable", "example"}
    }
    if schema.get("nullable") is True:
        plain["type"] = [plain["type"], "null"]
        if "enum" in plain:
            plain["enum"] = [*plain["enum"], None]
    return plain


def short(path, status):
    """A route and a status as the tables above spell them."""
    route = path.removesuffix("/{walletAddress}").removeprefix("/video/").removeprefix("/billing/")
    return f"{route.removeprefix('/')} {status}"


def told(table):
    return {each for answers in table.values() for each in answers.split(", ")}


def described(openapi):
    """Every answer of the description that has a JSON body, by its name in the tables, with its schema."""
    return {
        short(path, status): strict({**content["schema"], "components": openapi["components"]})
        for path, methods in openapi["paths"].items()
        for operation in methods.values()
        for status, answer in operation["responses"].items()
        for kind, content in answer.get("content", {}).items()
        if kind == "application/json"
    }


@pytest.fixture(scope="module")
def given(tmp_path_factory, picture):
    """Whatever a simulator answers, by its name in the tables."""
    tour = Tour(tmp_path_factory.mktemp("tour"), picture)

    async def go():
        for part in (video, refusals, strangers, books, top_ups, misfortunes):
            await part(tour)

    asyncio.run(go())
    return tour.answers


def test_every_answer_is_as_described_but_for_these(openapi, given):
    schemas = described(openapi)
    unlike = {
        name
        for name, answers in given.items()
        for answer in answers
        if name in schemas and answer.headers["content-type"] == "application/json"
        if not jsonschema_rs.Draft4Validator(schemas[name]).is_valid(answer.json())
    }
    assert unlike == told(UNLIKE)
    assert given.keys() - schemas.keys() == told(BEYOND)
    assert schemas.keys() - given.keys() == told(UNGIVEN)


def test_a_refusal_is_a_sentence_or_says_what_it_is(given):
    """Also where the description lists none, so that a client that knows the description can read it."""
    for name, answers in given.items():
        for answer in answers:
            if answer.status_code >= 400 and answer.headers["content-type"] == "application/json":
                body = answer.json()
                assert "error" in body or "x402Version" in body, (name, body)


class Overheard:
    """A simulator, and what it is asked: the method, the path, the names of the query, the body."""

    def __init__(self, app):
        self.app, self.requests = app, []

    async def __call__(self, scope, receive, send):
        body = b""

        async def heard():
            nonlocal body
            message = await receive()
            body += message.get("body", b"")
            return message

        await self.app(scope, heard, send)
        path = scope["path"].removeprefix("/api/v1")
        self.requests.append(
            (scope["method"].lower(), path, {*parse_qs(scope["query_string"].decode())}, body)
        )


@pytest.mark.parametrize(
    "payer", [BearerKey("any"), Wallet(BASE), Wallet(SOLANA)], ids=["key", "base", "solana"]
)
async def test_every_request_of_our_client_is_as_described(openapi, tmp_path, payer):
    app = create(Simulation(folder=tmp_path, speed=2000.0))
    overheard = Overheard(app)
    client = VeniceClient("http://simulator/api/v1", payer, transport=InProcess(overheard))
    began = time.time()
    await client.models()
    await client.quote(CLIP)
    ticket = await client.queue(CLIP)
    while True:
        if isinstance(await client.retrieve(ticket, tmp_path / "a.mp4"), Delivered):
            break
        await asyncio.sleep(0.05)
    await client.complete(ticket)
    await client.statement(began, time.time())
    await client.aclose()
    app.state.studio.close()
    paths = set()
    for method, path, query, body in overheard.requests:
        route = "/".join([*path.split("/")[:3], "{walletAddress}"]) if path.startswith("/x402/") else path
        operation = openapi["paths"][route][method]
        paths.add(route)
        assert query <= {each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"}
        if "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            whole = strict({**schema, "components": openapi["components"]})
            jsonschema_rs.Draft4Validator(whole).validate(json.loads(body))
    assert paths >= {"/models", *(f"/video/{call}" for call in ("quote", "queue", "retrieve", "complete"))}

"""A payment into a wallet's credit is taken once, if all of it is right; what is wrong with any other is said in the protocol's words."""

import asyncio
import base64
import json
from decimal import Decimal

import httpx
import jsonschema_rs
import msgspec
import pytest

from vgdsl.providers.simulator.account import topups
from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.simulation import Simulation
from vgdsl.providers.venice.chains import signer
from vgdsl.providers.venice.wallet import Wallet
from vgdsl.providers.venice.x402.authorisation import Authorisation, Envelope

EVM, OTHER = "0x" + "1f" * 32, "0x" + "2e" * 32
ROW = topups.ACCEPTS[0]
PATH = "/x402/top-up"
TEXT = {
    "model": "wan-2.2-a14b-text-to-video",
    "prompt": "a boat",
    "duration": "5s",
    "aspect_ratio": "16:9",
    "resolution": "480p",
}


def authorisation(now, secret=EVM, **changes):
    usual = Authorisation(
        signer(secret).address, ROW["payTo"], 10_000_000, int(now) - 600, int(now) + 300, "0x" + "ab" * 32
    )
    return msgspec.structs.replace(usual, **changes)


def header(given, secret=EVM, accepted=ROW):
    return Envelope(given, signer(secret).sign_record(given.data), accepted).header


@pytest.fixture
def purses(tmp_path, clock):
    """The application in which each wallet begins with nothing; and a client without a key."""
    return create(Simulation(folder=tmp_path / "purses", speed=1.0, wallet_credit=Decimal(0), clock=clock))


@pytest.fixture
async def client(purses):
    transport = httpx.ASGITransport(app=purses)
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator/api/v1") as client:
        yield client
    purses.state.studio.close()


@pytest.fixture
def pay(client):
    async def send(value, name="PAYMENT-SIGNATURE"):
        return await client.post(PATH, headers={name: value})

    return send


def published(openapi, status):
    return openapi["paths"]["/x402/top-up"]["post"]["responses"][str(status)]["content"]["application/json"][
        "schema"
    ]


async def test_without_a_payment_it_says_what_is_asked_for_in_body_and_header(client, openapi):
    answer = await client.post(PATH)
    assert answer.status_code == 402
    jsonschema_rs.Draft4Validator(published(openapi, 402)).validate(answer.json())
    assert json.loads(base64.b64decode(answer.headers["payment-required"])) == answer.json()
    assert [row["network"] for row in answer.json()["accepts"]] == [topups.BASE, topups.SOLANA]


@pytest.mark.parametrize("name", ["PAYMENT-SIGNATURE", "X-402-Payment", "X-PAYMENT"])
async def test_a_payment_is_credited_to_its_wallet_under_each_name_of_the_header(
    client, pay, clock, openapi, name
):
    wallet = Wallet(EVM, clock)
    answer = await pay(header(authorisation(clock.now)), name)
    assert answer.status_code == 200
    jsonschema_rs.Draft4Validator(published(openapi, 200)).validate(answer.json())
    data = answer.json()["data"]
    assert (data["walletAddress"], data["amountCredited"], data["newBalance"]) == (
        wallet.wallet.lower(),
        10,
        10,
    )
    settled = json.loads(base64.b64decode(answer.headers["payment-response"]))
    assert settled["success"] is True
    assert settled["payer"] == wallet.wallet.lower()

    path = f"/x402/transactions/{wallet.wallet}"
    told = (await client.get(path, headers=wallet.headers("GET", path))).json()["data"]
    (row,) = told["transactions"]
    assert (row["type"], row["amount"], row["balanceAfter"], row["requestId"], row["modelId"]) == (
        "TOP_UP",
        10,
        10,
        None,
        None,
    )


async def test_a_nonce_is_accepted_once_also_after_a_restart(client, pay, clock, tmp_path):
    paid = header(authorisation(clock.now))
    again = [(await pay(paid)).status_code, (await pay(paid)).status_code]
    other = await pay(header(authorisation(clock.now, value=5_000_000)))
    assert [*again, other.json()["message"]] == [200, 400, "The authorization is used"]
    later = create(Simulation(folder=tmp_path / "purses", wallet_credit=Decimal(0), clock=clock))
    transport = httpx.ASGITransport(app=later)
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator/api/v1") as second:
        assert (await second.post(PATH, headers={"X-PAYMENT": paid})).status_code == 400
    later.state.studio.close()


def flat(given):
    content = json.loads(base64.b64decode(header(given)))
    accepted = content.pop("accepted")
    content |= {"scheme": accepted["scheme"], "network": accepted["network"]}
    return base64.b64encode(json.dumps(content).encode()).decode()


NO_TIMEOUT = {name: value for name, value in ROW.items() if name != "maxTimeoutSeconds"}


@pytest.mark.parametrize(
    ("payment", "text"),
    [
        (lambda _now: "x", "Invalid payment header"),
        (lambda now: flat(authorisation(now)), "The payment names no accepted requirements"),
        (
            lambda now: header(authorisation(now), accepted=NO_TIMEOUT),
            "The accepted requirements have no maxTimeoutSeconds",
        ),
        (
            lambda now: header(authorisation(now), accepted={**ROW, "payTo": "0x" + "11" * 20}),
            "The accepted requirements are not those of this service",
        ),
        (
            lambda now: header(authorisation(now, receiver="0x" + "11" * 20)),
            "The payment is to somebody else",
        ),
        (lambda now: header(authorisation(now, value=4_999_999)), "The amount must be from $5 to $10000"),
        (
            lambda now: header(authorisation(now, value=10_000_000_001)),
            "The amount must be from $5 to $10000",
        ),
        (
            lambda now: header(authorisation(now, valid_after=int(now) + 1)),
            "The authorisation is not valid yet",
        ),
        (lambda now: header(authorisation(now, valid_before=int(now))), "The authorisation has expired"),
        (lambda now: header(authorisation(now), secret=OTHER), "The signature is not the payer's"),
        (
            lambda now: header(authorisation(now), accepted=topups.ACCEPTS[1]),
            "The accepted requirements are not those of this service",
        ),
    ],
)
async def test_what_is_wrong_with_a_payment_is_said_and_nothing_is_credited(
    pay, clock, openapi, payment, text
):
    answer = await pay(payment(clock.now))
    assert (answer.status_code, answer.json()["error"], answer.json()["message"]) == (
        400,
        "X402_INVALID_PAYMENT",
        text,
    )
    jsonschema_rs.Draft4Validator(published(openapi, 400)).validate(answer.json())
    good = await pay(header(authorisation(clock.now)))
    assert good.json()["data"]["newBalance"] == 10, "what was refused credited nothing and used up no nonce"


async def test_ten_top_ups_a_minute_from_one_place(client):
    statuses = [(await client.post(PATH)).status_code for _ in range(11)]
    assert statuses == [402] * 10 + [429]


async def test_wallets_with_credits_of_their_own_pay_from_them(client, pay, clock, purses):
    async def order(secret):
        return await client.post(
            "/video/queue", json=TEXT, headers=Wallet(secret, clock).headers("POST", PATH)
        )

    empty = await order(EVM)
    assert (empty.status_code, empty.json()["code"], empty.json()["currentBalanceUsd"]) == (
        402,
        "PAYMENT_REQUIRED",
        0,
    )
    assert json.loads(base64.b64decode(empty.headers["payment-required"])) == topups.terms()
    await pay(header(authorisation(clock.now)))
    bought = await order(EVM)
    assert bought.status_code == 200
    assert bought.headers["x-balance-remaining"] == "10.000000"
    assert (await order(OTHER)).status_code == 402
    keyed = await client.post("/video/queue", json=TEXT, headers={"Authorization": "Bearer any"})
    assert keyed.status_code == 200
    ledger = purses.state.studio.ledger
    assert [(each.kind, bool(each.wallet)) for each in ledger.bookings] == [
        ("top_up", True),
        ("charge", True),
        ("charge", False),
    ]
    history = await client.get("/billing/usage-history", headers={"Authorization": "Bearer any"})
    assert len(history.json()["data"]) == 1


async def test_a_wallet_that_has_less_than_the_price_gets_the_plain_answer(client, pay, clock):
    await pay(header(authorisation(clock.now, value=5_000_000)))
    statuses = []
    for _ in range(20):
        answer = await client.post(
            "/video/queue", json=TEXT, headers=Wallet(EVM, clock).headers("POST", PATH)
        )
        statuses.append(answer.status_code)
        if answer.status_code == 402:
            break
    assert statuses[-1] == 402
    assert answer.json() == {"error": "Insufficient USD or Diem balance to complete request."}
    assert "payment-required" not in answer.headers


async def test_a_payment_is_taken_nowhere_else(client, clock):
    headers = {
        "PAYMENT-SIGNATURE": header(authorisation(clock.now)),
        **Wallet(EVM, clock).headers("POST", ""),
    }
    for path in ("/video/queue", "/video/retrieve", "/video/complete"):
        answer = await client.post(path, json=TEXT, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "PAYMENT_HEADER_NOT_ACCEPTED")


async def test_five_requests_of_a_wallet_may_be_under_way(client, clock):
    go_on = asyncio.Event()

    async def body():
        yield b'{"model": "wan-2.2-a14b-text-to-video", '
        await go_on.wait()
        yield b'"queue_id": "none"}'

    def ask(secret, content):
        headers = {**Wallet(secret, clock).headers("POST", ""), "content-type": "application/json"}
        return client.post("/video/retrieve", content=content, headers=headers)

    five = [asyncio.ensure_future(ask(EVM, body())) for _ in range(5)]
    for _ in range(20):
        await asyncio.sleep(0)
    sixth, other = await ask(EVM, b"{}"), await ask(OTHER, b"{}")
    go_on.set()
    assert {(await each).status_code for each in five} == {400}
    assert (sixth.status_code, sixth.json()["code"]) == (429, "X402_CONCURRENCY_LIMIT")
    assert 429 not in {other.status_code, (await ask(EVM, b"{}")).status_code}, "all five have left"


async def test_without_what_verifies_no_payment_is_taken(pay, clock, monkeypatch):
    paid = header(authorisation(clock.now))
    monkeypatch.setattr(topups, "installed", lambda: False)
    answer = await pay(paid)
    assert answer.json()["message"] == (
        "The simulator cannot check a payment's signature without: pip install 'vgdsl[x402]'"
    )

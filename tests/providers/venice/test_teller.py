"""The teller asks again what may be asked again, turns all pages of a ledger that moves meanwhile, and pays once."""

import json
from decimal import Decimal

import pytest

from vgdsl.providers.errors import NotSent, Transient, Unauthorised, Uncertain
from vgdsl.providers.simulator.account.topups import terms
from vgdsl.providers.venice.client import VeniceClient
from vgdsl.providers.venice.moments import write_moment
from vgdsl.providers.venice.teller import TRIES, Credit, Teller
from vgdsl.providers.venice.wallet import Wallet
from vgdsl.providers.venice.x402.authorisation import Authorisation, Envelope, read_envelope

SECRET = "0x" + "1f" * 32
WALLET = Wallet(SECRET).wallet
BALANCE, LEDGER = f"/api/v1/x402/balance/{WALLET}", f"/api/v1/x402/transactions/{WALLET}"
TOP_UP = "/api/v1/x402/top-up"
NOW = 1_795_000_000.0
PAID = Envelope(
    Authorisation(WALLET, "0x" + "11" * 20, 10_000_000, 0, 1, "0x" + "ab" * 32), "0xsigned-in-secret", {}
)


@pytest.fixture
def slept():
    return []


@pytest.fixture
async def teller(server, slept):
    async def sleep(seconds):
        slept.append(seconds)

    client = VeniceClient(server.address, Wallet(SECRET), clock=lambda: NOW)
    yield Teller(client, WALLET, lambda: NOW, sleep)
    await client.aclose()


def page(server, *numbers, more, balance=7.5):
    rows = [
        {
            "id": f"t-{number}",
            "amount": 10,
            "type": "TOP_UP",
            "balanceAfter": 12.5,
            "createdAt": write_moment(NOW + number),
            "requestId": None,
            "modelId": None,
        }
        for number in numbers
    ]
    data = {"currentBalance": balance, "transactions": rows, "pagination": {"hasMore": more}}
    return server.json(200, {"success": True, "data": data})


def ids(ledger):
    return [each.id for each in ledger.entries]


async def test_the_credit_is_read_as_told(server, teller):
    data = {
        "balanceUsd": 12.5,
        "canConsume": True,
        "minimumTopUpUsd": 5,
        "suggestedTopUpUsd": 10,
        "diemBalanceUsd": 1.25,
    }
    server.on(BALANCE, server.json(200, {"success": True, "data": data}))
    assert await teller.credit() == Credit(Decimal("12.5"), True, Decimal("1.25"), Decimal(5), Decimal(10))
    server.on(BALANCE, server.json(200, {}))
    assert await teller.credit() == Credit(None, None, None, None, None)


async def test_rows_that_come_twice_because_the_ledger_grew_are_listed_once(server, teller):
    server.on(
        LEDGER, page(server, 5, 4, 3, more=True), page(server, 3, 2, more=True), page(server, 1, more=False)
    )
    ledger = await teller.ledger()
    assert ids(ledger) == ["t-5", "t-4", "t-3", "t-2", "t-1"]
    assert ledger.balance == Decimal("7.5")
    assert [seen.target.rpartition("=")[2] for seen in server.seen] == ["0", "3", "5"]


async def test_only_as_many_pages_are_turned_as_are_asked_for(server, teller):
    server.on(LEDGER, page(server, 5, 4, more=True), page(server, 3, 2, more=True))
    assert ids(await teller.ledger(most=1)) == ["t-5"]
    assert len(server.seen) == 1
    assert ids(await teller.ledger(since=NOW + 3)) == ["t-3", "t-2"], "the last page stays"


async def test_a_page_without_rows_is_the_last(server, teller):
    server.on(LEDGER, page(server, more=True))
    assert ids(await teller.ledger()) == []


async def test_what_is_asked_is_asked_again_after_as_long_as_was_said(server, teller, slept):
    limited = server.json(429, {"error": "Slow down."}, retry_after=7)
    server.on(LEDGER, limited, server.drop, page(server, 1, more=False))
    assert ids(await teller.ledger()) == ["t-1"]
    assert [7 <= slept[0] <= 8, 0 < slept[1] <= 2] == [True, True]


async def test_it_is_not_asked_for_ever(server, teller):
    server.on(BALANCE, server.drop)
    with pytest.raises(Transient):
        await teller.credit()
    assert len(server.seen) == TRIES


async def test_a_verdict_is_not_asked_for_twice(server, teller):
    server.on(BALANCE, server.json(403, {"error": "Not yours.", "code": "X402_WALLET_MISMATCH"}))
    with pytest.raises(Unauthorised, match="Not yours"):
        await teller.credit()
    assert len(server.seen) == 1


async def test_the_terms_are_asked_for_without_a_sign_in_and_never_elsewhere(server, teller):
    server.on(TOP_UP, server.json(402, terms()))
    assert (await teller.terms()).least == 5
    assert not {"sign-in-with-x", "payment-signature"} & server.seen[0].headers.keys()
    server.on(TOP_UP, server.json(307, {}, location=f"{server.host}/elsewhere"))
    server.on("/elsewhere", server.json(402, terms()))
    with pytest.raises(Exception, match="redirection"):
        await teller.terms()


async def test_the_time_is_the_services(server, teller):
    assert teller.now == NOW
    server.on(BALANCE, server.json(200, {}, x_venice_timestamp="2026-11-18T11:07:40+00:00"))
    await teller.credit()
    assert teller.now == 1_795_000_060.0


async def test_a_payment_is_sent_once_whatever_becomes_of_it(server, teller):
    for answer in (
        server.drop,
        server.json(500, {"error": "x"}),
        server.json(409, {"error": "PAYMENT_IN_PROGRESS"}),
    ):
        server.seen.clear()
        server.on(TOP_UP, answer)
        with pytest.raises(Uncertain, match="stays open") as error:
            await teller.pay(PAID)
        (seen,) = server.seen
        assert read_envelope(seen.headers["payment-signature"]) == PAID
        assert "sign-in-with-x" not in seen.headers
        assert PAID.header not in f"{error.value}{error.value.reply}"


async def test_a_payment_that_an_answer_repeats_is_hidden_in_it(server, teller):
    server.on(TOP_UP, server.json(500, {"error": f"bad header {PAID.header}"}))
    with pytest.raises(Uncertain) as error:
        await teller.pay(PAID)
    assert PAID.header not in json.dumps([str(error.value), error.value.reply.message])


async def test_without_a_connection_nothing_has_left(server):
    client = VeniceClient("http://127.0.0.1:9/api/v1", Wallet(SECRET))
    with pytest.raises(NotSent):
        await Teller(client, WALLET, lambda: NOW).pay(PAID)
    await client.aclose()

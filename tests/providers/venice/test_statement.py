"""The client turns the pages of the account's books, with a key or a wallet, as far as they are asked for."""

import asyncio
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from vgdsl.providers.base import Charge, Statement
from vgdsl.providers.errors import ProviderError, Transient, Unauthorised
from vgdsl.providers.venice import books
from vgdsl.providers.venice.client import UPLOADS, VeniceClient
from vgdsl.providers.venice.moments import write_moment
from vgdsl.providers.venice.wallet import Wallet

SECRET = "0x" + "1f" * 32
ADDRESS = Wallet(SECRET).wallet
HISTORY, BALANCE = "/api/v1/billing/usage-history", "/api/v1/billing/balance"
LEDGER, PURSE = f"/api/v1/x402/transactions/{ADDRESS}", f"/api/v1/x402/balance/{ADDRESS}"
MODEL = "wan-2-7-text-to-video"


@pytest.fixture
async def wallet(server):
    client = VeniceClient(server.address, Wallet(SECRET))
    yield client
    await client.aclose()


def usage(server, *moments, cursor=None):
    rows = [{"amount": -0.5, "sku": f"{MODEL}-unit", "timestamp": write_moment(at)} for at in moments]
    return server.json(200, {"data": rows, "nextCursor": cursor})


def ledger(server, *moments, more=False):
    rows = [
        {
            "amount": -0.5,
            "type": "CHARGE",
            "createdAt": write_moment(at),
            "requestId": f"r{at}",
            "modelId": MODEL,
        }
        for at in moments
    ]
    data = {"currentBalance": 7.5, "transactions": rows, "pagination": {"hasMore": more}}
    return server.json(200, {"success": True, "data": data})


def asked(server, path):
    """The queries with which a path was asked for."""
    targets = [urlsplit(seen.target) for seen in server.seen if seen.target.startswith(path)]
    return [{name: value for name, (value,) in parse_qs(target.query).items()} for target in targets]


async def test_a_key_reads_the_usage_history_page_by_page_and_the_balance(server, client):
    server.on(
        HISTORY, usage(server, server.now, server.now + 1, cursor="n3xt"), usage(server, server.now + 2)
    )
    server.on(BALANCE, server.json(200, {"balances": {"diem": None, "usd": 23.5}}))
    statement = await client.statement(server.now, server.now + 60)
    charges = tuple(Charge(server.now + n, Decimal("0.5"), MODEL, "charge") for n in range(3))
    assert statement == Statement(Decimal("23.5"), charges, "usage history")
    first, second = asked(server, HISTORY)
    assert (first["startTimestamp"], first["pageSize"]) == (write_moment(server.now), "1000")
    assert second == {"cursor": "n3xt"}
    assert {seen.headers["authorization"] for seen in server.seen} == {f"Bearer {server.key}"}


async def test_a_wallet_turns_its_ledger_back_to_the_beginning_of_the_window(server, wallet):
    newest, older, oldest = (
        [server.now + 60 - n for n in range(3 * part, 3 * part + 3)] for part in range(3)
    )
    server.on(
        LEDGER,
        ledger(server, *newest, more=True),
        ledger(server, *older, more=True),
        ledger(server, *oldest, more=True),
    )
    server.on(PURSE, server.json(200, {"data": {"walletAddress": ADDRESS.lower(), "balanceUsd": 7.25}}))
    statement = await wallet.statement(server.now + 55.5, server.now + 59)
    assert [charge.at - server.now for charge in statement.charges] == [56, 57, 58, 59]
    assert (statement.balance, statement.source) == (Decimal("7.25"), "wallet ledger")
    assert asked(server, LEDGER) == [{"limit": "100", "offset": "0"}, {"limit": "100", "offset": "3"}]
    signatures = {seen.headers["sign-in-with-x"] for seen in server.seen}
    assert len(signatures) == 3, "each request is signed anew"
    assert SECRET[2:] not in str(server.seen)


async def test_a_balance_that_cannot_be_had_costs_nothing_but_itself(server, client, wallet):
    server.on(HISTORY, usage(server, server.now))
    server.on(BALANCE, server.json(500, {"error": "An unknown error occurred"}))
    server.on(LEDGER, ledger(server, server.now))
    server.on(PURSE, server.json(429, {"error": "Rate limit exceeded"}))
    assert (await client.statement(0, server.now)).balance is None
    statement = await wallet.statement(0, server.now)
    assert (statement.balance, len(statement.charges)) == (Decimal("7.5"), 1)


async def test_books_that_go_on_for_ever_are_not_read_in_part(server, client):
    server.on(HISTORY, usage(server, server.now, cursor="again"))
    with pytest.raises(ProviderError, match="too much money in that time to be read"):
        await client.statement(0, server.now)
    assert len(server.seen) == books.PAGES


async def test_a_page_that_fails_fails_the_reading(server, client):
    server.on(HISTORY, usage(server, server.now, cursor="n3xt"), server.json(500, {"error": "no"}))
    with pytest.raises(Transient):
        await client.statement(0, server.now)


async def test_nobodys_books_cannot_be_read(server):
    client = VeniceClient(server.address)
    with pytest.raises(Unauthorised, match="VENICE_API_KEY is not set"):
        await client.statement(0, 1)
    assert server.seen == []
    await client.aclose()


async def test_an_order_is_signed_when_it_can_go_because_a_signature_is_good_for_minutes(server):
    signed, arrived, go = [], asyncio.Queue(), asyncio.Event()

    class Signing:
        wallet = chain = None

        def headers(self, method, url, challenge=None):
            signed.append(url)
            return {}

    async def hold(reader, writer):
        arrived.put_nowait("an order")
        await go.wait()
        writer.write(server.json(200, {"model": MODEL, "queue_id": "0199"}))
        await writer.drain()

    server.on("/api/v1/video/queue", hold)
    client = VeniceClient(server.address, Signing())
    orders = [asyncio.ensure_future(client.queue({"model": MODEL})) for _ in range(UPLOADS + 1)]
    for _ in range(UPLOADS):
        await arrived.get()
    assert len(signed) == UPLOADS
    go.set()
    await asyncio.gather(*orders)
    assert len(signed) == UPLOADS + 1
    await client.aclose()

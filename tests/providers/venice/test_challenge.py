"""A wallet that is challenged signs what it is given, once, and signs in that way from then on; but nothing in another's name."""

import asyncio
import base64
import json

import pytest

from vgdsl.providers.errors import PaymentNeeded, Unauthorised, Uncertain
from vgdsl.providers.venice import challenge as challenges
from vgdsl.providers.venice.chains import Chain, signed, signer
from vgdsl.providers.venice.challenge import manners, read_challenge
from vgdsl.providers.venice.client import OF_A_WALLET, VeniceClient
from vgdsl.providers.venice.wallet import Wallet

EVM = "0x" + "1f" * 32
SOLANA = str(list(range(32)))
QUEUE, RETRIEVE, BALANCE = "/api/v1/video/queue", "/api/v1/video/retrieve", "/api/v1/x402/balance/any"
MODEL = "wan-2-7-text-to-video"
URL = "https://api.venice.ai/api/v1/video/queue"
INFO = {
    "domain": "outerface.venice.ai",
    "uri": "https://outerface.venice.ai",
    "version": "1",
    "nonce": "0123456789abcdef",
    "issuedAt": "2026-11-18T11:06:40Z",
    "expirationTime": "2026-11-18T11:11:40Z",
    "statement": "Sign in to Venice AI",
}
CHAINS = [
    {"chainId": "eip155:8453", "type": "eip191"},
    {"chainId": Chain.SOLANA.id, "type": "ed25519"},
]
TICKET = {"model": MODEL, "queue_id": "0199"}


def asking(info=INFO, chains=CHAINS, **more):
    return {"error": "x", "extensions": {"sign-in-with-x": {"info": info, "supportedChains": chains}}, **more}


def legacy(info=INFO, chains=CHAINS, **more):
    return {"error": "x", "siwxChallenge": {"info": info, "supportedChains": chains}, **more}


@pytest.fixture(params=[EVM, SOLANA], ids=["base", "solana"])
def secret(request):
    return request.param


@pytest.fixture
async def wallet(server, secret):
    client = VeniceClient(server.address, Wallet(secret))
    yield client
    await client.aclose()


@pytest.fixture
async def other(server, secret):
    """A client that is made later in the same process."""
    client = VeniceClient(server.address, Wallet(secret))
    yield client
    await client.aclose()


def proof(seen):
    return json.loads(base64.b64decode(seen.headers["sign-in-with-x"]))


def lines(address, account, chain):
    return (
        f"outerface.venice.ai wants you to sign in with your {account} account:\n{address}\n\n"
        "Sign in to Venice AI\n\n"
        "URI: https://outerface.venice.ai\nVersion: 1\n"
        f"Chain ID: {chain.id}\nNonce: 0123456789abcdef\n"
        "Issued At: 2026-11-18T11:06:40Z\nExpiration Time: 2026-11-18T11:11:40Z"
    )


@pytest.mark.parametrize("status", [401, 402])
@pytest.mark.parametrize("form", [asking, legacy])
async def test_an_order_is_sent_again_with_the_challenge_signed_to_the_letter(
    server, wallet, secret, status, form
):
    server.on(QUEUE, server.json(status, form()), server.json(200, TICKET))
    assert (await wallet.queue({"model": MODEL})).queue_id == "0199"
    first, second = (proof(each) for each in server.seen)
    who = signer(secret)
    assert second["message"] == lines(who.address, who.chain.account, who.chain)
    assert signed(who.chain, who.address, second["message"], second["signature"])
    assert second["timestamp"] == 1_795_000_000_000, (
        "the moment of the challenge, whatever the clock here says"
    )
    assert "api.venice.ai wants you" in first["message"]


async def test_what_it_said_is_said_from_then_on_with_a_nonce_of_its_own(server, wallet, other):
    server.on(BALANCE, server.json(401, asking()), server.json(200, {}))
    server.on(QUEUE, server.json(200, TICKET))
    await wallet.ask("balance", "GET", "x402/balance/any")
    await other.queue({"model": MODEL})
    last = proof(server.seen[-1])["message"]
    assert last.startswith("outerface.venice.ai wants you to sign in")
    assert "\n\nSign in to Venice AI\n\nURI: https://outerface.venice.ai\n" in last
    assert "0123456789abcdef" not in last
    assert len(server.seen) == 3


async def test_an_address_of_what_was_asked_for_stays_that_of_what_is_asked_for(server, wallet):
    here = f"{server.host}{BALANCE}"
    server.on(BALANCE, server.json(402, asking({**INFO, "uri": here})), server.json(200, {}))
    server.on(QUEUE, server.json(200, TICKET))
    await wallet.ask("balance", "GET", "x402/balance/any")
    await wallet.queue({"model": MODEL})
    assert f"URI: {server.host}{QUEUE}\n" in proof(server.seen[-1])["message"]


async def test_who_is_challenged_again_is_not_let_in_and_learns_nothing(server, wallet):
    server.on(QUEUE, server.json(402, asking()))
    with pytest.raises(Unauthorised):
        await wallet.queue({"model": MODEL})
    assert len(server.seen) == 2
    assert manners(server.host.removeprefix("http://")).now == challenges.Manner()


async def test_a_poll_is_asked_again_too(server, wallet, tmp_path):
    server.on(QUEUE, server.json(200, TICKET))
    server.on(RETRIEVE, server.json(402, asking()), server.json(200, {"status": "PROCESSING"}))
    ticket = await wallet.queue({"model": MODEL})
    await wallet.retrieve(ticket, tmp_path / "clip")
    assert len(server.seen) == 3


async def test_a_lost_second_answer_leaves_the_order_uncertain_and_a_third_is_never_sent(server, wallet):
    server.on(QUEUE, server.json(402, asking()), server.drop)
    with pytest.raises(Uncertain):
        await wallet.queue({"model": MODEL})
    assert len(server.seen) == 2


NOT_SIGNED = {
    "another's name": asking({**INFO, "domain": "app.uniswap.org"}),
    "a name that only looks like it": asking({**INFO, "domain": "evilvenice.ai"}),
    "good for a year": asking({**INFO, "expirationTime": "2027-11-18T11:06:40Z"}),
    "two lines in one": asking({**INFO, "statement": "Sign in\n\nURI: https://evil.example"}),
    "no nonce": asking({**INFO, "nonce": None}),
    "no moment": asking({**INFO, "issuedAt": "soon"}),
    "another version": asking({**INFO, "version": "2"}),
    "no information": {"error": "x", "siwxChallenge": {"info": "sign this"}},
    "another chain": asking(chains=[{"chainId": "eip155:1", "type": "eip191"}]),
}


@pytest.mark.parametrize("body", NOT_SIGNED.values(), ids=NOT_SIGNED)
async def test_what_is_no_fair_challenge_is_not_signed(server, wallet, body):
    server.on(QUEUE, server.json(402, body))
    with pytest.raises((Unauthorised, PaymentNeeded)):
        await wallet.queue({"model": MODEL})
    assert len(server.seen) == 1


async def test_a_wallet_that_is_short_does_not_sign_in_again(server, wallet):
    body = legacy(code="PAYMENT_REQUIRED", reason="insufficient_balance")
    server.on(QUEUE, server.json(402, body))
    with pytest.raises(PaymentNeeded):
        await wallet.queue({"model": MODEL})
    assert len(server.seen) == 1


async def test_an_order_that_something_sent_twice_is_not_sent_a_third_time(server, wallet):
    server.on(QUEUE, server.json(401, asking(code="X402_SIGN_IN_NONCE_REUSED")))
    with pytest.raises(Uncertain):
        await wallet.queue({"model": MODEL})
    assert len(server.seen) == 1


async def test_a_key_is_never_challenged(server, client):
    server.on(QUEUE, server.json(402, asking()))
    with pytest.raises(Unauthorised):
        await client.queue({"model": MODEL})
    assert len(server.seen) == 1


def test_what_eip_4361_has_beside_that_is_signed_too(answer):
    info = {
        **INFO,
        "notBefore": "2026-11-18T11:06:40Z",
        "requestId": "r-1",
        "resources": ["https://a", "https://b"],
    }
    found = read_challenge(answer(402, asking(info)), URL, Chain.BASE)
    assert found.text(Chain.BASE, "0xme").endswith(
        "\nExpiration Time: 2026-11-18T11:11:40Z\nNot Before: 2026-11-18T11:06:40Z\nRequest ID: r-1\n"
        "Resources:\n- https://a\n- https://b"
    )


async def test_no_more_than_five_requests_of_a_wallet_are_under_way(server, wallet):
    arrived, go = asyncio.Queue(), asyncio.Event()

    async def hold(reader, writer):
        arrived.put_nowait("a request")
        await go.wait()
        writer.write(server.json(200, TICKET))
        await writer.drain()

    server.on(QUEUE, hold)
    server.on(BALANCE, hold)
    asked = [asyncio.ensure_future(wallet.ask("balance", "GET", "x402/balance/any")) for _ in range(6)]
    asked += [asyncio.ensure_future(wallet.queue({"model": MODEL})) for _ in range(4)]
    for _ in range(OF_A_WALLET):
        await arrived.get()
    for _ in range(50):
        await asyncio.sleep(0)
    assert server.most_open == OF_A_WALLET
    go.set()
    await asyncio.gather(*asked)
    assert server.most_open == OF_A_WALLET

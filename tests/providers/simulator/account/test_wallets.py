"""A wallet is let in by a good signature, once; what is wrong with any other is said by its code."""

import base64
import json
from dataclasses import replace

import httpx
import pytest
from nacl.signing import SigningKey

from vgdsl.providers.simulator.account import wallets
from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.simulation import Simulation
from vgdsl.providers.venice.chains import signer
from vgdsl.providers.venice.siwx import Proof, SignIn
from vgdsl.providers.venice.wallet import Wallet

EVM = "0x" + "1f" * 32
SOLANA = str(list(bytes(SigningKey(bytes(range(32))))))
POLL = {"model": "wan-2.2-a14b-text-to-video", "queue_id": "none"}


@pytest.fixture
def ask(stranger):
    """Send a poll with a sign-in; the status and the code of the answer. One that is let in hears that there is no such job."""

    async def send(header, name="SIGN-IN-WITH-X"):
        answer = await stranger.post("/video/retrieve", json=POLL, headers={name: header})
        return answer.status_code, answer.json().get("code")

    return send


def proof(secret, now, *, message=None, signed=None, **changes):
    """The proof of a sign-in as a client would make it, with something changed."""
    wallet = signer(secret)
    sign_in = SignIn(wallet.chain, wallet.address, f"nonce{len(secret):011d}", now, now + 300)
    text = message or replace(sign_in, **changes).text
    return Proof(wallet.chain, wallet.address, text, wallet.sign(signed or text), now)


IN = (400, None)
INVALID = (401, "X402_INVALID_SIGN_IN")
EXPIRED = (401, "X402_SIGN_IN_EXPIRED")
REUSED = (401, "X402_SIGN_IN_NONCE_REUSED")
SECRETS = pytest.mark.parametrize("secret", [EVM, SOLANA], ids=["base", "solana"])


@SECRETS
async def test_a_wallet_is_let_in_under_either_name_of_the_header(ask, clock, secret):
    for name in ("SIGN-IN-WITH-X", "X-Sign-In-With-X"):
        header = Wallet(secret, clock).headers("POST", "")[name]
        assert await ask(header, name) == IN


@SECRETS
async def test_a_nonce_is_good_once(ask, clock, secret):
    header = proof(secret, clock.now).header
    assert [await ask(header), await ask(header)] == [IN, REUSED]
    again = proof(secret, clock.now + 1).header
    assert await ask(again) == REUSED


@SECRETS
async def test_a_sign_in_is_good_for_its_time(ask, clock, secret):
    made = clock.now
    late = {made + 299: IN, made + 300: EXPIRED, made - 59: IN, made - 61: INVALID}
    for number, (now, answer) in enumerate(late.items()):
        clock.now = now
        assert await ask(proof(secret, made, nonce=f"nonce{number:03d}").header) == answer


@SECRETS
async def test_a_sign_in_without_an_end_is_good_for_ten_minutes(ask, clock, secret):
    made = clock.now
    clock.now = made + 599
    assert await ask(proof(secret, made, expires=None).header) == IN
    clock.now = made + 600
    assert await ask(proof(secret, made, expires=None, nonce="nonce002").header) == EXPIRED


@SECRETS
@pytest.mark.parametrize(
    "variant",
    [
        {"domain": "outerface.venice.ai", "uri": "https://outerface.venice.ai"},
        {"domain": "simulator", "uri": "http://simulator/api/v1/video/queue"},
        {"uri": "https://api.venice.ai/api/v1/video/queue", "statement": "Sign in to Venice AI"},
    ],
)
async def test_the_variants_in_use_are_accepted(ask, clock, secret, variant):
    assert await ask(proof(secret, clock.now, **variant).header) == IN


@SECRETS
async def test_what_is_not_signed_by_the_address_is_not_let_in(ask, clock, secret):
    good = proof(secret, clock.now)
    other = proof({EVM: SOLANA, SOLANA: EVM}[secret], clock.now)
    wrong = [
        replace(good, signature=other.signature),
        replace(good, signature=""),
        replace(good, address=other.address),
        replace(good, message=good.message.replace("Sign in to Venice API", "Sign in")),
        replace(good, message=other.message),
        replace(good, message="let me in"),
        replace(good, chain=other.chain),
        proof(secret, clock.now, domain="evil.example"),
        proof(secret, clock.now, signed="another text"),
    ]
    assert {await ask(each.header) for each in wrong} == {INVALID}
    assert await ask(good.header) == IN, "a refused sign-in uses up no nonce"


@pytest.mark.parametrize("header", ["", "x", "e30=", base64.b64encode(b"[1]").decode()])
async def test_what_is_no_sign_in_is_refused(ask, header):
    assert await ask(header) == INVALID


@pytest.mark.parametrize("chain", [8453, "8453", "eip155:8453"])
async def test_base_may_be_named_in_each_form_in_use(ask, clock, chain):
    content = json.loads(base64.b64decode(proof(EVM, clock.now).header))
    header = base64.b64encode(json.dumps({**content, "chainId": chain}).encode()).decode()
    assert await ask(header) == IN


async def test_a_signature_of_solana_may_be_base64(ask, clock):
    good = proof(SOLANA, clock.now)
    key = SigningKey(bytes(range(32)))
    signature = base64.b64encode(key.sign(good.message.encode()).signature).decode()
    assert await ask(replace(good, signature=signature).header) == IN


async def test_each_wallet_is_a_caller_of_its_own(stranger, clock):
    def headers(secret):
        return Wallet(secret, clock).headers("POST", "")

    bad = [{**POLL, "model": f"none-{number}"} for number in range(40)]
    for body in bad:
        await stranger.post("/video/queue", json=body, headers=headers(EVM))
    more = [
        (await stranger.post("/video/queue", json=POLL, headers=headers(each))).status_code
        for each in (EVM, SOLANA)
    ]
    assert more == [429, 400]


async def test_a_wallet_hears_its_balance_in_its_own_header(stranger, clock):
    answer = await stranger.post("/video/retrieve", json=POLL, headers=Wallet(EVM, clock).headers("POST", ""))
    assert answer.headers["x-balance-remaining"] == "1000.000000"
    assert "x-venice-balance-usd" not in answer.headers


async def test_an_account_with_a_key_of_its_own_opens_to_no_wallet(tmp_path, clock):
    app = create(Simulation(folder=tmp_path, key="the-key", clock=clock))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator") as client:
        answer = await client.post(
            "/video/retrieve", json=POLL, headers=Wallet(EVM, clock).headers("POST", "")
        )
    app.state.studio.close()
    assert answer.status_code == 401


async def test_without_what_verifies_the_answer_names_what_to_install(stranger, clock, monkeypatch):
    headers = Wallet(EVM, clock).headers("POST", "")
    monkeypatch.setattr(wallets, "installed", lambda: False)
    answer = await stranger.post("/video/retrieve", json=POLL, headers=headers)
    assert (answer.status_code, answer.json()) == (
        401,
        {
            "error": "The simulator cannot check a wallet's signature without: pip install 'vgdsl[x402]'",
            "code": "X402_INVALID_SIGN_IN",
        },
    )


async def test_the_failures_of_wallets_are_counted_by_where_they_call_from(ask, clock):
    answers = [await ask(Wallet(EVM, clock).headers("POST", "")["SIGN-IN-WITH-X"]) for _ in range(51)]
    assert answers == [IN] * 51
    assert await ask(Wallet(SOLANA, clock).headers("POST", "")["SIGN-IN-WITH-X"]) == (429, None)

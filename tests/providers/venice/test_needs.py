"""Every answer that wants money says, in plain words, who lacks what, and the command that mends it."""

from decimal import Decimal

import pytest

from vgdsl.providers.errors import NotSent, PaymentNeeded, Transient, Unauthorised
from vgdsl.providers.simulator.account.payment import discovery, empty
from vgdsl.providers.venice.chains import Chain
from vgdsl.providers.venice.headers import read_headers
from vgdsl.providers.venice.needs import NOT_LET_IN
from vgdsl.providers.venice.reply import Answer
from vgdsl.providers.venice.verdict import purchase_error, read_error

NOW = 1_795_000_000.0


@pytest.fixture
def by_wallet(answer):
    """Make an answer that a wallet got."""

    def make(status, body, chain=Chain.BASE, **headers):
        made = answer(status, body, **headers)
        return Answer(made.facts, made.body, made.secrets, chain)

    return make


def plain(text):
    return {"error": text}


SHORT = "Insufficient USD or Diem balance to complete request."


@pytest.mark.parametrize(
    ("body", "way"),
    [
        (
            plain(SHORT),
            "Add credit to the account on venice.ai, or raise the key's spending limit; then run again.",
        ),
        (
            {"error": "API key USD spend limit exceeded.", "code": "API_KEY_USD_SPEND_LIMIT_EXCEEDED"},
            "Raise the key's spending limit in the API settings on venice.ai; then run again.",
        ),
        (
            plain("API_KEY_DIEM_SPEND_LIMIT_EXCEEDED"),
            "Raise the key's spending limit in the API settings on venice.ai; then run again.",
        ),
    ],
)
def test_a_key_is_told_of_the_account_or_of_its_own_limit(answer, body, way):
    error = purchase_error(answer(402, body))
    assert type(error) is PaymentNeeded
    assert str(error) == f"Venice needs payment first. It says: {body['error'].rstrip('.')}. {way}"


def test_a_wallet_is_told_to_top_up_also_by_the_plain_answer(by_wallet):
    error = purchase_error(by_wallet(402, plain(SHORT)))
    assert str(error) == (
        f"Venice needs payment first. It says: {SHORT} "
        "Top up the wallet's credit with USDC: vgdsl wallet top-up AMOUNT; then run again."
    )


FLOOR = (
    "Venice needs payment first. It says: Insufficient x402 balance. The balance is $0.04. "
    "To buy, at least $0.10 must be there. Top up the wallet's credit with USDC (at least $5.00)"
)
STEPS = (
    " In Venice's words: 1. POST /api/v1/x402/top-up with no payment header to get payment requirements; "
    "2. Choose a payment option from accepts and sign a USDC transfer authorization; "
    "3. POST /api/v1/x402/top-up with the signed PAYMENT-SIGNATURE header."
)


@pytest.mark.parametrize(
    ("chain", "way"),
    [
        (Chain.BASE, ": vgdsl wallet top-up 10; then run again."),
        (Chain.SOLANA, f" (vgdsl wallet top-up says how); then run again.{STEPS}"),
        (None, f": vgdsl wallet top-up 10; then run again.{STEPS}"),
    ],
    ids=["base", "solana", "not known"],
)
def test_a_wallet_below_the_floor_is_told_all_that_it_can_use_of_the_answer(by_wallet, chain, way):
    refusal = empty(Decimal("0.04"), "https://api.venice.ai/api/v1/video/queue", NOW)
    error = purchase_error(by_wallet(refusal.status, refusal.body, chain))
    assert (type(error), error.balance, error.minimum) == (PaymentNeeded, Decimal("0.04"), Decimal(5))
    assert str(error) == FLOOR + way


def test_nobody_who_paid_is_told_the_ways_and_a_wallet_that_its_sign_in_was_not_taken(answer, by_wallet):
    body = discovery("https://api.venice.ai/api/v1/video/queue", NOW)
    nobody, wallet = purchase_error(answer(402, body)), purchase_error(by_wallet(402, body))
    assert type(nobody) is type(wallet) is Unauthorised
    assert "Set VENICE_API_KEY, or VENICE_WALLET_KEY" in str(nobody)
    assert str(wallet) == NOT_LET_IN


@pytest.mark.parametrize("judge", [purchase_error, read_error])
def test_too_many_requests_of_a_wallet_are_sent_again_in_a_moment(by_wallet, judge):
    error = judge(by_wallet(429, {"error": "Too many in flight.", "code": "X402_CONCURRENCY_LIMIT"}))
    assert isinstance(error, NotSent | Transient)
    assert error.retry_after == 2.0


@pytest.mark.parametrize("amount", ["NaN", "1e999", {"usd": 1}, True, None, -0.0, 1e30])
def test_amounts_that_are_none_do_no_harm(amount):
    body = b'{"code": "PAYMENT_REQUIRED", "error": "x"}'
    facts = read_headers("queue", 402, {"x-balance-remaining": str(amount)}, NOW)
    assert type(purchase_error(Answer(facts, body))) is PaymentNeeded

"""An answer to a payment proves what it says, and no more."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.errors import NotSent, Refused, Uncertain
from vgdsl.providers.venice.headers import read_headers
from vgdsl.providers.venice.reply import Answer
from vgdsl.providers.venice.x402.receipt import Receipt, Settling, read_receipt

PAID = {
    "success": True,
    "data": {"walletAddress": "0x1", "amountCredited": 10, "newBalance": 22.5, "paymentId": "payment_1"},
}
OPEN = "Its authorisation stays open: it can be sent again, and pays once at most."


def test_a_receipt_says_what_was_credited(answer):
    assert read_receipt(answer(200, PAID)) == Receipt(Decimal(10), Decimal("22.5"), "payment_1")


@pytest.mark.parametrize(
    "data", [{}, {"success": True}, {"data": {"paymentId": "payment_1"}}, "x", b"{", b""]
)
def test_a_success_that_cannot_be_read_proves_nothing(answer, data):
    with pytest.raises(Uncertain):
        read_receipt(answer(200, data))


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("invalid_exact_evm_payload_signature", ": the signature does not fit the wallet"),
        ("signature_mismatch", ": the signature does not fit the wallet"),
        ("insufficient_funds", ": the wallet holds too little USDC on Base"),
        (
            "invalid_exact_evm_payload_authorization_valid_before",
            ": the authorisation had run out; set this computer's clock",
        ),
        (
            "invalid_exact_evm_payload_authorization_value",
            ": the amount is not one that Venice takes",
        ),
        ("unexpected_verify_error", ""),
        (7, ""),
    ],
)
def test_a_verdict_is_said_in_plain_words(answer, reason, cause):
    data = {"error": "X402_INVALID_PAYMENT", "message": "Not good.", "details": {"reason": reason}}
    with pytest.raises(Refused) as refused:
        read_receipt(answer(400, data))
    assert str(refused.value) == f"Venice did not take the payment{cause}. It says: Not good."


def test_the_terms_once_more_are_a_refusal_of_the_payment(answer):
    with pytest.raises(Refused):
        read_receipt(answer(402, {"x402Version": 2, "accepts": [], "error": "insufficient_funds"}))


def test_a_top_up_that_is_being_settled_is_waited_for(answer):
    with pytest.raises(Settling) as settling:
        read_receipt(answer(409, {"error": "PAYMENT_IN_PROGRESS", "message": "Settling."}))
    assert (
        str(settling.value) == f"Venice is still settling a top-up of this wallet. It says: Settling. {OPEN}"
    )


def test_a_limiter_sends_it_back_unread(answer):
    with pytest.raises(NotSent) as later:
        read_receipt(answer(429, {"error": "Rate limit exceeded."}, retry_after="7"))
    assert later.value.retry_after == 7.0


@pytest.mark.parametrize(
    ("status", "data"),
    [
        (500, {"error": "X402_INVALID_PAYMENT", "message": "Settlement failed"}),
        (502, b"<html>"),
        (400, {"error": "X402_SETTLEMENT_FAILED", "message": "x"}),
        (400, {"error": "Bad request"}),
        (404, {}),
        (408, {}),
        (302, b""),
    ],
)
def test_anything_else_leaves_it_open(answer, status, data):
    with pytest.raises(Uncertain, match="does not say whether it was made"):
        read_receipt(answer(status, data))


@given(st.integers(200, 599), st.binary(max_size=80))
def test_only_its_own_words_prove_that_nothing_was_paid(status, body):
    answer = Answer(read_headers("top-up", status, {}, 0.0), body)
    try:
        read_receipt(answer)
    except (Uncertain, NotSent):
        pass
    except Refused:
        assert status == 402, "no bytes like these name a code"

"""Takes USDC for a wallet's credit, as far as signatures go: no chain is asked, and every wallet has enough. Knows no HTTP.

What is refused is said in the words of the x402 protocol. A nonce is accepted once, also after a restart.
"""

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vgdsl.providers.simulator.account.ledger import Booking, Ledger
from vgdsl.providers.simulator.account.wallets import normal
from vgdsl.providers.simulator.judging.refusal import Refusal
from vgdsl.providers.venice.chains import INSTALL, Chain, installed, signed_record
from vgdsl.providers.venice.x402.authorisation import HEADERS, Envelope, read_envelope
from vgdsl.providers.venice.x402.terms import LEAST, MOST, UNITS, USDC

BASE, SOLANA = "eip155:8453", Chain.SOLANA.id
NOBODY = "0x000000000000000000000000000000000000dEaD"
"""Who receives what is paid here. It must never be a wallet that could draw on it."""

_SECONDS = 300
_LEAST_UNITS = str(int(LEAST) * UNITS)
ACCEPTS: list[dict[str, Any]] = [
    {
        "scheme": "exact",
        "network": BASE,
        "amount": _LEAST_UNITS,
        "asset": USDC,
        "payTo": NOBODY,
        "maxTimeoutSeconds": _SECONDS,
        "extra": {"name": "USD Coin", "version": "2"},
    },
    {
        "scheme": "exact",
        "network": SOLANA,
        "amount": _LEAST_UNITS,
        "asset": "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
        "payTo": "11111111111111111111111111111111",
        "maxTimeoutSeconds": _SECONDS,
        "extra": {"name": "USD Coin", "version": "2", "feePayer": "11111111111111111111111111111111"},
    },
]
"""The ways to pay. Only the first can be checked here."""

_SAME = ("scheme", "network", "amount", "asset", "payTo")


@dataclass(frozen=True, slots=True)
class Credited:
    """A payment that was taken."""

    wallet: str
    usd: Decimal
    balance: Decimal
    payment: str

    @property
    def body(self) -> dict[str, Any]:
        """The answer to it."""
        data = {
            "walletAddress": self.wallet,
            "amountCredited": float(self.usd),
            "newBalance": float(self.balance),
            "paymentId": self.payment,
        }
        return {"success": True, "data": data}

    @property
    def headers(self) -> dict[str, str]:
        """How it was settled."""
        transaction = "0x" + secrets.token_hex(32)
        told = {"success": True, "network": BASE, "payer": self.wallet, "transaction": transaction}
        return {"PAYMENT-RESPONSE": _base64(told)}


def payment_of(headers: Mapping[str, str]) -> str | None:
    """The payment that a request carries, under any name."""
    return next((headers[name] for name in HEADERS if name in headers), None)


def terms() -> dict[str, Any]:
    """What is asked for."""
    return {"x402Version": 2, "accepts": ACCEPTS}


def asking() -> dict[str, str]:
    """The header that says the same."""
    return {"PAYMENT-REQUIRED": _base64(terms())}


def take(payment: str, ledger: Ledger, now: float) -> Credited:
    """Check a payment and book it. Raises 400."""
    envelope = _read(payment)
    if problem := _problem(envelope, ledger, now):
        raise _invalid(*problem)
    given = envelope.authorisation
    wallet = normal(given.payer)
    purse = ledger.purse(wallet)
    ledger.book(Booking("top_up", now, "", "", given.usd, request=given.nonce, wallet=purse))
    return Credited(wallet, given.usd, ledger.left(purse), f"payment_{secrets.token_hex(13)}")


def _read(payment: str) -> Envelope:
    envelope = read_envelope(payment)
    if envelope is not None:
        return envelope
    try:
        told = json.loads(b64decode(payment, validate=True))
    except (ValueError, RecursionError):
        raise _invalid("Invalid payment header", "invalid_payload") from None
    if isinstance(told, dict) and told.get("x402Version") == 2 and "accepted" not in told:  # noqa: PLR2004
        raise _invalid("The payment names no accepted requirements", "invalid_payload")
    if _on_solana(told):
        raise _invalid("The simulator checks no payments on Solana", "invalid_network")
    raise _invalid("Invalid payment payload", "invalid_payload")


def _on_solana(told: object) -> bool:
    accepted = told.get("accepted") if isinstance(told, dict) else None
    return isinstance(accepted, dict) and accepted.get("network") == SOLANA


def _problem(envelope: Envelope, ledger: Ledger, now: float) -> tuple[str, str] | None:
    """What is wrong with a payment: a sentence, and the protocol's reason."""
    given, asked = envelope.authorisation, ACCEPTS[0]
    if any(envelope.accepted.get(name) != asked[name] for name in _SAME):
        return "The accepted requirements are not those of this service", "invalid_payment_requirements"
    if not isinstance(envelope.accepted.get("maxTimeoutSeconds"), int):
        return "The accepted requirements have no maxTimeoutSeconds", "invalid_payment_requirements"
    if given.receiver.lower() != str(asked["payTo"]).lower():
        return "The payment is to somebody else", "invalid_exact_evm_payload_recipient_mismatch"
    if not LEAST <= given.usd <= MOST:
        return f"The amount must be from ${LEAST} to ${MOST}", "invalid_exact_evm_payload_authorization_value"
    if now <= given.valid_after:
        return "The authorisation is not valid yet", "invalid_exact_evm_payload_authorization_valid_after"
    if now >= given.valid_before:
        return "The authorisation has expired", "invalid_exact_evm_payload_authorization_valid_before"
    return _unsigned(envelope, ledger)


def _unsigned(envelope: Envelope, ledger: Ledger) -> tuple[str, str] | None:
    given = envelope.authorisation
    if not installed():
        return (
            f"The simulator cannot check a payment's signature without: {INSTALL}",
            "unexpected_verify_error",
        )
    if not signed_record(given.payer, given.data, envelope.signature):
        return "The signature is not the payer's", "invalid_exact_evm_payload_signature"
    if any(each.kind == "top_up" and each.request == given.nonce for each in ledger.bookings):
        return "The authorization is used", "invalid_transaction_state"
    return None


def _invalid(text: str, reason: str) -> Refusal:
    body = {"error": "X402_INVALID_PAYMENT", "message": text, "details": {"reason": reason}}
    return Refusal(400, body)


def _base64(content: dict[str, Any]) -> str:
    return b64encode(json.dumps(content).encode()).decode()

"""Reads the terms on which the service takes USDC for a wallet's credit. Signs nothing and decides nothing.

They are the answer (402) to a top-up without a payment: one row for each way to pay. Live answers of May 2026 left out
`scheme`, `maxTimeoutSeconds` and `extra`, so a row may; what is sent back with the payment has them all, because one
without them was refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from vgdsl.providers.errors import ProviderError, Reply
from vgdsl.providers.venice.reply import Answer, load

VERSION = 2
"""Of the protocol."""

USDC = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"
"""The token's contract on Base."""

CHAIN_ID, NETWORKS = 8453, ("eip155:8453", "base")
"""Base, as signatures name it, and as terms do."""

TOKEN = {"name": "USD Coin", "version": "2"}
"""What the contract calls itself where it checks a signature (EIP-712); other words would be for another contract."""

UNITS = 1_000_000
"""Of the token in a dollar."""

LEAST, MOST = Decimal(5), Decimal(10_000)
"""US dollars of one top-up (Venice's description of the API, August 2026); the terms may ask for more than the least."""

_ACCOUNT = re.compile(r"0x[0-9a-fA-F]{40}")
_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]{32,44}")
_SECONDS, _SHORTEST, _LONGEST = 300, 30, 3600
_MOST_ROWS = 50
_LARGEST = 10**12


class TermsError(ProviderError):
    """The terms cannot be agreed to: they are not readable, not for Base, or not for the token that is known."""


@dataclass(frozen=True, slots=True)
class Terms:
    """One way to pay, on Base. `least` in US dollars; `seconds` that a payment has to be settled; `row` as it is sent back."""

    receiver: str
    network: str
    least: Decimal
    seconds: int
    row: Mapping[str, Any] = field(repr=False)


def read_terms(answer: Answer) -> Terms:
    """Return the way to pay with USDC on Base. Raises TermsError where there is none that is as known."""
    data = load(answer.body)
    rows = data.get("accepts") if isinstance(data, dict) else None
    if not isinstance(rows, list) or not rows:
        raise TermsError("Venice's terms for a top-up cannot be read.", answer.reply)
    if (version := data.get("x402Version", data.get("version", VERSION))) != VERSION:
        raise TermsError(f"Venice asks for a payment in another form (x402 version {str(version)[:20]}).")
    for row in rows[:_MOST_ROWS]:
        if isinstance(row, dict) and row.get("network") in NETWORKS and row.get("scheme", "exact") == "exact":
            return read_row(row, answer.reply)
    raise TermsError("Venice takes no USDC on Base at the moment.", answer.reply)


def read_elsewhere(answer: Answer) -> str | None:
    """Return what is asked for on Solana, in words, for those whose wallet is there; None where nothing is."""
    data = load(answer.body)
    rows = data.get("accepts") if isinstance(data, dict) else None
    for row in rows[:_MOST_ROWS] if isinstance(rows, list) else []:
        if not isinstance(row, dict) or not str(row.get("network")).startswith("solana"):
            continue
        least = _whole(row.get("amount"))
        named = (row.get("asset"), row.get("payTo"))
        if least is not None and all(isinstance(each, str) and _BASE58.fullmatch(each) for each in named):
            return f"at least ${Decimal(least) / UNITS} in USDC ({named[0]}), to {named[1]}"
    return None


def read_row(row: Mapping[str, Any], reply: Reply | None = None) -> Terms:
    """Return what one row for Base asks for. Raises TermsError."""
    receiver, asset, extra = row.get("payTo"), row.get("asset"), row.get("extra") or {}
    if not isinstance(receiver, str) or not _ACCOUNT.fullmatch(receiver) or not int(receiver, 16):
        raise TermsError("Venice's terms for a top-up name no receiver.", reply)
    if not isinstance(asset, str) or asset.lower() != USDC.lower():
        raise TermsError("Venice asks for another token than USDC on Base. Nothing was signed.", reply)
    if not isinstance(extra, dict) or any(extra.get(name, known) != known for name, known in TOKEN.items()):
        raise TermsError("Venice describes USDC otherwise than it is known here. Nothing was signed.", reply)
    seconds = _whole(row.get("maxTimeoutSeconds", _SECONDS))
    least = _whole(row.get("amount", row.get("maxAmountRequired")))
    if least is None or seconds is None or not _SHORTEST <= seconds <= _LONGEST:
        raise TermsError("Venice's terms for a top-up cannot be read.", reply)
    whole = {
        **row,
        "scheme": "exact",
        "maxTimeoutSeconds": seconds,
        "extra": {**TOKEN, **extra},
    }
    return Terms(receiver, str(row["network"]), Decimal(least) / UNITS, seconds, whole)


def _whole(value: object) -> int | None:
    """A count that is written as a text or as a number, if it is one that can be meant."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < len(str(_LARGEST)):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < _LARGEST:
        return None
    return int(value) if value == int(value) else None

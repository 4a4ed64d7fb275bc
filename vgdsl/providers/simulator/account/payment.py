"""Who may ask, and what someone is told who shows nothing, or a wallet that is empty. Knows no job.

There is one account. Every key, or the one that the simulation names, and every wallet draws on it; each is a caller of its own.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vgdsl.providers.simulator.account.topups import ACCEPTS, BASE, NOBODY, SOLANA, asking
from vgdsl.providers.simulator.account.wallets import SignIns, header_of, normal, refused
from vgdsl.providers.simulator.judging.refusal import Refusal, plain
from vgdsl.providers.venice.moments import write_moment
from vgdsl.providers.venice.x402.terms import LEAST, USDC

FLOOR, LEAST_TOP_UP, TOP_UP = Decimal("0.10"), int(LEAST), 10
"""US dollars: what a wallet needs to be let in to buy; the least it may be topped up with, and what is suggested."""

_CHALLENGE_LIFE = 300.0


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: by a key, or by the address of a wallet."""

    name: str
    by_wallet: bool = False

    def balance(self, usd: Decimal) -> dict[str, str]:
        """The header in which this kind of caller is told what is left."""
        return {"X-Balance-Remaining": f"{usd:.6f}"} if self.by_wallet else {"x-venice-balance-usd": str(usd)}


class Door:
    """Lets callers in. With a `key` only that key; else any key and any wallet."""

    def __init__(self, key: str | None) -> None:
        """Remember whom to let in."""
        self._key = key
        self._sign_ins = SignIns()

    def anyone(self, headers: Mapping[str, str], url: str, now: float) -> Caller:
        """Return the caller, by key where both are shown. Raises 402 without credentials, 401 with wrong ones."""
        return self.by_key(headers, url, now) if key_of(headers) else self.by_wallet(headers, url, now)

    def by_key(self, headers: Mapping[str, str], url: str, now: float) -> Caller:
        """Return the caller who shows a key; a wallet does not do here."""
        shown = key_of(headers)
        if shown is None and header_of(headers) is None:
            raise unpaid(url, now)
        if shown is None or self._key not in {None, shown}:
            raise plain(401, "Authentication failed")
        return Caller(shown)

    def by_wallet(
        self, headers: Mapping[str, str], url: str, now: float, address: str | None = None
    ) -> Caller:
        """Return the caller who signs in as a wallet; 403 when it is not the one at `address`."""
        header = header_of(headers)
        if header is None and key_of(headers) is None:
            raise unpaid(url, now)
        if header is None or self._key is not None:
            raise refused("INVALID_SIGN_IN", "Sign-in with a wallet is required")
        wallet = self._sign_ins.wallet(header, now, headers.get("host", ""))
        if address is not None and normal(address) != wallet:
            raise refused("WALLET_MISMATCH", "Authenticated wallet does not match the requested wallet", 403)
        return Caller(wallet, by_wallet=True)


def key_of(headers: Mapping[str, str]) -> str | None:
    """The bearer key that a request carries."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    return key.strip() or None if scheme.lower() == "bearer" else None


def empty(balance: Decimal, url: str, now: float) -> Refusal:
    """The 402 for a wallet below the floor. Nobody receives what it names."""
    body = {
        "error": "Payment required",
        "code": "PAYMENT_REQUIRED",
        "reason": "insufficient_balance",
        "message": "Insufficient x402 balance",
        "currentBalanceUsd": float(balance),
        "minimumBalanceUsd": float(FLOOR),
        "suggestedTopUpUsd": TOP_UP,
        "minimumTopUpUsd": LEAST_TOP_UP,
        "supportedTokens": ["USDC"],
        "supportedChains": ["base", "solana"],
        "topUpInstructions": {
            "step1": "POST /api/v1/x402/top-up with no payment header to get payment requirements",
            "step2": "Choose a payment option from accepts and sign a USDC transfer authorization",
            "step3": "POST /api/v1/x402/top-up with the signed PAYMENT-SIGNATURE header",
            "receiverWallet": NOBODY,
            "tokenAddress": USDC,
            "tokenDecimals": 6,
            "network": BASE,
            "minimumAmountUsd": LEAST_TOP_UP,
        },
        "siwxChallenge": _challenge(url, now),
    }
    return Refusal(402, body, asking(), counted=False)


def unpaid(url: str, now: float) -> Refusal:
    """The 402 for a request that shows nothing."""
    return Refusal(402, discovery(url, now), asking(), counted=False)


def discovery(url: str, now: float) -> dict[str, Any]:
    """How one could pay for `url`: the answer to a request without credentials. Nobody receives what it names."""
    return {
        "x402Version": 2,
        "resource": {"url": url, "description": "Simulated video generation", "mimeType": "application/json"},
        "accepts": ACCEPTS,
        "extensions": {"sign-in-with-x": _challenge(url, now)},
        "authOptions": {
            "apiKey": {
                "header": "Authorization: Bearer <key>",
                "getKey": "https://venice.ai/settings/api",
                "docs": "https://docs.venice.ai",
            },
            "x402Wallet": {
                "header": "SIGN-IN-WITH-X",
                "legacyHeader": "X-Sign-In-With-X",
                "topUp": "/api/v1/x402/top-up",
                "docs": "https://docs.venice.ai",
            },
        },
    }


def _challenge(url: str, now: float) -> dict[str, Any]:
    """What a wallet could sign to be let in."""
    info = {
        "domain": "api.venice.ai",
        "uri": url,
        "version": "1",
        "nonce": secrets.token_hex(8),
        "issuedAt": write_moment(now),
        "expirationTime": write_moment(now + _CHALLENGE_LIFE),
        "statement": "Sign in to Venice AI",
    }
    chains = [{"chainId": BASE, "type": "eip191"}, {"chainId": SOLANA, "type": "ed25519"}]
    return {"info": info, "supportedChains": chains}

"""Who may ask, and what someone without credentials is told. Knows no account's money and no job.

Wallets are told how they could pay, but only keys open an account here.
"""

from collections.abc import Mapping
from typing import Any

from vgdsl.providers.simulator.refusal import Refusal, plain

_NOBODY = "0x000000000000000000000000000000000000dEaD"
_USDC = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"
_WALLET_HEADERS = ("sign-in-with-x", "x-sign-in-with-x")
_FIVE_DOLLARS = "5000000"


def key_of(headers: Mapping[str, str]) -> str | None:
    """The bearer key that a request carries."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    return key.strip() or None if scheme.lower() == "bearer" else None


def authenticate(headers: Mapping[str, str], key: str | None, url: str) -> str:
    """Return the caller's key. Raises 402 without credentials, 401 with wrong ones; `key` None lets any key in."""
    shown = key_of(headers)
    if shown is None:
        if any(name in headers for name in _WALLET_HEADERS):
            body = {"error": "Sign-in message is not valid", "code": "X402_INVALID_SIGN_IN"}
            raise Refusal(401, body)
        raise Refusal(402, discovery(url), counted=False)
    if key is not None and shown != key:
        raise plain(401, "Authentication failed")
    return shown


def discovery(url: str) -> dict[str, Any]:
    """How one could pay for `url`: the answer to a request without credentials. Nobody receives what it names."""
    return {
        "x402Version": 2,
        "resource": {"url": url, "description": "Simulated video generation", "mimeType": "application/json"},
        "accepts": [
            {
                "scheme": "exact",
                "network": "eip155:8453",
                "asset": _USDC,
                "amount": _FIVE_DOLLARS,
                "payTo": _NOBODY,
                "maxTimeoutSeconds": 300,
                "extra": {"name": "USD Coin", "version": "2"},
            }
        ],
        "extensions": {"sign-in-with-x": {"info": {"domain": "api.venice.ai", "uri": url, "version": "1"}}},
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

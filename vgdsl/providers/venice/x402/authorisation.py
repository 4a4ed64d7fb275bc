"""The permission to move USDC once (EIP-3009), what of it a wallet signs, and the envelope in which it travels. No keys, no clock.

Its nonce is what makes it good once: the token's contract accepts a nonce of a wallet a single time, so the same
authorisation can be sent again and can never pay twice. After `valid_before` it can pay nothing at all.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from vgdsl.providers.venice.chains import TypedData
from vgdsl.providers.venice.x402.terms import CHAIN_ID, TOKEN, UNITS, USDC, VERSION

HEADERS = ("PAYMENT-SIGNATURE", "X-402-Payment", "X-PAYMENT")
"""The header's name, and those that it had before."""

_TYPES = {
    "TransferWithAuthorization": [
        {"name": "from", "type": "address"},
        {"name": "to", "type": "address"},
        {"name": "value", "type": "uint256"},
        {"name": "validAfter", "type": "uint256"},
        {"name": "validBefore", "type": "uint256"},
        {"name": "nonce", "type": "bytes32"},
    ]
}
_ACCOUNT = re.compile(r"0x[0-9a-fA-F]{40}")
_NONCE = re.compile(r"0x[0-9a-fA-F]{64}")
_NUMBER = re.compile(r"[0-9]{1,30}")


class Authorisation(msgspec.Struct, frozen=True):
    """Who pays whom: `value` in millionths of a dollar, times in Unix seconds, `nonce` 32 bytes as 0x-hexadecimal."""

    payer: str
    receiver: str
    value: int
    valid_after: int
    valid_before: int
    nonce: str

    @property
    def usd(self) -> Decimal:
        """The amount in US dollars."""
        return Decimal(self.value) / UNITS

    @property
    def data(self) -> TypedData:
        """What the wallet signs."""
        domain = {**TOKEN, "chainId": CHAIN_ID, "verifyingContract": USDC}
        message = {
            "from": self.payer,
            "to": self.receiver,
            "value": self.value,
            "validAfter": self.valid_after,
            "validBefore": self.valid_before,
            "nonce": bytes.fromhex(self.nonce[2:]),
        }
        return TypedData(domain, _TYPES, message)


class Envelope(msgspec.Struct, frozen=True):
    """A signed authorisation, with the row of the terms that it accepts."""

    authorisation: Authorisation
    signature: str
    accepted: Mapping[str, Any]

    @property
    def header(self) -> str:
        """The header's value; a secret, since whoever has it can have the payment made."""
        given = self.authorisation
        content = {
            "x402Version": VERSION,
            "payload": {
                "signature": self.signature,
                "authorization": {
                    "from": given.payer,
                    "to": given.receiver,
                    "value": str(given.value),
                    "validAfter": str(given.valid_after),
                    "validBefore": str(given.valid_before),
                    "nonce": given.nonce,
                },
            },
            "accepted": dict(self.accepted),
        }
        return b64encode(json.dumps(content).encode()).decode()


def read_envelope(header: str) -> Envelope | None:
    """Read a header's value; None when it is not one of version 2 with an EVM payment in it."""
    try:
        content = json.loads(b64decode(header, validate=True))
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or content.get("x402Version") != VERSION:
        return None
    payload, accepted = content.get("payload"), content.get("accepted")
    if not isinstance(payload, dict) or not isinstance(accepted, dict):
        return None
    given, signature = _authorisation(payload.get("authorization")), payload.get("signature")
    if given is None or not isinstance(signature, str):
        return None
    return Envelope(given, signature, accepted)


def _authorisation(told: object) -> Authorisation | None:
    if not isinstance(told, dict):
        return None
    names = {"from": _ACCOUNT, "to": _ACCOUNT, "nonce": _NONCE}
    counts = dict.fromkeys(("value", "validAfter", "validBefore"), _NUMBER)
    found = {name: str(told.get(name)) for name in (*names, *counts)}
    if not all(form.fullmatch(found[name]) for name, form in (names | counts).items()):
        return None
    value, after, before = (int(found[name]) for name in counts)
    return Authorisation(found["from"], found["to"], value, after, before, found["nonce"].lower())

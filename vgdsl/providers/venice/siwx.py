"""Knows the text that a wallet signs to sign in (EIP-4361 and its Solana form), and the header that carries it. No keys, no clock.

The header is base64 of a JSON object: `address`, `message`, `signature`, `timestamp` (Unix milliseconds), `chainId`, and
`type` where it is "ed25519" (Venice's description of the API, August 2026).
"""

import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass

from vgdsl.providers.venice.chains import Chain
from vgdsl.providers.venice.moments import read_moment, write_moment

HEADERS = ("SIGN-IN-WITH-X", "X-Sign-In-With-X")
"""The header's name, and the one that it had before."""

DOMAIN = "api.venice.ai"
URI = "https://api.venice.ai"
STATEMENT = "Sign in to Venice API"

_TEXT = re.compile(
    r"(?P<domain>[^\s]+) wants you to sign in with your (?P<account>Ethereum|Solana) account:\n"
    r"(?P<address>\S+)\n\n"
    r"(?:(?P<statement>[^\n]+)\n\n)?"
    r"URI: (?P<uri>\S+)\nVersion: 1\nChain ID: (?P<chain_id>\S+)\nNonce: (?P<nonce>[A-Za-z0-9]{8,})\n"
    r"Issued At: (?P<issued>\S+)(?:\nExpiration Time: (?P<expires>\S+))?"
)
_LATEST = 1e14  # milliseconds
_BASE_IDS = frozenset({"8453", "eip155:8453"})


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a wallet signs. Times in Unix seconds; `expires` None: the text names no end."""

    chain: Chain
    address: str
    nonce: str
    issued: float
    expires: float | None
    domain: str = DOMAIN
    uri: str = URI
    statement: str = STATEMENT

    @property
    def text(self) -> str:
        """The text, line by line as EIP-4361 has it."""
        end = "" if self.expires is None else f"\nExpiration Time: {write_moment(self.expires)}"
        return (
            f"{self.domain} wants you to sign in with your {self.chain.account} account:\n{self.address}\n\n"
            f"{self.statement}\n\n"
            f"URI: {self.uri}\nVersion: 1\nChain ID: {self.chain.id}\nNonce: {self.nonce}\n"
            f"Issued At: {write_moment(self.issued)}{end}"
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """A header's content: who signed what, when (Unix seconds), and the signature."""

    chain: Chain
    address: str
    message: str
    signature: str
    at: float

    @property
    def header(self) -> str:
        """The header's value."""
        evm = self.chain is Chain.BASE
        content = {
            "address": self.address,
            "message": self.message,
            "signature": self.signature,
            "timestamp": round(self.at * 1000),
            "chainId": int(self.chain.id) if evm else self.chain.id,
            **({} if evm else {"type": "ed25519"}),
        }
        return b64encode(json.dumps(content).encode()).decode()


def read_proof(header: str) -> Proof | None:
    """Read a header's value; None when it is not one."""
    try:
        content = json.loads(b64decode(header, validate=True))
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    chain, at = _chain(content.get("chainId")), content.get("timestamp")
    texts = [content.get(name) for name in ("address", "message", "signature")]
    address, message, signature = (text if isinstance(text, str) else "" for text in texts)
    if chain is None or not address or not isinstance(at, int | float) or not 0 < at < _LATEST:
        return None
    return Proof(chain, address, message, signature, at / 1000)


def read_sign_in(text: str) -> SignIn | None:
    """Read a signed text; None when it is not one, or contradicts itself about its chain."""
    found = _TEXT.fullmatch(text)
    chain = _chain(found["chain_id"]) if found else None
    if found is None or chain is None or chain.account != found["account"]:
        return None
    issued, expires = read_moment(found["issued"]), read_moment(found["expires"])
    if issued is None or (found["expires"] and expires is None):
        return None
    statement = found["statement"] or ""
    return SignIn(
        chain, found["address"], found["nonce"], issued, expires, found["domain"], found["uri"], statement
    )


def _chain(told: object) -> Chain | None:
    """The chain of an id in any of the forms in use."""
    if str(told) in _BASE_IDS:
        return Chain.BASE
    return Chain.SOLANA if told == Chain.SOLANA.id else None

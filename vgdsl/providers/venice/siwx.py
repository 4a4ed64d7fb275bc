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
    r"(?:\nNot Before: \S+)?(?:\nRequest ID: \S+)?(?:\nResources:(?:\n- \S+)*)?"
)
_LATEST = 1e14  # milliseconds
_BASE_IDS = frozenset({"8453", "eip155:8453"})


@dataclass(frozen=True, slots=True)
class Text:
    """What a sign-in says beside whose it is, each part as it is written in it."""

    domain: str
    uri: str
    nonce: str
    issued: str
    expires: str | None = None
    statement: str | None = None
    not_before: str | None = None
    request: str | None = None
    resources: tuple[str, ...] = ()

    def filled(self, chain: Chain, address: str) -> str:
        """The text for a wallet, line by line as EIP-4361 has it."""
        lines = [
            f"{self.domain} wants you to sign in with your {chain.account} account:",
            address,
            "",
            *(() if not self.statement else (self.statement, "")),
            f"URI: {self.uri}",
            "Version: 1",
            f"Chain ID: {chain.id}",
            f"Nonce: {self.nonce}",
            f"Issued At: {self.issued}",
        ]
        optional = {
            "Expiration Time": self.expires,
            "Not Before": self.not_before,
            "Request ID": self.request,
        }
        lines += [f"{name}: {value}" for name, value in optional.items() if value is not None]
        return "\n".join(
            [*lines, *(["Resources:"] if self.resources else []), *(f"- {r}" for r in self.resources)]
        )


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
        """The text that is signed."""
        ends = None if self.expires is None else write_moment(self.expires)
        text = Text(self.domain, self.uri, self.nonce, write_moment(self.issued), ends, self.statement)
        return text.filled(self.chain, self.address)


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
    chain, at = chain_named(content.get("chainId")), content.get("timestamp")
    texts = [content.get(name) for name in ("address", "message", "signature")]
    address, message, signature = (text if isinstance(text, str) else "" for text in texts)
    if chain is None or not address or not isinstance(at, int | float) or not 0 < at < _LATEST:
        return None
    return Proof(chain, address, message, signature, at / 1000)


def read_sign_in(text: str) -> SignIn | None:
    """Read a signed text; None when it is not one, or contradicts itself about its chain."""
    found = _TEXT.fullmatch(text)
    chain = chain_named(found["chain_id"]) if found else None
    if found is None or chain is None or chain.account != found["account"]:
        return None
    issued, expires = read_moment(found["issued"]), read_moment(found["expires"])
    if issued is None or (found["expires"] and expires is None):
        return None
    statement = found["statement"] or ""
    return SignIn(
        chain, found["address"], found["nonce"], issued, expires, found["domain"], found["uri"], statement
    )


def chain_named(told: object) -> Chain | None:
    """Return the chain of an id in any of the forms in use."""
    if str(told) in _BASE_IDS:
        return Chain.BASE
    return Chain.SOLANA if told == Chain.SOLANA.id else None

"""Which wallet signs in, if its signature is good. Knows no account and no request; time is the caller's.

Accepts the variants of domain and statement that are in use (the guide's, the description's, the libraries'), and no chain
but Base and Solana. Contract wallets, whose signatures only their chain can check, are not among them.
"""

from typing import Any

from vgdsl.providers.simulator.judging.refusal import Refusal
from vgdsl.providers.venice.chains import INSTALL, installed, same, signed
from vgdsl.providers.venice.siwx import HEADERS, Proof, SignIn, read_proof, read_sign_in

DOMAINS = frozenset({"api.venice.ai", "outerface.venice.ai"})
"""Names of the service in use; beside them counts the one that the simulator is called by, which some clients sign."""

OLDEST, SKEW = 600.0, 60.0
"""Seconds that a sign-in without an end is good for, and that a clock may be ahead."""


class SignIns:
    """The sign-ins of one simulation: each nonce is good once."""

    def __init__(self) -> None:
        """Nobody has signed in yet."""
        self._nonces: set[str] = set()

    def wallet(self, header: str, now: float, host: str = "") -> str:
        """Return the address that signed in to `host`, an EVM one in small letters. Raises 401 with the code of what is wrong."""
        if not installed():
            raise refused(
                "INVALID_SIGN_IN", f"The simulator cannot check a wallet's signature without: {INSTALL}"
            )
        proof = read_proof(header)
        sign_in = read_sign_in(proof.message) if proof else None
        if proof is None or sign_in is None:
            raise refused("INVALID_SIGN_IN", "Sign-in header is not valid")
        if problem := _problem(proof, sign_in, now, host):
            raise problem
        if sign_in.nonce in self._nonces:
            raise refused("SIGN_IN_NONCE_REUSED", "Sign-in nonce has already been used")
        self._nonces.add(sign_in.nonce)
        return normal(proof.address)


def refused(code: str, text: str, status: int = 401) -> Refusal:
    """The answer to a wallet that is not let in."""
    return Refusal(status, {"error": text, "code": f"X402_{code}"})


def header_of(headers: Any) -> str | None:
    """The sign-in that a request carries, under either name."""
    return next((headers[name] for name in HEADERS if name in headers), None)


def normal(address: str) -> str:
    """The address as the API repeats it: the letters' case of an EVM address is only a checksum."""
    return address.lower() if address.startswith("0x") else address


def _problem(proof: Proof, sign_in: SignIn, now: float, host: str) -> Refusal | None:
    """What is wrong with a sign-in, beside that it was used before."""
    if sign_in.chain is not proof.chain or not same(proof.chain, sign_in.address, proof.address):
        return refused("INVALID_SIGN_IN", "Sign-in address does not match the message")
    if sign_in.domain not in {*DOMAINS, host}:
        return refused("INVALID_SIGN_IN", "Sign-in domain is not valid")
    if max(proof.at, sign_in.issued) > now + SKEW:
        return refused("INVALID_SIGN_IN", "Sign-in is issued in the future")
    if (
        now >= (sign_in.issued + OLDEST if sign_in.expires is None else sign_in.expires)
        or now > proof.at + OLDEST
    ):
        return refused("SIGN_IN_EXPIRED", "Sign-in has expired")
    if not _good(proof):
        return refused("INVALID_SIGN_IN", "Sign-in signature is not valid")
    return None


def _good(proof: Proof) -> bool:
    return signed(proof.chain, proof.address, proof.message, proof.signature)

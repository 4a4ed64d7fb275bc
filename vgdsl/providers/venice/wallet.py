"""Knows how a wallet proves that it pays, by a signature made for each request, good once and for minutes. Sends nothing."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from vgdsl.providers.errors import Unauthorised
from vgdsl.providers.venice.chains import (
    INSTALL,
    Chain,
    NoSecretError,
    Signer,
    TypedData,
    chain_of,
    installed,
    signer,
)
from vgdsl.providers.venice.challenge import Challenge, manners
from vgdsl.providers.venice.siwx import HEADERS, Proof, SignIn

WALLET_VARIABLE = "VENICE_WALLET_KEY"

LIFE = 300.0
"""Seconds for which a sign-in is good. The API recommends at most twice that."""

_NONE = (
    f"{WALLET_VARIABLE} does not hold a wallet's key. It is the private key itself: 64 hexadecimal digits of a wallet "
    "on Base, or the base58 secret key of one on Solana. Copy it again, without anything around it."
)


@dataclass(frozen=True, slots=True)
class Wallet:
    """A prepaid wallet, by its secret: an EVM private key, or a Solana secret key or seed."""

    secret: str = field(repr=False)
    clock: Callable[[], float] = field(default=time.time, repr=False)

    @property
    def wallet(self) -> str:
        """The address. Raises `Unauthorised` when the secret is none, or what signs is not installed."""
        return _signer(self.secret).address

    @property
    def chain(self) -> Chain:
        """Where it lives. Loads nothing that signs."""
        return chain_of(self.secret) or Chain.BASE

    def headers(self, method: str, url: str, challenge: Challenge | None = None) -> dict[str, str]:  # noqa: ARG002  a sign-in names no method
        """Sign in anew, or sign a challenge as it is, under both names of the header. Raises what `wallet` raises."""
        wallet, now = _signer(self.secret), self.clock()
        if challenge is None:
            manner = manners(urlsplit(url).netloc).now
            text = SignIn(
                wallet.chain,
                wallet.address,
                secrets.token_hex(8),
                now,
                now + LIFE,
                manner.domain,
                url if manner.uri is None else manner.uri,
                manner.statement,
            ).text
        else:
            text, now = challenge.text(wallet.chain, wallet.address), challenge.at
        proof = Proof(wallet.chain, wallet.address, text, wallet.sign(text), now)
        return dict.fromkeys(HEADERS, proof.header)

    def authorise(self, payment: TypedData) -> str:
        """Sign a payment; the same one has the same signature. Raises `Unauthorised` for a wallet that is not on Base."""
        sign = _signer(self.secret).sign_record
        if sign is None:
            raise Unauthorised("Only a wallet on Base can sign such a payment.")
        return sign(payment)


def wallet_of(secret: str) -> Wallet:
    """Return the wallet of a secret that looks like one. Raises `Unauthorised`, also when what signs is not installed."""
    if chain_of(secret) is None:
        raise Unauthorised(_NONE)
    if not installed():
        raise Unauthorised(
            f"A wallet signs with libraries that are not installed. To install them: {INSTALL}"
        )
    return Wallet(secret)


@cache
def _signer(secret: str) -> Signer:
    if not installed():
        raise Unauthorised(
            f"A wallet signs with libraries that are not installed. To install them: {INSTALL}"
        )
    try:
        return signer(secret)
    except NoSecretError:
        raise Unauthorised(_NONE) from None

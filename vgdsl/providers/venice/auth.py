"""Knows how a request proves who pays: a key or a wallet, from the environment or the keyring. Knows no network and stores nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from vgdsl.providers.errors import Unauthorised
from vgdsl.providers.venice.chains import Chain
from vgdsl.providers.venice.challenge import Challenge
from vgdsl.providers.venice.ring import INSTALL, SERVICE, kept
from vgdsl.providers.venice.wallet import WALLET_VARIABLE, Wallet, wallet_of

ADDRESS = "https://api.venice.ai/api/v1"
KEY_VARIABLE = "VENICE_API_KEY"
ADDRESS_VARIABLE = "VENICE_BASE_URL"

NOBODY = (
    f"Nobody to pay: {KEY_VARIABLE} is not set. Create a key in the API settings of your account on venice.ai, then: "
    f"export {KEY_VARIABLE}=<the key>. To let a wallet pay: export {WALLET_VARIABLE}=<its private key>. "
    f"The system's keyring can hold either under that name ({INSTALL}): keyring set {SERVICE} {KEY_VARIABLE}. "
    "A trial run with --simulate needs no key."
)
"""What is said to someone who would buy without a key and without a wallet."""

NO_WALLET = (
    f"There is no wallet: {WALLET_VARIABLE} is not set. To name one: export {WALLET_VARIABLE}=<its private key>, or keep it in "
    f"the system's keyring ({INSTALL}): keyring set {SERVICE} {WALLET_VARIABLE}."
)


class Auth(Protocol):
    """Makes the headers that authorise one request. Asked anew for each: some proofs are good only once."""

    @property
    def wallet(self) -> str | None:
        """The address of the wallet that pays; None where a key does."""

    @property
    def chain(self) -> Chain | None:
        """Where the wallet that pays lives; None where a key does. Tells it without loading what signs."""

    def headers(self, method: str, url: str, challenge: Challenge | None = None) -> dict[str, str]:
        """Return the headers to add to a request; every value is a secret. A `challenge` is what the service wants signed."""


@dataclass(frozen=True, slots=True)
class BearerKey:
    """An API key, sent as `Authorization: Bearer <key>`."""

    key: str = field(repr=False)

    @property
    def wallet(self) -> None:
        """No wallet: the account of the key pays."""

    @property
    def chain(self) -> None:
        """No wallet."""

    def headers(
        self,
        method: str,  # noqa: ARG002  a key signs no request
        url: str,  # noqa: ARG002
        challenge: Challenge | None = None,  # noqa: ARG002
    ) -> dict[str, str]:
        """Return the same header for every request."""
        return {"Authorization": f"Bearer {self.key}"}


def payer(environment: Mapping[str, str]) -> BearerKey | Wallet | None:
    """Return who pays: the key of the environment, else its wallet, as in the service's own tools; None: it names nobody.

    Raises `Unauthorised` for what can be no key. Loads nothing that signs.
    """
    if key := environment.get(KEY_VARIABLE, "").strip():
        return bearer_key(key)
    secret = environment.get(WALLET_VARIABLE, "").strip()
    return wallet_of(secret) if secret else None


def who_pays(environment: Mapping[str, str]) -> BearerKey | Wallet | None:
    """Return who pays: whom the environment names, else whom the keyring does. Raises what `payer` raises."""
    if (named := payer(environment)) is not None:
        return named
    if key := kept(KEY_VARIABLE):
        return bearer_key(key)
    secret = kept(WALLET_VARIABLE)
    return wallet_of(secret) if secret else None


def require_payer(environment: Mapping[str, str]) -> None:
    """Raise `Unauthorised` unless a purchase made now could say who pays."""
    found = who_pays(environment)
    if found is None:
        raise Unauthorised(NOBODY)
    found.headers("POST", ADDRESS)


def require_wallet(environment: Mapping[str, str]) -> Wallet:
    """Return the wallet of the environment, else of the keyring, whether or not a key pays. Raises `Unauthorised`."""
    secret = environment.get(WALLET_VARIABLE, "").strip() or kept(WALLET_VARIABLE)
    if secret is None:
        raise Unauthorised(NO_WALLET)
    return wallet_of(secret)


def bearer_key(key: str) -> BearerKey:
    """Return the key. Raises `Unauthorised` when it cannot be one."""
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise Unauthorised(
            f"{KEY_VARIABLE} does not hold a key: it has spaces, line breaks or letters no key has. "
            "Copy the key again, without anything around it."
        )
    return BearerKey(key)


def base_address(environment: Mapping[str, str]) -> str:
    """Return the base URL, without a slash at its end: the official one unless the environment names another."""
    address = environment.get(ADDRESS_VARIABLE, "").strip().rstrip("/") or ADDRESS
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise Unauthorised(
            f"{ADDRESS_VARIABLE} is not a web address. Leave it unset, or write one like {ADDRESS}."
        )
    return address

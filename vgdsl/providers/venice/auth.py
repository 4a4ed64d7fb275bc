"""Knows how a request proves who pays: a key from the environment. Knows no network and stores nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from vgdsl.providers.errors import Unauthorised

ADDRESS = "https://api.venice.ai/api/v1"
KEY_VARIABLE = "VENICE_API_KEY"
ADDRESS_VARIABLE = "VENICE_BASE_URL"


class Auth(Protocol):
    """Makes the headers that authorise one request. Asked anew for each: some proofs are good only once."""

    def headers(self, method: str, url: str) -> dict[str, str]:
        """Return the headers to add to a request; every value is a secret."""


@dataclass(frozen=True, slots=True)
class BearerKey:
    """An API key, sent as `Authorization: Bearer <key>`."""

    key: str = field(repr=False)

    def headers(self, method: str, url: str) -> dict[str, str]:  # noqa: ARG002  a key signs no request
        """Return the same header for every request."""
        return {"Authorization": f"Bearer {self.key}"}


def bearer_key(environment: Mapping[str, str]) -> BearerKey:
    """Return the key of the environment. Raises `Unauthorised` when there is none or it cannot be a key."""
    key = environment.get(KEY_VARIABLE, "").strip()
    if not key:
        raise Unauthorised(
            f"No Venice API key: {KEY_VARIABLE} is not set. Create a key in the API settings of your account on "
            f"venice.ai, then: export {KEY_VARIABLE}=<the key>. A trial run with --simulate needs no key."
        )
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

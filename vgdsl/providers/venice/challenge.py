"""Reads a challenge to sign in from an answer that lets a wallet in only after it, and says how to sign in to that host from then on.

A challenge is signed as it is given, word for word, and only when it names the host that was asked, or the service itself:
a text with another's name in it could be handed on, and open that other's door. Knows no keys and no clock.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from vgdsl.providers.venice.chains import Chain
from vgdsl.providers.venice.moments import read_moment
from vgdsl.providers.venice.reply import Answer, load
from vgdsl.providers.venice.siwx import DOMAIN, STATEMENT, URI, Text, chain_named

LONGEST = 3600.0
"""Seconds: what would stay good for longer is not signed. The API's own are good for five minutes."""

_AWAY = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED})
_SERVICE = "venice.ai"
_WORD = re.compile(r"[\x21-\x7e]{1,500}")
_LINE = re.compile(r"[\x20-\x7e]{0,500}")
_NONCE = re.compile(r"[A-Za-z0-9_-]{8,128}")


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the service wants signed, to the letter. `at` is when it was made, in Unix seconds."""

    given: Text
    at: float

    def text(self, chain: Chain, address: str) -> str:
        """What a wallet signs."""
        return self.given.filled(chain, address)

    def manner(self, url: str) -> "Manner":
        """How to sign in from now on, to the host of `url`, which was asked when this came."""
        given = self.given
        return Manner(given.domain, None if given.uri == url else given.uri, given.statement or "")


@dataclass(frozen=True, slots=True)
class Manner:
    """What a host wants to find in a sign-in; `uri` None: the address of what is asked for."""

    domain: str = DOMAIN
    uri: str | None = URI
    statement: str = STATEMENT


class Manners:
    """The manner of one host, for as long as this process lives."""

    def __init__(self) -> None:
        """The usual one, until the host has asked for another and taken it."""
        self.now = Manner()


@cache
def manners(host: str) -> Manners:  # noqa: ARG001 - each host has its own
    """The manner of a host, and of the port on it."""
    return Manners()


def turned_away(answer: Answer) -> bool:
    """Whether whoever asked was not let in."""
    return answer.facts.status in _AWAY


def read_challenge(answer: Answer, url: str, chain: Chain) -> Challenge | None:
    """Return the challenge that came instead of an answer from `url`; None where there is none for a wallet of `chain` to sign.

    A wallet that was let in, and has too little, is not asked to sign in again. Neither is one whose sign-in has been seen
    before: something on the way repeated the request, and the first may have done its work.
    """
    if not turned_away(answer) or (answer.reply.code or "").endswith("NONCE_REUSED"):
        return None
    data = load(answer.body)
    if not isinstance(data, dict) or data.get("reason") == "insufficient_balance":
        return None
    extensions = data.get("extensions")
    holder = extensions.get("sign-in-with-x") if isinstance(extensions, dict) else None
    for told in (holder, data.get("siwxChallenge")):
        if isinstance(told, dict) and isinstance(told.get("info"), dict):
            known = _chains(told.get("supportedChains"))
            return _challenge(told["info"], url) if known is None or chain in known else None
    return None


def _challenge(info: Mapping[str, Any], url: str) -> Challenge | None:
    given, issued = _text(info), read_moment(info.get("issuedAt"))
    if given is None or issued is None or not _is_ours(given.domain, url):
        return None
    ends = issued if given.expires is None else read_moment(given.expires)
    if ends is None or ends - issued > LONGEST:
        return None
    return Challenge(given, issued)


def _text(info: Mapping[str, Any]) -> Text | None:
    """The parts of a text, each of one line; None where one is missing, or holds more."""
    needed = {"domain": _WORD, "uri": _WORD, "nonce": _NONCE, "issuedAt": _WORD}
    optional = {"expirationTime": _WORD, "statement": _LINE, "notBefore": _WORD, "requestId": _WORD}
    parts = {name: info[name] for name in (*needed, *optional) if info.get(name) is not None}
    resources = info.get("resources") or []
    if (
        info.get("version", "1") != "1"
        or not needed.keys() <= parts.keys()
        or not isinstance(resources, list)
    ):
        return None
    if not all(_is(each, (needed | optional)[name]) for name, each in parts.items()):
        return None
    if not all(_is(each, _WORD) for each in resources):
        return None
    return Text(
        domain=parts["domain"],
        uri=parts["uri"],
        nonce=parts["nonce"],
        issued=parts["issuedAt"],
        expires=parts.get("expirationTime"),
        statement=parts.get("statement"),
        not_before=parts.get("notBefore"),
        request=parts.get("requestId"),
        resources=tuple(resources),
    )


def _is(value: object, form: re.Pattern[str]) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _is_ours(domain: str, url: str) -> bool:
    """Whether a domain is the service's, or the one that was asked."""
    asked = urlsplit(url)
    return domain in {asked.netloc, asked.hostname, _SERVICE} or domain.endswith(f".{_SERVICE}")


def _chains(supported: object) -> frozenset[Chain] | None:
    if not isinstance(supported, list) or not supported:
        return None
    named = (each.get("chainId") for each in supported if isinstance(each, dict))
    return frozenset(chain for each in named if (chain := chain_named(each)) is not None)

"""Knows what the headers of an answer tell: limits, waits, balances, deprecations. Knows no bodies and no network.

A limit's end comes as a moment of the provider's clock. It is held against the moment at which the answer itself says
that it was given, so that this machine's clock may be wrong or be set meanwhile; and no wait is longer than its limit.
"""

import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from email.utils import parsedate_to_datetime

_MILLISECONDS_FROM = 1e12
_UNIX_SECONDS_FROM = 1e9
_MINUTE, _BLOCK = 60.0, 30.0
"""Seconds that a rate limit and the block after many failures last (Venice rate limits and errors, September 2026)."""


@dataclass(frozen=True, slots=True)
class RateState:
    """Where one limit stands. `resets_in` seconds from the answer; `scope` says whose it is (user, api_key, global)."""

    limit: int | None
    remaining: int | None
    resets_in: float | None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Headers:
    """What an answer said beside its body.

    `call` is the verb that was answered, and `model` the one that it was about, where it was about one.
    `blocked_for` is set while too many failed requests have closed the door. It and `retry_after` are in seconds from
    the answer. Balances are those before the request, in dollars and DIEM; `wallet` is a prepaid wallet's. `ahead` is how
    many seconds the clock here is ahead of the provider's.
    """

    call: str
    status: int
    model: str = ""
    requests: RateState | None = None
    blocked_for: float | None = None
    retry_after: float | None = None
    balance_usd: Decimal | None = None
    balance_diem: Decimal | None = None
    wallet: Decimal | None = None
    deprecation: str | None = None
    deprecation_date: str | None = None
    routed_model: str | None = None
    content_violation: bool = False
    request_id: str | None = None
    content_type: str = ""
    ahead: float = 0.0


def read_headers(call: str, status: int, headers: Mapping[str, str], now: float, model: str = "") -> Headers:
    """Read the headers of one answer, received at Unix second `now`. What cannot be read counts as not said."""
    found = {name.lower(): value.strip() for name, value in headers.items()}
    given = _given(found, now)
    blocked_for = _until(found.get("x-ratelimit-resets"), given, _BLOCK)
    requests = _rate(found, given)
    return Headers(
        call=call,
        status=status,
        model=model,
        requests=requests,
        blocked_for=blocked_for,
        retry_after=_wait(found.get("retry-after"), blocked_for, requests, given),
        balance_usd=_money(found.get("x-venice-balance-usd")),
        balance_diem=_money(found.get("x-venice-balance-diem")),
        wallet=_money(found.get("x-balance-remaining")),
        deprecation=found.get("x-venice-model-deprecation-warning"),
        deprecation_date=found.get("x-venice-model-deprecation-date"),
        routed_model=found.get("x-venice-model-id"),
        content_violation=found.get("x-venice-is-content-violation", "").lower() == "true",
        request_id=found.get("cf-ray"),
        content_type=found.get("content-type", "").partition(";")[0].strip().lower(),
        ahead=now - given,
    )


def _given(found: Mapping[str, str], now: float) -> float:
    """The Unix second at which the answer was given, by the clock of who gave it, as exactly as it says."""
    for name, read in (("x-venice-timestamp", datetime.fromisoformat), ("date", parsedate_to_datetime)):
        with suppress(KeyError, ValueError):
            moment = read(found[name])
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return now


def _rate(found: Mapping[str, str], given: float) -> RateState | None:
    limit = _number(found.get("x-ratelimit-limit-requests"))
    remaining = _number(found.get("x-ratelimit-remaining-requests"))
    resets_in = _until(found.get("x-ratelimit-reset-requests"), given, _MINUTE)
    if limit is None and remaining is None and resets_in is None:
        return None
    return RateState(_whole(limit), _whole(remaining), resets_in, found.get("x-ratelimit-type"))


def _wait(
    said: str | None, blocked_for: float | None, requests: RateState | None, given: float
) -> float | None:
    """Seconds to wait: as told, else until the block ends, else until an exhausted limit is renewed."""
    if said is not None and (seconds := _retry_after(said, given)) is not None:
        return seconds
    if blocked_for is not None:
        return blocked_for
    return requests.resets_in if requests is not None and requests.remaining == 0 else None


def _retry_after(said: str, given: float) -> float | None:
    seconds = _number(said)
    if seconds is not None:
        return max(0.0, seconds)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - given)
    except ValueError:
        return None


def _until(said: str | None, given: float, longest: float) -> float | None:
    """Seconds from an answer to a moment: documented in Unix seconds but sent in milliseconds; a small number is a wait."""
    number = _number(said)
    if number is None or number < 0:
        return None
    if number >= _MILLISECONDS_FROM:
        number /= 1000.0
    return min(max(0.0, number - given if number >= _UNIX_SECONDS_FROM else number), longest)


def _number(said: str | None) -> float | None:
    try:
        number = float(said) if said is not None else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _money(said: str | None) -> Decimal | None:
    try:
        amount = Decimal(said) if said is not None else None
    except InvalidOperation:
        return None
    return amount if amount is not None and amount.is_finite() else None

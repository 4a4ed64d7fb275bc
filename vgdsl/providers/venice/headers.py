"""Knows what the headers of an answer tell: limits, waits, balances, deprecations. Knows no bodies and no network."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from email.utils import parsedate_to_datetime

_MILLISECONDS_FROM = 1e12
_UNIX_SECONDS_FROM = 1e9


@dataclass(frozen=True, slots=True)
class RateState:
    """Where one limit stands. `reset_at` in Unix seconds; `scope` says whose limit it is (user, api_key, global)."""

    limit: int | None
    remaining: int | None
    reset_at: float | None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Headers:
    """What an answer said beside its body.

    `call` is the verb that was answered. `blocked_until` (Unix seconds) is set while too many failed requests have
    closed the door. `retry_after` is in seconds from the answer. Balances are those before the request, in dollars
    and DIEM; `wallet` is a prepaid wallet's.
    """

    call: str
    status: int
    requests: RateState | None = None
    blocked_until: float | None = None
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


def read_headers(call: str, status: int, headers: Mapping[str, str], now: float) -> Headers:
    """Read the headers of one answer, received at Unix second `now`. What cannot be read counts as not said."""
    found = {name.lower(): value.strip() for name, value in headers.items()}
    blocked_until = _instant(found.get("x-ratelimit-resets"), now)
    requests = _rate(found, now)
    return Headers(
        call=call,
        status=status,
        requests=requests,
        blocked_until=blocked_until,
        retry_after=_wait(found.get("retry-after"), blocked_until, requests, now),
        balance_usd=_money(found.get("x-venice-balance-usd")),
        balance_diem=_money(found.get("x-venice-balance-diem")),
        wallet=_money(found.get("x-balance-remaining")),
        deprecation=found.get("x-venice-model-deprecation-warning"),
        deprecation_date=found.get("x-venice-model-deprecation-date"),
        routed_model=found.get("x-venice-model-id"),
        content_violation=found.get("x-venice-is-content-violation", "").lower() == "true",
        request_id=found.get("cf-ray"),
        content_type=found.get("content-type", "").partition(";")[0].strip().lower(),
    )


def _rate(found: Mapping[str, str], now: float) -> RateState | None:
    limit = _number(found.get("x-ratelimit-limit-requests"))
    remaining = _number(found.get("x-ratelimit-remaining-requests"))
    reset_at = _instant(found.get("x-ratelimit-reset-requests"), now)
    if limit is None and remaining is None and reset_at is None:
        return None
    return RateState(_whole(limit), _whole(remaining), reset_at, found.get("x-ratelimit-type"))


def _wait(
    said: str | None, blocked_until: float | None, requests: RateState | None, now: float
) -> float | None:
    """Seconds to wait: as told, else until the block ends, else until an exhausted limit is renewed."""
    if said is not None and (seconds := _retry_after(said, now)) is not None:
        return seconds
    if blocked_until is not None:
        return max(0.0, blocked_until - now)
    if requests is not None and requests.remaining == 0 and requests.reset_at is not None:
        return max(0.0, requests.reset_at - now)
    return None


def _retry_after(said: str, now: float) -> float | None:
    seconds = _number(said)
    if seconds is not None:
        return max(0.0, seconds)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - now)
    except ValueError:
        return None


def _instant(said: str | None, now: float) -> float | None:
    """Unix seconds. Documented as seconds but sent as milliseconds; a small number can only be a wait from now."""
    number = _number(said)
    if number is None or number < 0:
        return None
    if number >= _MILLISECONDS_FROM:
        return number / 1000.0
    return number if number >= _UNIX_SECONDS_FROM else now + number


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

"""Reads what a key may do and how often. Knows no network and limits nobody.

The answer is for people to look at, so what cannot be read of it is left out and nothing is refused. Its shape is that of
the API description of August 2026.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vgdsl.providers.venice.moments import read_moment
from vgdsl.providers.venice.reply import Answer, load


@dataclass(frozen=True, slots=True)
class Standing:
    """What a key may do. `limits` are calls by period ("40 RPM"), each with how many video models it is for.

    `permitted` is whether it may use models at all, `privacy` which of them; `expires` is in Unix seconds.
    """

    permitted: bool | None
    tier: str | None
    privacy: str | None
    expires: float | None
    limits: Mapping[str, int]


def read_standing(answer: Answer, models: Collection[str]) -> Standing:
    """Read the answer of /api_keys/rate_limits, about `models`."""
    data = _record(_record(load(answer.body)).get("data"))
    permitted = data.get("accessPermitted")
    limits: dict[str, int] = {}
    for limit in _limits(data.get("rateLimits"), models):
        limits[limit] = limits.get(limit, 0) + 1
    return Standing(
        permitted=permitted if isinstance(permitted, bool) else None,
        tier=_word(_record(data.get("apiTier")).get("id")),
        privacy=_word(data.get("modelPrivacy")) or _word(_record(data.get("apiKey")).get("modelPrivacy")),
        expires=read_moment(data.get("keyExpiration")),
        limits=limits,
    )


def read_hits(answer: Answer) -> int | None:
    """How many limits a key ran into lately, by /api_keys/rate_limits/log; None where it does not say."""
    rows = _record(load(answer.body)).get("data")
    return len(rows) if answer.ok and isinstance(rows, list) else None


def _limits(rows: Any, models: Collection[str]) -> Iterator[str]:
    for row in rows if isinstance(rows, list) else []:
        if _record(row).get("apiModelId") not in models:
            continue
        own = row.get("rateLimits")
        for limit in own if isinstance(own, list) else []:
            amount, kind = _record(limit).get("amount"), _word(_record(limit).get("type"))
            if isinstance(amount, int | float) and not isinstance(amount, bool) and kind:
                yield f"{amount:g} {kind}"


def _record(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _word(value: Any) -> str | None:
    """A short name, safe to show; None for anything else."""
    short = isinstance(value, str) and 0 < len(value) <= 40  # noqa: PLR2004
    return value if short and value.isprintable() else None

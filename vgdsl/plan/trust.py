"""How far a quote for an upscale can be trusted. Knows the tiers by their bounds; asks nobody.

Sources disagree whether a quote looks at the factor, so that 4x may be quoted as 2x; and a quote that is below every price ever
published for such a clip is more likely a mistake than a gift. In both cases the larger amount is what counts against limits:
nothing more is paid for that, and nothing can cost more than was agreed to.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from vgdsl.plan.estimate import Doubt, Price, Sort, cents
from vgdsl.program.upscale_price import Second

_LARGE, _SMALL = 4, 2
_ROUNDED = Decimal("0.95")
"""Quotes are rounded, and so are the published prices."""


class Bounds(msgspec.Struct, frozen=True):
    """What an upscale costs by the published tiers, and what it would at 2x; None where nobody knows."""

    asked: Second | None = None
    at_2x: Second | None = None


def twin(quote: Mapping[str, object]) -> dict[str, object] | None:
    """The same question at 2x, where it is one about 4x."""
    return {**quote, "upscale_factor": _SMALL} if quote.get("upscale_factor") == _LARGE else None


def trusted(quoted: Decimal, at_2x: Decimal | None, bounds: Bounds) -> Price:
    """The price that counts. `at_2x` is the answer to the question's twin, where there is one."""
    amounts = [Price(quoted, Sort.QUOTED)]
    asked, smaller = bounds.asked, bounds.at_2x
    if asked is not None and 0 < quoted < asked.least * _ROUNDED:
        amounts.append(Price(cents(asked.most), Sort.AT_MOST, Doubt.LOW, quoted))
    if asked is not None and smaller is not None and quoted == at_2x and smaller.most < asked.least:
        likely = max(asked.most, quoted * asked.most / smaller.least)
        amounts.append(Price(cents(likely), Sort.AT_MOST, Doubt.FACTOR, quoted))
    return max(amounts, key=lambda price: (price.usd, price.doubt is Doubt.FACTOR))


def unquoted(bounds: Bounds) -> Price | None:
    """What stands in for a quote that is not given: the most that the tiers can make of it."""
    return None if bounds.asked is None else Price(cents(bounds.asked.most), Sort.AT_MOST, Doubt.UNQUOTED)

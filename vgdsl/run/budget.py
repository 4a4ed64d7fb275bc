"""Decides whether a purchase fits the limits on money. Knows no provider, no job's content and no clock.

Money counts from the moment a purchase is intended until it is proved that none of it was kept: finished, submitted and
uncertain purchases alike, at their quotes. So no order in which answers arrive can spend more than a limit allows.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from vgdsl.program.values import Money

NOTHING = Decimal(0)


class Limits(msgspec.Struct, frozen=True):
    """The most that may be spent, in US dollars: by one run, by it of a saved plan's sum, on the film and on each scene
    over all runs.
    """

    run: Decimal | None = None
    plan: Decimal | None = None
    film: Decimal | None = None
    scenes: Mapping[str, Decimal] = {}


class Spending(msgspec.Struct, frozen=True):
    """What counts as spent, in US dollars: by this run, and by all runs on the film and on each scene."""

    run: Decimal = NOTHING
    film: Decimal = NOTHING
    scenes: Mapping[str, Decimal] = {}

    def plus(self, scene: str | None, amount: Decimal) -> "Spending":
        """The spending with a purchase more, or, where `amount` is below zero, with its money given back."""
        scenes = (
            self.scenes if scene is None else {**self.scenes, scene: self.scenes.get(scene, NOTHING) + amount}
        )
        return Spending(self.run + amount, self.film + amount, scenes)


class Stop(msgspec.Struct, frozen=True):
    """Why a purchase may not be made. `limit` names what stops it: `run`, `film`, `scene:NAME`, `plan` or `quote`."""

    limit: str
    message: str


def stopped_by(limits: Limits, spending: Spending, scene: str | None, price: Decimal) -> Stop | None:
    """The first limit that a purchase at `price` would pass."""
    caps = [
        ("run", "this run", limits.run, spending.run),
        ("plan", "the rest of the saved plan", limits.plan, spending.run),
        ("film", "the film", limits.film, spending.film),
    ]
    if scene is not None:
        caps.append(
            (
                f"scene:{scene}",
                f"scene {scene}",
                limits.scenes.get(scene),
                spending.scenes.get(scene, NOTHING),
            )
        )
    for name, words, cap, spent in caps:
        if cap is not None and spent + price > cap:
            return Stop(
                name,
                f"{Money(price)} more would pass the {Money(cap)} for {words}; {Money(spent)} is spent or promised",
            )
    return None


def wrong_price(price: Decimal, planned: Decimal | None) -> Stop | None:
    """Why a quote is not to be trusted. `planned` None means that no price was known when the plan was made."""
    if not price.is_finite() or price <= 0:
        return Stop("quote", f"the provider quotes {price} dollars, which cannot be the price of a clip")
    if planned is not None and price > planned:
        return Stop("plan", f"the price has risen to {Money(price)} from the {Money(planned)} of the plan")
    return None

"""Weighs what is known of an order whose answer was lost. Knows records only; asks nobody and settles nothing.

The API has no list of jobs, so the only witness is the account: its books around the moment of the order, and what it
holds. Charges that belong to purchases known here are set aside; what is left over may be the lost order's.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum

import msgspec

from vgdsl.providers.base import Charge, Statement
from vgdsl.run.memory.past import Open

BEFORE, AFTER = 120.0, 900.0
"""Seconds before and after the order within which a charge may be its own: clocks differ, and books are kept late."""
_NEAR = 120.0
_CENT = Decimal("0.01")


class Known(msgspec.Struct, frozen=True):
    """A purchase with a ticket: when it was accepted (Unix seconds), at what quote in US dollars, of which model."""

    at: float
    usd: Decimal
    model: str


class Leaning(StrEnum):
    """Where the evidence points. None of these is proof, so a person decides."""

    BOUGHT = "bought"
    NOT_BOUGHT = "not bought"
    UNCLEAR = "unclear"


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one order. Money in US dollars, moments in Unix seconds.

    `charges` are those of the books that could be its own; `explained` of them belong to known purchases, and `left` are
    the others. `before` is what the account held before the order, `now` what it holds; `known_since` is what
    known purchases since then cost, less refunds. `rivals` are other uncertain orders of that time. `trouble` says
    why the books could not be read.
    """

    purchase: Open
    source: str | None = None
    since: float = 0.0
    until: float = 0.0
    charges: tuple[Charge, ...] = ()
    explained: int = 0
    left: tuple[Charge, ...] = ()
    before: Decimal | None = None
    now: Decimal | None = None
    known_since: Decimal = Decimal(0)
    rivals: int = 0
    trouble: str | None = None

    @property
    def unexplained(self) -> Decimal | None:
        """What is missing from the account without a known purchase to explain it."""
        if self.before is None or self.now is None:
            return None
        return self.before - self.now - self.known_since

    def leaning(self, at: float) -> Leaning:
        """Where the evidence points at a moment; books are not trusted to be complete before their time is over."""
        if self.source is None:
            return Leaning.UNCLEAR
        price = self.purchase.price
        if any(abs(charge.usd - price) <= _CENT for charge in self.left):
            return Leaning.BOUGHT
        missing = self.unexplained
        if self.left or at < self.until or (missing is not None and missing >= price - _CENT):
            return Leaning.UNCLEAR
        return Leaning.NOT_BOUGHT


def weigh(
    purchase: Open, statement: Statement, known: Sequence[Known], others: Iterable[Open] = ()
) -> Evidence:
    """Hold an account's statement against the purchases known here. `others` are the other uncertain orders."""
    since, until = window(purchase)
    charges = [
        c for c in statement.charges if c.kind == "charge" and since <= c.at <= until and _fits(c, purchase)
    ]
    left = _without(charges, [k for k in known if since <= k.at <= until])
    refunds = sum(
        (c.usd for c in statement.charges if c.kind != "charge" and c.at >= purchase.intended_at), Decimal(0)
    )
    spent = sum((k.usd for k in known if k.at >= purchase.intended_at), Decimal(0))
    return Evidence(
        purchase=purchase,
        source=statement.source,
        since=since,
        until=until,
        charges=tuple(charges),
        explained=len(charges) - len(left),
        left=tuple(sorted(left, key=lambda charge: abs(charge.at - purchase.intended_at))),
        before=None if purchase.balance is None else Decimal(purchase.balance),
        now=statement.balance,
        known_since=spent - refunds,
        rivals=sum(since <= other.intended_at <= until for other in others),
    )


def window(purchase: Open) -> tuple[float, float]:
    """The time in which a charge may be the order's own."""
    return purchase.intended_at - BEFORE, purchase.intended_at + AFTER


def _fits(charge: Charge, purchase: Open) -> bool:
    """By the model, where the books name it in any spelling; else by the sum."""
    if charge.model is None:
        return abs(charge.usd - purchase.price) <= _CENT
    return _same_model(charge.model, purchase.model)


def _same_model(one: str, other: str) -> bool:
    return one in other or other in one


def _without(charges: Sequence[Charge], known: Sequence[Known]) -> list[Charge]:
    """The charges that no known purchase accounts for; each takes the nearest in time that may be its own."""
    left = list(charges)
    for purchase in known:
        mine = [
            charge
            for charge in left
            if abs(charge.at - purchase.at) <= _NEAR
            and (charge.model is None or _same_model(charge.model, purchase.model))
            and abs(charge.usd - purchase.usd) <= max(_CENT, purchase.usd / 4)
        ]
        if mine:
            left.remove(min(mine, key=lambda charge: abs(charge.at - purchase.at)))
    return left

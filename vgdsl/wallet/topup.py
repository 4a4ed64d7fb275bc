"""The states of a top-up, and what each allows. Knows no network, no disk and no clock.

A signed authorisation is money as long as it may still be used. So the rules are those of a purchase, with one grace: its
nonce is accepted once by the token's contract, so sending it again is always safe, and only signing another is not.

    intended -> sent -> credited
                  |---> rejected   in the service's own words, and it had been sent a single time
                  '---> expired    it can no longer be used, and the ledger shows no credit of it

Everything else stays open, and while one is open nothing else is signed for the same wallet at the same service. Nor is it
while nobody was told how the last one ended: who asks again may mean that one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any, Literal

import msgspec

from vgdsl.providers.venice.books import Entry
from vgdsl.providers.venice.x402.authorisation import Authorisation

MARGIN = 60.0
"""Seconds after its end for which an authorisation still counts as usable: clocks differ, and a chain and its books lag."""

EARLIER = 600.0
"""Seconds before the intent in which a credit is still looked for, for the same reason."""


class Intended(msgspec.Struct, frozen=True, tag=True):
    """An authorisation is about to be signed: all that makes the signature again, but the key. Unix seconds.

    `known` are the top-ups that the ledger had before, by its own ids.
    """

    address: str
    authorisation: Authorisation
    accepted: dict[str, Any]
    at: float
    known: tuple[str, ...] = ()


class Sent(msgspec.Struct, frozen=True, tag=True):
    """It is about to leave."""

    nonce: str
    at: float


class Returned(msgspec.Struct, frozen=True, tag=True):
    """It came back unread: there was no connection, or a limiter was in the way."""

    nonce: str
    at: float


class Closed(msgspec.Struct, frozen=True, tag=True):
    """Nothing is left to be done about it. `note` is what the service called the payment, or said of it."""

    nonce: str
    at: float
    how: Literal["credited", "rejected", "expired"]
    note: str = ""


class Told(msgspec.Struct, frozen=True, tag=True):
    """Somebody was told how it ended."""

    nonce: str
    at: float


Event = Intended | Sent | Returned | Closed | Told


@dataclass(frozen=True, slots=True)
class Open:
    """A top-up that is not done with: what was intended, and how often it may have reached the service.

    `end` is how it ended, where it has, and nobody was told.
    """

    intended: Intended
    sends: int = 0
    end: Closed | None = None

    @property
    def authorisation(self) -> Authorisation:
        """What was, or will be, signed."""
        return self.intended.authorisation

    @property
    def usd(self) -> Decimal:
        """The amount, in US dollars."""
        return self.authorisation.usd


class Step(Enum):
    """What may be done next."""

    SEND = "send the same again"
    WAIT = "look again later"
    CLOSE = "nothing can be paid with it any more"


def still_open(events: Iterable[Event], address: str, wallet: str) -> Open | None:
    """Return the top-up of a wallet at a service that is not done with; there is one at most."""
    found: dict[str, Open] = {}
    for event in events:
        if isinstance(event, Intended):
            found[event.authorisation.nonce] = Open(event)
        elif event.nonce in found:
            after = _after(found.pop(event.nonce), event)
            found |= {event.nonce: after} if after else {}
    mine = (
        each
        for each in found.values()
        if each.intended.address == address and each.authorisation.payer.lower() == wallet.lower()
    )
    return next(mine, None)


def _after(top_up: Open, event: Sent | Returned | Closed | Told) -> Open | None:
    if isinstance(event, Told):
        return None
    if isinstance(event, Closed):
        return replace(top_up, end=event)
    return replace(top_up, sends=top_up.sends + (1 if isinstance(event, Sent) else -1))


def credit_of(top_up: Open, entries: Iterable[Entry]) -> Entry | None:
    """Return the row of the ledger that is the credit of a top-up: of its amount, and new since it was intended."""
    return next((each for each in _new(top_up, entries) if each.charge.usd == top_up.usd), None)


def others(top_up: Open, entries: Iterable[Entry]) -> tuple[Decimal, ...]:
    """Return the amounts of top-ups that are as new, but not of its amount."""
    return tuple(each.charge.usd for each in _new(top_up, entries) if each.charge.usd != top_up.usd)


def _new(top_up: Open, entries: Iterable[Entry]) -> Iterator[Entry]:
    intended = top_up.intended
    for entry in entries:
        charge = entry.charge
        seen = entry.id in intended.known or charge.at < intended.at - EARLIER
        if charge.kind == "top-up" and not seen:
            yield entry


def next_step(top_up: Open, here: float, there: float) -> Step:
    """Return what to do about one whose credit the ledger does not show. The moment by this computer's clock, and the service's.

    It is over only where both clocks say so.
    """
    end = top_up.authorisation.valid_before
    if min(here, there) >= end + MARGIN:
        return Step.CLOSE
    return Step.SEND if there < end else Step.WAIT


def proves_unpaid(top_up: Open) -> bool:
    """Whether a verdict on it proves that it was not paid: where it was sent once, the verdict is on that one."""
    return top_up.sends == 1 and top_up.end is None


def baseline(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the ids of the top-ups that a ledger has."""
    return tuple(entry.id for entry in entries if entry.charge.kind == "top-up" and entry.id is not None)

"""The record of a film, as git keeps it: what was bought for each shot, and which bytes each clip is. Knows values only.

The record only grows. An entry stands for money that was paid, so one of an earlier wording, or of a shot that the film no
longer has, stays: a way back to it costs nothing, and two branches that each bought something have both bought it.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

import msgspec

from vgdsl.plan.key import OFFICIAL, Components
from vgdsl.providers.simulator.simulation import NAME as SIMULATOR
from vgdsl.run.memory.past import FINISHED, Past, Settled

_components = msgspec.msgpack.Decoder(Components).decode
_packed = msgspec.msgpack.Encoder().encode
_PART = re.compile(r"/\d+\Z")
"""What a part is called after its node (`hd/2`)."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A clip that was bought for a take of a node, or of a part of one (`hd/2`): for which request, at what price, from whom, when (Unix seconds).

    `model` is the one the provider echoed. `address` is where it was bought, if not at the provider's own. `request` holds
    media by the digests of their bytes; with the rest it is all that `key` is the digest of.
    """

    node: str
    take: int
    sha256: str
    size: int
    key: str
    cost: Decimal
    model: str
    provider: str
    at: int
    request: Mapping[str, object] = {}
    address: str | None = None

    @property
    def components(self) -> Components:
        """The record that its key is the digest of."""
        found: Components = {"provider": self.provider, "take": self.take, "request": self.request}
        return found if self.address is None else {**found, "address": self.address}

    @property
    def job(self) -> str:
        """Its take as commands call it: `boarding`, `boarding#2`."""
        return self.node if self.take == 1 else f"{self.node}#{self.take}"

    def as_purchase(self, film: str, scene: str | None) -> Settled:
        """The purchase that it tells of, as the journal of the machine that made it has it."""
        return Settled(
            *(film, self.node, self.take, scene, self.key, _packed(self.components), self.model),
            *(str(self.cost), FINISHED, float(self.at), self.provider, self.sha256, self.size),
        )


class Record(msgspec.Struct, frozen=True):
    """A film's record: the picked take of each node, and every clip in the order of its node, take and time."""

    picks: Mapping[str, int] = {}
    entries: tuple[Entry, ...] = ()

    def grown(self, picks: Mapping[str, int], entries: Iterable[Entry]) -> "Record":
        """The record with more in it. An entry that is there stays as it is; picks are those of the film now."""
        known = {_place(each): each for each in (*entries, *self.entries)}
        nodes = {each.node for each in known.values()}
        kept = {node: pick for node, pick in self.picks.items() if node in nodes}
        return Record({**kept, **picks}, tuple(sorted(known.values(), key=_order)))

    def purchases(self, film: str, scenes: Mapping[str, str | None]) -> list[Settled]:
        """The purchases that it tells of, oldest first; one that made the clip of several takes counts once."""
        found, counted = list[Settled](), set[tuple[str, str]]()
        for entry in sorted(self.entries, key=lambda each: each.at):
            purchase = entry.as_purchase(film, scenes.get(_PART.sub("", entry.node)))
            if (entry.key, entry.sha256) in counted:
                purchase = msgspec.structs.replace(purchase, counted="0")
            counted.add((entry.key, entry.sha256))
            found.append(purchase)
        return found


def entry_of(purchase: Settled, node: str, take: int) -> Entry | None:
    """What the record says of a purchase, made for this take or serving it too; None where no clip came of it."""
    if purchase.phase != FINISHED or purchase.sha256 is None or purchase.size is None:
        return None
    components = _components(purchase.components)
    address, request = components.get("address"), components.get("request")
    return Entry(
        node=node, take=take, sha256=purchase.sha256, size=purchase.size, key=purchase.key,
        cost=Decimal(purchase.counted), model=purchase.model, provider=purchase.provider, at=int(purchase.at),
        request=request if isinstance(request, dict) else {},
        address=address if isinstance(address, str) and address != OFFICIAL else None,
    )  # fmt: skip


def bought_for(past: Past, film: str) -> list[Entry]:
    """What the record says of all that was really bought for a film."""
    mine = (p for p in past.settled if p.film == film and p.provider != SIMULATOR)
    return [entry for each in mine if (entry := entry_of(each, each.node, each.take)) is not None]


def _place(entry: Entry) -> tuple[str, int, str]:
    return entry.node, entry.take, entry.sha256


def _order(entry: Entry) -> tuple[str, int, int, str]:
    return entry.node, entry.take, entry.at, entry.sha256

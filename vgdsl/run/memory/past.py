"""What a project has bought so far, arranged for looking up. Knows records only: no database, no disk and no clock."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

import msgspec

from vgdsl.plan.again import Before
from vgdsl.plan.freshness import Made
from vgdsl.plan.job import Expected
from vgdsl.providers.base import Ticket
from vgdsl.providers.simulator.simulation import NAME as SIMULATOR
from vgdsl.run.events import Failed, Refused

_components = msgspec.msgpack.Decoder(dict[str, object]).decode
_expected = msgspec.msgpack.Decoder(Expected).decode
_judged = msgspec.msgpack.Decoder(Refused | Failed).decode


class Settled(msgspec.Struct, frozen=True, gc=False):
    """A purchase with a verdict: `phase` is that of its job, or `not sent`, and `at` when it got there.

    `counted`, a decimal text in US dollars, is what it counts against budgets. `sha256` names the clip, if there is one.
    The fields are columns of the journal, and few: a film has thousands of these.
    """

    film: str
    node: str
    take: int
    scene: str | None
    key: str
    components: bytes
    model: str
    counted: str
    phase: str
    at: float
    provider: str
    sha256: str | None
    size: int | None = None
    message: str | None = None
    verdict: bytes | None = None

    @property
    def judged(self) -> Refused | Failed | None:
        """How it came to nothing, with all that was said then, where that is known."""
        return None if self.verdict is None else _judged(self.verdict)

    @property
    def request(self) -> Mapping[str, object]:
        """The request as it was identified: media by their digests."""
        request = _components(self.components).get("request")
        return request if isinstance(request, dict) else {}


FINISHED = "finished"
FAILURES = frozenset({"failed", "refused", "expired"})
"""Phases of a purchase that ended without a clip."""
FORGOTTEN = "forgotten"
"""The phase of an order that was lost and given up: it is not sent again, and nothing can be collected."""


class Open(msgspec.Struct, frozen=True, gc=False):
    """A purchase that money is or may be under way for; from `address` on it is the ticket, None before there is one."""

    film: str
    job: str
    scene: str | None
    key: str
    model: str
    counted: str
    phase: str
    intended_at: float
    provider: str
    message: str | None
    address: str | None
    queue_id: str | None
    download_url: str | None
    submitted_at: float | None
    deadline: float | None
    quote: str = "0"
    balance: str | None = None
    expectation: bytes | None = None
    usual: float | None = None

    @property
    def price(self) -> Decimal:
        """What it was quoted, in US dollars."""
        return Decimal(self.quote)

    @property
    def expected(self) -> Expected:
        """What the clip should measure."""
        return Expected() if self.expectation is None else _expected(self.expectation)

    @property
    def ticket(self) -> Ticket | None:
        """What collects it, where the provider accepted it."""
        if (
            self.queue_id is None
            or self.address is None
            or self.submitted_at is None
            or self.deadline is None
        ):
            return None
        return Ticket(
            *(self.provider, self.address, self.model, self.queue_id, self.download_url),
            *(self.submitted_at, self.deadline),
        )


class Past:
    """All purchases of a project: `settled` oldest first, `tried` the same by key, `open` by key."""

    __slots__ = ("by_key", "open", "settled", "tried")

    def __init__(self, settled: Iterable[Settled], open_: Iterable[Open]) -> None:
        self.settled = list(settled)
        self.open = {purchase.key: purchase for purchase in open_}
        self.by_key = {purchase.key: purchase for purchase in self.settled if purchase.phase == FINISHED}
        self.tried = dict[str, list[Settled]]()
        for purchase in self.settled:
            self.tried.setdefault(purchase.key, []).append(purchase)

    def joined(self, elsewhere: Iterable[Settled]) -> "Past":
        """With what a film's record tells of purchases that are not known here, made on other machines."""
        known = {(purchase.key, purchase.sha256) for purchase in self.settled}
        new = [purchase for purchase in elsewhere if (purchase.key, purchase.sha256) not in known]
        return Past([*new, *self.settled], self.open.values()) if new else self

    def spent(self, film: str, provider: str) -> tuple[Decimal, dict[str, Decimal]]:
        """What counts as spent on a film at a provider, in all and by scene."""
        total, scenes = Decimal(0), dict[str, Decimal]()
        purchases: list[Settled | Open] = [*self.settled, *self.open.values()]
        for purchase in purchases:
            if purchase.film == film and purchase.provider == provider:
                amount = Decimal(purchase.counted)
                total += amount
                if purchase.scene is not None:
                    scenes[purchase.scene] = scenes.get(purchase.scene, Decimal(0)) + amount
        return total, scenes


class FilmHistory:
    """One film's past at one provider, as planning asks for it; `has` says whether the store has the bytes of a digest.

    Implements vgdsl.plan.freshness.History.
    """

    def __init__(self, past: Past, film: str, provider: str, has: Callable[[str], bool]) -> None:
        self._past = past
        self._has = has
        self._free = provider == SIMULATOR
        mine = (p for p in past.by_key.values() if p.film == film and p.provider == provider)
        self._last = {(p.node, p.take): p for p in sorted(mine, key=lambda p: p.at)}

    def by_key(self, key: str) -> Made | None:
        if key not in self._past.by_key:
            return None
        found = reversed(self._past.tried[key])
        return next((_made(p) for p in found if p.sha256 is not None and self._has(p.sha256)), None)

    def before(self, key: str) -> Before | None:
        tried = self._past.tried.get(key)
        if self._free or not tried:
            return None
        found = self._past.by_key.get(key)
        if found is not None:
            return Before(FINISHED, found.at, Decimal(found.counted), sha256=found.sha256)
        lost = [purchase for purchase in tried if purchase.phase in FAILURES]
        if not lost:
            return None
        cost = sum((Decimal(purchase.counted) for purchase in lost), Decimal(0))
        return Before(lost[-1].phase, lost[-1].at, cost, lost[-1].message or "", len(lost))

    def under_way(self, key: str) -> str | None:
        found = self._past.open.get(key)
        return None if found is None else found.phase

    def last(self, node: str, take: int) -> Made | None:
        found = self._last.get((node, take))
        return None if found is None else _made(found)


def _made(purchase: Settled) -> Made:
    return Made(
        *(
            purchase.key,
            purchase.sha256 or "",
            _components(purchase.components),
            purchase.node,
            purchase.take,
        ),
        *(Decimal(purchase.counted), purchase.model, purchase.at),
    )

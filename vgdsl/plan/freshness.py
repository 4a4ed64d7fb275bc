"""Decides for every job: reuse the clip that exists, keep it on hold, share another job's, or make it, and why.

Knows what was made before through History; knows no prices, no clock and no disk. Jobs are taken in graph order, because
a job's identity holds the digests of the clips that it uses. Of a clip yet to be made the digest is not known: such a
job is made after it, whatever else is the same, and is compared with others as if that clip had a name of its own.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

import msgspec

from vgdsl.plan.again import Before
from vgdsl.plan.fields import attributes
from vgdsl.plan.graph import Graph
from vgdsl.plan.job import Finishing, Job, inputs_of, made_by
from vgdsl.plan.key import OFFICIAL, Components, Key, finished, key
from vgdsl.program.entities import Place


class Made(msgspec.Struct, frozen=True):
    """A clip that was made: for which request, for which take of which node, at what price, by which model, when."""

    key: str
    sha256: str
    components: Components
    node: str
    take: int
    cost: Decimal
    model: str
    at: float


class History(Protocol):
    """What the project has made so far."""

    def by_key(self, key: str) -> Made | None:
        """The clip of exactly this request, if its bytes are in the store."""
        ...

    def under_way(self, key: str) -> str | None:
        """The phase of a purchase of exactly this request that is open: `submitted`, `submitting`, `uncertain`, `forgotten`."""
        ...

    def last(self, node: str, take: int) -> Made | None:
        """What was last made for this take of this node (or part, as Job.piece names it), whether or not its bytes are still there."""
        ...

    def before(self, key: str) -> Before | None:
        """What became of exactly this request when it was bought, where it was and no clip of it is in the store."""
        ...


class Provider(msgspec.Struct, frozen=True):
    """Who would make the clips, as keys name it."""

    name: str = "venice"
    address: str = OFFICIAL


class Action(StrEnum):
    REUSE = "reuse"
    MAKE = "make"
    HOLD = "hold"
    SHARE = "share"
    COLLECT = "collect"  # bought already, still to be had
    UNCERTAIN = "uncertain"  # perhaps bought: nobody buys it again before a person has settled that
    FORGOTTEN = "given up"  # perhaps bought, and given up by a person
    ABSENT = "pull"  # bought already; its bytes are elsewhere, or lost
    LOST = "lost"  # paid for, or tried too often, without a clip: nobody buys it again by himself
    BUILD = "build"  # a cut: free, and always from the clips at hand


_UNDER_WAY = {"submitted": Action.COLLECT, "forgotten": Action.FORGOTTEN}


class Why(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    AFTER = "after"
    MISSING = "missing"
    FAILED = "failed"
    AGAIN = "again"


class Reason(msgspec.Struct, frozen=True):
    """Why a clip cannot be the one that exists.

    new: nothing was made for it. changed: the attribute, and where it is written now (`harbor.vg:33`, or who gave it:
    `--set`). after: a node whose clip will be made again. missing: it was made, but its bytes are not in the store. failed: it
    was tried, and cost nothing. again: a person asks for it by name, whatever it cost before.
    """

    why: Why
    attribute: str = ""
    place: str = ""
    node: str = ""


class Decision(msgspec.Struct, frozen=True):
    """What is to be done for a job. `key` and `sha256` where they are known; `like` is the job whose clip it shares.

    `before` is what became of the request earlier, where that matters.
    """

    action: Action
    reasons: tuple[Reason, ...] = ()
    key: Key | None = None
    sha256: str | None = None
    like: str | None = None
    before: Before | None = None


def decide(
    graph: Graph, history: History, provider: Provider, again: Collection[str] = ()
) -> Mapping[str, Decision]:
    """A decision for every job of the graph, in graph order; those in `again` may be bought a second time."""
    walk = _Walk(history, provider, graph, again)
    walk.all()
    return walk.decisions


def standing(graph: Graph, history: History, provider: Provider) -> Mapping[str, str]:
    """The digests of the clips that stand for tasks today, by task; of those that are to be made nothing is known."""
    walk = _Walk(history, provider, graph, ())
    walk.all()
    return {name: digest for name, digest in walk.clips.items() if name not in walk.coming}


class _Walk:
    """A walk through the graph: which clip stands for each job, known by its digest or by the job that will make it."""

    def __init__(self, history: History, provider: Provider, graph: Graph, again: Collection[str]) -> None:
        self.history = history
        self.again = again
        self.provider = provider
        self.graph = graph
        self.decisions: dict[str, Decision] = {}
        self.clips: dict[str, str] = {}
        self.coming: set[str] = set()
        self.absent: set[str] = set()
        self.makers: dict[str, str] = {}

    def all(self) -> None:
        for name in self.graph.order:
            task = self.graph.tasks[name]
            if isinstance(task, Job):
                self.visit(task)
            elif isinstance(task, Finishing):
                self.finish(task)

    def visit(self, job: Job) -> None:
        found = key(job, self.clips, self.provider.name, self.provider.address)
        waits = [need for need in job.needs if need in self.coming]
        decision = self._decide(job, found, waits)
        self.decisions[job.id] = decision
        if decision.sha256 is not None:
            self.clips[job.id] = decision.sha256
            if decision.action is Action.ABSENT:
                self.absent.add(job.id)
            return
        self.coming.add(job.id)
        self.clips[job.id] = self.clips[decision.like] if decision.like else f"clip of {job.id}"

    def finish(self, finishing: Finishing) -> None:
        """A finished clip is as good as there once all is that it is made of: making it costs nothing."""
        needs = set(finishing.needs)
        self.clips[finishing.id] = (
            f"clip of {finishing.id}" if needs & self.coming else finished(finishing, self.clips)
        )
        for among in (self.coming, self.absent):
            if needs & among:
                among.add(finishing.id)

    def _decide(self, job: Job, found: Key, waits: list[str]) -> Decision:
        made = None if waits else self.history.by_key(found.digest)
        known = None if waits else found
        if made is not None:
            return Decision(Action.REUSE, key=known, sha256=made.sha256)
        last = self.history.last(job.piece, job.take)
        reasons = self._reasons(job, found, last)
        if (kept := self._kept(job, last, reasons)) is not None:
            return kept
        if known is not None and (phase := self.history.under_way(found.digest)) is not None:
            return Decision(_UNDER_WAY.get(phase, Action.UNCERTAIN), key=known)
        if (maker := self.makers.get(found.digest)) is not None:
            return Decision(Action.SHARE, key=known, like=maker)
        before = None if waits else self.history.before(found.digest)
        if before is not None and before.bars and job.id not in self.again:
            return _barred(before, reasons, found)
        self.makers[found.digest] = job.id
        return Decision(Action.MAKE, reasons if before is None else _once_more(before), known, before=before)

    def _kept(self, job: Job, last: Made | None, reasons: tuple[Reason, ...]) -> Decision | None:
        """The clip that a job on hold keeps, wherever it is."""
        if not job.hold or last is None:
            return None
        if kept := self.history.by_key(last.key):
            return Decision(Action.HOLD, reasons, Key(kept.key, kept.components), kept.sha256)
        before = self.history.before(last.key)
        if before is None or before.sha256 is None or job.id in self.again:
            return None
        return _barred(before, reasons, Key(last.key, last.components))

    def _reasons(self, job: Job, found: Key, last: Made | None) -> tuple[Reason, ...]:
        if last is None:
            return (Reason(Why.NEW),)
        if last.key == found.digest:
            return (Reason(Why.MISSING),)
        late = [need for need in job.needs if need in self.coming or need in self.absent]
        return changes(job, last.components, found.components, late, self.graph)


def changes(
    job: Job, before: Components, now: Components, remade: Collection[str], graph: Graph
) -> tuple[Reason, ...]:
    """What of a job's identity is another one now; that of the clips of `remade` jobs is told by their nodes alone."""
    tasks = (graph.tasks[need] for need in remade)
    nodes = dict.fromkeys(task.node for task in tasks if isinstance(task, Job | Finishing))
    open_fields = {name for name, value in job.body.items() if _uses(value, remade)}
    fields = [name for name in differing(before, now) if name not in open_fields]
    fields = ["parts" if _recut(name, before, now) else name for name in fields]
    return (*(_changed(job, name) for name in fields), *(Reason(Why.AFTER, node=node) for node in nodes))


def _barred(before: Before, reasons: tuple[Reason, ...], found: Key) -> Decision:
    if before.sha256 is None:
        return Decision(Action.LOST, reasons, found, before=before)
    return Decision(Action.ABSENT, reasons, found, before.sha256, before=before)


def _once_more(before: Before) -> tuple[Reason, ...]:
    return (Reason(Why.AGAIN if before.bars else Why.FAILED),)


def differing(before: Components, now: Components) -> tuple[str, ...]:
    """The parts of two identities that differ, in alphabetical order; fields of the request by their names."""
    old, new = _flat(before), _flat(now)
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))


def _recut(field: str, before: Components, now: Components) -> bool:
    """Whether a source is the same, and another part of it is taken."""
    old, new = (str(_flat(each).get(field)).split(" ")[0] for each in (before, now))
    return field == "video_url" and old == new


def _flat(components: Components) -> dict[str, object]:
    request = components.get("request")
    outer = {name: value for name, value in components.items() if name != "request"}
    return {**outer, **(request if isinstance(request, dict) else {})}


def _changed(job: Job, field: str) -> Reason:
    place = job.places.get(field)
    return Reason(Why.CHANGED, attributes(field)[0], "" if place is None else _where(place))


def _where(place: Place) -> str:
    if place.span is None:
        return str(place.origin)
    return f"{place.span.source.name}:{place.span.position.line}"


def _uses(value: object, jobs: Collection[str]) -> bool:
    return bool(jobs) and any(made_by(medium) in jobs for medium in inputs_of(value))

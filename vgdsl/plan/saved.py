"""A plan as it is kept in a file: what somebody agreed to, and whether a film still stands as it did then.

Knows the form of the file and compares; knows no disk, no words for people and no money that was spent since. A saved plan
holds what its film was opened with, and by job the recipe (recipe.py) and the price. Jobs are found again by their
recipes, so a film may be formatted, reordered and renamed, and a part of the plan may be done already.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

import msgspec

from vgdsl.plan.estimate import Price, Sort, most
from vgdsl.plan.freshness import Action, Reason, changes
from vgdsl.plan.graph import Graph
from vgdsl.plan.job import Job, Task
from vgdsl.plan.key import Components, Key
from vgdsl.plan.plan import Plan, Step
from vgdsl.plan.select import Selection
from vgdsl.program.values import Money

VERSION = 1


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a film was planned with, beside its files."""

    profile: str | None = None
    overrides: tuple[str, ...] = ()
    selection: Selection = Selection()
    simulate: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The same as options of the command line."""
        chosen = self.selection
        options = {
            "--profile": (self.profile,) if self.profile is not None else (),
            "--set": self.overrides,
            "--only": chosen.only,
            "--exclude": chosen.exclude,
            "--from": chosen.since,
            "--until": chosen.until,
            "--again": chosen.again,
        }
        given = [word for option, values in options.items() for value in values for word in (option, value)]
        return (*given, *(("--simulate",) if self.simulate else ()))


class SavedJob(msgspec.Struct, frozen=True, kw_only=True):
    """One take of a node as planned. `components` are what `recipe` is the digest of, kept to tell what changed."""

    id: str
    action: Action
    price: Price | None
    recipe: str
    components: Components

    def __post_init__(self) -> None:
        """Refuses what no plan says: a file may have been edited."""
        if self.price is not None and not (self.price.usd.is_finite() and self.price.usd >= 0):
            raise ValueError(f"{self.price.usd} is no price")

    @property
    def most(self) -> Decimal | None:
        """What it may cost in US dollars; None where the plan could not say."""
        return most(self.price)


class SavedCut(msgspec.Struct, frozen=True):
    id: str
    output: str


class SavedPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The file. `film` is the scene file's path from the plan's folder; `spent` is what the film had cost by then."""

    vgdsl: Literal["plan"] = "plan"
    version: int = VERSION
    film: str
    asked: Asked
    provider: str
    address: str
    catalog_date: str
    made: datetime
    spent: Decimal
    catalog: str = ""  # the digest of the catalogue that it was planned by; "" in older files
    jobs: tuple[SavedJob, ...]
    cuts: tuple[SavedCut, ...]

    @property
    def buys(self) -> Mapping[str, SavedJob]:
        """The purchases agreed to, by recipe."""
        return {job.recipe: job for job in self.purchases}

    @property
    def purchases(self) -> tuple[SavedJob, ...]:
        return tuple(job for job in self.jobs if job.action is Action.MAKE)

    @property
    def unpriced(self) -> tuple[str, ...]:
        """The purchases to which no price was put."""
        return tuple(job.id for job in self.purchases if job.most is None)

    def left(self, spent: Decimal) -> Decimal | None:
        """What may still be spent, now that the film has cost `spent`; None where a purchase has no price.

        Whatever the film has cost since the plan was made counts, so a plan carried out twice is not paid twice.
        """
        if self.unpriced:
            return None
        agreed = sum((job.most or Decimal(0) for job in self.purchases), Decimal(0))
        return max(Decimal(0), agreed - max(Decimal(0), spent - self.spent))


class UnreadablePlanError(Exception):
    """A file that begins like a saved plan and cannot be taken for one; the text says why and what to do."""


class _Head(msgspec.Struct):
    vgdsl: str = ""
    version: int = 0


def resembles(head: bytes) -> bool:
    """Whether a file is meant as a plan, by its first bytes: no scene file begins with a brace."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def written(plan: SavedPlan) -> bytes:
    """The file's bytes: JSON to be read and compared by people too."""
    return msgspec.json.format(msgspec.json.encode(plan), indent=2) + b"\n"


def read(raw: bytes) -> SavedPlan:
    """The plan in a file. Raises UnreadablePlanError."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        head = msgspec.json.decode(raw, type=_Head)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnreadablePlanError(f"is damaged or no plan at all ({error})") from None
    if head.vgdsl != "plan":
        raise UnreadablePlanError("is JSON, but no plan that `vgdsl plan --output` wrote")
    if head.version > VERSION:
        raise UnreadablePlanError(
            f"is of a newer vgdsl (plan version {head.version}, this one reads {VERSION}); update vgdsl"
        )
    try:
        return msgspec.json.decode(raw, type=SavedPlan)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnreadablePlanError(f"is damaged ({error})") from None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a plan that is to be kept comes from."""

    film: str
    asked: Asked
    provider: str
    address: str
    made: datetime
    spent: Decimal
    catalog: str = ""


def saved(plan: Plan, found: Mapping[str, Key], origin: Origin) -> SavedPlan:
    """A plan, ready to be written; `found` are the recipes of the film."""
    return SavedPlan(
        **msgspec.structs.asdict(origin),
        catalog_date=plan.catalog_date,
        jobs=tuple(
            SavedJob(
                id=step.id, action=step.action, price=step.price, recipe=found[step.id].digest,
                components=found[step.id].components,
            )
            for step in plan.steps
        ),
        cuts=tuple(SavedCut(build.id, build.output) for build in plan.builds),
    )  # fmt: skip


class Kind(StrEnum):
    """In which way something is not as it was planned."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    UNPLANNED = "unplanned"  # the same, but it would be bought, and was not to be
    RISEN = "risen"
    OUTPUT = "output"
    PROVIDER = "provider"


class Stale(msgspec.Struct, frozen=True):
    """One thing that is not as it was planned: a job or cut by its id. `was` and `now` are prices, files or places."""

    id: str
    kind: Kind
    reasons: tuple[Reason, ...] = ()
    was: str = ""
    now: str = ""


def stale(
    before: SavedPlan, plan: Plan, graph: Graph, found: Mapping[str, Key], address: str
) -> tuple[Stale, ...]:
    """All that is not as it was planned; nothing where the plan may be carried out.

    `plan` is the film's plan as things stand, opened with what the saved one was `asked`; `found` are its recipes.
    """
    was, now = (before.provider, before.address.rstrip("/")), (plan.provider, address.rstrip("/"))
    if was != now:
        return (Stale("", Kind.PROVIDER, was=" at ".join(was), now=" at ".join(now)),)
    known = {job.recipe for job in before.jobs}
    changed = {step.id for step in plan.steps if found[step.id].digest not in known}
    names, buys = {job.id: job for job in before.jobs}, before.buys
    altered = (_altered(names.get(name), graph.tasks[name], found[name], changed, graph) for name in changed)
    order = {step.id: number for number, step in enumerate(plan.steps)}
    bought = (_bought(step, buys.get(found[step.id].digest)) for step in plan.steps if step.id not in changed)
    differing = sorted((*altered, *filter(None, bought)), key=lambda each: order[each.id])
    return (*differing, *_removed(before, {name: found[name].digest for name in order}), *_cuts(before, plan))


def _altered(before: SavedJob | None, job: Task, now: Key, changed: Collection[str], graph: Graph) -> Stale:
    if before is None or not isinstance(job, Job):
        return Stale(job.id, Kind.ADDED)
    remade = [need for need in job.needs if need in changed]
    return Stale(job.id, Kind.CHANGED, changes(job, before.components, now.components, remade, graph))


def _bought(step: Step, agreed: SavedJob | None) -> Stale | None:
    """What speaks against buying a job that is the one that was planned; only a quote proves that a price has risen."""
    if step.action is not Action.MAKE:
        return None
    if agreed is None:
        return Stale(step.id, Kind.UNPLANNED, step.reasons)
    price, limit = step.price, agreed.most
    if price is None or limit is None or price.sort is not Sort.QUOTED or price.usd <= limit:
        return None
    return Stale(step.id, Kind.RISEN, was=str(Money(limit)), now=str(Money(price.usd)))


def _removed(before: SavedPlan, now: Mapping[str, str]) -> Iterator[Stale]:
    recipes = set(now.values())
    for job in before.jobs:
        if job.id not in now and job.recipe not in recipes:
            yield Stale(job.id, Kind.REMOVED)


def _cuts(before: SavedPlan, plan: Plan) -> Iterator[Stale]:
    """A cut is free and always made as the film says now; but it must not take the place of another file."""
    outputs = {cut.id: cut.output for cut in before.cuts}
    for build in plan.builds:
        if build.output not in outputs.values():
            yield Stale(build.id, Kind.OUTPUT, was=outputs.get(build.id, ""), now=build.output)

"""Looks at what is left when all runs of a project have ended, and says what should not be so.

Three witnesses are compared: the account at the simulator, the journal of the project, and the bytes on the disk.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from decimal import Decimal

import msgspec
from film import CUT, JOBS, MODELS, NEEDS
from project import Project

from vgdsl.providers.simulator.account.ledger import Booking, read_bookings

UNCERTAIN = 4
"""The exit code that says so."""
ENDED = frozenset({"failed", "refused", "expired"})
"""Phases of purchases that the provider let fail."""


class Purchase(msgspec.Struct, frozen=True):
    """A row of the journal."""

    job: str
    key: str
    model: str
    phase: str
    queue_id: str | None
    sha256: str | None
    counted: str
    message: str | None


@dataclass(frozen=True, kw_only=True)
class Found:
    """Of one project: what was charged, how often twice, what is lost, what is uncertain, and everything wrong in words."""

    charges: int = 0
    twice: int = 0
    lost: int = 0
    uncertain: int = 0
    charged: int = 0
    """Of those uncertain, how many were really bought."""
    wrong: tuple[str, ...] = ()


def purchases(project: Project) -> list[Purchase]:
    """The journal, as it is on the disk; none where there is no journal yet."""
    path = project.folder / ".vgdsl/journal.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'purchase'").fetchone():
            return []
        columns = ", ".join(Purchase.__struct_fields__)
        return [Purchase(*row) for row in database.execute(f"SELECT {columns} FROM purchase ORDER BY id")]


def under_way(project: Project) -> frozenset[str]:
    """The keys of orders that are being sent: those alone may become uncertain when the program ends now."""
    return frozenset(p.key for p in purchases(project) if p.phase == "submitting")


def look(
    project: Project,
    code: int,
    doubtful: frozenset[str] | None = None,
    *,
    failing: int = 0,
    exact: bool = True,
    whole: bool = True,
) -> Found:
    """Compare. `code` is what the last run ended with; `doubtful` are the keys that may be uncertain, None: any.

    `failing` is how many purchases the provider itself lets fail; with `exact` it told of every refund;
    with `whole` the runs were to make the film, and not only to collect.
    """
    rows, wrong = purchases(project), []
    bookings = read_bookings(project.account / "ledger.jsonl")
    charges = [booking for booking in bookings if booking.kind == "charge"]
    uncertain = [p for p in rows if p.phase == "uncertain"]
    named = {p.queue_id for p in rows if p.queue_id}
    unnamed = Counter(b.model for b in charges if b.queue_id not in named)
    unaccounted = sum((unnamed - Counter(p.model for p in uncertain)).values())
    if unaccounted:
        wrong.append(f"{unaccounted} charges that the journal knows nothing of: {dict(unnamed)}")
    if doubtful is not None and (beyond := [p.job for p in uncertain if p.key not in doubtful]):
        wrong.append(f"uncertain without a cause: {beyond}")
    if (ended := sum(p.phase in ENDED for p in rows)) != failing:
        wrong.append(f"{ended} purchases failed, not {failing}")
    again = _twice(rows, charges, wrong)
    lost = _lost(project, rows, {b.queue_id: b.request for b in charges}, wrong)
    _money(rows, bookings, wrong, exact=exact)
    _ending(project, code, rows, wrong, whole=whole)
    return Found(
        charges=len(charges),
        twice=again,
        lost=lost + unaccounted,
        uncertain=len(uncertain),
        charged=sum(unnamed.values()),
        wrong=tuple(wrong),
    )


def _twice(rows: list[Purchase], charges: list[Booking], wrong: list[str]) -> int:
    """How many purchases there are beyond one a job, not counting those that failed at the provider."""
    bought = Counter(p.job for p in rows if p.phase not in {"not sent", *ENDED})
    allowed = Counter({model: len(jobs) for model, jobs in MODELS.items()})
    allowed.update(p.model for p in rows if p.phase in ENDED)
    beyond = Counter(b.model for b in charges) - allowed
    twice = sum(n - 1 for n in bought.values()) + sum(beyond.values())
    if twice:
        wrong.append(f"bought twice: {dict(bought)}, beyond that {dict(beyond)}")
    return twice


def _lost(project: Project, rows: list[Purchase], ordered: Mapping[str, str], wrong: list[str]) -> int:
    """How many purchases with a ticket have no clip in the store, byte for byte what the simulator made of what was ordered."""
    lost = 0
    for purchase in rows:
        if purchase.queue_id is None or purchase.phase in ENDED:
            continue
        made = (project.account / f"clips/{ordered[purchase.queue_id]}.mp4").read_bytes()
        digest = hashlib.sha256(made).hexdigest()
        kept = project.folder / f".vgdsl/store/{digest[:2]}/{digest[2:]}.mp4"
        if purchase.phase != "finished" or purchase.sha256 != digest:
            wrong.append(f"{purchase.job} is paid for, but {purchase.phase}: {purchase.message}")
            lost += 1
        elif not kept.exists() or kept.read_bytes() != made:
            wrong.append(f"{purchase.job} is not in the store as it was made")
            lost += 1
    wrong.extend(
        f"the store holds {kept.name}, which is something else"
        for kept in project.folder.glob(".vgdsl/store/*/*.mp4")
        if hashlib.sha256(kept.read_bytes()).hexdigest() != kept.parent.name + kept.stem
    )
    return lost


def _money(rows: list[Purchase], bookings: list[Booking], wrong: list[str], *, exact: bool) -> None:
    """Whether the journal counts what the account was charged: never less, and not more where everything is known."""
    counted = sum(Decimal(p.counted) for p in rows)
    kept = sum(b.usd if b.kind == "charge" else -b.usd for b in bookings)
    sure = exact and not any(p.phase == "uncertain" for p in rows)
    if counted < kept or (sure and counted != kept):
        wrong.append(f"the journal counts ${counted}, the account ${kept}")


def _ending(project: Project, code: int, rows: list[Purchase], wrong: list[str], *, whole: bool) -> None:
    """Whether everything is there but what needs what is uncertain, and the last run said so."""
    uncertain = {p.job for p in rows if p.phase == "uncertain"}
    finished = {p.job for p in rows if p.phase == "finished"}
    if code != (UNCERTAIN if uncertain else 0):
        wrong.append(f"the last run ended with {code}")
    if not whole:
        return
    if finished != (wanted := without(uncertain)):
        wrong.append(f"{sorted(finished)} are made, and not {sorted(wanted)}")
    if not uncertain and not (project.folder / "out" / CUT).exists():
        wrong.append("there is no cut")


def without(stopped: set[str]) -> set[str]:
    """The jobs that can be made when some cannot."""
    return {job for job in JOBS if job not in stopped and not stopped.intersection(NEEDS[job])}


def also(found: Found, wrong: str) -> Found:
    """The same, with one thing more that is wrong."""
    return replace(found, wrong=(*found.wrong, wrong))

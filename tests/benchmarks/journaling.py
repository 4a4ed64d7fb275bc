"""E2, E4, J1, K1: what a whole run costs a node, journal and all, where the clips themselves cost nothing."""

import asyncio
import gc
import hashlib
import json
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from material import folder, graph, jobs
from measure import Effort, Reading, child, contest, cpu, repeated, resident, wall

from vgdsl.plan.job import Expected, Job
from vgdsl.plan.key import key
from vgdsl.providers.base import Delivered, Ticket
from vgdsl.run.clock import SystemClock
from vgdsl.run.memory.journal import Journal
from vgdsl.run.memory.ledger import SETTLED
from vgdsl.run.order import Order
from vgdsl.run.pacing.limiter import Limiter
from vgdsl.run.results import Results
from vgdsl.run.runner import run
from vgdsl.run.store import Store
from vgdsl.run.tools import Tools

PLACES = 500
TRANSITIONS = 4
PRICE = Decimal("0.40")


class AtOnce(SystemClock):
    """A clock on which nobody waits."""

    async def sleep(self, seconds: float) -> None:
        return None


class Noop:
    """A provider that has every clip made already."""

    def __init__(self, name: str = "venice", address: str = "https://api.venice.ai/api/v1") -> None:
        self.name, self.address = name, address
        self._orders = 0

    async def quote(self, body: Mapping[str, object]) -> Decimal:
        return PRICE

    async def queue(self, body: Mapping[str, object], node: str = "") -> Ticket:
        self._orders += 1
        now = time.time()
        return Ticket(self.name, self.address, str(body["model"]), f"q{self._orders}", None, now, now + 86400)

    async def retrieve(self, ticket: Ticket, into: Path) -> Delivered:
        return Delivered(into, 9, hashlib.sha256(ticket.queue_id.encode()).hexdigest(), "video/mp4")


class Trusting:
    """A studio that finds every clip in order."""

    async def measure(self, clip: Path) -> Expected:
        return Expected()

    async def verify(self, clip: Path, expected: object) -> None:
        return None

    async def frame(self, clip: Path, at: object, out: Path) -> None:
        await asyncio.to_thread(out.touch)


class Careless(Store):
    """A store that does not care for bytes."""

    async def keep(self, temporary: Path, sha256: str) -> Path:
        return temporary


class Nowhere(Results):
    """Results that nobody looks at."""

    def put(self, name: str, source: Path) -> None:
        return None


def perform(
    place: Path,
    tasks: tuple[Job, ...],
    provider: Noop | None = None,
    store: Store | None = None,
    results: Results | None = None,
) -> None:
    """One run, as the command line does it, with nothing behind it but what is given."""
    state = place / ".vgdsl"
    gc.freeze()
    asyncio.run(
        _performed(
            place, tasks, provider or Noop(), store or Careless(state), results or Nowhere(place / "out")
        )
    )
    gc.unfreeze()


async def _performed(
    place: Path, tasks: tuple[Job, ...], provider: Noop, store: Store, results: Results
) -> None:
    clock = AtOnce()
    with Journal(place / ".vgdsl" / "journal.db") as journal:
        tools = Tools(
            project=place,
            provider=provider,
            collector=lambda _: provider,
            journal=journal,
            store=store,
            studio=Trusting(),
            results=results,
            clock=clock,
            submissions=Limiter(clock, 10**9, failures=10**9),
            retrievals=Limiter(clock, 10**9, failures=10**9),
            chance=lambda: 0.5,
        )
        planned = dict.fromkeys((task.id for task in tasks), PRICE)
        found = await run(Order(film="film.vg", tasks=tasks, planned=planned, places=PLACES), tools)
    if len(found.finished) != len(tasks):
        raise ValueError("a run without a provider's trouble should finish everything")


def whole_run(effort: Effort) -> Iterator[Reading]:
    nodes = effort.of(10_000, 30)
    tasks = jobs(graph("wide", nodes))
    with folder() as place:
        numbers = iter(range(10**6))
        found = contest(
            lambda: perform(place / str(next(numbers)), tasks),
            lambda: _bare_rows(place / f"{next(numbers)}.db", nodes),
            effort.pairs,
            wall,
        )
        processor = repeated(
            lambda: cpu(lambda: perform(place / str(next(numbers)), tasks)), min(3, effort.pairs)
        )
    each, rows = found.ours.times(1e6 / nodes), found.theirs.times(1e6 / nodes)
    beside = f"{processor.middle * 1e6 / nodes:.0f} us of CPU; bare SQLite rows, {TRANSITIONS} each: {rows.middle:.0f} us"
    yield Reading("E2", f"run of {nodes:,} no-op jobs with the journal, each", each, "us", 80, beside)


def _bare_rows(path: Path, nodes: int) -> None:
    """As many rows as a run has transitions, as many at a time, and nothing else."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, body BLOB)")
        for _ in range(0, nodes * TRANSITIONS, PLACES):
            db.execute("BEGIN")
            db.executemany("INSERT INTO event (body) VALUES (?)", [(b"x" * 200,)] * PLACES)
            db.execute("COMMIT")


def memory(effort: Effort) -> Iterator[Reading]:
    nodes = effort.of(10_000, 30)
    most = repeated(lambda: child("journaling", nodes)["most"] / 1e6, min(3, effort.pairs))
    beside = "doit 89 MB (anchor)"
    yield Reading("E4", f"most memory of a process that runs {nodes:,} jobs", most, "MB", 100, beside)


def resume(effort: Effort) -> Iterator[Reading]:
    nodes = effort.of(10_000, 30)
    with folder() as place:
        perform(place, jobs(graph("wide", nodes)))
        path = place / ".vgdsl" / "journal.db"

        def load() -> None:
            with Journal(path) as journal:
                journal.past()

        found = contest(load, lambda: _bare_fetch(path), effort.pairs * 3)
    beside = f"SQLite's own fetch of the columns: {found.theirs.middle * 1e3:.1f} ms"
    yield Reading("J1", f"loading a journal of {nodes:,} nodes", found.ours.times(1e3), "ms", 30, beside)


def _bare_fetch(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(SETTLED).fetchall()


def keys(effort: Effort) -> Iterator[Reading]:
    nodes = effort.of(10_000, 30)
    tasks = jobs(graph("wide", nodes))
    data = [repr(task.body).encode() for task in tasks]

    def ours() -> None:
        for task in tasks:
            key(task, {}, "venice")

    def theirs() -> None:
        for body in data:
            hashlib.sha256(body).hexdigest()

    found = contest(ours, theirs, effort.pairs)
    beside = f"sha256 alone {found.theirs.middle * 1e6 / nodes:.2f} us"
    yield Reading("K1", f"a key, of {nodes:,}", found.ours.times(1e6 / nodes), "us", 5, beside)


if __name__ == "__main__":
    with folder() as own:
        perform(own, jobs(graph("wide", int(sys.argv[1]))))
        sys.stdout.write(json.dumps({"most": resident("VmHWM")}))

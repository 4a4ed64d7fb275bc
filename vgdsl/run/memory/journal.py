"""The project's memory: every event, on disk, in order. Knows SQLite; knows nothing of providers, jobs or files.

Events recorded in one turn of the event loop are written together. `secured` returns when all that was recorded is safe
from a power cut as well; a purchase waits for that twice, before its bytes leave and before its first poll, and its
verdict once. Other events are safe from a crash of the program at once and from a power cut a little later.

A small file of zeroes beside the database keeps room for tickets: when the disk is full it is given up, what
has to be written is written, and `full` says that nothing more should be bought.
"""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from itertools import groupby, starmap
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from vgdsl.run import events as e
from vgdsl.run.memory import ledger
from vgdsl.run.memory.disk import shared_between_machines
from vgdsl.run.memory.past import Open, Past, Settled

AnyEvent = (
    e.RunStarted | e.Ready | e.Reused | e.Held | e.Intended | e.NotSent | e.Submitted | e.Resumed | e.Finished
    | e.Refused | e.Failed | e.Expired | e.Uncollected | e.Uncertain | e.Blocked | e.Stopped | e.Built | e.BuildFailed
    | e.Unchanged | e.RunEnded | e.Released | e.Forgotten | e.Reopened | e.Accepted | e.CleanedUp | e.Joined | e.Kept
)  # fmt: skip
"""The events that are kept. The others are only for whoever watches."""

KEPT = frozenset(AnyEvent.__args__)
PRECIOUS = frozenset(ledger.CHANGES)
"""Events of the purchase: written through to the disk itself."""

_OVERTAKEN = (
    "This run was overtaken: {} works on the project now. Nothing more is bought here; what this run bought is in the"
    " journal, and is collected by the next run."
)
_BEHIND = (
    "Another process worked on the project since this one looked at it. Nothing was bought here; run again when that has"
    " ended."
)
_FOREIGN = "Another run has taken over a purchase of this one meanwhile, so what became of it here ({}) was not written down."

_OF_A_JOB = e.JobEvent | e.Settlement
_ROOM = 512 * 1024
_BUSY = 10.0


class JournalError(Exception):
    """The journal cannot be read or written; the text says what to do."""


class UnwrittenError(JournalError):
    """Something was bought, and its ticket is not in the journal; the text holds its number, which is nowhere else."""


class OvertakenError(JournalError):
    """Another run has taken the project over while this one slept: it may finish what it bought, and buys no more.

    `foreign` are jobs whose purchases are that run's by now, so that what became of them here is not written down.
    """

    def __init__(self, message: str, foreign: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.foreign = foreign


class Journal:
    """One project's journal, in one file. Opens it, or makes it. Raises JournalError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.full = False
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(AnyEvent).decode
        self._waiting: list[e.Event] = []
        self._waiters: list[asyncio.Future[None]] = []
        self._scheduled = False
        self._run = ledger.Run(0, "", "")
        self._seen: int | None = None
        with self._clear():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=_BUSY, isolation_level=None, cached_statements=64)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            with suppress(JournalError):  # what broke the run matters more than what it broke
                self.close()

    def record(self, event: e.Event) -> None:
        """Take down what happened; written at the end of this turn of the event loop, or at `flush`."""
        self._waiting.append(event)
        if not self._scheduled:
            self._schedule()

    async def secured(self) -> None:
        """Return when all that was recorded is safe. Raises JournalError when it could not be written."""
        if not self._waiting:
            return
        if not self._scheduled:
            self._schedule()
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        await waiter

    def flush(self) -> None:
        """Write what was recorded, all of it or nothing. Raises JournalError, and then it is still to be written."""
        if not self._waiting:
            return
        with self._clear():
            objection = self._written()
        self._waiting = []
        if objection is not None:
            raise objection

    def _written(self) -> JournalError | None:
        """Write what waits, once more with the room kept for a full disk."""
        try:
            return self._write(self._waiting)
        except sqlite3.OperationalError:
            if not self._make_room():
                raise
            return self._write(self._waiting)

    def insist(self) -> None:
        """See that the project is still this run's. Raises OvertakenError."""
        with self._clear():
            successor = self._successor()
        if successor is not None:
            raise OvertakenError(_overtaken(successor))

    def close(self) -> None:
        with self._clear():
            try:
                self.flush()
            finally:
                self._db.close()

    def past(self) -> Past:
        """All purchases of the project. A run can begin only while they are still the newest."""
        with self._clear():
            self._seen = self._newest_event()  # first, so that what is added meanwhile is noticed
            settled = starmap(Settled, self._db.execute(ledger.SETTLED))
            return Past(settled, starmap(Open, self._db.execute(ledger.OPEN)))

    def failed(self, film: str, provider: str, now: float) -> list[tuple[str, str]]:
        """The jobs of a film that failed at a provider and whose tickets still live, each with its key."""
        with self._clear():
            return self._db.execute(ledger.FAILED, (film, provider, now)).fetchall()

    def films(self) -> tuple[str, ...]:
        """All films that anything was ordered for, by name."""
        with self._clear():
            return tuple(film for (film,) in self._db.execute(ledger.FILMS))

    def tickets(self, provider: str, since: float, until: float) -> list[tuple[float, Decimal, str]]:
        """The purchases that a provider is known to have accepted between two moments: when, at what quote, of which model."""
        with self._clear():
            rows = self._db.execute(ledger.TICKETS, (provider, since, until)).fetchall()
        return [(at, Decimal(quote), model) for at, quote, model in rows]

    def events(self, run: int | None = None) -> Iterator[e.Event]:
        """The events of a run by its number, of the newest without one."""
        if run is None:
            run = self.newest_run()
        with self._clear():
            rows = self._db.execute("SELECT body FROM event WHERE run = ? ORDER BY seq", (run,)).fetchall()
        return (self._decode(body) for (body,) in rows)

    def newest_run(self, film: str | None = None) -> int:
        """The number of the newest run, of one film or of all; 0 when there was none."""
        with self._clear():
            found = self._db.execute(
                "SELECT max(id) FROM run WHERE ?1 IS NULL OR film = ?1", (film,)
            ).fetchone()
        return found[0] or 0

    def _schedule(self) -> None:
        self._scheduled = True
        asyncio.get_running_loop().call_soon(self._end_of_turn)

    def _end_of_turn(self) -> None:
        self._scheduled = False
        waiters, self._waiters = self._waiters, []
        failure: Exception | None = None
        try:
            self.flush()
        except Exception as error:  # noqa: BLE001 - handed to everybody who waits
            failure = error
        for waiter in waiters:
            if waiter.done():
                continue  # it was cancelled
            if failure is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(failure)

    def _write(self, events: list[e.Event]) -> JournalError | None:
        """Write all that this run may write; what to say of the rest: a newer run's purchases are not ours to change."""
        precious = any(type(event) in PRECIOUS for event in events)
        self._db.execute(f"PRAGMA synchronous = {'FULL' if precious else 'NORMAL'}")
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if any(type(event) is e.RunStarted for event in events):
                self._begin()
            buys = any(type(event) is e.Intended for event in events)
            overtaken = buys and self._successor() is not None
            foreign = self._put([x for x in events if type(x) is not e.Intended] if overtaken else events)
            successor = self._successor() if overtaken or foreign else None
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        if successor is not None:
            return OvertakenError(_overtaken(successor, foreign), tuple(foreign))
        if foreign and not self._run.number:
            return JournalError(_FOREIGN.format(", ".join(foreign)))
        return None  # a purchase of an older run, which has woken up and told its verdict first

    def _begin(self) -> None:
        """See that what a run will act on is the newest: it may have slept since, and another have bought it all."""
        if self._seen is not None and self._seen != self._newest_event():
            raise OvertakenError(_BEHIND)

    def _newest_event(self) -> int:
        (newest,) = self._db.execute("SELECT max(seq) FROM event").fetchone()
        return newest or 0

    def _successor(self) -> str | None:
        """Who runs a newer run than this one, None for nobody."""
        newest, owner = self._db.execute(ledger.NEWEST_RUN).fetchone()
        return None if self._run.number in {0, newest} else owner or "another process"

    def _put(self, events: list[e.Event]) -> list[str]:
        """Write events and what they mean for purchases; the jobs among whose purchases are some that are not ours any more.

        Statements cost more than rows, so neighbours of a kind are written by one.
        """
        rows = []
        for event in events:
            if isinstance(event, e.RunStarted):
                values = (event.run, event.film, event.provider, event.at, event.owner)
                number = self._db.execute(ledger.INSERT_RUN, values).lastrowid or 0
                self._run = ledger.Run(number, event.film, event.provider)
            elif isinstance(event, e.RunEnded):
                self._db.execute(ledger.END_RUN, (event.at, self._run.number))
            rows.append((self._run.number, self._encode(event)))
        self._db.executemany(ledger.INSERT_EVENT, rows)
        foreign = []
        for kind, group in groupby(
            (x for x in events if isinstance(x, _OF_A_JOB) and type(x) in ledger.CHANGES), type
        ):
            statement, values_of = ledger.CHANGES[kind]
            changed = list(group)
            done = self._db.executemany(
                statement, [values_of(event, self._run) for event in changed]
            ).rowcount
            foreign += [event.job for event in changed] if done != len(changed) else []
        return foreign

    def _prepare(self) -> None:
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and application != ledger.APPLICATION:
            raise JournalError(f"{self.path} is a database of another program. Move it away and run again.")
        if version > ledger.VERSION:
            raise JournalError(f"{self.path} was written by a newer vgdsl. Update this one, then run again.")
        self._db.execute(
            f"PRAGMA journal_mode = {'TRUNCATE' if shared_between_machines(self.path) else 'WAL'}"
        )
        if not tables:
            self._db.executescript(f"BEGIN IMMEDIATE; {ledger.SCHEMA} COMMIT;")
        elif version < ledger.VERSION:
            steps = "".join(ledger.MIGRATIONS[each] for each in range(version, ledger.VERSION))
            self._db.executescript(
                f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {ledger.VERSION}; COMMIT;"
            )
        self._keep_room()

    @property
    def _room(self) -> Path:
        return self.path.with_suffix(".room")

    def _keep_room(self) -> None:
        try:
            if not self._room.exists():
                self._room.write_bytes(bytes(_ROOM))
        except OSError:
            self.full = True

    def _make_room(self) -> bool:
        """Give up the room kept for a full disk; whether there was any."""
        try:
            self._room.unlink()
        except OSError:
            return False
        self.full = True
        return True

    @contextmanager
    def _clear(self) -> Iterator[None]:
        """Turn what SQLite says into words for the film maker."""
        try:
            yield
        except (sqlite3.OperationalError, OSError) as error:
            raise JournalError(f"{self.path} cannot be used: {error}. {_way_out(str(error))}") from error
        except sqlite3.IntegrityError as error:
            raise JournalError(
                "The same clip is on order already, by another process. Nothing was bought; run again when that has ended."
            ) from error
        except sqlite3.DatabaseError as error:
            raise JournalError(
                f"{self.path} is damaged, or is no journal of vgdsl: {error}. Paid clips are safe in the store beside"
                " it. Bring the file back from a copy, or move it away and start a new one."
            ) from error


def _overtaken(successor: str, foreign: Sequence[str] = ()) -> str:
    text = _OVERTAKEN.format(successor)
    return f"{text} {_FOREIGN.format(', '.join(foreign))}" if foreign else text


def _way_out(cause: str) -> str:
    if "locked" in cause:
        return "Another program is writing to it; wait for it to end."
    if "full" in cause or "space" in cause:
        return "Make room on the disk and run again: what is paid for is collected first."
    return "See that the disk has room and can be written to, then run again: what is paid for is collected first."

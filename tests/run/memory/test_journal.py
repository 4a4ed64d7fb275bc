"""The journal remembers exactly, tells in words when it cannot, and keeps room for what is paid for."""

import asyncio
import sqlite3
from decimal import Decimal

import msgspec
import pytest

from vgdsl.plan.blame import Blamed
from vgdsl.plan.job import Expected
from vgdsl.run import events as e
from vgdsl.run.memory.journal import Journal, JournalError, OvertakenError
from vgdsl.run.memory.ledger import MIGRATIONS

STARTED = e.RunStarted(
    at=1.0,
    run="r1",
    film="film.vg",
    provider="venice",
    jobs=("a",),
    assemblies=(),
    cap=Decimal(5),
    spent=Decimal(0),
)


def intended(key="k1", job="a", **more):
    facts = {
        "components": {"request": {"prompt": "sea"}},
        "model": "wan",
        "quote": Decimal("0.1234567"),
        "scene": "s",
    }
    return e.Intended(at=2.0, job=job, key=key, **{**facts, **more})


def submitted(key="k1", job="a"):
    return e.Submitted(
        at=3.0, job=job, key=key, model="wan-2", queue_id="q1", download_url="https://x.example/1", provider="venice",
        address="https://api.example", deadline=99.0,
    )  # fmt: skip


def finished(key="k1", job="a"):
    return e.Finished(at=4.0, job=job, key=key, sha256="5" * 64, size=9, cost=Decimal("0.1234567"))


async def write(path, *events):
    with Journal(path) as journal:
        for event in events:
            journal.record(event)


FIRST_VERSION = """
CREATE TABLE run (id INTEGER PRIMARY KEY, name TEXT NOT NULL, film TEXT NOT NULL, provider TEXT NOT NULL,
  started REAL NOT NULL, ended REAL);
CREATE TABLE event (seq INTEGER PRIMARY KEY, run INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE purchase (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, film TEXT NOT NULL, job TEXT NOT NULL, node TEXT NOT NULL,
  take INTEGER NOT NULL, scene TEXT, key TEXT NOT NULL, components BLOB NOT NULL, quote TEXT NOT NULL,
  counted TEXT NOT NULL, phase TEXT NOT NULL, open INTEGER, intended_at REAL NOT NULL, at REAL NOT NULL,
  provider TEXT NOT NULL, address TEXT, model TEXT NOT NULL, queue_id TEXT, download_url TEXT, submitted_at REAL,
  deadline REAL, sha256 TEXT, size INTEGER, message TEXT);
CREATE UNIQUE INDEX open_purchase ON purchase (key) WHERE open;
INSERT INTO run VALUES (1, 'r', 'film.vg', 'venice', 0.5, NULL);
INSERT INTO purchase VALUES (1, 1, 'film.vg', 'a', 'a', 1, NULL, 'k1', x'80', '0.4', '0.4', 'submitted', 1, 1.0, 1.0, 'venice',
  'https://api.example', 'wan', 'q1', NULL, 2.0, 99.0, NULL, NULL, NULL);
PRAGMA application_id = 1986487411;
PRAGMA user_version = 1;
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".vgdsl" / "journal.db"


async def test_events_come_back_as_they_were(path):
    story = (
        STARTED, e.Ready(at=1.5, job="a"), intended(), submitted(), finished(),
        e.Stopped(at=5.0, job="b", limit="run", message="…"), e.Blocked(at=5.0, job="c", by="b"),
        e.RunEnded(at=6.0, spent=Decimal("0.1234567"), finished=1, reused=0, running=(), interrupted=False),
    )  # fmt: skip
    await write(path, *story)
    with Journal(path) as journal:
        assert tuple(journal.events()) == story


async def test_an_open_ticket_comes_back_whole(path):
    await write(path, STARTED, intended(), submitted())
    with Journal(path) as journal:
        (purchase,) = journal.past().open.values()
    ticket = purchase.ticket
    assert (ticket.model, ticket.queue_id, ticket.download_url) == ("wan-2", "q1", "https://x.example/1")
    assert (ticket.address, ticket.submitted_at, ticket.deadline) == ("https://api.example", 3.0, 99.0)
    assert purchase.price == Decimal("0.1234567")


@pytest.mark.parametrize(
    ("verdict", "counted"),
    [
        (finished(), "0.1234567"),
        (e.NotSent(at=4.0, job="a", key="k1", message="", retry=True), "0"),
        (e.Failed(at=4.0, job="a", key="k1", message="", refunded=True), "0"),
        (e.Failed(at=4.0, job="a", key="k1", message="", refunded=None), "0.1234567"),
        (e.Refused(at=4.0, job="a", key="k1", message="", refunded=False), "0.1234567"),
        (e.Expired(at=4.0, job="a", key="k1", message=""), "0.1234567"),
        (e.Uncertain(at=4.0, job="a", key="k1", message=""), "0.1234567"),
    ],
)
async def test_what_counts_against_budgets(path, verdict, counted):
    await write(path, STARTED, intended(), submitted(), verdict)
    with Journal(path) as journal:
        total, scenes = journal.past().spent("film.vg", "venice")
        assert journal.past().spent("film.vg", "simulator")[0] == 0
        assert journal.past().spent("other.vg", "venice")[0] == 0
    assert total == scenes["s"] == Decimal(counted)


async def test_a_refusal_before_the_ticket_costs_nothing(path):
    await write(path, STARTED, intended(), e.Refused(at=4.0, job="a", key="k1", message=""))
    with Journal(path) as journal:
        assert journal.past().spent("film.vg", "venice")[0] == 0


async def test_the_database_itself_refuses_a_second_open_purchase_of_a_request(path):
    await write(path, STARTED, intended(), submitted())
    with pytest.raises(JournalError):
        await write(path, STARTED, intended(job="b"))
    with Journal(path) as journal:
        assert len(journal.past().open) == 1


async def test_a_run_that_was_overtaken_buys_no_more_and_keeps_what_it_bought(path):
    """A laptop that slept through another machine's taking over wakes up with orders in its hands."""
    with Journal(path) as sleeper, Journal(path) as newer:
        for event in (STARTED, intended("k1", "a")):
            sleeper.record(event)
        await sleeper.secured()
        newer.record(msgspec.structs.replace(STARTED, owner="process 7 on desk"))
        newer.flush()
        sleeper.record(submitted("k1", "a"))
        sleeper.record(intended("k2", "b"))
        with pytest.raises(OvertakenError) as told:
            await sleeper.secured()
        assert str(told.value) == (
            "This run was overtaken: process 7 on desk works on the project now. Nothing more is bought here; what this"
            " run bought is in the journal, and is collected by the next run."
        )
        assert {key: p.phase for key, p in newer.past().open.items()} == {"k1": "submitted"}


async def test_a_run_that_was_overtaken_cannot_touch_what_the_newer_one_orders(path):
    with Journal(path) as sleeper, Journal(path) as newer:
        for event in (STARTED, intended("k1", "a")):
            sleeper.record(event)
        await sleeper.secured()
        for event in (
            e.Released(at=5.0, job="a", key="k1", charged=True),
            msgspec.structs.replace(STARTED, run="r2"),
            intended("k1", "a"),
        ):
            newer.record(event)
            newer.flush()
        sleeper.record(e.Uncertain(at=6.0, job="a", key="k1", message="The connection broke."))
        sleeper.record(e.Ready(at=6.0, job="c"))
        with pytest.raises(JournalError) as told:
            await sleeper.secured()
        assert str(told.value) == (
            "This run was overtaken: another process works on the project now. Nothing more is bought here; what this run"
            " bought is in the journal, and is collected by the next run. Another run has taken over a purchase of this one"
            " meanwhile, so what became of it here (a) was not written down."
        )
        assert newer.past().open["k1"].phase == "submitting"


async def test_a_journal_of_the_first_version_is_brought_up_to_date(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as old:
        old.executescript(FIRST_VERSION)
    old.close()
    with Journal(path) as journal:
        (purchase,) = journal.past().open.values()
        assert (purchase.phase, purchase.price, purchase.expected) == (
            "submitted",
            Decimal("0.4"),
            Expected(),
        )
        journal.record(STARTED)
        journal.record(intended("k2", "b", expected=Expected(5.0, 1280, 720), usual=60.0))
        await journal.secured()
    with Journal(path) as journal:
        assert journal.past().open["k2"].expected == Expected(5.0, 1280, 720)


async def test_all_that_was_said_of_a_refusal_is_kept_with_its_purchase(path):
    consent = e.Consent("seedance", "I may use them.", "v2.0")
    refused = e.Refused(
        at=4.0, job="a", key="k1", message="Not this.", refunded=None, model="wan", price=Decimal("0.5"),
        inputs=(Blamed("prompt", "prompt", "prompt", "film.vg:3"),), named=False, suggested_prompt="that",
        recommended_model="kling-o3", consent=consent,
    )  # fmt: skip
    await write(path, STARTED, intended(), refused)
    with Journal(path) as journal:
        (purchase,) = journal.past().settled
        assert purchase.judged == refused
        assert purchase.request == {"prompt": "sea"}


async def test_a_journal_of_the_second_version_is_brought_up_to_date(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as old:
        old.executescript(FIRST_VERSION + MIGRATIONS[1])
        old.execute("UPDATE purchase SET phase = 'refused', open = NULL, message = 'Not this.'")
        old.execute("PRAGMA user_version = 2")
    old.close()
    with Journal(path) as journal:
        (purchase,) = journal.past().settled
        assert (purchase.message, purchase.judged) == ("Not this.", None)


async def test_on_a_disk_that_machines_share_no_memory_is_needed(path, monkeypatch):
    monkeypatch.setattr("vgdsl.run.memory.journal.shared_between_machines", lambda _: True)
    await write(path, STARTED, intended(), submitted())
    assert not path.with_name("journal.db-wal").exists()
    with Journal(path) as journal:
        assert journal.past().open["k1"].phase == "submitted"


async def test_what_is_secured_is_there_for_others(path):
    with Journal(path) as journal:
        journal.record(STARTED)
        journal.record(intended())
        await journal.secured()
        with Journal(path) as other:
            assert list(other.past().open) == ["k1"]


async def test_many_who_wait_are_secured_by_one_write(path):
    with Journal(path) as journal:
        journal.record(STARTED)
        await journal.secured()
        writes, write_ = [], journal._write
        journal._write = lambda events: (writes.append(len(events)), write_(events))[1]

        async def one(number):
            journal.record(intended(key=f"k{number}", job=f"s{number}"))
            await journal.secured()

        await asyncio.gather(*(one(n) for n in range(100)))
    assert writes == [100]


async def test_runs_and_films_share_one_journal(path):
    await write(path, STARTED, intended())
    await write(path, msgspec.structs.replace(STARTED, film="other.vg"), intended(key="k2"))
    with Journal(path) as journal:
        assert {p.film for p in journal.past().open.values()} == {"film.vg", "other.vg"}
        assert journal.newest_run("film.vg") == 1
        assert journal.newest_run() == 2
        assert len(list(journal.events(1))) == 2


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to look at" * 50, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_a_damaged_file_is_said_to_be_one(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(JournalError, match="damaged"):
        Journal(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (name)")
    other.close()
    with pytest.raises(JournalError, match="another program"):
        Journal(path)


def test_a_journal_of_the_future_asks_for_an_update(path):
    Journal(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(JournalError, match="newer vgdsl"):
        Journal(path)


async def test_on_a_full_disk_the_room_that_was_kept_takes_the_ticket(path):
    with Journal(path) as journal:
        journal.record(STARTED)
        journal.record(intended())
        await journal.secured()
        write_, fails = journal._write, [True]

        def full(events):
            if fails:
                fails.clear()
                raise sqlite3.OperationalError("database or disk is full")
            write_(events)

        journal._write = full
        journal.record(submitted())
        await journal.secured()
        assert journal.full
        assert not path.with_suffix(".room").exists()
    with Journal(path) as journal:
        assert journal.past().open["k1"].phase == "submitted"
        assert path.with_suffix(".room").exists()


async def test_a_disk_without_any_room_fails_loudly_and_forgets_nothing(path):
    with Journal(path) as journal:
        journal.record(STARTED)
        await journal.secured()
        write_ = journal._write

        def full(events):
            raise sqlite3.OperationalError("database or disk is full")

        journal._write = full
        journal.record(intended())
        with pytest.raises(JournalError, match="Make room"):
            await journal.secured()
        journal._write = write_
        await journal.secured()
        assert list(journal.past().open) == ["k1"]


async def test_a_run_cannot_begin_on_what_is_no_longer_the_newest(path):
    """Whoever slept between looking and beginning would buy what another has bought and finished meanwhile."""
    with Journal(path) as sleeper, Journal(path) as other:
        assert not sleeper.past().open
        other.past()
        other.record(STARTED)
        other.flush()
        sleeper.record(msgspec.structs.replace(STARTED, run="r2"))
        with pytest.raises(OvertakenError) as told:
            sleeper.flush()
        assert str(told.value) == (
            "Another process worked on the project since this one looked at it. Nothing was bought here; run again when"
            " that has ended."
        )
        other.insist()
        assert other.newest_run() == 1
        sleeper.past()
        sleeper.flush()
        with pytest.raises(OvertakenError, match="works on the project now"):
            other.insist()

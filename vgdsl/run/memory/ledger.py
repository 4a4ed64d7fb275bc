"""What each event means for the rows of purchases: the journal's tables, as SQL. Knows no file and no connection.

A purchase has one row from its intent to its verdict. `open` is 1 while money is or may be under way, and then no second
row can have its key: the database itself refuses to buy a thing twice. `counted` is what the purchase counts
against budgets: its quote from the intent on, nothing once it is proved that no money was kept.

Runs are numbered as they begin, and each belongs to one process, its `owner`. The newest run alone may intend purchases:
its number is a lease on the whole project, which lasts until another run takes the project over. A process that slept
through that (a laptop shut for an hour) wakes with an old number, may still write down what it bought, and can
neither buy nor touch what a newer run has ordered.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from vgdsl.run import events as e

_encode = msgspec.msgpack.Encoder().encode

APPLICATION = 0x76676473
VERSION = 3

SCHEMA = f"""
CREATE TABLE run (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, film TEXT NOT NULL, provider TEXT NOT NULL, started REAL NOT NULL,
  ended REAL, owner TEXT);
CREATE TABLE event (seq INTEGER PRIMARY KEY, run INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE purchase (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, film TEXT NOT NULL, job TEXT NOT NULL, node TEXT NOT NULL,
  take INTEGER NOT NULL, scene TEXT, key TEXT NOT NULL, components BLOB NOT NULL, quote TEXT NOT NULL,
  counted TEXT NOT NULL, phase TEXT NOT NULL, open INTEGER, intended_at REAL NOT NULL, at REAL NOT NULL,
  provider TEXT NOT NULL, address TEXT, model TEXT NOT NULL, queue_id TEXT, download_url TEXT, submitted_at REAL,
  deadline REAL, sha256 TEXT, size INTEGER, message TEXT, balance TEXT, expected BLOB, usual REAL,
  verdict BLOB);
CREATE UNIQUE INDEX open_purchase ON purchase (key) WHERE open;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
"""

MIGRATIONS: Mapping[int, str] = {
    1: """
ALTER TABLE run ADD COLUMN owner TEXT;
ALTER TABLE purchase ADD COLUMN balance TEXT;
ALTER TABLE purchase ADD COLUMN expected BLOB;
ALTER TABLE purchase ADD COLUMN usual REAL;
""",
    2: """
ALTER TABLE purchase ADD COLUMN verdict BLOB;
""",
}
"""What makes the tables of an older version those of the next one."""

INSERT_RUN = "INSERT INTO run (name, film, provider, started, owner) VALUES (?, ?, ?, ?, ?)"
NEWEST_RUN = "SELECT max(id), owner FROM run"
END_RUN = "UPDATE run SET ended = ? WHERE id = ?"
INSERT_EVENT = "INSERT INTO event (run, body) VALUES (?, ?)"

INTEND = """INSERT INTO purchase (run, film, provider, job, node, take, scene, key, components, model, quote, counted,
  intended_at, at, balance, expected, usual, phase, open)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'submitting', 1)"""

SETTLED = """SELECT film, node, take, scene, key, components, model, counted, phase, at, provider, sha256, size,
  message, verdict FROM purchase WHERE open IS NULL"""
OPEN = """SELECT film, job, scene, key, model, counted, phase, intended_at, provider, message, address, queue_id,
  download_url, submitted_at, deadline, quote, balance, expected, usual FROM purchase WHERE open"""
FAILED = """SELECT job, key FROM purchase WHERE film = ? AND provider = ? AND phase = 'failed' AND sha256 IS NULL
  AND queue_id IS NOT NULL AND deadline > ?
  AND id = (SELECT max(id) FROM purchase AS other WHERE other.key = purchase.key) ORDER BY id"""
FILMS = "SELECT DISTINCT film FROM purchase ORDER BY film"
TICKETS = """SELECT submitted_at, quote, model FROM purchase
  WHERE provider = ? AND submitted_at BETWEEN ? AND ? ORDER BY submitted_at"""


class Run(msgspec.Struct, frozen=True):
    """The run that events belong to: its number in the journal, its film and its provider."""

    number: int
    film: str
    provider: str


def _intend(event: e.Intended, run: Run) -> tuple[Any, ...]:
    quote = str(event.quote)
    return (
        *(run.number, run.film, run.provider, event.job, event.node or event.job, event.take, event.scene),
        *(event.key, _encode(event.components), event.model, quote, quote, event.at, event.at),
        *(None if event.balance is None else str(event.balance), _encode(event.expected), event.usual),
    )


HOLDER = 2**62
"""The run number of whoever holds the project's lock without a run of its own: newer than all."""


def _change(columns: str, values_of: Callable[[Any], tuple[Any, ...]], which: str = "open") -> "Change":
    """A change of the row of a key, by a run that is not older than the purchase."""
    statement = f"UPDATE purchase SET {columns} WHERE key = ? AND {which} AND run <= ?"  # noqa: S608 - constants only
    return statement, lambda event, run: (*values_of(event), event.key, run.number or HOLDER)


_NEWEST = "id = (SELECT max(id) FROM purchase AS other WHERE other.key = purchase.key)"
_KEPT = "counted = CASE WHEN ? THEN counted ELSE '0' END"
_VERDICT = "message = ?, verdict = ?, counted = CASE WHEN ? OR (phase = 'submitting' AND ?) THEN '0' ELSE counted END, open = NULL, phase = "


def _verdict(event: e.Judged) -> tuple[Any, ...]:
    """A refusal at once was not charged, unless the provider says that it keeps the money; later only a refund counts."""
    return event.message, _encode(event), event.refunded is True, event.refunded is not False


Change = tuple[str, Callable[[Any, Run], tuple[Any, ...]]]

CHANGES: Mapping[type[e.Event], Change] = {
    e.Intended: (INTEND, _intend),
    e.NotSent: _change("message = ?, counted = '0', open = NULL, phase = 'not sent'", lambda x: (x.message,)),
    e.Submitted: _change(
        "provider = ?, address = ?, model = ?, queue_id = ?, download_url = ?, submitted_at = ?, deadline = ?,"
        " phase = 'submitted'",
        lambda x: (x.provider, x.address, x.model, x.queue_id, x.download_url, x.at, x.deadline),
    ),
    e.Uncertain: _change("message = ?, phase = 'uncertain'", lambda x: (x.message,)),
    e.Finished: _change(
        "sha256 = ?, size = ?, counted = ?, at = ?, open = NULL, phase = 'finished'",
        lambda x: (x.sha256, x.size, str(x.cost), x.at),
    ),
    e.Refused: _change(_VERDICT + "'refused'", _verdict),
    e.Failed: _change(_VERDICT + "'failed'", _verdict),
    e.Expired: _change("message = ?, open = NULL, phase = 'expired'", lambda x: (x.message,)),
    e.Released: _change(f"{_KEPT}, open = NULL, phase = 'lost'", lambda x: (x.charged,)),
    e.Forgotten: _change(f"{_KEPT}, phase = 'forgotten'", lambda x: (x.charged,)),
    e.Reopened: _change(
        "open = 1, counted = quote, phase = 'submitted'", lambda _: (), f"{_NEWEST} AND phase = 'failed'"
    ),
    e.Accepted: _change(
        "sha256 = ?, size = ?, at = ?, phase = 'finished'",
        lambda x: (x.sha256, x.size, x.at),
        f"{_NEWEST} AND phase = 'failed'",
    ),
}
"""What an event does to the rows of purchases: the statement and its values. All but the first change one row of a key,
which must be there.
"""

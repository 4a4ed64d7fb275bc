"""What each event means for the rows of purchases: the journal's tables, as SQL. Knows no file and no connection.

A purchase has one row from its intent to its verdict. `open` is 1 while money is or may be under way, and then no second
row can have its key: the database itself refuses to buy a thing twice. `counted` is what the purchase counts
against budgets: its quote from the intent on, nothing once it is proved that no money was kept.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from vgdsl.run import events as e

_encode = msgspec.msgpack.Encoder().encode

APPLICATION = 0x76676473
VERSION = 1

SCHEMA = f"""
CREATE TABLE run (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, film TEXT NOT NULL, provider TEXT NOT NULL, started REAL NOT NULL,
  ended REAL);
CREATE TABLE event (seq INTEGER PRIMARY KEY, run INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE purchase (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, film TEXT NOT NULL, job TEXT NOT NULL, node TEXT NOT NULL,
  take INTEGER NOT NULL, scene TEXT, key TEXT NOT NULL, components BLOB NOT NULL, quote TEXT NOT NULL,
  counted TEXT NOT NULL, phase TEXT NOT NULL, open INTEGER, intended_at REAL NOT NULL, at REAL NOT NULL,
  provider TEXT NOT NULL, address TEXT, model TEXT NOT NULL, queue_id TEXT, download_url TEXT, submitted_at REAL,
  deadline REAL, sha256 TEXT, size INTEGER, message TEXT);
CREATE UNIQUE INDEX open_purchase ON purchase (key) WHERE open;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
"""

INSERT_RUN = "INSERT INTO run (name, film, provider, started) VALUES (?, ?, ?, ?)"
END_RUN = "UPDATE run SET ended = ? WHERE id = ?"
INSERT_EVENT = "INSERT INTO event (run, body) VALUES (?, ?)"

INTEND = """INSERT INTO purchase (run, film, provider, job, node, take, scene, key, components, model, quote, counted,
  intended_at, at, phase, open) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'submitting', 1)"""

SETTLED = """SELECT film, node, take, scene, key, components, model, counted, phase, at, provider, sha256
  FROM purchase WHERE open IS NULL"""
OPEN = """SELECT film, job, scene, key, model, counted, phase, intended_at, provider, message, address, queue_id,
  download_url, submitted_at, deadline FROM purchase WHERE open"""


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
    )


def _update(columns: str) -> str:
    return f"UPDATE purchase SET {columns} WHERE key = ? AND open"  # noqa: S608 - from the constants below only


_VERDICT = "message = ?, counted = CASE WHEN ? OR (phase = 'submitting' AND ?) THEN '0' ELSE counted END, open = NULL, phase = "


def _verdict(event: e.Refused | e.Failed) -> tuple[Any, ...]:
    """A refusal at once was not charged, unless the provider says that it keeps the money; later only a refund counts."""
    return event.message, event.refunded is True, event.refunded is not False, event.key


Change = tuple[str, Callable[[Any, Run], tuple[Any, ...]]]

CHANGES: Mapping[type[e.Event], Change] = {
    e.Intended: (INTEND, _intend),
    e.NotSent: (
        _update("message = ?, counted = '0', open = NULL, phase = 'not sent'"),
        lambda x, _: (x.message, x.key),
    ),
    e.Submitted: (
        _update(
            "provider = ?, address = ?, model = ?, queue_id = ?, download_url = ?, submitted_at = ?, deadline = ?,"
            " phase = 'submitted'"
        ),
        lambda x, _: (x.provider, x.address, x.model, x.queue_id, x.download_url, x.at, x.deadline, x.key),
    ),
    e.Uncertain: (_update("message = ?, phase = 'uncertain'"), lambda x, _: (x.message, x.key)),
    e.Finished: (
        _update("sha256 = ?, size = ?, counted = ?, at = ?, open = NULL, phase = 'finished'"),
        lambda x, _: (x.sha256, x.size, str(x.cost), x.at, x.key),
    ),
    e.Refused: (_update(_VERDICT + "'refused'"), lambda x, _: _verdict(x)),
    e.Failed: (_update(_VERDICT + "'failed'"), lambda x, _: _verdict(x)),
    e.Expired: (_update("message = ?, open = NULL, phase = 'expired'"), lambda x, _: (x.message, x.key)),
}
"""What an event does to the rows of purchases: the statement and its values. All but the first change the open row of a
key, of which there must be one.
"""

"""Reads the account's own books: a key's usage history, a wallet's ledger, and the balance of either. Knows no network and no job.

Rows are evidence that a person weighs, so what can be read of a row is kept, and a row without a moment or an amount is left
out. Shapes are those of Venice's description of the API of August 2026.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vgdsl.providers.base import Charge, Kind
from vgdsl.providers.errors import Transient
from vgdsl.providers.venice.moments import read_moment, write_moment
from vgdsl.providers.venice.reply import Answer, load
from vgdsl.providers.venice.values import dollars, record, text
from vgdsl.providers.venice.verdict import read_error

USAGE, LEDGER = "usage history", "wallet ledger"

ROWS = 1000
"""Of one page of the usage history; the most there are."""

WALLET_ROWS = 100
"""Of one page of a wallet's ledger; the most there are."""

PAGES = 20
"""The most that are fetched. A wallet's ledger may be asked for so many a minute."""

Query = dict[str, str | int]

_MONEY_IN = re.compile(r"top.?up|deposit|purchase", re.IGNORECASE)
_KINDS: dict[str, Kind] = {"TOP_UP": "top-up", "CHARGE": "charge", "REFUND": "refund"}


@dataclass(frozen=True, slots=True)
class Window:
    """A time to look at, in Unix seconds, both ends in it. Widened to whole milliseconds, in which the API counts."""

    since: float
    until: float

    def holds(self, at: float) -> bool:
        """Whether a moment is in it."""
        return math.floor(self.since * 1000) <= round(at * 1000) <= math.ceil(self.until * 1000)

    @property
    def query(self) -> Query:
        """What asks for the first page of the usage history: its end is the first moment that is out."""
        begin, end = math.floor(self.since * 1000), math.ceil(self.until * 1000) + 1
        return {
            "startTimestamp": write_moment(begin / 1000),
            "endTimestamp": write_moment(end / 1000),
            "pageSize": ROWS,
        }


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the books. `following` asks for the next, None after the last."""

    charges: tuple[Charge, ...]
    following: Query | None
    balance: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a wallet's ledger: its own id, what moved, and what was left after it, in US dollars."""

    id: str | None
    charge: Charge
    left: Decimal | None


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Rows as they come, newest first. `rows` counts the unreadable among them too; `more`: others follow."""

    entries: tuple[Entry, ...]
    rows: int
    more: bool
    balance: Decimal | None


def wallet_query(offset: int = 0) -> Query:
    """Return what asks for the page of a wallet's ledger that leaves out `offset` rows."""
    return {"limit": WALLET_ROWS, "offset": offset}


def read_usage(answer: Answer, _query: Query, models: Collection[str]) -> Page:
    """Return a page of the usage history. A row whose product names none of `models` has no model."""
    data = _checked(answer)
    cursor = data.get("nextCursor")
    following = cursor if isinstance(cursor, str) and cursor else None
    charges = tuple(_usage(_rows(data, "data", answer), models))
    return Page(charges, {"cursor": following} if following else None)


def read_ledger(answer: Answer, query: Query, window: Window) -> Page:
    """Return the page of a wallet's ledger that `query` asked for; none follows one that goes back beyond `window`."""
    page = read_entries(answer)
    charges = tuple(entry.charge for entry in page.entries)
    backwards = len(charges) > 1 and charges[0].at > charges[-1].at
    passed = backwards and charges[-1].at < window.since
    following = wallet_query(int(query["offset"]) + page.rows) if page.more and not passed else None
    return Page(charges, following, page.balance)


def read_entries(answer: Answer) -> LedgerPage:
    """Return a page of a wallet's ledger as it is."""
    data = record(_checked(answer).get("data"))
    rows = _rows(data, "transactions", answer)
    more = record(data.get("pagination")).get("hasMore") is True and bool(rows)
    return LedgerPage(tuple(_entries(rows)), len(rows), more, dollars(data.get("currentBalance")))


def read_balance(answer: Answer) -> Decimal | None:
    """Return the US dollars of an account or a wallet, None where the answer does not say."""
    data = _checked(answer)
    told = record(data.get("balances")).get("usd"), record(data.get("data")).get("balanceUsd")
    return next((found for each in told if (found := dollars(each)) is not None), None)


def in_order(charges: Iterable[Charge], window: Window) -> tuple[Charge, ...]:
    """Return those in the window, oldest first; once what came twice, because the ledger grew while it was turned over."""
    known: set[Charge] = set()
    found: list[Charge] = []
    for charge in charges:
        if window.holds(charge.at) and not (charge.reference and charge in known):
            known.add(charge)
            found.append(charge)
    if found and found[0].at > found[-1].at:  # so that what happened at one moment keeps its order too
        found.reverse()
    return tuple(sorted(found, key=lambda charge: charge.at))


def _checked(answer: Answer) -> Mapping[str, Any]:
    if not answer.ok:
        raise read_error(answer)
    return record(load(answer.body, Decimal))


def _rows(data: Mapping[str, Any], name: str, answer: Answer) -> list[Mapping[str, Any]]:
    rows = data.get(name)
    if not isinstance(rows, list):
        raise Transient("Venice's record of the account cannot be read.", answer.reply)
    return [record(row) for row in rows]


def _usage(rows: list[Mapping[str, Any]], models: Collection[str]) -> Iterator[Charge]:
    for row in rows:
        at, amount = read_moment(row.get("timestamp")), dollars(row.get("amount"))
        if at is None or not amount:
            continue
        sku, notes = text(row.get("sku")), text(row.get("notes"))
        money_in: Kind = "top-up" if _MONEY_IN.search(f"{sku} {notes}") else "refund"
        model = _model(sku or "", models)
        told = (sku if model is None else None, notes, _other_money(row, amount))
        yield Charge(
            at=at,
            usd=_usage_dollars(row, amount),
            model=model,
            kind="charge" if amount < 0 else money_in,
            reference=text(record(row.get("inferenceDetails")).get("requestId")),
            note=", ".join(filter(None, told)) or None,
        )


def _usage_dollars(row: Mapping[str, Any], amount: Decimal) -> Decimal:
    """The dollars that a row moved: its amount, or its units at their price where the amount is in other money."""
    units, each = dollars(row.get("units")), dollars(row.get("pricePerUnitUsd"))
    return abs(units * each) if _other_money(row, amount) and units and each else abs(amount)


def _other_money(row: Mapping[str, Any], amount: Decimal) -> str | None:
    currency = text(row.get("currency")) or "USD"
    return None if currency == "USD" else f"{abs(amount)} {currency}"


def _model(sku: str, models: Collection[str]) -> str | None:
    """The model that a product is of: its name begins with the model's, and goes on with what is counted."""
    return max((model for model in models if f"{sku}-".startswith(f"{model}-")), key=len, default=None)


def _entries(rows: list[Mapping[str, Any]]) -> Iterator[Entry]:
    for row in rows:
        at, amount = read_moment(row.get("createdAt")), dollars(row.get("amount"))
        if at is None or not amount:
            continue
        told, model, reference = (text(row.get(name)) for name in ("type", "modelId", "requestId"))
        money_in: Kind = "refund" if model or reference else "top-up"
        guessed = "charge" if amount < 0 else money_in
        kind = _KINDS.get((told or "").upper(), guessed)
        note = None if told is None or told.upper() in _KINDS else told
        charge = Charge(at=at, usd=abs(amount), model=model, kind=kind, reference=reference, note=note)
        yield Entry(text(row.get("id")), charge, dollars(row.get("balanceAfter")))

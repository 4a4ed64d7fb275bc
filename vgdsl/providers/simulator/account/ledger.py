"""The accounts: what was bought, given back and paid in, on disk before anyone is told. Knows no job and no request.

One JSON line a booking, flushed to the disk before `charge` returns, so that the purchases of a process that was
killed can be counted by the next one. A line that the end of the process cut short counts as not written.
"""

import os
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec


class Booking(msgspec.Struct, frozen=True):
    """Money moved. `usd` is positive in every kind, `at` in Unix seconds; `node` is the shot's name, if it was told."""

    kind: Literal["charge", "refund", "top_up"]
    at: float
    queue_id: str
    model: str
    usd: Decimal
    node: str = ""
    request: str = ""
    """The digest of what was ordered: equal for two purchases of the same. Of a top-up, the nonce of its payment."""
    wallet: str = ""
    """The address of the wallet whose own credit moved; none: the account's."""


def read_bookings(path: Path) -> list[Booking]:
    """All bookings of a ledger file, oldest first; none if there is no file."""
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")[:-1]
    return [msgspec.json.decode(line, type=Booking) for line in lines]


class Ledger:
    """An account that started with `opening` US dollars, in the file at `path`.

    Wallets draw on it too, unless there is a `wallet_opening`: then each has a credit of its own, that started with so much.
    """

    def __init__(self, path: Path, opening: Decimal, wallet_opening: Decimal | None = None) -> None:
        """Read what is there, and cut off a line that was never finished."""
        self._bookings = read_bookings(path)
        self._opening, self._wallet_opening = opening, wallet_opening
        self._spent: defaultdict[str, Decimal] = defaultdict(Decimal)
        for booking in self._bookings:
            self._spent[booking.wallet] += _signed(booking)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")
        self._file.truncate(_whole_lines(path))

    @property
    def bookings(self) -> tuple[Booking, ...]:
        """Everything that moved, oldest first."""
        return tuple(self._bookings)

    @property
    def balance(self) -> Decimal:
        """US dollars left on the account."""
        return self._opening - self._spent[""]

    @property
    def spent(self) -> Decimal:
        """US dollars charged and not given back, by everyone; what was paid in counts against it."""
        return sum(self._spent.values(), Decimal(0))

    def purse(self, wallet: str) -> str:
        """Whose credit a caller's money is: that of his wallet, or, where wallets have none of their own, the account's."""
        return "" if self._wallet_opening is None else wallet

    def left(self, purse: str) -> Decimal:
        """US dollars left of a wallet's own credit, or on the account."""
        opening = self._wallet_opening if purse and self._wallet_opening is not None else self._opening
        return opening - self._spent[purse]

    def of(self, purse: str) -> tuple[Booking, ...]:
        """What moved of one credit, oldest first."""
        return tuple(booking for booking in self._bookings if booking.wallet == purse)

    def purchases(self, node: str | None = None) -> int:
        """How many charges there are, of all shots or of one."""
        return sum(b.kind == "charge" and node in {None, b.node} for b in self._bookings)

    def book(self, booking: Booking) -> None:
        """Write a booking; when this returns, it is on the disk."""
        self._file.write(msgspec.json.encode(booking) + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._bookings.append(booking)
        self._spent[booking.wallet] += _signed(booking)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _whole_lines(path: Path) -> int:
    """The length of the file up to the end of its last whole line."""
    return path.read_bytes().rfind(b"\n") + 1


def _signed(booking: Booking) -> Decimal:
    return booking.usd if booking.kind == "charge" else -booking.usd

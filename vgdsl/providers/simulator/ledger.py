"""The account: what was bought and given back, on disk before anyone is told. Knows no job and no request.

One JSON line a booking, flushed to the disk before `charge` returns, so that the purchases of a process that was
killed can be counted by the next one. A line that the end of the process cut short counts as not written.
"""

import os
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec


class Booking(msgspec.Struct, frozen=True):
    """Money moved. `usd` is positive in both kinds, `at` in Unix seconds; `node` is the shot's name, if it was told."""

    kind: Literal["charge", "refund"]
    at: float
    queue_id: str
    model: str
    usd: Decimal
    node: str = ""
    request: str = ""
    """The digest of what was ordered: equal for two purchases of the same."""


def read_bookings(path: Path) -> list[Booking]:
    """All bookings of a ledger file, oldest first; none if there is no file."""
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")[:-1]
    return [msgspec.json.decode(line, type=Booking) for line in lines]


class Ledger:
    """An account that started with `opening` US dollars, in the file at `path`."""

    def __init__(self, path: Path, opening: Decimal) -> None:
        """Read what is there, and cut off a line that was never finished."""
        self._bookings = read_bookings(path)
        self._opening = opening
        self._spent = sum((_signed(booking) for booking in self._bookings), Decimal(0))
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")
        self._file.truncate(_whole_lines(path))

    @property
    def bookings(self) -> tuple[Booking, ...]:
        """Everything that moved, oldest first."""
        return tuple(self._bookings)

    @property
    def balance(self) -> Decimal:
        """US dollars left."""
        return self._opening - self._spent

    @property
    def spent(self) -> Decimal:
        """US dollars charged and not given back."""
        return self._spent

    def purchases(self, node: str | None = None) -> int:
        """How many charges there are, of all shots or of one."""
        return sum(b.kind == "charge" and node in {None, b.node} for b in self._bookings)

    def book(self, booking: Booking) -> None:
        """Write a booking; when this returns, it is on the disk."""
        self._file.write(msgspec.json.encode(booking) + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._bookings.append(booking)
        self._spent += _signed(booking)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _whole_lines(path: Path) -> int:
    """The length of the file up to the end of its last whole line."""
    return path.read_bytes().rfind(b"\n") + 1


def _signed(booking: Booking) -> Decimal:
    return booking.usd if booking.kind == "charge" else -booking.usd

"""One thing that is tried, and what came of it. Knows nothing of how things are hurt.

A row of the table names a family of attempts, numbered from 1; an attempt is None where there is nothing more to try.
Several processes share a row: each takes every nth number.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from project import Desk
from proof import Found


@dataclass(frozen=True)
class Case:
    """An attempt: what exactly was done, and what was found when all runs had ended."""

    what: str
    found: Found
    said: str = ""


Attempt = Callable[[Desk, int], Case | None]


@dataclass(frozen=True)
class Row:
    """`cases` are in all, where that is known before; else attempts go on until nothing is left to try."""

    name: str
    attempt: Attempt
    lines: tuple[str, ...]
    """What its cases are called in the table."""
    cases: int | None = None
    stride: int = 1
    """Of the numbers, only every so manieth is tried where time is short."""


@dataclass
class Line:
    """Cases of one kind, counted."""

    what: str
    tried: int = 0
    charges: int = 0
    twice: int = 0
    lost: int = 0
    uncertain: int = 0
    charged: int = 0
    wrong: int = 0

    def add(self, case: dict[str, Any]) -> None:
        found = case["found"]
        self.tried += 1
        for name in ("charges", "twice", "lost", "uncertain", "charged"):
            setattr(self, name, getattr(self, name) + found[name])
        self.wrong += bool(found["wrong"])


def attempts(row: Row, desk: Desk, part: int, parts: int, *, every: bool) -> Iterator[dict[str, Any]]:
    """The cases of one part of a row, as JSON objects with their numbers; with `every`, none is left out."""
    stride = 1 if every else row.stride
    number, over = 1 + part * stride, 0
    while (row.cases is None or number <= row.cases) and over < 2:
        case = row.attempt(desk, number)
        over = over + 1 if case is None else 0  # a run is not always as long as another
        if case is not None:
            yield {"row": row.name, "number": number, **asdict(case)}
        number += parts * stride

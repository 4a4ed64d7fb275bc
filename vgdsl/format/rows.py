"""Puts comments at the ends of lines, in one column for lines that belong together. Knows no tokens."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from vgdsl.format.line import padded, width

_FARTHEST = 60
"""Columns of a line; one that is longer keeps its comment close, so that the others need not stand far from theirs."""


class Entry(msgspec.Struct, frozen=True):
    """Lines that belong together, with the comments above them and those at their end; of these one line can hold the first."""

    above: list[str]
    lines: list[str]
    behind: list[str]


def rows(entries: Sequence[Entry], indent: str) -> Iterator[list[str]]:
    """The lines of each entry with its comments; `""` above one is a blank line."""
    if not any(entry.behind for entry in entries):
        for entry in entries:
            yield [*indented(entry.above, indent), *entry.lines] if entry.above else entry.lines
        return
    for run in _runs(entries):
        column = max((_width(entry) for entry in run), default=0)
        for entry in run:
            behind = entry.behind
            last = _commented(entry.lines, behind[0], column) if behind else entry.lines
            yield [*indented(entry.above, indent), *last, *indented(behind[1:], indent)]


def indented(comments: Iterable[str], indent: str) -> list[str]:
    """Comments as lines; `""` is a blank one."""
    return [indent + comment if comment else "" for comment in comments]


def _runs(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Entries with nothing between them."""
    run: list[Entry] = []
    for entry in entries:
        if run and (entry.above or len(run[-1].behind) > 1):
            yield run
            run = []
        run.append(entry)
    yield run


def _width(entry: Entry) -> int:
    """The columns of a line whose comment has a say where the comments stand; 0 for others."""
    if not entry.behind or len(entry.lines) > 1:
        return 0
    columns = width(entry.lines[0])
    return columns if columns <= _FARTHEST else 0


def _commented(lines: list[str], comment: str, column: int) -> list[str]:
    last = lines[-1]
    if len(lines) == 1 and width(last) < column:
        last = padded(last, column)
    return [*lines[:-1], f"{last}  {comment}"]

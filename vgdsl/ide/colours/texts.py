"""Cuts a quoted text into pieces of one colour: the text, and the names, mentions and templates in it. Knows no scope."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from vgdsl.check.steps import EDGES
from vgdsl.ide.colours.kinds import Colour, Known, Piece
from vgdsl.ide.colours.pieces import text_pieces
from vgdsl.ide.names.things import Role

_FRAME = re.compile(rf"\.({'|'.join(EDGES)})(?!\w)")

Inner = tuple[int, int, Colour | None, Known | None]


class TextColours:
    """The texts of one file, in which `named` are the known names, by where they begin."""

    def __init__(self, text: str, named: Mapping[int, Known]) -> None:
        self._text = text
        self._named = named
        self._starts = list(named)

    def pieces(self, start: int, end: int, *, block: bool) -> Iterator[Piece]:
        """The text, with its quotes, from where to where no piece of it says more. Within a template it has no colour."""
        at, template = start, False
        for first, last, colour, known in self._inner(start, end, block=block):
            if first < at:
                continue  # part of a longer one
            if not template:
                yield from self._lines(at, first, Colour.TEXT)
            if colour is not None:
                yield from self._lines(first, last, colour, known)
            if colour is Colour.MARK:
                template = self._text.startswith("{", first)
            at = last
        if not template:
            yield from self._lines(at, end, Colour.TEXT)
        elif not block or at < end:
            yield from self._lines(max(at, end - (3 if block else 1)), end, Colour.TEXT)

    def open(self, start: int, end: int) -> Iterator[Piece]:
        """A text that is not closed yet."""
        return self._lines(start, end, Colour.TEXT)

    def _inner(self, start: int, end: int, *, block: bool) -> list[Inner]:
        quotes = 3 if block else 1
        base = start + quotes
        found: dict[int, Inner] = {}
        for first, last, colour in text_pieces(self._text[base : end - quotes], block):
            place = base + first
            known = self._named.get(place) if colour in {None, Colour.WORD} else None
            shown = known[2] if known is not None and known[3] is not Role.STANDS else colour
            if place not in found or found[place][1] < base + last:
                found[place] = (place, base + last, shown, known)
        for name in self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            self._mention(self._named[name], found)
        return sorted(found.values(), key=_start)

    def _mention(self, known: Known, found: dict[int, Inner]) -> None:
        """A name that stands in no template, with its at-sign; and what is taken of a template's name."""
        start, end, colour, role = known
        if start in found:
            return
        if role is Role.MENTIONS and self._text.startswith("@", start - 1):
            start -= 1
        found[start] = (start, end, colour, known)
        frame = _FRAME.match(self._text, end) if role is Role.MENTIONS else None
        if frame is not None:
            found[end] = (end, frame.end(), Colour.FRAME, None)

    def _lines(self, start: int, end: int, colour: Colour, known: Known | None = None) -> Iterator[Piece]:
        """A piece, or one for each line that it reaches over."""
        declares = known is not None and known[3] is Role.DECLARES
        mentioned = known is not None and known[3] is Role.MENTIONS
        while start < end:
            line = self._text.find("\n", start, end)
            stop = end if line < 0 else line
            said = self._text[start:stop]
            first = (
                start + len(said) - len(said.lstrip(" \t")) if line >= 0 or colour is Colour.TEXT else start
            )
            last = start + len(said.rstrip(" \t\r")) if line >= 0 else stop
            if first < last:
                yield Piece(first, last, colour, declares, mentioned)
            start = stop + 1


def _start(inner: Inner) -> int:
    return inner[0]

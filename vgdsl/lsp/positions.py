"""Places in a text as the protocol counts them: lines, and code units in a line. Knows no documents and no meaning.

The protocol ends a line at LF, CR LF or CR alone, and counts columns in the units that editor and server agreed on;
everything else in vgdsl counts characters from the start of the file. A place that is outside of the text is the
nearest one inside: editors send such places, and a request for one must not fail.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping

from lsprotocol import types

from vgdsl.source import Source

LINE_END = re.compile(r"\r\n?|\n")

Units = Callable[[str], int]
"""How many code units a piece of a line has."""


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def _utf8(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


UNITS: Mapping[str, Units] = {
    types.PositionEncodingKind.Utf16.value: _utf16,
    types.PositionEncodingKind.Utf8.value: _utf8,
    types.PositionEncodingKind.Utf32.value: len,
}


class Places:
    """The lines of one text; `units` is one of UNITS."""

    def __init__(self, source: Source, units: Units) -> None:
        self.source = source
        self._units = units
        self._starts = _starts(source)

    def offset(self, position: types.Position) -> int:
        """The character that a position stands before. One inside a character, or in a line's end, is that one's start."""
        text, starts = self.source.text, self._starts
        line = max(0, position.line)
        if line >= len(starts):
            return len(text)
        start = starts[line]
        end = starts[line + 1] if line + 1 < len(starts) else len(text)
        written = text[start:end].rstrip("\r\n")
        return start + self._characters(written, position.character)

    def position(self, offset: int) -> types.Position:
        offset = max(0, min(offset, len(self.source.text)))
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._units(self.source.text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> types.Range:
        return types.Range(self.position(start), self.position(end))

    def length(self, start: int, end: int) -> int:
        """How long a piece of a line is."""
        return self._units(self.source.text[start:end])

    def whole(self) -> types.Range:
        return self.range(0, len(self.source.text))

    def _characters(self, line: str, units: int) -> int:
        """How many characters of a line are wholly within so many code units."""
        if line.isascii() or self._units is len:
            return max(0, min(units, len(line)))
        low, high = 0, len(line)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._units(line[:middle]) <= units else (low, middle - 1)
        return low


def _starts(source: Source) -> list[int]:
    """Where lines begin. A source's own lines end at LF; only where there is a CR does that make a difference."""
    if "\r" not in source.text:
        return source.line_starts
    return [0, *(end.end() for end in LINE_END.finditer(source.text))]

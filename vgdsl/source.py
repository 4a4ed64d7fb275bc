"""A text and places in it. Knows lines and columns; knows nothing of what the text means or where it came from."""

from bisect import bisect_right

import msgspec


class Position(msgspec.Struct, frozen=True):
    """A place as people count: line and column from 1, columns in characters."""

    line: int
    column: int


class Source:
    """A named text. `name` is what messages show, usually a path inside the project with forward slashes."""

    __slots__ = ("_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {len(self.text)} characters)"

    def position(self, offset: int) -> Position:
        """The line and column of a character offset; offsets past the end are the end."""
        starts = self.line_starts
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line end."""
        starts = self.line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @property
    def line_end(self) -> str:
        """What a line that is added to the text ends with."""
        return "\r\n" if "\r\n" in self.text else "\n"

    @property
    def line_starts(self) -> list[int]:
        if self._starts is None:
            starts = [0]
            find, at = self.text.find, 0
            while (at := find("\n", at) + 1) > 0:
                starts.append(at)
            self._starts = starts
        return self._starts


class Span(msgspec.Struct, frozen=True, gc=False):
    """The characters from `start` up to, not including, `end` of a source."""

    source: Source
    start: int
    end: int

    @property
    def position(self) -> Position:
        return self.source.position(self.start)

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def __str__(self) -> str:
        """Name, line and column as editors open them: `harbor.vg:31:16`."""
        at = self.position
        return f"{self.source.name}:{at.line}:{at.column}"

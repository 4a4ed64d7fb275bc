"""A quoted text as it is read, and which characters of the file write a part of it. Knows no templates and no mentions."""

from bisect import bisect_right
from functools import lru_cache

import msgspec

from vgdsl.source import Source
from vgdsl.syntax import strings, tree


def between_quotes(string: tree.String, source: Source) -> tuple[int, int]:
    """Where the raw text of a literal stands. One that was mended in reading may lack either of its quotes."""
    quoted = source.text.startswith('"', string.start)
    start = string.start + (3 if string.block else quoted)
    return start, start + len(string.raw)


class _Decoded(msgspec.Struct, frozen=True, gc=False):
    """A decoded text, its pieces that stand in the file as they are, and where each ends; no pieces where all of it does."""

    text: str
    pieces: tuple[strings.Chunk, ...] = ()
    ends: tuple[int, ...] = ()


class Literal:
    """One text of a file, decoded."""

    __slots__ = ("_decoded", "_inside", "_raw", "text")

    def __init__(self, string: tree.String, source: Source) -> None:
        self._inside, _ = between_quotes(string, source)
        self._raw = string.raw
        plain = not string.block and "\\" not in string.raw
        self._decoded = _Decoded(string.raw) if plain else _decoded(string.raw, string.block)
        self.text = self._decoded.text

    def place(self, start: int, end: int) -> tuple[int, int]:
        """From where to where in the file the characters of the decoded text stand; at least one of them."""
        if not self._decoded.pieces:
            return self._inside + start, self._inside + end
        last = self._offset(end - 1)
        return self._inside + self._offset(start), self._inside + last + strings.width(self._raw, last)

    def _offset(self, index: int) -> int:
        piece = bisect_right(self._decoded.ends, index)
        text, at = self._decoded.pieces[piece]
        return at + index - (self._decoded.ends[piece] - len(text))


@lru_cache(maxsize=2048)
def _decoded(raw: str, block: bool) -> _Decoded:
    """Kept, for at each key press all texts but one are what they were."""
    pieces = tuple(strings.chunks(tree.String(0, 0, raw, block)))
    ends, length = [], 0
    for text, _ in pieces:
        length += len(text)
        ends.append(length)
    return _Decoded("".join(text for text, _ in pieces), pieces, tuple(ends))

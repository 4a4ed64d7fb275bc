"""Lays out units one below the other: indentation, blank lines, names in columns. Knows no grammar and reads no text.

Every unit yields a piece: the part of the old text that it takes, from where the unit before it ends (comments at the ends
of lines included), and the text that is to stand there. The pieces cover the text, and each can be put in its place alone.
"""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from vgdsl.format.folding import Begun, folded
from vgdsl.format.gaps import gap
from vgdsl.format.line import STEP, WIDEST, joined, padded, width
from vgdsl.format.rows import Entry, indented, rows
from vgdsl.format.units import Kind, Token, Unit, text_of


class Piece(msgspec.Struct, frozen=True, gc=False):
    """What is to stand from character `start` up to `stop`, of a unit that begins at `begins`, behind what is above it.

    `whole` is false where comments of this part of the text stand in the next piece.
    """

    start: int
    stop: int
    text: str
    begins: int
    whole: bool = True


class _Placed(msgspec.Struct):
    """A unit with what stands above it and behind it, where its part of the text ends, and whether a # is within it."""

    unit: Unit
    above: list[str]
    comment: str
    stop: int
    noted: bool
    whole: bool = True


def pieces(text: str, units: Sequence[Unit], start: int, end: str) -> list[Piece]:
    """The whole page, from character `start` of the text on; `end` ends its lines."""
    page = _Page(text, start, end)
    last = Unit(Kind.RAW, len(text), len(text))
    between = gap(text, start, units[0].start if units else len(text), leads=True)
    for unit, after in pairwise((*units, last)):
        following = gap(text, unit.stop, after.start)
        noted = text.find("#", unit.start, unit.stop) >= 0
        page.add(_Placed(unit, between.above, following.behind, following.stop, noted))
        between = following
    page.finish(between.above)
    return page.pieces


class _Page:
    def __init__(self, text: str, start: int, end: str) -> None:
        self.text, self.end, self.stop = text, end, start
        self.pieces: list[Piece] = []
        self.run: list[_Placed] = []  # items below each other, whose names stand in columns
        self.shape = 0  # how many tokens stand before the values of the run
        self.heads: list[bool] = []  # of the blocks that are open, whether they have names
        self.commented = False  # whether a comment ends the line of the last of them
        self.before = Kind.HEAD  # what stands before: a page begins like a block
        self.parts = False  # whether a blank line parts what was last from what comes
        self.carried: list[str] = []  # comments of what was last that go below it

    def add(self, placed: _Placed) -> None:
        unit, above = placed.unit, placed.above
        above[:0], self.carried = self.carried, []
        if self.before is Kind.HEAD:
            while above[:1] == [""]:
                del above[0]
        elif not (above and not above[0]) and self._must_part(unit):
            above.insert(0, "")
        if unit.kind is Kind.ITEM:
            self._item(placed)
        else:
            self._flush()
            place = {Kind.HEAD: self._head, Kind.CLOSE: self._close, Kind.RAW: self._raw}
            place[unit.kind](placed)
        self.before = unit.kind

    def finish(self, above: list[str]) -> None:
        """Ends the page with the comments below everything."""
        self._flush()
        above[:0] = self.carried
        while above[-1:] == [""]:
            del above[-1]
        while above and not self.pieces and not above[0]:
            del above[0]
        self._piece(len(self.text), [*above, ""] if above or self.pieces else [], len(self.text))

    def _must_part(self, unit: Unit) -> bool:
        """Whether a blank line must stand before a unit: blocks with names stand by themselves."""
        if unit.kind is Kind.HEAD:
            return self.parts or _is_named(unit)
        return self.parts and unit.kind is Kind.ITEM

    def _head(self, placed: _Placed) -> None:
        unit, above, comment = placed.unit, placed.above, placed.comment
        indent = STEP * len(self.heads)
        signs = [text_of(token) for token in unit.tokens]
        if "[" in signs or placed.noted:
            entry = folded(self.text, unit.tokens, Begun(indent, indent), above, comment)
        else:
            entry = Entry(above, [indent + " ".join(signs)], [comment] if comment else [])
        self._carry(placed, entry.behind)
        self._block([(placed, entry)], indent)
        self.heads.append(_is_named(unit))
        self.parts, self.commented = False, bool(entry.behind)

    def _close(self, placed: _Placed) -> None:
        unit, above, comment = placed.unit, placed.above, placed.comment
        is_named = self.heads.pop()
        indent = STEP * len(self.heads)
        while above[-1:] == [""]:
            del above[-1]
        if self.before is Kind.HEAD and not above and not self.commented:
            self._piece(placed.stop, [f"}}  {comment}" if comment else "}"], unit.start, begun="")
        else:
            over = indented(above, indent + STEP)
            self._block([(placed, Entry([], [*over, indent + "}"], [comment] if comment else []))], indent)
        self.parts = is_named

    def _raw(self, placed: _Placed) -> None:
        unit = placed.unit
        over = indented(placed.above, STEP * len(self.heads))
        self._piece(placed.stop, [*over, self.text[unit.start : unit.stop]], unit.start)
        self.parts = False

    def _item(self, placed: _Placed) -> None:
        shape = _shape(placed.unit.tokens)
        if self.run and (placed.above or shape != self.shape):
            self._flush()
        self.shape = shape
        self.parts = False
        if not placed.noted:
            self.run.append(placed)
            return
        alone = folded(self.text, placed.unit.tokens, Begun("", ""), [], placed.comment)
        if alone.above:
            self._flush()
        self.run.append(placed)
        self._carry(placed, alone.behind)

    def _carry(self, placed: _Placed, behind: Sequence[str]) -> None:
        """Leaves all but the first of the comments at the end of a line to what comes next."""
        self.carried = [*behind[1:]]
        placed.whole = not self.carried

    def _flush(self) -> None:
        """Lays out the items that were waiting for their columns."""
        if not self.run:
            return
        run, indent, before = self.run, STEP * len(self.heads), range(self.shape - 1)
        signs = [[token[token.lastindex or 0] for token in placed.unit.tokens] for placed in run]
        columns = [max([width(each[at]) for each in signs]) for at in before]
        laid = [
            (placed, self._entry(placed, each, indent, columns))
            for placed, each in zip(run, signs, strict=True)
        ]
        self._block(laid, indent)
        self.run = []

    def _entry(self, placed: _Placed, signs: Sequence[str], indent: str, columns: Sequence[int]) -> Entry:
        begun, shape, behind = indent, self.shape, [placed.comment] if placed.comment else []
        for sign, column in zip(signs, columns, strict=False):
            begun += f"{padded(sign, column)} "
        begun += "=" * bool(shape)
        is_plain = shape and len(signs) == shape + 1
        line = f"{begun} {signs[-1]}" if is_plain else begun + joined(signs[shape:], "=" if shape else "[")
        too_wide = not is_plain and width(line) > WIDEST
        if too_wide or placed.noted or "\n" in line:
            begins = Begun(indent, begun, shape)
            return folded(self.text, placed.unit.tokens, begins, placed.above, placed.comment)
        return Entry(placed.above, [line], behind)

    def _block(self, laid: Sequence[tuple[_Placed, Entry]], indent: str) -> None:
        entries = [entry if placed.whole else _without_carried(entry) for placed, entry in laid]
        for (placed, _), lines in zip(laid, rows(entries, indent), strict=True):
            self._piece(placed.stop, lines, placed.unit.start, whole=placed.whole)

    def _piece(
        self, stop: int, lines: list[str], begins: int, begun: str | None = None, *, whole: bool = True
    ) -> None:
        begun = self.end if begun is None and self.pieces else ""
        self.pieces.append(Piece(self.stop, stop, begun + self.end.join(lines), begins, whole))
        self.stop = stop


def _without_carried(entry: Entry) -> Entry:
    return Entry(entry.above, entry.lines, entry.behind[:1])


def _is_named(head: Unit) -> bool:
    """Whether a block's head reads `shot opening {`, and not `options {`."""
    return len(head.tokens) > 2 and text_of(head.tokens[1]) != "["  # noqa: PLR2004 - keyword, name, brace


def _shape(tokens: Sequence[Token]) -> int:
    """How many tokens stand before a value: 2 in `takes = 3`, 3 in `let light = "low"`, 0 in an import."""
    if text_of(tokens[1]) == "=":
        return 2
    return 3 if len(tokens) > 3 and text_of(tokens[2]) == "=" else 0  # noqa: PLR2004 - let city = "Rome"

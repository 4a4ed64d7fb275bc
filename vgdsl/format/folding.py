"""Lays out a unit that is not simply one line: with comments inside, with block texts, or too long. Knows tokens and brackets.

A list or call that cannot stay on its line gets a line for each of its items, the outermost first. A comment inside a
list or call stays with its item. Any other that stands in the midst of a line goes above the line, or to the end of it
where it is the only one and stood at a line's end; behind a broken bracket there is no above, so it goes to the end.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from vgdsl.format.blocks import moved, settled
from vgdsl.format.brackets import Group, Parts, is_in, parts
from vgdsl.format.gaps import Gap, gap
from vgdsl.format.line import CLOSING, STEP, WIDEST, spaced, width
from vgdsl.format.rows import Entry, rows
from vgdsl.format.units import Token, stop_of, text_of

NEXT = "\n"


class Begun(NamedTuple):
    """How a unit begins: its indentation, and what its first tokens come to, of which there are so many."""

    indent: str
    line: str
    tokens: int = 0


def folded(text: str, tokens: Sequence[Token], begun: Begun, above: list[str], comment: str) -> Entry:
    """A unit in lines, given the comments above it and the one at its end."""
    pen = _Pen(begun.line, begun.indent)
    _Folder(text, tokens).write(parts(tokens), pen, given=begun.tokens)
    return pen.entry(above, comment)


class _Pen:
    """The lines that are written, and the comments met on the way that found no place yet."""

    def __init__(self, line: str, indent: str) -> None:
        self.lines: list[str] = []
        self.line = line
        self.indent = indent
        self.above: list[str] = []
        self.behind: list[str] = []
        self.lone = False  # whether the first comment above stood at the end of a line
        self.commented = False  # whether a bracket before held comments, so that none goes above any more

    def meet(self, between: Gap) -> None:
        """Comments in the midst of a line."""
        met = [*filter(None, (between.behind, *between.above))]
        if self.commented:
            self.behind += met
        elif met:
            self.lone = not self.above and bool(between.behind)
            self.above += met

    def fold(self, left: str, comment: str) -> None:
        """Ends the line with a bracket."""
        self.behind += [comment] if comment else []
        first, *others = self.behind or [""]
        self.lines.append(f"{self.line}{left}  {first}" if first else self.line + left)
        self.lines += [self.indent + STEP + other for other in others]
        self.behind, self.line = [], ""

    def entry(self, above: list[str], comment: str = "") -> Entry:
        """All that was written, with what stands above it and at its end."""
        behind = [*self.behind, comment] if comment else self.behind
        if self.lone and len(self.above) == 1 and not behind and not self.commented:
            return Entry(above, [*self.lines, self.line], self.above)
        return Entry([*above, *self.above], [*self.lines, self.line], behind)


class _Folder:
    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.signs = [settled(text_of(token)) for token in tokens]
        self.words = [self._word(at) for at in range(len(self.signs))]  # as they stand behind others

    def _word(self, at: int) -> str:
        """A token with the space before it; of a block text in several lines the first, with its end."""
        sign, before, after = self.signs[at], self.signs[at - 1], self.signs[at + 1 : at + 2]
        if sign == "," and after[0] in CLOSING:
            return ""
        space = " " if at and (spaced(before, sign) or is_in(self.signs, at - 1)) else ""
        return f"{space}{moved(sign, '')[0].partition(NEXT)[0]}{NEXT}" if NEXT in sign else space + sign

    def write(self, parts: Parts, pen: _Pen, tail: str = "", given: int = 0) -> None:
        """Writes a line, in several where it needs them; `tail` will follow it."""
        for number, part in enumerate(parts):
            left, right = (part.left, part.right) if isinstance(part, Group) else (part, part)
            if isinstance(part, Group) and self._folds(part, pen, islice(parts, number + 1, None), tail):
                self._fold(part, pen, first=number == 0)
            elif right >= given:
                for at in range(left, right + 1):
                    self._put(at, pen, first=at == _start(parts))
            if number < len(parts) - 1:
                pen.meet(self._gap(right))

    def _folds(self, group: Group, pen: _Pen, after: Iterable[int | Group], tail: str) -> bool:
        if self._must_fold(group):
            return True
        flat = self._flat(group.left, group.right)
        too_wide = width(f"{pen.line}{flat}{self._rest(after, tail)}".partition(NEXT)[0]) > WIDEST
        return too_wide and group.is_foldable(self.signs)

    def _must_fold(self, group: Group) -> bool:
        """Whether a group needs several lines, however short it is."""
        tall = NEXT in self._flat(group.left, group.right)
        return (tall and group.is_foldable(self.signs)) or self._has_comments(group)

    def _rest(self, after: Iterable[int | Group], tail: str) -> str:
        """What follows on the same line, as far as it may matter."""
        text = ""
        for part in after:
            if len(text) > 2 * WIDEST or NEXT in text:
                return text
            if isinstance(part, Group) and self._must_fold(part):
                return text + self.words[part.left]
            text += self._flat(part.left, part.right) if isinstance(part, Group) else self.words[part]
        return text + tail

    def _fold(self, group: Group, pen: _Pen, *, first: bool) -> None:
        between = self._gap(group.left)
        pen.commented = pen.commented or self._has_comments(group)
        pen.fold((self.signs if first else self.words)[group.left], between.behind)
        inner, entries = pen.indent + STEP, list[Entry]()
        for item, last in group.items:
            above = between.above
            line = _Pen(inner, inner)
            self.write(item, line, ",")
            if last > _end(item):
                line.meet(self._gap(last - 1))
            line.line += ","
            between = self._gap(last)
            entries.append(line.entry(above, between.behind))
        entries[:1] = [_without_blank(entry) for entry in entries[:1]]
        pen.lines += [row for lines in rows(entries, inner) for row in lines]
        pen.lines += [inner + comment if comment else "" for comment in _trimmed(between.above, entries)]
        pen.line = pen.indent + self.signs[group.right]

    def _put(self, at: int, pen: _Pen, *, first: bool) -> None:
        sign, word = self.signs[at], self.words[at]
        if NEXT not in sign:
            pen.line += sign if first else word
            return
        lines = moved(sign, pen.indent)
        begun = pen.line + ("" if first else " " * word.startswith(" "))
        pen.lines += [begun + lines[0], *lines[1:-1]] if len(lines) > 1 else []
        pen.line = lines[-1] if len(lines) > 1 else begun + lines[0]

    def _flat(self, left: int, right: int) -> str:
        return "".join(self.words[left : right + 1])

    def _has_comments(self, group: Group) -> bool:
        if "#" not in self.text[self.tokens[group.left].start() : self.tokens[group.right].start()]:
            return False
        return any("#" in self._between(at) for at in range(group.left, group.right))

    def _between(self, at: int) -> str:
        return self.text[stop_of(self.tokens[at]) : self.tokens[at + 1].start()]

    def _gap(self, at: int) -> Gap:
        """What stands behind a token; nothing behind the last."""
        return gap(self.text, stop_of(self.tokens[at]), self.tokens[at + 1].start())


def _start(parts: Parts) -> int:
    first = parts[0]
    return first.left if isinstance(first, Group) else first


def _end(parts: Parts) -> int:
    last = parts[-1]
    return last.right if isinstance(last, Group) else last


def _without_blank(entry: Entry) -> Entry:
    return Entry(entry.above[1:], entry.lines, entry.behind) if entry.above[:1] == [""] else entry


def _trimmed(above: list[str], entries: list[Entry]) -> list[str]:
    """The last comments in brackets, without the blank line below them, and the one above where nothing else is."""
    start = int(not entries and above[:1] == [""])
    return above[start : -1 if above[-1:] == [""] else None]

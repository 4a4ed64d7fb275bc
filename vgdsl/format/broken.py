"""Cuts a text with mistakes into units: what reads without mistakes on its own, and whole lines that stay as they are.

Recovery says where the items are. An item is laid out if its own text reads; of a block that does not, those of its
items that do, if its head and its closing brace are there. Lines hold together: what shares one with something that
cannot be read stays as well.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from vgdsl.format.units import Cutter, Kind, Unit, stop_of, text_of, units
from vgdsl.source import Source
from vgdsl.syntax import lexer, tree


class _Node(NamedTuple):
    """An item, or something that is none: units that only stay together, and what stands between the first and the last."""

    start: int
    stop: int
    units: tuple[Unit, ...]  # none for what cannot be read; the head and the brace of a block with an inside
    inside: tuple["_Node", ...] = ()


def readable(source: Source, items: Sequence[tree.Item]) -> list[Unit]:
    """The units of a text of which recovery has read these items."""
    reading = _Reading(source)
    nodes = reading.nodes(items, lexer.first(source.text), len(source.text))
    while reading.spread(nodes):
        pass
    return sorted(chain(reading.found(nodes), reading.raw()), key=lambda unit: unit.start)


class _Reading:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.cutter = Cutter(source.text)
        self.lines: set[int] = set()  # that stay as they are, from 1

    def nodes(self, items: Sequence[tree.Item], start: int, stop: int) -> tuple[_Node, ...]:
        """The items between two places of the text, and all else that is there and means something."""
        found: list[_Node] = []
        for item in items:
            if item.start >= start:
                found += [*self._rest(start, item.start), self._node(item)]
                start = item.end
        return (*found, *self._rest(start, stop))

    def _node(self, item: tree.Item) -> _Node:
        found = self.cutter.units(item.start, item.end)
        if found is not None:
            return _Node(item.start, item.end, tuple(found))
        block = self._block(item) if isinstance(item, tree.Block) else None
        return block or _Node(item.start, item.end, ())

    def _block(self, block: tree.Block) -> _Node | None:
        """A block with a mistake inside; None where the mistake is in its head or its closing brace."""
        text = self.source.text
        inner = block.end - 1
        last = block.items[-1].end if block.items else block.start
        if text[inner : block.end] != "}" or last > inner:
            return None
        head = []
        for token in lexer.pattern().finditer(text, block.start, inner):
            head.append(token)
            if text_of(token) == "{":
                break
        start = stop_of(head[-1])
        if units(text[block.start : start] + "}", 0, start + 1 - block.start) is None:
            return None
        close = tuple(lexer.pattern().finditer(text, inner, block.end))
        ends = (Unit(Kind.HEAD, block.start, start, head), Unit(Kind.CLOSE, inner, block.end, close))
        inside = self.nodes(block.items, lexer.skip(text, start), inner)
        return _Node(block.start, block.end, ends, inside)

    def _rest(self, start: int, stop: int) -> Iterator[_Node]:
        """What stands between two items beside white space and comments."""
        text = self.source.text
        tokens = list(lexer.pattern().finditer(text, lexer.skip(text, start), stop))
        if tokens:
            yield _Node(tokens[0].start(), stop_of(tokens[-1]), ())

    def spread(self, nodes: Sequence[_Node]) -> bool:
        """Gives up what shares a line with something that cannot be read; says whether there was any more of that."""
        before = len(self.lines)
        for node in nodes:
            if not node.units or any(map(self._touches, node.units)):
                self._give_up(node)
            else:
                self.spread(node.inside)
        return len(self.lines) > before

    def _touches(self, unit: Unit) -> bool:
        first, last = self._lines(unit.start, unit.stop)
        return first in self.lines or last in self.lines

    def _give_up(self, node: _Node) -> None:
        first, last = self._lines(node.start, node.stop)
        self.lines.update(range(first, last + 1))

    def _lines(self, start: int, stop: int) -> tuple[int, int]:
        return self.source.position(start).line, self.source.position(max(start, stop - 1)).line

    def found(self, nodes: Sequence[_Node]) -> Iterator[Unit]:
        """What can be laid out."""
        for node in nodes:
            if node.units and not self._touches(node.units[0]):
                yield from node.units
                yield from self.found(node.inside)

    def raw(self) -> Iterator[Unit]:
        """The lines that stay, those that follow each other together."""
        first = 0
        for line in sorted(self.lines):
            first = first if line - 1 in self.lines and first else line
            if line + 1 not in self.lines:
                starts = self.source.line_starts
                stop = starts[line - 1] + len(self.source.line(line))
                yield Unit(Kind.RAW, starts[first - 1], stop)
                first = 0

"""What could stand at a place of a scene file, told by the signs before it. Knows no meanings: no names, types or models.

A text is asked about while it is being typed, so at the place in question it is nearly always broken; what the parser made
of the rest is whole. So only the blocks around the place are taken from the tree, and from the last of those on the signs
are read one by one up to the place (reading.py).

    place(view, offset) -> Place | None         None where the film does not know the file

`Place.slot` says what is awaited there (slots.py). All offsets are characters of the file.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from vgdsl.check.declarations import Kind
from vgdsl.ide.cursor.reading import GROUPS, PAIRS, Bracket, Reading, Sign, chain, signs_of
from vgdsl.ide.cursor.slots import Item, Member, Nothing, Path, Slot, Step, Text, Value, Word
from vgdsl.ide.view import View
from vgdsl.source import Source
from vgdsl.syntax import tree
from vgdsl.syntax.pieces import Pieces

_HEAD = re.compile(rf"^[ \t]*(?:{'|'.join(Kind)})[ \t]+[^\W\d]\w*[^\n=]*\{{", re.MULTILINE)
_MANY = 200  # mistakes before the place, after which nobody can say what it is


class Place(msgspec.Struct, frozen=True):
    """A place in a file: the word that is being typed there, from `start` to `end`, the blocks around it, and what is awaited.

    `blocks` are the signs before the brace of each block, outermost first: `scene harbor`, `shot postcard []`. `steps` are the
    brackets of the value around it.
    """

    source: Source
    offset: int
    start: int
    end: int
    blocks: tuple[tuple[Sign, ...], ...]
    steps: tuple[Step, ...]
    slot: Slot

    @property
    def typed(self) -> str:
        return self.source.text[self.start : self.offset]

    @property
    def leads(self) -> bool:
        """Whether it is the first word of its line."""
        return not self.source.text[_line_start(self.source.text, self.start) : self.start].strip()

    @property
    def rest(self) -> str:
        """What stands behind the word in its line."""
        end = self.source.text.find("\n", self.end)
        return self.source.text[self.end : end if end >= 0 else None]


def place(view: View, offset: int) -> Place | None:
    """What could stand at a character of the view's file."""
    module = view.module
    if module is None:
        return None
    offset = max(0, min(offset, len(module.source.text)))
    start, opened = _around(module.items, module.source.text, offset)
    return _read(module.source, offset, start, opened)


def _read(source: Source, offset: int, start: int, opened: Sequence[Bracket]) -> Place:
    """Reads from `start`, where the brackets in `opened` are open, up to a place."""
    text = source.text
    signs = _signs(source, start, offset)
    before = [sign for sign in signs if sign.end <= offset and not _is_under(sign, text, offset)]
    behind = signs[len(before) :]
    under = behind.pop(0) if behind and behind[0].start < offset else None
    reading = Reading(opened)
    reading.read(before)
    word = (under.start, under.end) if under is not None else (offset, offset)
    blocks = tuple(bracket.head for bracket in reading.open if bracket.sign == "{")
    steps = tuple(_step(bracket) for bracket in reading.open if not bracket.holds_items)
    found = Place(source, offset, *word, blocks, steps, Nothing())
    if under is None and _in_comment(text, max(start, before[-1].end if before else 0), offset):
        return found
    slot = _slot(reading.open, under, found)
    if isinstance(slot, Item):
        slot = Item((*reading.open[-1].said, *_said(behind)))
    elif isinstance(slot, Value) and under is None and behind and _stands_at(behind[0], offset):
        found = msgspec.structs.replace(found, end=behind[0].end)
    return msgspec.structs.replace(found, slot=slot)


def _signs(source: Source, start: int, offset: int) -> list[Sign]:
    """What stands from `start` up to the next head of a block behind the line of a place."""
    following = _HEAD.search(source.text, _line_end(source.text, offset))
    part = Source(source.name, source.text[start : following.start() if following else None])
    return signs_of(Pieces(part, _MANY).tokens, part.text, start)


def _stands_at(sign: Sign, offset: int) -> bool:
    """Whether a word or a number begins at a place: then that is what another one would replace."""
    return sign.start == offset and sign.ends_value and not sign.is_text


def _slot(opened: Sequence[Bracket], under: Sign | None, found: Place) -> Slot:
    at = max(number for number, bracket in enumerate(opened) if bracket.holds_items)
    block, within, inner = opened[at], opened[at + 1 :], opened[-1]
    if under is not None and under.is_text:
        if [sign.text for sign in inner.pending] == ["import"]:
            return Path(under.start + 1)
        quotes = 3 if under.text.startswith('"""') and len(under.text) >= 6 else 1  # noqa: PLR2004 - both ends
        if found.offset < under.start + quotes:
            return Nothing()
        closed = under.text == found.source.text[under.start : under.end]
        return Text(_value(block, within), under.start + quotes, quotes > 1, closed)
    if inner.holds_items:
        return _in_block(inner, leads=found.leads, begun=under is not None)
    if len(within) == 1 and _is_loop(block, inner) and (stage := len(inner.pending)) < 2:  # noqa: PLR2004 - variable, in
        return Word("in") if stage else Nothing()
    if inner.pending and inner.pending[-1].text == ".":
        return Member(chain(inner.pending[:-1]), _value(block, within))
    begins = not inner.pending or inner.pending[-1].text in {"=", "in"} or found.leads
    return _value(block, within) if begins else Nothing()


def _in_block(block: Bracket, *, leads: bool, begun: bool) -> Slot:
    """Behind a whole item in its line, and behind a brace, most people want a new line: nothing is awaited until they begin a word."""
    texts = [sign.text for sign in block.pending]
    if leads or block.whole():
        if texts[:1] == ["import"] and not leads:
            return Word("as")
        return Item(()) if leads or begun else Nothing()
    if texts == ["import"]:
        return Path(None)
    if texts[-1] == "=":
        return _value(block, ())
    return Member(chain(block.pending[:-1]), _value(block, ())) if texts[-1] == "." else Nothing()


def _value(block: Bracket, within: Sequence[Bracket]) -> Value:
    loop = bool(within) and _is_loop(block, within[0])
    steps = tuple(map(_step, within[loop:]))
    named = not (within and within[-1].sign == "(" and not within[-1].pending)
    begun = block.pending[:2]
    attribute = begun[0].text if len(begun) > 1 and begun[1].text == "=" else ""
    return Value(attribute, steps, named, loop)


def _step(bracket: Bracket) -> Step:
    if bracket.sign == "[":
        return Step('["' if bracket.head else "[", bracket.head, said=tuple(bracket.said))
    named = len(bracket.pending) > 1 and bracket.pending[1].text == "="
    said = tuple(bracket.said)
    return Step("(", bracket.head, bracket.pending[0].text if named else bracket.commas, said)


def _is_loop(block: Bracket, bracket: Bracket) -> bool:
    """Whether a bracket is that of a for-each: `shot postcard[`."""
    return bracket.sign == "[" and all(sign.is_word for sign in block.pending) and bool(block.pending)


def _said(behind: Sequence[Sign]) -> list[str]:
    """The attributes that stand behind a place in its own block."""
    found, depth = [], 0
    for sign, after in pairwise(behind):
        depth += (sign.text in {"{", "[", "("}) - (sign.text in PAIRS)
        if depth < 0:
            break
        if depth == 0 and sign.is_word and after.text == "=":
            found.append(sign.text)
    return found


def _is_under(sign: Sign, text: str, offset: int) -> bool:
    """Whether a sign that ends at a place or before it is still being typed: a word, a number, a text without its end."""
    if sign.is_text:
        between = text[sign.end : offset]
        return text[sign.start : sign.end] != sign.text and "\n" not in between and not between.strip()
    return sign.end == offset and (sign.text == "$" or (sign.ends_value and sign.text not in GROUPS))


def _around(items: Sequence[tree.Item], text: str, offset: int) -> tuple[int, list[Bracket]]:
    """Where reading may begin, since all before it is whole, and the scene that is open there."""
    opened: list[Bracket] = []
    start = 0
    while True:
        last = next(
            (item for item in reversed(items) if isinstance(item, tree.Block) and item.start < offset), None
        )
        if last is None:
            return start, opened
        if _is_behind(last, text, offset):
            return last.end, opened
        brace = text.find("{", last.keyword.end, last.end)
        if last.keyword.text != Kind.SCENE or not 0 <= brace < offset:
            return last.start, opened
        head = [last.keyword, *([last.name] if last.name else [])]
        opened.append(Bracket("{", brace, tuple(Sign(one.text, one.start, one.end) for one in head)))
        start, items = brace + 1, last.items


def _is_behind(block: tree.Block, text: str, offset: int) -> bool:
    """Whether a place lies behind a block; of one whose brace is missing, by how far the place's line is indented."""
    closed = text[block.end - 1] == "}" and not (block.items and block.items[-1].end == block.end)
    if closed:
        return offset >= block.end
    return offset > block.end and _indent(text, offset) <= _indent(text, block.start)


def _in_comment(text: str, start: int, offset: int) -> bool:
    gap = text[max(start, _line_start(text, offset)) : offset]
    return "#" in gap or "//" in gap


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return end if end >= 0 else len(text)


def _indent(text: str, offset: int) -> int:
    line = text[_line_start(text, offset) : _line_end(text, offset)]
    return len(line) - len(line.lstrip())

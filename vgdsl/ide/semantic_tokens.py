"""What each piece of a file is, for colours that know what names mean. Knows no protocol.

    semantic_tokens(view)                   -> tuple[Piece, ...]    of the whole file, in order
    semantic_tokens(view, (start, end))     -> tuple[Piece, ...]    of the items that lie between two characters, whole

Names that mean nothing, and words that are not of the language, have no colour: that is how one sees them. Texts are cut
at what stands in them. No piece reaches over the end of a line.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from vgdsl.check import quantities
from vgdsl.check.attributes import ARGUMENTS, ATTRIBUTES
from vgdsl.check.declarations import Kind
from vgdsl.check.evaluate import WORDS
from vgdsl.check.steps import EDGES
from vgdsl.ide.colours.kinds import Colour, Known, Piece, of_thing
from vgdsl.ide.colours.texts import TextColours
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Occurrence, Role
from vgdsl.ide.view import View
from vgdsl.syntax import lexer
from vgdsl.syntax.grammar import tables
from vgdsl.syntax.parser import without_collector

_KEYWORDS = frozenset({*Kind, "options"})
_FRAMES = frozenset({*EDGES, "frame"})
_CHOICES = {
    name: frozenset((type_.item or type_).choices)
    for table in ATTRIBUTES.values()
    for name, type_ in table.items()
}
_NONE: frozenset[str] = frozenset()

Terminal = tuple[str, int, int]
"""The kind of a terminal, and from where to where it stands."""


def semantic_tokens(view: View, between: tuple[int, int] | None = None) -> tuple[Piece, ...]:
    """Also of a file with mistakes; none where the film does not have the file."""
    module = view.module
    if module is None:
        return ()
    text, found = module.source.text, occurrences(view.analysis).in_file(view.file)
    start, end = between or (0, len(text))
    starts = [one.start for one in found]
    pieces: list[Piece] = []
    edges = sorted({0, *(item.start for item in module.items), len(text)})  # where a text can be read from
    with without_collector():
        for first, last in pairwise(edges):
            if last > start and first < end:
                known = found[bisect_left(starts, first) : bisect_left(starts, last)]
                said = _read(text[first:last], tuple(_known(known, first)))
                pieces += [
                    Piece(p.start + first, p.end + first, p.colour, p.declares, p.mentioned) for p in said
                ]
    return tuple(pieces)


def _known(found: tuple[Occurrence, ...], first: int) -> Iterator[Known]:
    for one in found:
        colour = of_thing(one.thing)
        if colour is not None:
            yield one.start - first, one.end - first, colour, one.role


@lru_cache(maxsize=4096)
def _read(text: str, known: tuple[Known, ...]) -> tuple[Piece, ...]:
    """Kept, for at each key press all items but one are what they were, though they stand elsewhere."""
    return tuple(_Reading(text, known).read())


class _Reading:
    """One item being read, terminal by terminal, with what follows it; a name is told by what stands around it."""

    def __init__(self, text: str, known: tuple[Known, ...]) -> None:
        self._text = text
        self._named = {one[0]: one for one in known}
        self._texts = TextColours(text, self._named)
        self._choices = _NONE  # words that the attribute which is being read knows
        self._depth = 0  # of round brackets

    def read(self) -> Iterator[Piece]:
        first, end = lexer.first(self._text), len(self._text)
        terminals = [("", 0, 0), *_terminals(self._text, first), ("", end, end)]
        for place in range(1, len(terminals) - 1):
            yield from self._comments(terminals[place - 1][2], terminals[place][1])
            yield from self._colours(*terminals[place - 1 : place + 2])
        yield from self._comments(terminals[-2][2], end)

    def _colours(self, before: Terminal, here: Terminal, after: Terminal) -> Iterator[Piece]:
        kind, start, end = here
        if not kind and self._text.startswith('"', start):
            yield from self._texts.open(start, end)
        elif kind in {"STRING", "BLOCK_STRING"}:
            yield from self._texts.pieces(start, end, block=kind == "BLOCK_STRING")
        elif kind == "QUANTITY":
            yield from _quantity(self._text[start:end], start)
        elif kind in {"LPAR", "RPAR"}:
            self._depth = self._depth + 1 if kind == "LPAR" else max(0, self._depth - 1)
        elif kind in {"NAME", "IMPORT", "AS", "IN"}:
            known = self._named.get(start)
            word = self._text[start:end]
            if after[0] == "EQUAL" and not self._depth:
                self._choices = _CHOICES.get(word, _NONE)
            colour = known[2] if known is not None else self._word(word, before, here, after)
            if colour is not None:
                declares = known is not None and known[3] is Role.DECLARES
                yield Piece(start, end, colour, declares and colour is not Colour.ATTRIBUTE)

    def _word(self, word: str, before: Terminal, here: Terminal, after: Terminal) -> Colour | None:
        """The colour of a word that is no name of the film."""
        if before[0] == "DOT":
            return Colour.FRAME if word in _FRAMES else None
        if after[0] == "LPAR":
            return Colour.CALL if word in ARGUMENTS else None
        if after[0] == "EQUAL":
            return Colour.ARGUMENT if self._depth else None
        if before[0] == "EQUAL" or self._depth:
            return self._constant(word)
        if here[0] == "IMPORT" or (here[0], before[0]) in {("AS", "STRING"), ("IN", "NAME")}:
            return Colour.KEYWORD
        if word in _KEYWORDS and after[0] in {"NAME", "LBRACE", "LSQB", "AS", "IN", "IMPORT"}:
            return Colour.KEYWORD
        return self._constant(word)

    def _constant(self, word: str) -> Colour | None:
        return Colour.CONSTANT if word in WORDS or word in self._choices else None

    def _comments(self, start: int, end: int) -> Iterator[Piece]:
        """Between two terminals there is nothing but white space and comments."""
        while (start := self._text.find("#", start, end)) >= 0:
            line = self._text.find("\n", start, end)
            stop = end if line < 0 else line
            yield Piece(start, start + len(self._text[start:stop].rstrip()), Colour.COMMENT)
            start = stop


def _terminals(text: str, first: int) -> Iterator[Terminal]:
    names = (*tables().terminals, "")
    open_until = 0
    for match in lexer.pattern().finditer(text, first):
        number = match.lastindex or 0
        start, end = match.span(number)
        if start < open_until:
            continue
        if text[start] == '"' and not names[number]:
            open_until = end = _open_text(text, start)
        yield names[number], start, end


def _open_text(text: str, start: int) -> int:
    """Where a text ends that is not closed: with its line, or of several lines nowhere."""
    line = -1 if text.startswith('"""', start) else text.find("\n", start)
    return len(text) if line < 0 else line


def _quantity(text: str, start: int) -> Iterator[Piece]:
    """The number and its unit; what is no quantity has no colour."""
    number = _number(text)
    if number:
        yield Piece(start, start + number, Colour.NUMBER)
        if number < len(text):
            yield Piece(start + number, start + len(text), Colour.UNIT)


@lru_cache(maxsize=1024)
def _number(text: str) -> int:
    """How many characters are the number; none where the whole means nothing."""
    if quantities.read(text) is None:
        return 0
    return len(text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%"))

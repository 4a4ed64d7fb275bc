"""Rows of tokens by their shapes: finds those that idioms describe, and puts others in their place. Knows no idiom.

Each row is written down as its shape: a letter or sign for each token, `\\n` before the first of a line. An idiom is a
regular expression over the shape of the whole text, and a function of the tokens that it matched.
"""

import re
from collections.abc import Callable

import msgspec

from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.source import Source, Span
from vgdsl.syntax.grammar import tables
from vgdsl.syntax.places import Piece, shorten

LETTERS = {
    "NAME": "n",
    "AS": "n",
    "IN": "k",
    "IMPORT": "i",
    "QUANTITY": "q",
    "STRING": "s",
    "BLOCK_STRING": "s",
}


class Row(msgspec.Struct, frozen=True):
    """Tokens that an idiom has matched, all of them and by its groups."""

    source: Source
    tokens: tuple[Piece, ...]
    groups: tuple[tuple[Piece, ...], ...]
    after: Piece

    def span(self, first: Piece, last: Piece) -> Span:
        return Span(self.source, first.at, last.stop)

    def tell(self, code: str, span: Span, *edits: Edit, **facts: str) -> Diagnostic:
        return Diagnostic(code, span, facts, edits=edits)

    def replaced(self, code: str, text: str, **facts: str) -> Diagnostic:
        """A message about the whole row, which a text should stand in place of."""
        span = self.span(self.tokens[0], self.tokens[-1])
        return Diagnostic(code, span, {"text": shorten(text), **facts}, edits=(Edit(span, text),))

    def put(self, kind: str, text: str, near: Piece, *, leads: bool = False) -> Piece:
        """A token that the text lacks, or that stands for one that it has."""
        return Piece(tables().terminals.index(kind), near.at, near.stop, text, leads)

    def behind(self, kind: str, text: str, last: Piece) -> Piece:
        return Piece(tables().terminals.index(kind), last.stop, last.stop, text)


Read = Callable[[Row], tuple[list[Piece], Diagnostic] | None]
"""The tokens that a row stands for, and the message about it; None where it is nothing special after all."""


class Idiom(msgspec.Struct, frozen=True):
    """What is written, as an example and as a shape; only outside of brackets, unless `within`."""

    example: str
    shape: re.Pattern[str]
    read: Read


def mended(
    idioms: tuple[Idiom, ...], source: Source, tokens: list[Piece]
) -> tuple[list[Piece], list[Diagnostic]]:
    """The tokens with all idioms replaced, and a message about each."""
    found: list[Diagnostic] = []
    shape, numbers = _shape(tokens)
    for idiom in idioms:
        done: list[Piece] = []
        taken = 0
        for match in idiom.shape.finditer(shape):
            first, last = numbers[match.start()], numbers[match.end()]
            if first < taken:
                continue
            groups = tuple(
                tuple(tokens[numbers[match.start(n)] : numbers[match.end(n)]]) if match[n] is not None else ()
                for n in range(1, idiom.shape.groups + 1)
            )
            answer = idiom.read(
                Row(source, tuple(tokens[first:last]), groups, tokens[min(last, len(tokens) - 1)])
            )
            if answer is not None:
                done += [*tokens[taken:first], *answer[0]]
                found.append(answer[1])
                heads = tokens[last - 1].text == ":" and not answer[0]
                taken = _body(source, tokens, first, last) if heads else last
        if taken:
            tokens = [*done, *tokens[taken:]]
            shape, numbers = _shape(tokens)
    return tokens, found


def _body(source: Source, tokens: list[Piece], first: int, last: int) -> int:
    """Where the lines end that stand below a line with a colon, and deeper."""
    head = indent(source, tokens[first])
    while tokens[last].lastindex and not (tokens[last].leads and indent(source, tokens[last]) <= head):
        last += 1
    return last


def _shape(tokens: list[Piece]) -> tuple[str, list[int]]:
    """The shape of a text, and for each of its characters the number of its token; within brackets are no line ends, and `~` is `=`."""
    names = (*tables().terminals, "")
    signs: list[str] = []
    numbers: list[int] = []
    brackets = 0
    for number, token in enumerate(tokens):
        sign = LETTERS.get(names[token.lastindex], token.text if len(token.text) == 1 else "?")
        sign = "~" if brackets and sign == "=" else sign if token.lastindex else "$"
        if token.leads and not brackets:
            signs.append("\n")
            numbers.append(number)
        signs.append(sign)
        numbers.append(number)
        brackets = 0 if sign in "{}" else max(0, brackets + (sign in "[(") - (sign in "])"))
    return "".join(signs), [*numbers, len(tokens)]


def indent(source: Source, token: Piece) -> int:
    """How far a token stands from the start of its line."""
    return token.at - (source.text.rfind("\n", 0, token.at) + 1)

"""Cuts a text into the units that begin a line: attributes, heads of blocks, closing braces. Knows the grammar, lays out nothing.

The grammar's own tables read the text, with a builder that keeps of all it could build only where items begin. So what is
laid out is what the parser reads, and a text is read once, as tokens, which still know what stands between them.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import chain
from typing import Any

import msgspec

from vgdsl.syntax import lexer
from vgdsl.syntax.automaton import Automaton
from vgdsl.syntax.grammar import tables
from vgdsl.syntax.parser import END
from vgdsl.syntax.tables import KEYWORDS

Token = re.Match[str]


class Kind(Enum):
    ITEM = auto()  # duration = 5s   let city = "Venice"   import "cast.vg"
    HEAD = auto()  # shot opening {
    CLOSE = auto()  # }
    RAW = auto()  # whole lines that stay as they are


class Unit(msgspec.Struct, frozen=True):
    """What begins a line of its own, from character `start` up to `stop`; what is raw has no tokens."""

    kind: Kind
    start: int
    stop: int
    tokens: Sequence[Token] = ()


def text_of(token: Token) -> str:
    found: str = token[token.lastindex or 0]
    return found


def stop_of(token: Token) -> int:
    return token.end(token.lastindex or 0)


def units(text: str, start: int, stop: int) -> Iterator[Unit] | None:
    """The units of a part of a text that has no mistakes in it; None where it has any."""
    return Cutter(text).units(start, stop)


class Cutter:
    """Cuts parts of one text. To the grammar's automaton it is a builder of nothing: items are the first of their tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.beginnings: set[int] = set()
        self.mistaken = False
        self.automaton = Automaton(tables(), self)

    def units(self, start: int, stop: int) -> Iterator[Unit] | None:
        tokens = list(lexer.pattern().finditer(self.text, start, stop))
        self.beginnings, self.mistaken, states = set(), False, [0]
        self.automaton.run(chain(tokens, END), states, [])
        if states[-1] != self.automaton.tables.accept or self.mistaken:
            return None
        return _cut(tokens, self.beginnings)

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("make_") or name in _TOKENS:
            # for a token by itself nothing is to be done, so the automaton need not ask
            raise AttributeError(name)
        return _first

    def make_attribute(self, name: Token, *_rest: object) -> None:
        self.beginnings.add(name.start())

    def make_definition(self, keyword: Token, name: Token, *_rest: object) -> None:
        self.beginnings.add(keyword.start())
        if "\n" in self.text[keyword.end(keyword.lastindex or 0) : name.start()]:
            self.mistaken = True  # VG146: the word on the line before was not finished

    make_import = make_block = make_loop_block = make_attribute
    make_nameless_block = make_nameless_loop_block = make_attribute


_TOKENS = frozenset({"make_quantity", "make_string", "make_block_string"})


def _first(*parts: object) -> object:
    return parts[0] if parts else None


def _cut(tokens: Sequence[Token], beginnings: set[int]) -> Iterator[Unit]:
    names = tables().terminals
    left, right = names.index("LBRACE"), names.index("RBRACE")
    begins = frozenset(map(names.index, ("NAME", *KEYWORDS)))
    begun = 0
    for at, token in enumerate(tokens):
        kind = token.lastindex
        if kind == left:
            yield _unit(Kind.HEAD, tokens[begun : at + 1])
            begun = at + 1
        elif kind == right:
            if at > begun:
                yield _unit(Kind.ITEM, tokens[begun:at])
            yield _unit(Kind.CLOSE, tokens[at : at + 1])
            begun = at + 1
        elif at > begun and kind in begins and token.start() in beginnings:
            yield _unit(Kind.ITEM, tokens[begun:at])
            begun = at
    if begun < len(tokens):
        yield _unit(Kind.ITEM, tokens[begun:])


def _unit(kind: Kind, tokens: Sequence[Token]) -> Unit:
    last = tokens[-1]
    return Unit(kind, tokens[0].start(), last.end(last.lastindex or 0), tokens)

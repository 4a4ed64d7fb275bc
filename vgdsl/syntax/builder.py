"""Makes nodes of the tree from what the grammar's rules have read. Knows no tables, no meaning and no repair."""

from collections.abc import Iterable, Iterator
from sys import intern
from typing import Any

from vgdsl.diagnostics import Diagnostic
from vgdsl.source import Source
from vgdsl.syntax import tree
from vgdsl.syntax.automaton import Token
from vgdsl.syntax.lexer import compared

Body = tuple[tuple[tree.Item, ...], int]


class Builder:
    """One `make_` function for each rule of the grammar that builds something, given all parts of the rule."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Diagnostic] = []
        self.escaped: list[
            tree.String
        ] = []  # texts with a backslash, whose escapes are still to be looked at

    def make_file(self, items: list[tree.Item] | None = None) -> tuple[tree.Item, ...]:
        return tuple(items or ())

    def make_attribute(self, name: Token, _equals: Token, value: tree.Value) -> tree.Attribute:
        named = _name(name)
        return tree.Attribute(named.start, value.end, named, value)

    def make_definition(
        self, keyword: Token, name: Token, equals: Token, value: tree.Value
    ) -> tree.Definition | tree.Attribute:
        """A keyword is on the line of its name; a word on the line before was not finished."""
        word, named = _name(keyword), _name(name)
        if "\n" in self.source.text[word.end : named.start]:
            self.found.append(Diagnostic("VG146", word.span(self.source), {"found": word.text}))
            return self.make_attribute(name, equals, value)
        return tree.Definition(word.start, value.end, word, named, value)

    def make_import(
        self, keyword: Token, path: Token, _as: Token | None = None, alias: Token | None = None
    ) -> tree.Import:
        quoted = self.make_string(path)
        named = _name(alias) if alias is not None else None
        return tree.Import(keyword.start(), (named or quoted).end, quoted, named)

    def make_block(self, keyword: Token, name: Token, body: Body) -> tree.Block:
        word = _name(keyword)
        return tree.Block(word.start, body[1], word, _name(name), None, body[0])

    def make_loop_block(self, keyword: Token, name: Token, loop: tree.Loop, body: Body) -> tree.Block:
        word = _name(keyword)
        return tree.Block(word.start, body[1], word, _name(name), loop, body[0])

    def make_nameless_block(self, keyword: Token, body: Body) -> tree.Block:
        word = _name(keyword)
        return tree.Block(word.start, body[1], word, None, None, body[0])

    def make_nameless_loop_block(self, keyword: Token, loop: tree.Loop, body: Body) -> tree.Block:
        word = _name(keyword)
        return tree.Block(word.start, body[1], word, None, loop, body[0])

    def make_body(self, *parts: Any) -> Body:
        items = parts[1] if len(parts) == 3 else ()  # noqa: PLR2004 - { items }
        return tuple(items), _end(parts[-1])

    def make_loop(
        self, left: Token, variable: Token, _in: Token, values: tree.Value, right: Token
    ) -> tree.Loop:
        return tree.Loop(left.start(), _end(right), _name(variable), values)

    def make_quantity(self, token: Token) -> tree.Quantity:
        kind = token.lastindex
        start, end = token.span(kind)
        return tree.Quantity(start, end, intern(token[kind]))

    def make_string(self, token: Token) -> tree.String:
        kind = token.lastindex
        start, end = token.span(kind)
        return self._string(start, end, token[kind][1:-1], block=False)

    def make_block_string(self, token: Token) -> tree.String:
        kind = token.lastindex
        start, end = token.span(kind)
        return self._string(start, end, token[kind][3:-3], block=True)

    def make_reference(self, name: Token, steps: Iterable[tree.Member | tree.Index] = ()) -> tree.Reference:
        kind = name.lastindex
        start, end = name.span(kind)
        steps = tuple(steps)
        return tree.Reference(start, steps[-1].end if steps else end, _text(name[kind]), steps)

    def make_member(self, _dot: Token, name: Token) -> tree.Member:
        kind = name.lastindex
        start, end = name.span(kind)
        return tree.Member(start, end, _text(name[kind]))

    def make_index(self, left: Token, value: tree.Value, right: Token) -> tree.Index:
        return tree.Index(left.start(), _end(right), value)

    def make_call(self, function: tree.Reference | tree.Selection, *parts: Any) -> tree.Call:
        return tree.Call(function.start, _end(parts[-1]), function, tuple(_nodes(parts)))

    def make_selection(self, call: tree.Call, steps: Iterable[tree.Member | tree.Index]) -> tree.Selection:
        steps = tuple(steps)
        return tree.Selection(call.start, steps[-1].end, call, steps)

    def make_argument(self, value: tree.Value) -> tree.Argument:
        return tree.Argument(value.start, value.end, None, value)

    def make_named_argument(self, name: Token, _equals: Token, value: tree.Value) -> tree.Argument:
        named = _name(name)
        return tree.Argument(named.start, value.end, named, value)

    def make_list(self, left: Token, *parts: Any) -> tree.List:
        return tree.List(left.start(), _end(parts[-1]), tuple(_nodes(parts)))

    def _string(self, start: int, end: int, raw: str, *, block: bool) -> tree.String:
        string = tree.String(start, end, raw, block)
        if "\\" in raw:
            self.escaped.append(string)
        return string


def _name(token: Token) -> tree.Name:
    kind = token.lastindex
    start, end = token.span(kind)
    return tree.named(start, end, _text(token[kind]))


def _text(name: str) -> str:
    return intern(compared(name))


def _end(token: Token) -> int:
    return token.span(token.lastindex)[1]


def _nodes(parts: Iterable[Any]) -> Iterator[Any]:
    """The nodes among parts that may also be punctuation or lists of nodes."""
    for part in parts:
        if isinstance(part, list):
            yield from part
        elif isinstance(part, tree.Node):
            yield part

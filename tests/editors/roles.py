"""What each stretch of a scene file is, as vgdsl's own lexer, its tree and jinja2's lexer have it. Knows no highlighter."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from jinja2 import Environment
from jinja2.exceptions import TemplateSyntaxError

from vgdsl.check.attributes import ARGUMENTS
from vgdsl.check.declarations import NODES, Kind
from vgdsl.check.mentions import found as mentions
from vgdsl.check.steps import EDGES
from vgdsl.source import Source
from vgdsl.syntax import lexer, strings, tree
from vgdsl.syntax.grammar import tables
from vgdsl.syntax.parser import parse
from vgdsl.syntax.pieces import Piece, Pieces

JINJA = Environment(keep_trailing_newline=True).lexer

TOKENS = {
    "STRING": "string",
    "BLOCK_STRING": "string",
    "QUANTITY": "quantity",
    "IMPORT": "import",
    "AS": "import",
    "IN": "in",
}
"""What a terminal is wherever it stands, by its name in the grammar."""

TEMPLATES = {
    "variable_begin": "template",
    "variable_end": "template",
    "block_begin": "template",
    "block_end": "template",
    "raw_begin": "template",
    "raw_end": "template",
    "comment_begin": "template comment",
    "comment": "template comment",
    "comment_end": "template comment",
    "name": "template word",
    "string": "template string",
    "integer": "template number",
    "float": "template number",
    "operator": "template operator",
}
"""What a token of jinja2 is."""


KEYWORDS = {*Kind, "options"} - {"import", "let", "param"}
"""What opens a block."""


UNREAD = "unread"


class Role(NamedTuple):
    """What the characters from `start` up to `end` are."""

    start: int
    end: int
    role: str


def roles(text: str) -> dict[int, str]:
    """The role of each character that has one; of a text with mistakes, only what its tokens say."""
    source = Source("film.vg", text)
    parsed = parse(source)
    found = list(_tokens(source))
    if not parsed.diagnostics:
        found += _items(parsed.file.items)
    painted: dict[int, str] = {}
    for each in found:
        painted.update(dict.fromkeys(range(each.start, each.end), each.role))
    for string in _strings(parsed.file.items):
        for each in _inside(text, string):
            painted.update(dict.fromkeys(range(each.start, each.end), each.role))
    return {at: role for at, role in painted.items() if not text[at].isspace()}


def tokens(source: Source) -> list[Piece]:
    """The tokens as the grammar has them; of a text with mistakes, as they were meant."""
    pattern, text = lexer.pattern(), source.text
    found = [
        Piece(match.lastindex or 0, match.start(match.lastindex or 0), match.end(match.lastindex or 0), "")
        for match in pattern.finditer(text, lexer.first(text))
    ]
    if parse(source).diagnostics:
        return Pieces(source, 10_000).tokens
    return [*found, Piece(0, len(text), len(text), "")]


def _tokens(source: Source) -> Iterator[Role]:
    names, text = tables().terminals, source.text
    pieces = tokens(source)
    between = [(0, lexer.first(text))] + [(one.stop, other.at) for one, other in pairwise(pieces)]
    for piece in pieces:
        name = names[piece.lastindex] if piece.lastindex < len(names) else ""
        yield Role(piece.at, piece.stop, TOKENS.get(name, "name" if name == "NAME" else "other"))
    for start, end in between:
        for comment in re.finditer("#[^\n]*", text[start:end]):
            yield Role(start + comment.start(), start + comment.end(), "comment")


def _items(items: tuple[tree.Item, ...]) -> Iterator[Role]:
    for item in items:
        match item:
            case tree.Attribute(name=name, value=value):
                yield _role(name, "attribute")
                yield from _value(value)
            case tree.Definition(keyword=keyword, name=name, value=value):
                if keyword.text in {"let", "param"}:
                    yield _role(keyword, "keyword")
                    yield _role(name, "value name")
                yield from _value(value)
            case tree.Import(alias=tree.Name() as alias):
                yield _role(alias, "alias")
            case tree.Block():
                yield from _block(item)


def _block(block: tree.Block) -> Iterator[Role]:
    word = block.keyword.text
    if word in KEYWORDS:
        yield _role(block.keyword, "keyword")
    if block.name and word in KEYWORDS:
        yield _role(block.name, "clip name" if word in NODES else "thing name")
    if block.loop:
        yield _role(block.loop.variable, "loop name")
        yield from _value(block.loop.values)
    yield from _items(block.items)


def _value(value: tree.Value) -> Iterator[Role]:
    match value:
        case tree.Reference(name=name, steps=steps):
            word = "constant" if name in {"true", "false", "auto"} and not steps else "reference"
            yield Role(value.start, value.start + len(name), word)
            yield from _steps(steps)
        case tree.Call(function=function, arguments=arguments):
            yield from _called(function)
            for argument in arguments:
                if argument.name:
                    yield _role(argument.name, "attribute")
                yield from _value(argument.value)
        case tree.Selection(of=of, steps=steps):
            yield from _value(of)
            yield from _steps(steps)
        case tree.List(items=items):
            for item in items:
                yield from _value(item)


def _called(function: tree.Reference | tree.Selection) -> Iterator[Role]:
    yield from _value(function)
    match function:
        case tree.Reference(name=name, steps=()) if name in ARGUMENTS.keys() - {"frame"}:
            yield _role(function, "call")
        case (
            tree.Reference(steps=(*_, tree.Member(name="frame") as last))
            | tree.Selection(steps=(*_, tree.Member(name="frame") as last))
        ):
            yield _role(last, "call")


def _steps(steps: tuple[tree.Member | tree.Index, ...]) -> Iterator[Role]:
    for step in steps:
        if isinstance(step, tree.Member):
            yield _role(step, "frame" if step.name in EDGES else "member")
        else:
            yield from _value(step.value)


def _role(node: tree.Node, role: str) -> Role:
    return Role(node.start, node.end, role)


def _strings(items: object) -> Iterator[tree.String]:
    """Every text of a tree."""
    if isinstance(items, tree.String):
        yield items
    elif isinstance(items, tuple):
        for item in items:
            yield from _strings(item)
    elif isinstance(items, tree.Node):
        for name in items.__struct_fields__:
            yield from _strings(getattr(items, name))


def _inside(text: str, string: tree.String) -> Iterator[Role]:
    """Escapes, then what they and all else stand for: mentions and templates."""
    decoded = strings.decode(string)
    places = [strings.offset(string, index) for index in range(len(decoded) + 1)]
    inside = string.start + (3 if string.block else 1)
    for escape in strings.ESCAPE.finditer(string.raw):
        yield Role(inside + escape.start(), inside + escape.end(), "escape")
    templates = list(_templates(decoded))
    within = {index for each in templates for index in range(each.start, each.end)}
    for start, end, name in mentions(decoded, lambda *_: True):
        if start not in within and "\\" not in text[string.start : string.end]:
            yield Role(places[start], places[end - 1] + 1, "mention" if name else "escape")
    for each in templates:
        if each.role != "template text":
            for index in range(each.start, each.end):
                yield Role(places[index], places[index] + 1, each.role)


def _templates(text: str) -> Iterator[Role]:
    """The tokens of jinja2, with the white space that it drops; all of a text is UNREAD that it cannot read."""
    if "{" not in text or "\r" in text:
        return
    at, found = 0, []
    try:
        for _, kind, value in JINJA.tokeniter(text, None):
            while not text.startswith(value, at):
                at += 1
            if kind in TEMPLATES:
                found.append(Role(at, at + len(value), TEMPLATES[kind]))
            at += len(value)
    except TemplateSyntaxError:
        yield Role(0, len(text), UNREAD)
        return
    yield from found

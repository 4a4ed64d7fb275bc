"""Where a part of a value stands: an item of a list, an argument of a call, a name in a prompt. Knows no meaning.

The text of the one value is read again, and only for a mistake: a program keeps no places of parts.
"""

import re

from vgdsl.source import Source, Span
from vgdsl.syntax import tree
from vgdsl.syntax.parser import parse

_LET = "let it = "


def items(value: Span) -> tuple[Span, ...]:
    """The places of a list's items; none where the value is no list but the name of one."""
    read = _read(value)
    return tuple(_back(one, value) for one in read.items) if isinstance(read, tree.List) else ()


def arguments(value: Span) -> tuple[Span, ...]:
    """The places of the values that a call is given, in order; none where the value is no call."""
    read = _read(value)
    return tuple(_back(one.value, value) for one in read.arguments) if isinstance(read, tree.Call) else ()


def mentioned(value: Span, name: str) -> Span | None:
    """Where a prompt mentions a name; None where a style or a template does."""
    local = re.escape(name.rpartition(".")[2])
    found = re.compile(rf"(?<![\w@])@(?:\w+\.)*{local}\b").search(value.source.text, value.start, value.end)
    return Span(value.source, found.start(), found.end()) if found else None


def _read(value: Span) -> tree.Value | None:
    read = parse(Source("", _LET + value.text)).file.items
    return read[0].value if len(read) == 1 and isinstance(read[0], tree.Definition) else None


def _back(node: tree.Node, value: Span) -> Span:
    start = value.start - len(_LET)
    return Span(value.source, start + node.start, start + node.end)

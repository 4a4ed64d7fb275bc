"""Where a part of a value stands: an item of a list, an argument of a call, a name in a prompt. Knows no meaning.

The text of the one value is read again, and only for a mistake: a program keeps no places of parts.
"""

import re
from collections.abc import Sequence

import msgspec

from vgdsl.diagnostics import Edit
from vgdsl.source import Source, Span
from vgdsl.syntax import tree
from vgdsl.syntax.parser import parse

_LET = "let it = "


class Given(msgspec.Struct, frozen=True):
    """An argument of a call: its name, if that is said, where all of it stands, and where its value does."""

    name: str | None
    whole: Span
    value: Span


def items(value: Span) -> tuple[Span, ...]:
    """The places of a list's items; none where the value is no list but the name of one."""
    read = _read(value)
    return tuple(_back(one, value) for one in read.items) if isinstance(read, tree.List) else ()


def given(value: Span) -> tuple[Given, ...]:
    """What a call is given, in order; nothing where the value is no call."""
    read = _read(value)
    if not isinstance(read, tree.Call):
        return ()
    return tuple(
        Given(one.name.text if one.name else None, _back(one, value), _back(one.value, value))
        for one in read.arguments
    )


def value_of(call: Span, name: str, index: int) -> Span:
    """Where a call says the value of one of its arguments, by name or by number; the whole call where it does not."""
    said = given(call)
    named = next((one for one in said if one.name == name), None)
    if named is None and index < len(said) and said[index].name is None:
        named = said[index]
    return call if named is None else named.value


def without_item(found: Sequence[Span], index: int) -> Edit:
    """A list without one of its items, whose places these are."""
    one = found[index]
    if index + 1 < len(found):
        return Edit(Span(one.source, one.start, found[index + 1].start), "")
    return Edit(Span(one.source, found[index - 1].end if index else one.start, one.end), "")


def without_argument(call: Span, name: str) -> Edit | None:
    """A call without a named argument, which is not its first."""
    said = given(call)
    index = next((index for index, one in enumerate(said) if one.name == name), 0)
    return Edit(Span(call.source, said[index - 1].whole.end, said[index].whole.end), "") if index else None


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

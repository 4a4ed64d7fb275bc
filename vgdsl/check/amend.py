"""Edits of a block by the text around a place: an attribute more, an attribute less. Knows no tree and no meaning.

A mistake is told for every shot that makes it, and there may be thousands: none of these reads the whole file again.
"""

import re

from vgdsl.diagnostics import Edit
from vgdsl.source import Span

NEAR = 300
"""Characters before a value in which its name and the beginning of its line are looked for: a line may be a whole file."""

_TEXT = r'"(?:[^"\\\n]|\\.)*"'
_HEAD = re.compile(rf'\s*(?:\[(?:[^"\[\]{{}}]|{_TEXT}|\[(?:[^"\[\]{{}}]|{_TEXT})*\])*\])?\s*\{{[ \t]*')
"""What follows the name of a block up to where its items begin; a loop may stand between."""

_BELOW = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*\r?\n)*([ \t]+)([^\W\d]\w*[ \t]*)=")
"""The first line of a block that begins with an attribute: its indentation, and its name with the room behind it."""

_REST = re.compile(r"[ \t]*(?:#[^\n]*)?(\r?\n|\Z)")


def added(block: Span, name: str, value: str, after: Span | None = None) -> Edit | None:
    """A new attribute in the block whose name stands at `block`, in the manner of its first one.

    It comes before all others, or on the line below the value `after` of the same block. None where the text around the
    name is not that of a block.
    """
    source, text = block.source, block.source.text
    head = _HEAD.match(text, block.end)
    if head is None:
        return None
    below = _BELOW.match(text, head.end())
    if below is None:
        empty = text.startswith(("\n", "\r"), head.end())
        line = f"{source.line_end}  {name} = {value}" if empty else f"{name} = {value} "
        return Edit(Span(source, head.end(), head.end()), line)
    width = len(below[2].removesuffix(" "))
    line = f"{below[1]}{name:<{width}} = {value}{source.line_end}"
    at = _line_below(after) if after is not None and after.source is source else None
    at = below.start(1) if at is None else at
    return Edit(Span(source, at, at), line)


def left_out(value: Span, name: str) -> Edit | None:
    """Without the attribute `name` whose value stands at `value`, and without its line where it stands on one alone.

    None where something else than its name stands before the value.
    """
    source, text = value.source, value.source.text
    begin = max(0, value.start - NEAR)
    before = re.search(rf"(?:\A|[\s{{;,])({re.escape(name)}\s*=\s*)\Z", text[begin : value.start])
    if before is None:
        return None
    first = begin + before.start(1)
    line, rest = text.rfind("\n", begin, first) + 1, _REST.match(text, value.end)
    if rest is not None and (line or not begin) and not text[line:first].strip():
        return Edit(Span(source, line, rest.end()), "")
    after = re.compile(r"[ \t]*").match(text, value.end)
    return Edit(Span(source, first, after.end() if after else value.end), "")


def _line_below(value: Span) -> int | None:
    """Where the line after a value begins; None where something else follows the value on its line."""
    rest = _REST.match(value.source.text, value.end)
    return rest.end() if rest is not None and rest[1] else None

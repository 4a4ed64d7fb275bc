"""Where whole lines begin and end, for changes that look as if a person had made them. Knows no syntax but comments."""

import re

from vgdsl.source import Source

_BLANK = re.compile(r"[ \t\r]*\n")
_COMMENT = re.compile(r"[ \t]*#[^\n]*\n")


def above(source: Source, offset: int) -> int:
    """Where the line of a place begins, or the comment that stands right above it."""
    text = source.text
    start = text.rfind("\n", 0, offset) + 1
    while start:
        before = text.rfind("\n", 0, start - 1) + 1
        if _COMMENT.fullmatch(text, before, start) is None:
            break
        start = before
    return start


def indentation(source: Source, offset: int) -> str:
    """The white space that the line of a place begins with."""
    start = source.text.rfind("\n", 0, offset) + 1
    line = source.text[start:offset]
    return line[: len(line) - len(line.lstrip())]


def whole(source: Source, start: int, end: int) -> tuple[int, int]:
    """A stretch with the rest of its lines, where nothing else stands on them; else with the spaces behind it."""
    text = source.text
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last + 1
    if not text[first:start].strip() and not text[end:last].strip():
        return first, last
    while end < len(text) and text[end] in " \t":
        end += 1
    return start, end


def paragraph(source: Source, start: int, end: int) -> tuple[int, int]:
    """Whole lines, and with what stands alone between blank lines one of these."""
    text = source.text
    start, end = whole(source, start, end)
    blank = _BLANK.match(text, end)
    alone = start == 0 or _BLANK.fullmatch(text, text.rfind("\n", 0, start - 1) + 1, start)
    return start, blank.end() if blank is not None and alone else end

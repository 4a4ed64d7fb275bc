"""Reads a text again that was changed in one place, and keeps what is as it was. Knows no rule of the grammar.

A reading goes from left to right, and at the end of an item of the file it remembers nothing of what was before. So where
a text differs from the one read before in one place, only the items around that place have to be read. Of the text, all
but these is blanked, with one more item on either side that did not change. If both come out as they were, reading passed
them as it did before, and all beyond them is as it was, only moved. If not (a quote that was opened swallows what comes
after it), the whole text is read.

Where a text has mistakes the same holds, except for braces: which one is missing is told from all of the text, unless
that is indented as its blocks are nested, so that no other brace comes into question.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

import msgspec

from vgdsl.diagnostics import Diagnostic, Edit, Label
from vgdsl.source import Source, Span
from vgdsl.syntax import tree
from vgdsl.syntax.indentation import nested
from vgdsl.syntax.moved import moved
from vgdsl.syntax.parser import MOST, Parsed, parse

_UNTIDY = re.compile(
    # what would pass for a block whose brace is missing, if the text had any mistake
    r"^[ \t]*[^\W\d]\w*(?:[ \t]+[^\W\d]\w*)?(?:[ \t]*\[[^\n]*\])?[ \t]*(?::|do|begin|then)?[ \t]*(?:#[^\n]*)?"
    r"\n(?:\s*#[^\n]*\n)*\s*[^\W\d]\w*[^\n]*[={]"
    # what, taken for a mistake, reaches to its like further on
    r"|'''|`|/\*|<!--|<<|~~~|={7}|>{7}|\|{7}",
    re.MULTILINE,
)
_OPEN = "VG109"
"""A text that is never closed: where it ends is told from what follows."""


class Base:
    """A text as it was read, of which another one can be read again.

    `tidy`: it has nothing that mending might doubt because of a mistake elsewhere.
    """

    def __init__(self, parsed: Parsed, *, tidy: bool) -> None:
        self.parsed = parsed
        self.tidy = tidy

    @cached_property
    def nested(self) -> bool:
        """Whether none of its braces would be doubted because of one that is missing elsewhere."""
        return not self.parsed.diagnostics and nested(self.parsed.file.source.text)


class Reader:
    """Reads the texts of an editor: each once, and with what was read of it before."""

    def __init__(self) -> None:
        self._last: dict[str, Parsed] = {}
        self._bases: dict[str, Base] = {}

    def __call__(self, source: Source) -> Parsed:
        """What `parse` says of the text, exactly."""
        last = self._last.get(source.name)
        if last is not None and last.file.source is source:
            return last
        base = self._bases.get(source.name)
        new = (again(base, source) if base is not None else None) or based(parse(source))
        self._last[source.name] = new.parsed
        if new.parsed.match:
            self._bases[source.name] = new
        return new.parsed


class _Window(msgspec.Struct, frozen=True):
    """The items `first` to `last` of the old text are read again: what is from `start` to `end` of the new one.

    There is one of them on either side that should not have changed, where the text goes on there. What comes after moves
    by so many characters.
    """

    first: int
    last: int
    start: int
    end: int
    by: int


def based(parsed: Parsed) -> Base:
    return Base(parsed, tidy=not _UNTIDY.search(parsed.file.source.text))


def again(base: Base, source: Source) -> Base | None:
    """The text as read, with what can be kept of another reading; None where that cannot be told."""
    before, text = base.parsed, source.text
    window = _window(before, text)
    tidy = base.tidy and not _UNTIDY.search(text, window.start, window.end)
    blanked = _blank(text, window.start) + text[window.start : window.end]
    read = parse(Source(source.name, blanked))
    items, old = read.file.items, before.file.items
    if window.first and not (items and items[0] == old[window.first]):
        return None
    if window.last < len(old) and not (items and items[-1] == moved(old[window.last - 1], window.by)):
        return None
    outside = list(_outside(before, window, source))
    if (read.diagnostics or outside) and not (tidy and _local(read, window, base)):
        return None
    found = [_placed(diagnostic, source) for diagnostic in read.diagnostics]
    after = [moved(item, window.by) for item in old[window.last :]]
    diagnostics = sorted((*found, *outside), key=lambda diagnostic: diagnostic.span.start)
    file = tree.File(source, (*old[: window.first], *items, *after))
    return Base(Parsed(file, tuple(diagnostics), read.match), tidy=tidy)


def _window(before: Parsed, text: str) -> _Window:
    """The items around what differs, and one more on either side."""
    old, items = before.file.source.text, before.file.items
    head = _alike(old, text)
    tail = min(_alike_at_the_end(old, text), min(len(old), len(text)) - head)
    by = len(text) - len(old)
    first = bisect_left(items, head, key=lambda item: item.end) - 1
    after = bisect_right(items, len(old) - tail, key=lambda item: item.start)
    while first > 0 and not _leads(old, items[first]):
        first -= 1
    while after < len(items) and not _leads(old, items[after]):
        after += 1
    first, last = max(0, first), min(after + 1, len(items))
    start = items[first].start if first else 0
    end = items[last - 1].end + by if last < len(items) else len(text)
    return _Window(first, last, start, end, by)


def _leads(text: str, item: tree.Item) -> bool:
    """Whether an item is the first of its line: mending a mistake looks as far as there."""
    return not text[text.rfind("\n", 0, item.start) + 1 : item.start].strip()


def _alike(a: str, b: str) -> int:
    """How many characters two texts have in common at their start."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[low:middle] == b[low:middle] else (low, middle - 1)
    return low


def _alike_at_the_end(a: str, b: str) -> int:
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        same = a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def _blank(text: str, length: int) -> str:
    """White space for the start of a text; it ends a line where the text does, for that is where a token leads."""
    line = text.rfind("\n", 0, length) + 1
    return " " * (line - 1) + "\n" + " " * (length - line) if line else " " * length


def _outside(before: Parsed, window: _Window, source: Source) -> Iterator[Diagnostic]:
    """What was wrong with the text before and after the window, and still is."""
    end = window.end - window.by if window.last < len(before.file.items) else len(before.file.source.text) + 1
    for diagnostic in before.diagnostics:
        if diagnostic.span.start < window.start:
            yield _placed(diagnostic, source)
        elif diagnostic.span.start >= end:
            yield _placed(diagnostic, source, window.by)


def _local(read: Parsed, window: _Window, base: Base) -> bool:
    """Whether mistakes within the window concern nothing outside of it, nor those outside anything within."""
    before = base.parsed
    items, old = read.file.items, before.file.items
    start = items[0].end if window.first else 0
    end = items[-1].start if window.last < len(old) else window.end
    found = (*read.diagnostics, *before.diagnostics)
    spans = [span for diagnostic in read.diagnostics for span in _spans(diagnostic)]
    gone = window.end - window.by
    beyond = (_spans(each) for each in before.diagnostics)
    return (
        all(start <= span.start and span.end <= end for span in spans)
        and all(_apart(list(several), window.start, gone) for several in beyond)
        and (read.match or base.nested)
        and len(found) < MOST
        and not any(diagnostic.code == _OPEN for diagnostic in found)
    )


def _apart(spans: list[Span], start: int, end: int) -> bool:
    """Whether the places of one mistake are all before, all within, or all after a window."""
    before = all(span.end <= start for span in spans)
    within = all(start <= span.start and span.end <= end for span in spans)
    return before or within or all(span.start >= end for span in spans)


def _spans(diagnostic: Diagnostic) -> Iterator[Span]:
    yield diagnostic.span
    yield from (label.span for label in diagnostic.labels)
    yield from (edit.span for edit in diagnostic.edits)


def _placed(diagnostic: Diagnostic, source: Source, by: int = 0) -> Diagnostic:
    """The same mistake in another text, so many characters further on."""

    def there(span: Span) -> Span:
        return Span(source, span.start + by, span.end + by)

    return msgspec.structs.replace(
        diagnostic,
        span=there(diagnostic.span),
        labels=tuple(Label(there(label.span), label.role) for label in diagnostic.labels),
        edits=tuple(Edit(there(edit.span), edit.text) for edit in diagnostic.edits),
    )

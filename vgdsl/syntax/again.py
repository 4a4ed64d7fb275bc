"""Reads a text again that was changed in one place, and keeps what is as it was. Knows no rule of the grammar.

A reading goes from left to right, and at the end of an item it remembers nothing of the items before. So where a text
differs from the one read before in one place, only the items around that place have to be read, with one more on either
side. If these two come out as they were, reading passed them as it did before, and all beyond them is as it was, only
moved. If not (a quote that was opened swallows what comes after it), the whole text is read.

Where a text has mistakes the same holds, as mending looks no further than the next line; with two exceptions. Which brace
is missing is told from all of the text, unless that is indented as its blocks are nested, so that no other one comes into
question; and some signs reach far, as do brackets where there is a mistake beyond them.
"""

import re
from collections.abc import Iterator
from functools import cached_property

import msgspec

from vgdsl.diagnostics import Diagnostic, Edit, Label
from vgdsl.source import Source, Span
from vgdsl.syntax import lexer, tree
from vgdsl.syntax.grammar import tables
from vgdsl.syntax.indentation import indented, nested
from vgdsl.syntax.moved import moved
from vgdsl.syntax.parser import MOST, Parsed, parse
from vgdsl.syntax.window import Items, Window, window

_HEAD = re.compile(
    r"^[ \t]*[^\W\d]\w*(?:[ \t]+[^\W\d]\w*)?(?:[ \t]*\[[^\n]*\])?[ \t]*(?::|do|begin|then)?[ \t]*(?:#[^\n]*)?"
    r"\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]+[^\W\d]\w*[^\n]*[={]",
    re.MULTILINE,
)
"""What would pass for the head of a block whose brace is missing, if the text had any mistake."""

_FAR = re.compile(r"'''|`|/\*|<!--|<<|~~~|={7}|>{7}|\|{7}")
"""What, taken for a mistake, reaches to its like further on."""

_AFTER = frozenset(("", " ", "\t", "\r", "\n", "}", "#"))

_BLOCK = '"""'


Spread = tuple[tuple[int, int], ...]
"""Places of a text: from where to where each is."""


class Base:
    """A text as it was read, of which another one can be read again; `doubted`: see _doubted."""

    def __init__(self, parsed: Parsed, doubted: Spread) -> None:
        self.parsed = parsed
        self.doubted = doubted

    @cached_property
    def nested(self) -> tuple[bool, ...]:
        """Of each item of the file, whether it is indented as its blocks are nested."""
        text = self.parsed.file.source.text
        return tuple(nested(text, item.start, item.end) for item in self.parsed.file.items)


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
        new = again(base, source) if base is not None else None
        parsed = new.parsed if new is not None else parse(source)
        self._last[source.name] = parsed
        new = new or based(parsed)
        if new is not None and parsed.match:
            self._bases[source.name] = new
        return parsed


def based(parsed: Parsed) -> Base | None:
    """What was read, to read others by; None where a bracket that is open may hide what is wrong further on."""
    text = parsed.file.source.text
    return (
        Base(parsed, _doubted(text, 0, len(text), parsed.file.items))
        if not parsed.diagnostics or _level(text)
        else None
    )


def again(base: Base, source: Source) -> Base | None:
    """The text as read, with what can be kept of another reading; None where that cannot be told."""
    before = base.parsed
    part = window(before.file.items, before.file.source.text, source.text)
    read = parse(Source(source.name, part.text))
    items = _read(read.file.items, part, before)
    if items is None or not _kept(items, part):
        return None
    outside = tuple(_outside(before, part, source))
    doubted, within = _beside(base.doubted, part), _doubted(source.text, part.start, part.end, items)
    if (read.diagnostics or outside) and not (
        not doubted
        and (read.match or (not outside and _nested(base, part)))
        and _near(part, source.text)
        and (not outside or (not within and _simple(before.file.source.text, source.text)))
        and _local(read, items, part, before)
    ):
        return None
    found = sorted(
        (*(_placed(each, source) for each in read.diagnostics), *outside), key=lambda each: each.span.start
    )
    file = tree.File(source, _joined(items, part, before))
    return Base(Parsed(file, tuple(found), read.match), (*doubted, *within))


def _doubted(text: str, start: int, end: int, items: Items) -> Spread:
    """The places of right items that would not be left alone, if there was a mistake elsewhere."""
    heads = [match.span() for match in _HEAD.finditer(text, start, end)]
    return (*heads, *((item.end - 1, item.end + 1) for item in _crowded(text, items)))


def _crowded(text: str, items: Items) -> Iterator[tree.Item]:
    """Those that something follows without a space."""
    for item in items:
        if text[item.end : item.end + 1] not in _AFTER:
            yield item
        if isinstance(item, tree.Block):
            yield from _crowded(text, item.items)


def _beside(doubted: Spread, part: Window) -> Spread:
    """Those outside of the part, where they are now."""
    end = part.end - part.by
    apart = (span for span in doubted if not (part.start <= span[0] and span[1] <= end))
    return tuple((a, b) if a < part.start else (a + part.by, b + part.by) for a, b in apart)


def _near(part: Window, text: str) -> bool:
    """Whether nothing in the part reaches for its like beyond it."""
    closed = _closed(part) or _BLOCK not in text[part.end :]
    return closed and not _FAR.search(text, part.start, part.end)


def _simple(*texts: str) -> bool:
    """Whether no mistake is told otherwise because of another one that is far from it."""
    return all(_level(text) and not _FAR.search(text) for text in texts)


def _read(items: Items, part: Window, before: Parsed) -> Items | None:
    """The items of the part; of one within a block, that block must have come out whole."""
    if part.number is None:
        return items
    old, new = before.file.items[part.number], items[0] if len(items) == 1 else None
    if not isinstance(old, tree.Block) or not isinstance(new, tree.Block):
        return None
    same = (new.start, new.keyword, new.name, new.loop) == (old.start, old.keyword, old.name, old.loop)
    return new.items if same and new.end == old.end + part.by else None


def _kept(items: Items, part: Window) -> bool:
    """Whether the first and the last item are as they were, where there should be such."""
    begun = part.begins or (bool(items) and items[0] == part.items[part.first])
    return begun and (part.ends or (bool(items) and items[-1] == moved(part.items[part.last - 1], part.by)))


def _joined(items: Items, part: Window, before: Parsed) -> Items:
    """All items of the file."""
    after = [moved(item, part.by) for item in part.items[part.last :]]
    joined = (*part.items[: part.first], *items, *after)
    if part.number is None:
        return joined
    old = before.file.items
    block = msgspec.structs.replace(old[part.number], end=old[part.number].end + part.by, items=joined)
    return (*old[: part.number], block, *(moved(item, part.by) for item in old[part.number + 1 :]))


def _outside(before: Parsed, part: Window, source: Source) -> Iterator[Diagnostic]:
    """What was wrong with the text before and after the part, and still is."""
    end = part.end - part.by if part.number is not None or not part.ends else None
    for diagnostic in before.diagnostics:
        if diagnostic.span.start < part.start:
            yield _placed(diagnostic, source)
        elif end is not None and diagnostic.span.start >= end:
            yield _placed(diagnostic, source, part.by)


def _level(text: str) -> bool:
    """Whether as many brackets are closed as are opened: what is wrong within one is told otherwise."""
    return text.count("[") == text.count("]") and text.count("(") == text.count(")")


def _closed(part: Window) -> bool:
    """Whether each block text of the part is closed there."""
    trouble = len(tables().terminals)
    tokens = lexer.pattern().finditer(part.text)
    return not any(
        each.lastindex == trouble and part.text.startswith(_BLOCK, each.start()) for each in tokens
    )


def _nested(base: Base, part: Window) -> bool:
    """Whether no brace outside of the part would be doubted because of one in it."""
    if part.number is None:
        return all((*base.nested[: part.first], *base.nested[part.last :]))
    text, block = base.parsed.file.source.text, base.parsed.file.items[part.number]
    within = indented(text, block.start)
    beside = (*part.items[: part.first], *part.items[part.last :])
    others = (*base.nested[: part.number], *base.nested[part.number + 1 :])
    return all(others) and all(nested(text, item.start, item.end, within) for item in beside)


def _local(read: Parsed, items: Items, part: Window, before: Parsed) -> bool:
    """Whether mistakes within the part concern nothing outside of it, nor those outside anything within."""
    start = part.start if part.begins else items[0].end
    end = part.end if part.ends else items[-1].start
    found = (*read.diagnostics, *before.diagnostics)
    spans = [span for diagnostic in read.diagnostics for span in _spans(diagnostic)]
    beyond = (list(_spans(each)) for each in before.diagnostics)
    return (
        all(start <= span.start and span.end <= end for span in spans)
        and all(_apart(several, part.start, part.end - part.by) for several in beyond)
        and len(found) < MOST
    )


def _apart(spans: list[Span], start: int, end: int) -> bool:
    """Whether the places of one mistake are all before, all within, or all after a part."""
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

"""Draws diagnostics for a terminal: place, the lines of the text, carets, the way out. Knows no codes and no checking."""

from collections.abc import Iterable, Iterator

import msgspec

from vgdsl.diagnostics import Diagnostic, Severity
from vgdsl.report.wording import WORDING
from vgdsl.source import Source, Span

TAB = "    "
LONGEST = 10_000  # characters of a line that are measured one by one; a whole file may be a single line
WIDEST = 160  # columns of a source line shown; a minified file must not flood the terminal
NARROWEST = 40  # columns: what is narrower is broken by the terminal
ENDLESS = 1_000_000  # columns of a file or a pipe


class Style(msgspec.Struct, frozen=True):
    """Escape codes around the parts of a message; all empty where colour is not wanted."""

    error: str = ""
    warning: str = ""
    note: str = ""
    gutter: str = ""
    bold: str = ""
    help: str = ""
    reset: str = ""

    def of(self, severity: Severity) -> str:
        return {Severity.ERROR: self.error, Severity.WARNING: self.warning, Severity.NOTE: self.note}[
            severity
        ]


PLAIN = Style()
COLOUR = Style("\x1b[1;31m", "\x1b[1;35m", "\x1b[1;36m", "\x1b[94m", "\x1b[1m", "\x1b[1;32m", "\x1b[0m")
"""Sixteen colours, which every terminal has, and of them those that can be read on black and on white alike: no yellow, and
no blue but the bright one."""


class _Room(msgspec.Struct, frozen=True):
    """How many columns there are: for line numbers, and behind these for a line of the scene file and for words."""

    numbers: int
    line: int
    words: int


class _Mark(msgspec.Struct, frozen=True):
    """One underline: on which line, from which column, how long, with which words; the main one uses carets."""

    line: int
    column: int
    length: int
    words: str
    main: bool


class _View(msgspec.Struct, frozen=True):
    """The part of a line that is shown, from character `start` on, and its marks; `…` stands where the line was cut."""

    text: str
    start: int
    marks: list[_Mark]


def title(diagnostic: Diagnostic) -> str:
    """The message's first sentence, without code and place."""
    return WORDING[diagnostic.code].titled(diagnostic.facts)


def draw(diagnostic: Diagnostic, style: Style = PLAIN, width: int | None = None) -> str:
    """The whole message: several lines of text, without a final newline.

    A terminal of `width` columns gets sentences broken between words, and of a long line the part that has the place; for
    whoever is no terminal a sentence is one line.
    """
    wording = WORDING[diagnostic.code]
    colour, reset = style.of(diagnostic.severity), style.reset
    columns = ENDLESS if width is None else max(width, NARROWEST)
    sort = f"{diagnostic.severity}[{diagnostic.code}]"
    first, *rest = _wrapped(f": {title(diagnostic)}", len(sort), columns)
    body = [f"{colour}{sort}{reset}{style.bold}{first}{reset}"]
    body += [f"{style.bold}{line}{reset}" for line in rest]
    body += _excerpts(diagnostic, style, columns)
    for line in wording.helped(diagnostic.facts):
        first, *rest = _wrapped(f": {line}", len("help"), columns)
        body += [f"{style.help}help{reset}{first}", *rest]
    return "\n".join(body)


def _wrapped(text: str, before: int, columns: int) -> list[str]:
    """A sentence in lines that begin below its first word, `before` characters of whose first line are taken.

    What stands in backticks is to be copied, and stays on one line.
    """
    if before + len(text) <= columns:
        return [text]
    import re  # noqa: PLC0415 - only for what is too long
    import textwrap  # noqa: PLC0415

    glued = re.sub("`[^`]+`", lambda code: code[0].replace(" ", "\0"), text)
    room, hang = max(columns - before, NARROWEST // 2), " " * 2
    lines = textwrap.wrap(glued, room, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    first, *rest = (line.replace("\0", " ") for line in lines)
    return [first, *(f"{' ' * before}{line}" for line in rest)]


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; empty for no diagnostics."""
    found = list(diagnostics)
    counts = ((s, sum(d.severity is s for d in found)) for s in Severity)
    return ", ".join(f"{count} {severity}{'s' * (count > 1)}" for severity, count in counts if count)


def _excerpts(diagnostic: Diagnostic, style: Style, columns: int) -> Iterator[str]:
    """The places of the message, grouped by file: the main file first, each with its lines in their order."""
    wording = WORDING[diagnostic.code]
    marks: dict[Source, list[_Mark]] = {}
    main = _mark(diagnostic.span, wording.labelled(diagnostic.facts), main=True)
    marks[diagnostic.span.source] = [main]
    for label in diagnostic.labels:
        mark = _mark(label.span, wording.role(label.role, diagnostic.facts), main=False)
        marks.setdefault(label.span.source, []).append(mark)
    width = max(len(str(m.line)) for several in marks.values() for m in several)
    behind = columns - width - len(" | ")
    room = _Room(width, min(behind, WIDEST), behind)
    for source, several in marks.items():
        if not source.text:  # a file that cannot be read has no line to show
            yield f"{style.gutter}{' ' * width}-->{style.reset} {source.name}"
            continue
        first = diagnostic.span.position if source is diagnostic.span.source else None
        line, column = (first.line, first.column) if first else (several[0].line, several[0].column)
        yield f"{style.gutter}{' ' * width}-->{style.reset} {source.name}:{line}:{column}"
        yield from _lines(source, several, room, style, style.of(diagnostic.severity))


def _lines(source: Source, marks: list[_Mark], room: _Room, style: Style, colour: str) -> Iterator[str]:
    width = room.numbers
    bar = f"{style.gutter}{' ' * width} |{style.reset}"
    yield bar
    previous = None
    for number in sorted({m.line for m in marks}):
        if previous is not None and number > previous + 1:
            yield f"{style.gutter}{'.' * width} |{style.reset}"
        previous = number
        on_line = sorted((m for m in marks if m.line == number), key=lambda m: m.column)
        for view in _views(source.line(number), on_line, room.line):
            yield f"{style.gutter}{number:>{width}} |{style.reset} {_shown(view.text)}".rstrip()
            for mark in view.marks:
                paint = colour if mark.main else style.gutter
                for line in _underline(view, mark, room.words):
                    pad = len(line) - len(line.lstrip())
                    yield f"{bar} {line[:pad]}{paint}{line[pad:]}".rstrip() + style.reset
    yield bar


def _views(line: str, marks: list[_Mark], columns: int) -> Iterator[_View]:
    """The parts of a line to show: one around each place that the part before does not show."""
    room = _characters(line, columns)
    while marks:
        start = _start(marks[0], len(line), room)
        stop = start + room
        text = line[start:stop]
        text = text if start == 0 else f"…{text[1:]}"
        text = text if stop >= len(line) else f"{text[:-1]}…"
        last = stop + (stop >= len(line))  # one may stand just after the line's end
        within = [mark for mark in marks if mark.column <= last]
        yield _View(text, start, within)
        marks = marks[len(within) :]


def _characters(line: str, columns: int) -> int:
    """How many characters of a line surely find room in so many columns."""
    measured = len(line) <= LONGEST
    if measured and _columns(line) <= columns:
        return max(columns, len(line))
    narrow = line.isascii() or (measured and _columns(line) <= len(line))
    return columns // (len(TAB) if "\t" in line else 1 if narrow else 2)


def _start(mark: _Mark, length: int, room: int) -> int:
    """Where a part of the line begins that shows a mark: at the line's own start, if that is near enough."""
    if mark.column + mark.length <= room or length <= room:
        return 0
    margin = (room - min(mark.length, room // 2)) // 2
    return max(0, min(mark.column - 1 - margin, length - room))


def _mark(span: Span, words: str, *, main: bool) -> _Mark:
    at = span.position
    rest = len(span.source.line(at.line)) - at.column + 1
    length = max(1, min(span.end - span.start, rest))
    return _Mark(at.line, at.column, length, words, main)


def _underline(view: _View, mark: _Mark, columns: int) -> Iterator[str]:
    """A mark with its words behind it, or below it where there is no room for them."""
    at = mark.column - 1 - view.start
    length = _columns(view.text[at : at + mark.length]) or 1
    start, sign = _columns(view.text[:at]), "^" if mark.main else "-"
    if start + length + 1 + len(mark.words) <= columns:
        yield f"{' ' * start}{sign * length} {mark.words}"
        return
    yield f"{' ' * start}{sign * length}"
    start = max(0, min(start, columns - len(mark.words)))
    yield from (f"{' ' * start}{line.strip()}" for line in _wrapped(mark.words, 0, columns - start))


def _shown(line: str) -> str:
    """A line as printed: tabs widened, control characters made visible."""
    return "".join(TAB if c == "\t" else c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def _columns(text: str) -> int:
    """How many columns a terminal gives a text: two for wide characters, none for combining marks."""
    import unicodedata  # noqa: PLC0415 - only where a message is drawn

    shown = _shown(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in shown)
    return len(shown) + wide - sum(unicodedata.combining(c) > 0 for c in shown)

"""Broken scenes as they stand in a file: their texts, and below each line what is said of it. Checks nothing.

    === A misspelt attribute
    shot opening {
      duraton = 5s
    # ^^^^^^^ VG221
    }

Scenes begin with `===` and a title; `--- cast.vg` begins another file of the same scene. A line of carets is no part of
the text: it names a code, and the carets stand below what the message points at (a single one also below an empty place,
such as that of a missing sign). So a mark can be below any line, be it within a text or one that is no line of a scene.
Texts in which some signs cannot be seen are written with `␀` for NUL, `⇥` for a tab, `␍` for a carriage return, `␉`
for a no-break space and `␥` for a byte order mark.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vgdsl.diagnostics import Diagnostic
from vgdsl.source import Span

SCENES = Path(__file__).with_name("scenes")
MAIN = "film.vg"
HIDDEN = str.maketrans(
    {"␀": "\0", "⇥": "\t", "␍": "\r", "␉": "\N{NO-BREAK SPACE}", "␥": "\N{ZERO WIDTH NO-BREAK SPACE}"}
)
_TITLE = re.compile(r"^=== (.+)\n", re.MULTILINE)
_FILE = re.compile(r"^--- (\S+\.vg)\n", re.MULTILINE)
_MARK = re.compile(r"#?(\s*)(\^+) ((?:VG\d{3} ?)+)")


@dataclass(frozen=True, order=True)
class Mark:
    """A message: its code, and where its caret stands: file, line, first column, length."""

    file: str
    line: int
    column: int
    length: int
    code: str


@dataclass(frozen=True)
class Scene:
    """A text with its mistakes, by the names of its files, and the messages that it should get."""

    title: str
    files: dict[str, str]
    marks: list[Mark] = field(default_factory=list)


def every() -> Iterator[Scene]:
    """All scenes on disk, in the order of files and places."""
    for path in sorted(SCENES.glob("*.txt")):
        yield from read(path.read_text(encoding="utf-8"))


def read(text: str) -> Iterator[Scene]:
    """The scenes of one file."""
    parts = _TITLE.split(text)
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        names = _FILE.split(body)
        files, marks = {}, []
        for name, part in zip([MAIN, *names[1::2]], names[::2], strict=True):
            files[name], found = _unmarked(name, part)
            marks += found
        yield Scene(title, files, sorted(marks))


def _unmarked(name: str, part: str) -> tuple[str, list[Mark]]:
    lines: list[str] = []
    marks = []
    for line in part.split("\n"):
        if match := _MARK.fullmatch(line):
            start, end = match.span(2)
            marks += [Mark(name, len(lines), start + 1, end - start, code) for code in match[3].split()]
        else:
            lines.append(line)
    return "\n".join(lines).translate(HIDDEN).rstrip("\n"), marks


def mark(diagnostic: Diagnostic) -> Mark:
    """Where a message stands, as it is drawn: on one line, with one caret at least."""
    span = diagnostic.span
    at = span.position
    return Mark(span.source.name, at.line, at.column, _length(span), diagnostic.code)


def _length(span: Span) -> int:
    at = span.position
    rest = len(span.source.line(at.line)) - at.column + 1
    return max(1, min(span.end - span.start, rest))


def written(scene: Scene, marks: Iterable[Mark]) -> str:
    """A scene as it stands on disk, with these marks."""
    hidden = {ord(sign): chr(shown) for shown, sign in HIDDEN.items()}
    wanted = sorted(marks)
    text = f"=== {scene.title}\n"
    for name, part in scene.files.items():
        text += f"--- {name}\n" if name != MAIN else ""
        for number, line in enumerate(part.split("\n"), 1):
            text += line.translate(hidden) + "\n"
            here = [m for m in wanted if (m.file, m.line) == (name, number)]
            text += "".join(f"{_below(m)} {m.code}\n" for m in here)
    return text


def _below(one: Mark) -> str:
    before = " " * (one.column - 1)
    return ("#" + before[1:] if before else "") + "^" * one.length

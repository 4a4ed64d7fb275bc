"""Something to say about a program: a code, a place, facts. Knows no wording and no drawing (see report/messages)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from vgdsl.source import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Label(msgspec.Struct, frozen=True):
    """Another place that the mistake involves; `role` chooses its words, as `facts` do for the main place."""

    span: Span
    role: str


class Edit(msgspec.Struct, frozen=True):
    """A change of the text that is known to help: replace `span` by `text`."""

    span: Span
    text: str


class Diagnostic(msgspec.Struct, frozen=True):
    """One mistake, one message.

    `code` is stable ("VG412"); the hundreds digit is the stage: 1 syntax, 2 names, 3 values, 4 models and media,
    5 graph, plan and money. `facts` are short texts or numbers that the wording of the code asks for.
    """

    code: str
    span: Span
    facts: Mapping[str, str | int | float] = {}
    severity: Severity = Severity.ERROR
    labels: tuple[Label, ...] = ()
    edits: tuple[Edit, ...] = ()


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with its edits made; they do not touch each other."""
    for edit in sorted(edits, key=lambda each: each.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def errors(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Those that stop a program from being planned."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)

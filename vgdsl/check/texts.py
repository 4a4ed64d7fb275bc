"""Works out texts of the scene file: their templates, and where in the file a mistake in one stands. Knows no scope."""

import re
from collections.abc import Callable, Iterable
from itertools import accumulate

import msgspec

from vgdsl.check.declarations import Module
from vgdsl.check.findings import Findings
from vgdsl.check.placeholders import has_template, render
from vgdsl.check.records import Lookup, Poisoned, TemplateError
from vgdsl.check.spelling import nearest
from vgdsl.diagnostics import Edit
from vgdsl.source import Span
from vgdsl.syntax import strings, tree

_METHOD = re.compile(r"([\w.]+)\.(upper|lower|title|capitalize|trim)\(\)")
_BEGUN = re.compile(r"(\{\{\s*\w+(?:\.\w+)*(?:\s*\|\s*\w+)*)\s*\}?")
_FILTER = re.compile(r"\|\s*(\w+)")

Known = Callable[[], Iterable[str]]
"""The names that a template could use: only wanted where one is misspelt."""

_CODES = {"unknown": "VG213", "syntax": "VG305"}
_ABOUT_NAMES = frozenset({"unknown", "kind", "record"})
_REGION = re.compile(r"\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)", re.DOTALL)


class Text(msgspec.Struct, frozen=True):
    """A finished text, the literal that it comes from, and the file of that."""

    text: str
    literal: tree.String
    module: Module

    @property
    def span(self) -> Span:
        return self.module.span(self.literal)

    def place_of(self, part: str) -> Span:
        """Where `part` stands in the file; the whole literal if only its template wrote it."""
        raw = strings.decode(self.literal)
        match = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", raw)
        return _within(self.literal, self.module, *match.span()) if match else self.span


def finish(
    literal: tree.String, module: Module, lookup: Lookup, known: Known, findings: Findings
) -> Text | None:
    """The text with its template run; None where that fails, which is reported at its place."""
    text = strings.decode(literal)
    if not has_template(text):
        return Text(text, literal, module)
    try:
        return Text(render(text, lookup), literal, module)
    except Poisoned:
        return None
    except TemplateError as error:
        span = _within(literal, module, *_place(error, text))
        closed = error.reason != "syntax" or span.text.endswith(("}}", "%}"))
        if not closed and (begun := _BEGUN.match(span.text)):
            _open(span, begun, findings)
            return None
        facts = {"name": error.name, "of": error.of, error.reason.replace(" ", "_"): error.kind or "yes"}
        near = findings.nearest(error.name, error.known or known()) if error.reason == "unknown" else None
        better = _better(error, span.text)
        edit = Edit(span, better) if better is not None and better != span.text else None
        findings.add(_CODES.get(error.reason, "VG306"), span, facts, write=near, edit=edit)
        return None


def _open(span: Span, begun: re.Match[str], findings: Findings) -> None:
    """`{{ light }`: the end is missing, and what follows is text."""
    place = Span(span.source, span.start, span.start + len(begun[0].rstrip()))
    findings.add("VG305", place, {"open": "yes"}, write=f"{begun[1].rstrip()} }}}}")


def _better(error: TemplateError, template: str) -> str | None:
    """The template without a mistake that is made often: a filter is misspelt or called as a method."""
    if error.reason == "call":
        return _METHOD.sub(r"\1 | \2", template)
    if error.reason != "syntax":
        return None
    from vgdsl.check.templates import FILTERS  # noqa: PLC0415 - it was loaded to find the mistake, and is slow to load

    used = next((found for found in _FILTER.finditer(template) if found[1] not in FILTERS), None)
    near = nearest(used[1], sorted(FILTERS)) if used else None
    return f"{template[: used.start(1)]}{near}{template[used.end(1) :]}" if used and near else None


def _place(error: TemplateError, text: str) -> tuple[int, int]:
    """From where to where in the text the mistake stands, as far as it can be told."""
    named = _named(error, text) if error.reason in _ABOUT_NAMES else None
    if named is not None:
        return named
    regions = [match.span() for match in _REGION.finditer(text)] or [(0, len(text))]
    if error.line is not None:
        on_line = [r for r in regions if text.count("\n", 0, r[1]) + 1 >= error.line]
        return (on_line or regions)[0]
    name = re.compile(rf"(?<!\w){re.escape(error.name)}(?!\w)")
    found = (name.search(text, start, end) for start, end in regions if error.name)
    return next((match.span() for match in found if match is not None), regions[0])


def _named(error: TemplateError, text: str) -> tuple[int, int] | None:
    """Where the text first says the name, or takes it of a record; one that the template makes itself is another."""
    from vgdsl.check.template_names import Step, said  # noqa: PLC0415 - only a mistake needs it

    wanted = f"{error.of}.{error.name}" if error.of else error.name
    for one in said(text):
        parts = (Step(one.start, one.end, one.name), *one.steps)
        paths = list(accumulate((part.name for part in parts), "{}.{}".format))
        whole = error.reason != "record" or paths[-1] == wanted  # a record is only wrong as a whole
        if one.local is None and whole and wanted in paths:
            found = parts[paths.index(wanted)]
            return found.start, found.end
    return None


def _within(literal: tree.String, module: Module, start: int, end: int) -> Span:
    """The place in the file of a part of a decoded literal."""
    first = strings.offset(literal, start)
    last = strings.offset(literal, max(start, end - 1))
    return Span(module.source, first, max(first, last) + 1)

"""Findings as commands that GitHub's workflows read from what a step prints: an annotation at the line. Knows no disk.

The form is that of workflow commands: `::error file=film.vg,line=3,title=...::words`. What would end a value is written
as `%` and its number.
"""

from collections.abc import Iterable, Mapping

from vgdsl.diagnostics import Severity
from vgdsl.report.finding import Finding, Path, in_file
from vgdsl.source import Span

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_WORDS = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_VALUES = _IN_WORDS | str.maketrans({":": "%3A", ",": "%2C"})


def annotations(found: Iterable[Finding], path: Path) -> str:
    """A line for each finding, with its line break."""
    return "".join(f"{_annotation(each, path)}\n" for each in found)


def _annotation(finding: Finding, path: Path) -> str:
    one = finding.diagnostic
    file = path(finding.file(one.span))
    values = {"file": file, **_lines(one.span), "title": f"vgdsl {one.code}"}
    said = ",".join(f"{name}={str(value).translate(_IN_VALUES)}" for name, value in values.items())
    place = f"{file}:{one.span.position.line}" if in_file(one.span.source) else one.span.source.text or file
    return f"::{_COMMANDS[one.severity]} {said}::{f'{place}: {finding.text}'.translate(_IN_WORDS)}"


def _lines(span: Span) -> Mapping[str, int]:
    """Lines and columns from 1. Columns are for places within one line only: GitHub refuses others."""
    if not in_file(span.source):
        return {"line": 1}
    first, last = span.position, span.source.position(span.end)
    if last.line > first.line:
        return {"line": first.line, "endLine": last.line}
    return {"line": first.line, "endLine": first.line, "col": first.column, "endColumn": last.column}

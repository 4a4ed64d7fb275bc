"""Diagnostics as machines read them: plain values for JSON. Knows no drawing and no checking."""

from collections.abc import Iterable

from vgdsl.diagnostics import Diagnostic, Severity
from vgdsl.report.wording import WORDING
from vgdsl.source import Span


def problem(diagnostic: Diagnostic) -> dict[str, object]:
    """One diagnostic: `code severity message label help place`, the other `places` and the known `edits`."""
    wording = WORDING[diagnostic.code]
    facts = diagnostic.facts
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": wording.titled(facts),
        "label": wording.labelled(facts),
        "help": list(wording.helped(facts)),
        "place": place(diagnostic.span),
        "places": [
            {**place(each.span), "label": wording.role(each.role, facts)} for each in diagnostic.labels
        ],
        "edits": [{**place(each.span), "text": each.text} for each in diagnostic.edits],
    }


def place(span: Span) -> dict[str, object]:
    """`file`, and `line` and `column` of both ends, counted from 1; the end is the first character after."""
    first, last = span.position, span.source.position(span.end)
    return {
        "file": span.source.name,
        "line": first.line,
        "column": first.column,
        "end_line": last.line,
        "end_column": last.column,
    }


def report(file: str, diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    """The answer of `vgdsl check --json` for one film."""
    found = list(diagnostics)
    return {
        "file": file,
        "ok": not any(each.severity is Severity.ERROR for each in found),
        "diagnostics": [problem(each) for each in found],
    }

"""Findings as SARIF 2.1.0, which code hosts and editors read. Knows no disk: whoever calls says what the paths are.

The format is OASIS's (Static Analysis Results Interchange Format 2.1.0); numbers in brackets are its sections.
"""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from vgdsl import __version__
from vgdsl.diagnostics import Edit
from vgdsl.report.edits import title
from vgdsl.report.explain.page import page
from vgdsl.report.finding import Finding, Path, in_file
from vgdsl.report.wording import WORDING
from vgdsl.source import Span

Values = dict[str, object]
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "REPOSITORY"
_BASE_MEANS = "the folder of the repository, or where there is none, the one in which the check was called"


def sarif(found: Iterable[Finding], path: Path) -> Values:
    """A log of one run. Columns count characters (3.14.17), as those of all messages do."""
    findings = list(found)
    codes = sorted({each.diagnostic.code for each in findings})
    driver = {
        "name": "vgdsl",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": _BASE_MEANS}}},
        "results": [_result(each, codes.index(each.diagnostic.code), path) for each in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> Values:
    """What is always true of a code (3.49)."""
    said = page(code)
    return {
        "id": code,
        "shortDescription": {"text": said.title},
        "fullDescription": {"text": said.prose[0].replace("`", "")},
        "help": {"text": "\n\n".join(said.prose).replace("`", ""), "markdown": said.markdown},
    }


def _result(finding: Finding, rule: int, path: Path) -> Values:
    """One mistake at its place (3.27), with the other places that it involves and the known way out."""
    one = finding.diagnostic
    result: Values = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": str(one.severity),
        "message": {"text": finding.text},
        "locations": [_location(finding, one.span, path)],
    }
    if one.labels:
        words = (WORDING[one.code].role(each.role, one.facts) for each in one.labels)
        result["relatedLocations"] = [
            {"id": number, "message": {"text": said or "here"}, **_location(finding, each.span, path)}
            for number, (each, said) in enumerate(zip(one.labels, words, strict=True))
        ]
    if one.edits and all(in_file(each.span.source) for each in one.edits):
        result["fixes"] = [_fix(finding, one.edits, path)]
    return result


def _location(finding: Finding, span: Span, path: Path) -> Values:
    """A place (3.28). One that is in no file is at the beginning of the film: code scanning asks for a line."""
    region = _region(span) if in_file(span.source) else {"startLine": 1}
    return {"physicalLocation": {"artifactLocation": _artifact(finding.file(span), path), "region": region}}


def _artifact(file: str, path: Path) -> Values:
    return {"uri": quote(path(file)), "uriBaseId": _BASE}


def _region(span: Span) -> Values:
    """Lines and columns, counted from 1; the last column is the one after the end (3.30)."""
    first, last = span.position, span.source.position(span.end)
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
    }


def _fix(finding: Finding, edits: Sequence[Edit], path: Path) -> Values:
    """What to replace (3.55), file by file."""
    changes: dict[str, list[Values]] = {}
    for each in edits:
        replacement: Values = {"deletedRegion": _region(each.span), "insertedContent": {"text": each.text}}
        changes.setdefault(finding.file(each.span), []).append(replacement)
    return {
        "description": {"text": title(edits)},
        "artifactChanges": [
            {"artifactLocation": _artifact(file, path), "replacements": replacements}
            for file, replacements in changes.items()
        ],
    }

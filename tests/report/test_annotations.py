"""Annotations of GitHub's workflows: a line for each finding, whatever stands in it."""

from vgdsl.diagnostics import Diagnostic, Severity
from vgdsl.report.annotations import annotations
from vgdsl.report.finding import once
from vgdsl.source import Source, Span

TEXT = "shot a {\n  durration = 5s\n}\n"


def told(source, start, end, name="draft", severity=Severity.ERROR):
    found = Diagnostic("VG224", Span(source, start, end), {"name": name, "write": "long"}, severity)
    return annotations(once([("films/a.vg", [found])]), lambda file: f"project/{file}")


def test_a_place_within_a_line():
    assert told(Source("films/a.vg", TEXT), 11, 20) == (
        "::error file=project/films/a.vg,line=2,endLine=2,col=3,endColumn=12,title=vgdsl VG224"
        "::project/films/a.vg:2: the film has no profile `draft`%0Ahelp: write `long`\n"
    )


def test_a_place_of_several_lines_has_no_columns():
    assert told(Source("a.vg", TEXT), 0, 27).startswith(
        "::error file=project/a.vg,line=1,endLine=3,title=vgdsl VG224::"
    )


def test_what_is_in_no_file_is_at_the_beginning_of_the_film():
    assert told(Source("--profile", "--profile draft"), 10, 15) == (
        "::error file=project/films/a.vg,line=1,title=vgdsl VG224"
        "::--profile draft: the film has no profile `draft`%0Ahelp: write `long`\n"
    )


def test_what_would_end_a_value_is_written_otherwise():
    said = told(Source("a,b:c%.vg", TEXT), 0, 1, name="50%\r\n::error::x")
    assert "file=project/a%2Cb%3Ac%25.vg,line" in said
    assert "::project/a,b:c%25.vg:1: the film has no profile `50%25%0D%0A::error::x`%0A" in said
    assert said.count("\n") == 1


def test_warnings_and_notes():
    assert told(Source("a.vg", TEXT), 0, 1, severity=Severity.WARNING).startswith("::warning ")
    assert told(Source("a.vg", TEXT), 0, 1, severity=Severity.NOTE).startswith("::notice ")

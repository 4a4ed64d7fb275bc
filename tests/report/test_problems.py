"""Diagnostics as programs read them: places of both ends, counted from 1, also over several lines and files."""

from vgdsl.diagnostics import Diagnostic, Edit, Label, Severity
from vgdsl.report.problems import place, problem, report
from vgdsl.source import Source, Span

TEXT = Source("film.vg", "shot a {\n  durration = 5s\n}\n")
FACTS = {"kind": "a shot", "name": "durration", "write": "duration"}


def test_a_place_has_two_ends():
    assert place(Span(TEXT, 11, 20)) == {
        "file": "film.vg", "line": 2, "column": 3, "end_line": 2, "end_column": 12
    }  # fmt: skip
    over = place(Span(TEXT, 0, 26))
    assert (over["line"], over["end_line"]) == (1, 3)


def test_all_that_is_known_is_told():
    other = Source("cast.vg", "let a = 1\n")
    found = Diagnostic(
        "VG221", Span(TEXT, 11, 20), FACTS, Severity.WARNING,
        labels=(Label(Span(other, 4, 5), "first"),), edits=(Edit(Span(TEXT, 11, 20), "duration"),),
    )  # fmt: skip
    told = problem(found)
    assert (told["code"], told["severity"], told["label"]) == ("VG221", "warning", "unknown attribute")
    assert told["message"] == "a shot has no `durration`"
    assert told["help"] == ["write `duration`"]
    assert told["places"][0]["file"] == "cast.vg"
    assert told["edits"] == [{**place(Span(TEXT, 11, 20)), "text": "duration"}]


def test_only_errors_make_a_film_not_ok():
    warning = Diagnostic("VG221", Span(TEXT, 11, 20), FACTS, Severity.WARNING)
    assert report("film.vg", [warning])["ok"] is True
    assert report("film.vg", [Diagnostic("VG221", Span(TEXT, 11, 20), FACTS)])["ok"] is False
    assert report("film.vg", []) == {"file": "film.vg", "ok": True, "diagnostics": []}

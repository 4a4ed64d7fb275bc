"""Messages stay readable whatever the text: wide letters, tabs, control characters, endless lines, files with no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.diagnostics import Diagnostic
from vgdsl.report.messages import COLOUR, WIDEST, draw, summary
from vgdsl.source import Source, Span


def unknown(text: str, start: int, end: int) -> Diagnostic:
    span = Span(Source("film.vg", text), start, end)
    return Diagnostic("VG221", span, {"kind": "a shot", "name": "durration", "write": "duration"})


def test_the_whole_message():
    text = "shot a {\n  durration = 5s\n}\n"
    assert draw(unknown(text, 11, 20)) == (
        "error[VG221]: a shot has no `durration`\n"
        " --> film.vg:2:3\n"
        "  |\n"
        "2 |   durration = 5s\n"
        "  |   ^^^^^^^^^ unknown attribute\n"
        "  |\n"
        "help: write `duration`"
    )


@pytest.mark.parametrize(
    ("before", "columns"),
    [("", 0), ("東京", 4), ("\t", 4), ("e\N{COMBINING ACUTE ACCENT}", 1), ("\x1b[31m", 5)],
)
def test_carets_stand_under_the_word(before, columns):
    drawn = draw(unknown(f"{before}word", len(before), len(before) + 4))
    assert f"  | {' ' * columns}^^^^ " in drawn
    assert "\x1b" not in drawn


def test_a_file_without_a_text_has_no_line_to_show():
    assert draw(unknown("", 0, 0)).splitlines()[1] == " --> film.vg"
    assert "^" not in draw(unknown("", 0, 0))


@given(st.text(max_size=600), st.integers(0, 600), st.integers(0, 600))
def test_any_text_can_be_drawn_in_a_terminal(text, start, length):
    start = min(start, len(text))
    drawn = draw(unknown(text, start, min(len(text), start + length)))
    assert drawn.startswith("error[VG221]")
    assert all(len(line) < 4 * WIDEST + 60 for line in drawn.split("\n"))
    assert all(character.isprintable() or character == "\n" for character in drawn)


@pytest.mark.parametrize("column", [0, WIDEST - 1, WIDEST, WIDEST + 1, 5000, 9_999, 10_000])
def test_the_place_is_seen_even_on_an_endless_line(column):
    text = "x" * 10_000
    drawn = draw(unknown(text, column, column + 1))
    assert "^ unknown attribute" in drawn
    assert max(map(len, drawn.splitlines())) < 2 * WIDEST


def test_colours_are_added_around_and_change_no_word():
    found = unknown("durration", 0, 9)
    coloured = draw(found, COLOUR)
    assert COLOUR.error in coloured
    for code in (COLOUR.error, COLOUR.bold, COLOUR.gutter, COLOUR.help, COLOUR.reset):
        coloured = coloured.replace(code, "")
    assert coloured == draw(found)


def test_a_count_of_each_kind():
    found = unknown("x", 0, 1)
    assert summary([found]) == "1 error"
    assert summary([found, found]) == "2 errors"
    assert summary([]) == ""

"""Messages stay readable whatever the text: wide letters, tabs, control characters, endless lines, files with no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.diagnostics import Diagnostic, Label
from vgdsl.report.messages import COLOUR, WIDEST, _columns, draw, summary
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


def test_a_message_can_be_read_whatever_the_name_is():
    found = Diagnostic("VG221", unknown("x", 0, 1).span, {"kind": "a shot", "name": "x" * 10**7})
    assert draw(found).startswith(f"error[VG221]: a shot has no `{'x' * 999}…`\n")


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


NARROW = """\
error[VG412]: wan-2-7 makes clips of 3s, 5s or 15s,
              not 20s
 --> film.vg:3:14
  |
2 |   model    = "wan-2-7"
  |              ---------
  |              this model (as known on 2026-09-30)
3 |   duration = 20s
  |              ^^^ too long
  |
help: write `duration = 15s`, or take a model that
      makes 20s: longcat, seedance-2-5
"""


def test_a_narrow_terminal_gets_sentences_broken_between_words():
    text = 'shot a {\n  model    = "wan-2-7"\n  duration = 20s\n}\n'
    source = Source("film.vg", text)
    facts = {"model": "wan-2-7", "made": "3s, 5s or 15s", "value": "20s", "fault": "too long", "legal": "15s"}
    place, model = text.index("20s"), text.index('"wan')
    found = Diagnostic(
        "VG412",
        Span(source, place, place + 3),
        {**facts, "others": "longcat, seedance-2-5", "date": "2026-09-30"},
        labels=(Label(Span(source, model, model + 9), "model"),),
    )
    assert draw(found, width=52) + "\n" == NARROW
    assert max(map(len, draw(found).splitlines())) > 80


def test_what_is_to_be_copied_stays_on_one_line():
    found = Diagnostic("VG465", Span(Source("film.vg", "x"), 0, 1), {"quoted": "'a very long name.mp4'"})
    command = "`ffmpeg -i 'a very long name.mp4' -c:v libx264 -crf 14 -g 48 -c:a copy denser.mp4`"
    assert command in draw(found, width=60)


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300), st.integers(1, 200))
def test_a_line_of_the_scene_file_is_never_wider_than_the_terminal(text, start, length, width):
    start = min(start, len(text))
    drawn = draw(unknown(text, start, min(len(text), start + length)), width=width)
    lines = [line for line in drawn.splitlines() if line.partition(" |")[0].isdigit()]
    assert all(_columns(line) <= max(width, 40) for line in lines)
    assert len(lines) == bool(text)

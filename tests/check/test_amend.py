"""What a user relies on: an attribute comes and goes with its line, in the manner of its block, and nothing else changes."""

import pytest

from vgdsl.check.amend import added, left_out
from vgdsl.diagnostics import Edit, edited
from vgdsl.source import Source, Span


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(Source("film.vg", text), start, start + len(part))


def made(edit: Edit | None) -> str | None:
    if edit is None:
        return None
    return edited(edit.span.source.text, [edit])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("shot pier {\n  prompt = x\n}", "shot pier {\n  duration = 5s\n  prompt = x\n}"),
        ("shot pier {\n  resolution = x\n}", "shot pier {\n  duration   = 5s\n  resolution = x\n}"),
        ("shot pier {  # dawn\n\n  p = x\n}", "shot pier {  # dawn\n\n  duration = 5s\n  p = x\n}"),
        ("shot pier {\r\n\tp = x\r\n}", "shot pier {\r\n\tduration = 5s\r\n\tp = x\r\n}"),
        ("shot pier { prompt = x }", "shot pier { duration = 5s prompt = x }"),
        ("shot pier {\n}", "shot pier {\n  duration = 5s\n}"),
        (
            'shot pier[a in ["x", "{"]] {\n  p = x\n}',
            'shot pier[a in ["x", "{"]] {\n  duration = 5s\n  p = x\n}',
        ),
        ("shot pier = 3", None),
        ("shot pier", None),
    ],
)
def test_one_more(before, after):
    assert made(added(at(before, "pier"), "duration", "5s")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('shot pier {\n  model = "a"\n  p = x\n}', 'shot pier {\n  model = "a"\n  duration = 5s\n  p = x\n}'),
        ('shot pier {\n  model = "a"  # b\n}', 'shot pier {\n  model = "a"  # b\n  duration = 5s\n}'),
        ('shot pier {\n  model = "a" p = x\n}', 'shot pier {\n  duration = 5s\n  model = "a" p = x\n}'),
    ],
)
def test_one_more_below_another(before, after):
    block = at(before, "pier")
    value = Span(block.source, before.index('"a"'), before.index('"a"') + 3)
    assert made(added(block, "duration", "5s", value)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{\n  audio = true\n  p = x\n}", "{\n  p = x\n}"),
        ("{\n  audio   =   true   # loud\r\n  p = x\n}", "{\n  p = x\n}"),
        ("{ p = x audio = true }", "{ p = x }"),
        ("{ audio = true p = x }", "{ p = x }"),
        ("{audio=true}", "{}"),
        ("audio = true", ""),
        ("{\n  audio # how\n   = true\n}", None),
        ("{ saudio = true }", None),
    ],
)
def test_one_less(before, after):
    assert made(left_out(at(before, "true"), "audio")) == after


def test_on_an_endless_line_only_the_attribute_goes():
    blank, words = " " * 5_000, "x " * 5_000
    assert made(left_out(at(f"{blank}audio = true\n}}", "true"), "audio")) == f"{blank}\n}}"
    assert made(left_out(at(f"{words}audio = true }}", "true"), "audio")) == f"{words}}}"

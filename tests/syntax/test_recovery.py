"""Broken texts: what is said about each mistake, word for word, and what is still read of the rest."""

import random
from pathlib import Path

import pytest

from vgdsl.report.messages import draw
from vgdsl.report.wording.syntax import WORDING
from vgdsl.source import Source
from vgdsl.syntax.parser import MOST, parse

CASES = [
    case.partition("\n")
    for case in ("\n" + (Path(__file__).parent / "mistakes.txt").read_text(encoding="utf-8")).split("\n=== ")[
        1:
    ]
]


def read(text):
    return parse(Source("film.vg", text))


def mended(text):
    """A text with all edits that its messages offer."""
    edits = {(e.span.start, e.span.end, e.text) for d in read(text).diagnostics for e in d.edits}
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize("case", [case for _, _, case in CASES], ids=[title for title, _, _ in CASES])
def test_messages(case):
    text, _, told = case.partition("---\n")
    assert "\n\n".join(draw(diagnostic) for diagnostic in read(text).diagnostics) == told.rstrip("\n")


@pytest.mark.parametrize("case", [case for _, _, case in CASES], ids=[title for title, _, _ in CASES])
def test_the_edits_that_messages_offer_mend_the_text(case):
    text = case.partition("---\n")[0]
    if all(diagnostic.edits for diagnostic in read(text).diagnostics):
        assert read(mended(text)).diagnostics == ()


def test_each_code_has_its_message_tested():
    told = {
        diagnostic.code for _, _, case in CASES for diagnostic in read(case.partition("---\n")[0]).diagnostics
    }
    assert told | {"VG117", "VG119"} == set(WORDING)


def test_what_is_nested_too_deeply_is_told_once():
    parsed = read("a = 1\nb = " + "[" * 10_000 + "]" * 10_000 + "\nc = 3")
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["VG117"]
    assert [item.name.text for item in parsed.file.items] == ["a", "c"]


MISTAKES = [
    "duration 5s",
    "duration =",
    "duration: 5s",
    "x = [1, 2",
    "p = 'x'",
    "t = 3;",
    'p = "x',
    "u = )",
    "= 5",
    "// y",
]


@pytest.mark.parametrize("seed", range(20))
def test_fifty_mistakes_make_fifty_messages_and_all_else_is_read(seed):
    chosen = random.Random(seed).choices(MISTAKES, k=50)
    shots = [f"shot s{n} {{\n  a = 1\n  {mistake}\n  z = 2\n}}\n" for n, mistake in enumerate(chosen)]
    parsed = read("".join(shots))
    assert len(parsed.diagnostics) == 50
    assert [d.span.position.line for d in parsed.diagnostics] == [3 + 5 * n for n in range(50)]
    assert [block.name.text for block in parsed.file.items] == [f"s{n}" for n in range(50)]
    assert all(
        block.items[0].name.text == "a" and block.items[-1].name.text == "z" for block in parsed.file.items
    )


@pytest.mark.parametrize("seed", range(20))
def test_mistakes_on_neighbouring_lines_do_not_hide_each_other(seed):
    chosen = random.Random(seed).choices([m for m in MISTAKES if m != "= 5"], k=8)
    parsed = read("shot a {\n  " + "\n  ".join(chosen) + "\n}\n")
    assert {d.span.position.line for d in parsed.diagnostics} == set(range(2, 10))
    assert len(parsed.diagnostics) == 8


def test_more_mistakes_than_anyone_would_read_are_counted_once():
    parsed = read("a 5\n" * 50_000)
    assert [d.code for d in parsed.diagnostics] == ["VG102"] * MOST + ["VG119"]


def test_a_block_that_lacks_its_brace_keeps_its_neighbours():
    parsed = read("scene s {\n  shot a {\n    x = 1\n  shot b {\n    y = 1\n  }\n}\nshot c { }\n")
    scene, last = parsed.file.items
    assert [block.name.text for block in scene.items] == ["a", "b"]
    assert last.name.text == "c"
    assert [str(d.span) for d in parsed.diagnostics] == ["film.vg:2:10"]


def test_odd_indentation_is_no_mistake():
    assert read("scene s {\nshot a {\nx = 1\n      }\n  }").diagnostics == ()


def test_what_follows_from_an_open_text_is_not_told():
    assert [d.code for d in read('shot a {\n  names = ["a, "b"]\n  x = 1\n}').diagnostics] == ["VG108"]


def test_a_value_without_quotes_is_read_as_the_text_it_is():
    parsed = read("shot a {\n  prompt = Fog over the lagoon.\n}")
    assert parsed.file.items[0].items[0].value.raw == "Fog over the lagoon."

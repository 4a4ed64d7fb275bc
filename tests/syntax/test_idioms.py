"""What people write out of habit: each idiom by its own example, and none of them in a right text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.source import Source
from vgdsl.syntax.idioms import IDIOMS
from vgdsl.syntax.parser import parse


def read(text):
    return parse(Source("film.vg", text)).diagnostics


@pytest.mark.parametrize("example", [idiom.example for idiom in IDIOMS])
def test_an_idiom_is_one_mistake_and_its_edit_mends_it(example):
    (told,) = read(f"{example}\n")
    text = f"{example}\n"
    for edit in sorted(told.edits, key=lambda one: one.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert not told.edits or read(text) == ()


def test_no_two_idioms_have_one_example():
    examples = [idiom.example for idiom in IDIOMS]
    assert len(set(examples)) == len(examples)


@given(data=st.data())
def test_what_is_right_stays_right_beside_a_mistake(films, data):
    """Habits are looked for in all of a text that has a mistake: in what is right they find nothing."""
    text = data.draw(films)
    around = "let sign = 5s §\n"
    assert [told.code for told in read(f"{around}{text}\n{around}")] == ["VG114", "VG114"]

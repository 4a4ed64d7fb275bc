"""What a user relies on: a slip of the finger is understood, and another word is not taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.check.spelling import nearest, several

ATTRIBUTES = ("model", "prompt", "duration", "aspect_ratio", "audio", "start", "end", "takes", "task")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("duraton", "duration"),
        ("durration", "duration"),
        ("pormpt", "prompt"),
        ("Model", "model"),
        ("aspectratio", "aspect_ratio"),
        ("strat", "start"),
        ("aspect", "aspect_ratio"),
    ],
)
def test_a_slip_is_understood(typed, meant):
    assert nearest(typed, ATTRIBUTES) == meant


@pytest.mark.parametrize("typed", ["gondola", "x", "", "dur4t10n5"])
def test_another_word_is_not_taken_for_one(typed):
    assert nearest(typed, ATTRIBUTES) is None


def test_the_most_alike_come_first_and_only_as_many_as_asked_for():
    names = ["boarding_hd", "boardings", "boarding", "landing"]
    assert several("boardin", names, 2) == ("boarding", "boardings")
    assert several("boardin", names) == ("boarding", "boardings", "boarding_hd")


@given(st.text(min_size=2, max_size=20), st.data())
def test_two_swapped_letters_are_one_mistake(word, data):
    at = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if len(swapped.casefold()) == len(swapped) > 2:
        assert nearest(swapped, [word]) == word


@given(st.text(), st.lists(st.text()))
def test_it_answers_with_candidates_only(word, candidates):
    assert set(several(word, candidates)) <= set(candidates)

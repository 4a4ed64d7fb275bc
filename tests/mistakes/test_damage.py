"""Films cut short, or with a character less, or none at all: everything answers, soon, and says little.

`table.py --damage` asks about every prefix and every deletion of every example; here are some of them.
"""

import random

import pytest
from answers import answer
from damage import HEAPS, deletions, examples, mutations, prefixes
from hypothesis import given
from hypothesis import strategies as st
from marked import MAIN
from stages import answers

from vgdsl.format.layout import format_text
from vgdsl.source import Source
from vgdsl.syntax.parser import MOST, parse

FILMS = dict(examples())
LARGE = 40_000  # characters; table.py reads all of them
SOME = 12  # texts of each kind and example, other ones for each seed


@pytest.mark.parametrize("name", FILMS)
@pytest.mark.parametrize("damaged", [prefixes, deletions], ids=lambda each: each.__name__)
def test_what_is_left_of_a_film_gets_all_answers_and_few_messages(name, damaged):
    files = FILMS[name]
    every = list(enumerate(damaged(files[MAIN])))
    for at, text in random.Random(name).sample(every, SOME):
        found = answers({**files, MAIN: text}, at)
        assert len(found.told) <= 4


@pytest.mark.parametrize("name", FILMS)
def test_one_slip_makes_few_messages(name):
    files = FILMS[name]
    slips = mutations(files[MAIN], seed=7)
    told = [
        len(answer({**files, MAIN: text}).diagnostics)
        for _, (_, text) in zip(range(SOME), slips, strict=False)
    ]
    assert sorted(told)[SOME // 2] <= 1
    assert max(told) <= 8


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_any_text_at_all_gets_an_answer(text):
    answer({MAIN: text})
    format_text(text)


WORDS = 'shot film a { } [ ] ( ) = : , . \' ` 5s in as - # {{ }} import &quot; """ ``` \0 \u202e \ud800 <<<<<<< ======= >>>>>>>'
SIGNS = st.sampled_from([*WORDS.split(" "), "\n", "\n  ", " ", '"'])


@given(st.lists(SIGNS, max_size=40).map("".join))
def test_any_heap_of_signs_gets_an_answer(text):
    answer({MAIN: text})
    format_text(text)


@pytest.mark.parametrize("text", HEAPS, ids=lambda text: f"{text[:12]!r} and so on")
def test_what_is_large_and_no_film_is_given_up_soon(text):
    parsed = parse(Source(MAIN, text[:LARGE]))
    assert 0 < len(parsed.diagnostics) <= MOST + 1

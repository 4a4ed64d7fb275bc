"""The automaton reads what lark itself reads with the same grammar, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark
from lark.exceptions import UnexpectedInput

from vgdsl.source import Source
from vgdsl.syntax.automaton import Automaton
from vgdsl.syntax.builder import Builder
from vgdsl.syntax.grammar import tables
from vgdsl.syntax.grammar import text as grammar
from vgdsl.syntax.parser import _read

SIGNS = '{}[]()=,."#\n a5é:\\'


@pytest.fixture(scope="module")
def lark():
    return Lark(grammar(), parser="lalr", start="file")


def reads(lark, text):
    try:
        lark.parse(text)
    except UnexpectedInput:
        return False
    return True


@given(data=st.data())
def test_it_agrees_with_lark_about_films_and_their_wrecks(films, lark, data):
    text = data.draw(films)
    if data.draw(st.booleans()) and text:
        at = data.draw(st.integers(0, len(text) - 1))
        text = text[:at] + data.draw(st.text(alphabet=SIGNS, max_size=2)) + text[at + 1 :]
    source = Source("film.vg", text)
    items = _read(text, Automaton(tables(), Builder(source)))
    assert reads(lark, text) == (items is not None)

"""The automaton reads what lark itself reads with the same grammar, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark
from lark.exceptions import UnexpectedInput

from vgdsl.source import Source
from vgdsl.syntax import lexer
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


TERMINALS = {
    "LBRACE": "{",
    "RBRACE": "}",
    "LSQB": "[",
    "RSQB": "]",
    "LPAR": "(",
    "RPAR": ")",
    "EQUAL": "=",
    "DOT": ".",
    "COMMA": ",",
    "NAME": "x",
    "QUANTITY": "5s",
    "STRING": '"a"',
    "BLOCK_STRING": '"""a"""',
    "$END": "",
}


class Sign:
    """A token of one terminal."""

    def __init__(self, kind, text):
        self.lastindex, self.text = kind, text

    def start(self):
        return 0

    def span(self, _group):
        return 0, len(self.text)

    def __getitem__(self, _group):
        return self.text


@given(data=st.data())
def test_what_is_said_to_be_expected_is_just_what_can_stand(films, data):
    """Each terminal is tried by reading it in earnest, after any beginning of any film."""
    text = data.draw(films)
    tokens = list(lexer.pattern().finditer(text, lexer.first(text)))
    tokens = tokens[: data.draw(st.integers(0, len(tokens)))]
    automaton = Automaton(tables(), Builder(Source("film.vg", text)))
    states, values = [0], []
    assert automaton.run(tokens, states, values) is None
    accepted = set()
    for name, sign in TERMINALS.items():
        tried, built = list(states), list(values)
        kind = tables().terminals.index(name)
        if automaton.run((Sign(kind, sign),), tried, built) is None or tried[-1] == tables().accept:
            accepted.add(name)
    said = automaton.awaited(states)
    assert said - {"IN", "AS", "IMPORT"} == accepted
    assert said & {"IN", "AS", "IMPORT"} <= set(tables().terminals)

"""Terminals: that they cover a text, each once."""

from hypothesis import given
from hypothesis import strategies as st

from vgdsl.syntax import lexer


@given(st.text(alphabet="{}[]()=,.\"'# \n\ta5é$:\\"))
def test_tokens_reconstruct_the_text(text):
    start = lexer.first(text)
    assert text[:start] + "".join(match[0] for match in lexer.pattern().finditer(text, start)) == text


@given(data=st.data())
def test_a_right_text_has_no_trouble_in_it(films, data):
    text = data.draw(films)
    trouble = lexer.pattern().groups
    assert all(match.lastindex != trouble for match in lexer.pattern().finditer(text, lexer.first(text)))


def test_what_a_file_may_begin_with():
    assert lexer.first("\N{ZERO WIDTH NO-BREAK SPACE} # a film\r\n\n  film") == 15

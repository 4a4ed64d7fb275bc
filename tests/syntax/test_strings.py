"""What texts say, and that each character of what they say knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.source import Source
from vgdsl.syntax import strings
from vgdsl.syntax.parser import parse

ALPHABET = 'ab \t\n"\\{}é東\N{FILM FRAMES}'


def string(text):
    return parse(Source("film.vg", f"a = {text}")).file.items[0].value


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('""', ""),
        ('"a\\"b"', 'a"b'),
        ('"a\\\\n"', "a\\n"),
        ('"\\n\\t"', "\n\t"),
        ('"\\u00e9\\u{1F39E}"', "é\N{FILM FRAMES}"),
        ('"\\q"', "\\q"),
        ('"""\n    one\n      two\n\n    three\n  """', "one\n  two\n\nthree"),
        ('"""\r\n  one\r\n  two\r\n"""', "one\ntwo"),
        ('"""one\n   two\n   three"""', "one\ntwo\nthree"),
        ('"""\n\n\n  one\n\n"""', "one"),
        ('""""quoted" he said"""', '"quoted" he said'),
        ('"""a \\""" b"""', 'a """ b'),
        ('"""  """', ""),
    ],
)
def test_decode(written, said):
    assert strings.decode(string(written)) == said


@pytest.mark.parametrize("written", ['"\\q"', '"\\u12"', '"\\u{110000}"', '"\\ud800"', '"\\u{}"', '"\\x41"'])
def test_escapes_that_mean_nothing_are_told_at_their_place(written):
    (diagnostic,) = parse(Source("film.vg", f"a = {written}")).diagnostics
    assert diagnostic.code == "VG118"
    assert diagnostic.span.text.startswith("\\")


@given(st.text(alphabet=ALPHABET))
def test_a_quoted_text_says_what_was_quoted(said):
    written = said.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    assert strings.decode(string(f'"{written}"')) == said


@given(st.text(alphabet=ALPHABET))
def test_places_of_plain_characters_show_them(raw):
    source = Source("film.vg", f'a = """{raw.replace(chr(34), "q")} """')
    value = parse(source).file.items[0].value
    said = strings.decode(value)
    places = [strings.offset(value, index) for index in range(len(said) + 1)]
    assert places == sorted(places)
    assert all(value.start + 3 <= place <= value.end - 3 for place in places)
    for character, place in zip(said, places, strict=False):
        assert source.text[place] in {character, "\\"}


@given(st.text(alphabet="ab\\", max_size=6), st.booleans())
def test_the_end_of_a_text_has_a_place(raw, block):
    quote = '"""' if block else '"'
    text = raw.replace("\\", "\\\\")
    value = string(f"{quote}x{text}{quote}")
    assert strings.offset(value, len(strings.decode(value))) == value.end - len(quote)


def test_an_escape_stands_where_its_backslash_does():
    value = string('"a\\u{e9}b"')
    assert [strings.offset(value, index) for index in range(3)] == [5, 6, 12]

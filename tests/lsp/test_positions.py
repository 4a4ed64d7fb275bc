"""Places as the protocol counts them, in each of its units, in any text."""

import re

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from vgdsl.lsp.documents import Document
from vgdsl.lsp.positions import UNITS, Places
from vgdsl.source import Source

TEXTS = st.text(st.sampled_from("ab é東🚤\t\r\n\u2028\x0b\x85\ud800"), max_size=30)
ENCODED = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
WIDTH = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
CODES = st.sampled_from(sorted(UNITS))


def counted(text: str, offset: int, code: str) -> tuple[int, int]:
    """The same by the words of the specification."""
    lines = re.split(r"\r\n|\n|\r", text[:offset])
    if text[offset - 1 : offset + 1] == "\r\n":  # between CR and LF is still on the line
        lines = [*lines[:-2], lines[-2] + "\r"]
    units = len(lines[-1].encode(ENCODED[code], "surrogatepass")) // WIDTH[code]
    return len(lines) - 1, units


@given(TEXTS, st.data(), CODES)
def test_an_offset_is_counted_as_the_specification_says(text, data, code):
    offset = data.draw(st.integers(0, len(text)))
    place = Places(Source("film.vg", text), UNITS[code]).position(offset)
    assert (place.line, place.character) == counted(text, offset, code)


@given(TEXTS, st.data(), CODES)
def test_a_place_leads_back_to_its_offset(text, data, code):
    """But within a line's end, which belongs to no line."""
    offset = data.draw(st.integers(0, len(text)))
    places = Places(Source("film.vg", text), UNITS[code])
    expected = offset - 1 if text[offset - 1 : offset + 1] == "\r\n" and offset else offset
    assert places.offset(places.position(offset)) == expected


@given(TEXTS, st.integers(0, 9), st.integers(0, 40), CODES)
def test_any_place_is_somewhere_in_the_text(text, line, character, code):
    offset = Places(Source("film.vg", text), UNITS[code]).offset(types.Position(line, character))
    assert 0 <= offset <= len(text)


def test_a_place_within_a_character_is_its_start():
    places = Places(Source("film.vg", "a🚤b"), UNITS["utf-16"])
    assert [places.offset(types.Position(0, character)) for character in range(6)] == [0, 1, 1, 2, 3, 3]


@given(TEXTS, TEXTS, st.data(), CODES)
def test_a_change_replaces_what_it_says(text, new, data, code):
    places = Places(Source("film.vg", text), UNITS[code])
    start, end = sorted(places.offset(places.position(data.draw(st.integers(0, len(text))))) for _ in "ab")
    document = Document("file:///film.vg", None, 1, places)
    change = types.TextDocumentContentChangePartial(places.range(start, end), new)
    after = document.changed([change], 2, UNITS[code])
    assert (after.source.text, after.version) == (text[:start] + new + text[end:], 2)


def test_changes_count_from_what_the_one_before_has_left():
    document = Document("file:///film.vg", None, 1, Places(Source("film.vg", "abc"), UNITS["utf-16"]))
    first, second = types.Position(0, 0), types.Position(0, 1)
    changes = [
        types.TextDocumentContentChangePartial(types.Range(first, second), ""),
        types.TextDocumentContentChangePartial(types.Range(first, second), "x"),
    ]
    assert document.changed(changes, 2, UNITS["utf-16"]).source.text == "xc"
    whole = types.TextDocumentContentChangeWholeDocument("new")
    assert document.changed([whole], 3, UNITS["utf-16"]).source.text == "new"

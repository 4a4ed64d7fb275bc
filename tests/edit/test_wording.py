"""Another wording keeps every template and mention that still says the same, and says exactly what it is to say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.edit.wording import Piece, cut, plain, reworded

LIGHT = Piece("first light", "{{ light }}")
MARCO = Piece("@Image1", "@marco")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Fog.", ["Fog."]),
        ("", [""]),
        ("Low over it, {{ light }}.", ["Low over it, ", "{{ light }}", "."]),
        ("@marco and @cast.nina row.", ["", "@marco", " and ", "@cast.nina", " row."]),
        ("me@home, @@marco", ["me@home, @@marco"]),
        ("{{ a }}{# no #}{{ b }}", ["", "{{ a }}", "", "{# no #}", "", "{{ b }}", ""]),
        (
            "{% if dawn %}{{ light }}{% else %}Night{% endif %}: {{ a }}.",
            ["", "{% if dawn %}{{ light }}{% else %}Night{% endif %}", ": ", "{{ a }}", "."],
        ),
    ],
)
def test_a_text_is_cut_at_its_holes(text, pieces):
    assert cut(text) == pieces
    assert "".join(pieces) == text


@pytest.mark.parametrize(
    ("pieces", "wording", "text"),
    [
        (
            [Piece("Gulls over a pier, "), LIGHT, Piece(". Blood.")],
            "Gulls over a pier, first light. Waves.",
            "Gulls over a pier, {{ light }}. Waves.",
        ),
        (
            [Piece("Gulls, "), LIGHT, Piece(".")],
            "Gulls, early light.",
            "Gulls, early light.",
        ),
        (
            [MARCO, Piece(" strikes at "), Piece("<Image 2>", "@nina"), Piece(".")],
            "@Image1 nods to <Image 2>.",
            "@marco nods to @nina.",
        ),
        ([Piece("Then "), MARCO, Piece(" falls.")], "@Image1 sits, then @Image1 leaves.", "@marco sits, then @marco leaves."),
        ([MARCO, Piece(" falls.")], "@Image12 sits.", "@@Image12 sits."),
        ([Piece("A man "), Piece("", "{# later: a hat #}"), Piece("falls.")], "A man sits.", "A man {# later: a hat #}sits."),
        ([Piece("A man.")], "{{ a }} at @nina", '{{ "{" }}{ a }} at @@nina'),
    ],
)  # fmt: skip
def test_holes_that_say_the_same_stay(pieces, wording, text):
    assert reworded(pieces, wording) == text


WORDS = st.lists(
    st.sampled_from(["a", "boat", "rows", "out", ",", ".", "@Image1", "<Image 2>", "{", "{{", "@x", "\n"]),
    max_size=8,
)
TEXT = WORDS.map(" ".join)
PIECE = st.builds(Piece, TEXT, st.sampled_from([None, "{{ x }}", "@marco"]))


@settings(deadline=None)
@given(st.lists(PIECE, max_size=6), TEXT)
def test_what_is_written_says_the_new_wording(pieces, wording):
    """Each hole stays with what it says: taking its words for it gives the wording back."""
    held = [
        Piece(piece.says, f"\ue000{number}\ue001" if piece.written else None)
        for number, piece in enumerate(pieces)
    ]
    text = reworded(held, wording)
    for number, piece in enumerate(held):
        text = text.replace(f"\ue000{number}\ue001", plain(piece.says))
    assert text.replace("@@", "@").replace('{{ "{" }}', "{") == wording.replace("@@", "@")


@settings(deadline=None)
@given(st.lists(PIECE, max_size=6))
def test_the_same_wording_keeps_every_hole(pieces):
    whole = "".join(piece.says for piece in pieces)
    text = reworded(pieces, whole)
    assert all(piece.written in text for piece in pieces if piece.written)

"""Values of Python in the words of the language, which read back as what they were."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vgdsl.edit.values import Expression, written
from vgdsl.program.values import (
    AUTO,
    Clip,
    Duration,
    Edge,
    Factor,
    Frame,
    Keyframe,
    Media,
    MediaKind,
    Money,
    Move,
    Rate,
    Ratio,
    Resolution,
)
from vgdsl.source import Source
from vgdsl.syntax import strings, tree
from vgdsl.syntax.parser import parse

PICTURE = Media(MediaKind.IMAGE, path="refs/a.png")
WORDS = [
    ("Fog.", '"Fog."'),
    ('Say "now".', r'"Say \"now\"."'),
    (True, "true"),
    (False, "false"),
    (3, "3"),
    (-0.5, "-0.5"),
    (1e-7, "0.0000001"),
    (Decimal("0.50"), "0.50"),
    (Decimal("1E+3"), "1000"),
    (AUTO, "auto"),
    (Duration(1500), "1.5s"),
    (Ratio(16, 9), "16:9"),
    (Resolution("720p"), "720p"),
    (Factor(2), "2x"),
    (Rate(30000, 1001), "29.97fps"),
    (Money(Decimal("4.5")), "$4.50"),
    (Clip("opening"), "opening"),
    (Frame(Clip("opening"), Edge.LAST), "opening.last_frame"),
    (Frame(Media(MediaKind.VIDEO, path="a.mp4"), Duration(2500)), 'video("a.mp4").frame(2.5s)'),
    (PICTURE, 'image("refs/a.png")'),
    (Keyframe(Duration(1000), PICTURE), 'at(1s, image("refs/a.png"))'),
    (Move(0.5, 90, -10, 2), "move(0.5, 90, -10, 2)"),
    ([Expression("a"), [1, "b"], ()], '[a, [1, "b"], []]'),
    ({"deep": 1, "words": ["a"]}, 'record(deep = 1, words = ["a"])'),
    (tree.Quantity(0, 0, "24fps"), "24fps"),
]


@pytest.mark.parametrize(("value", "words"), WORDS)
def test_a_value_in_words(value, words):
    assert written(value) == words
    assert parse(Source("", f"a = {words}")).diagnostics == ()


@given(st.text(max_size=30))
@example("Fog over\nthe sea.")
@example("  two\n\n spaces \n")
@example('"""\n\\')
def test_a_text_says_what_it_said(text):
    (item,) = parse(Source("", f"a = {written(text)}")).file.items
    assert strings.decode(item.value) == text


def test_several_lines_stand_in_a_block():
    assert written("Fog over\nthe sea.") == '"""\nFog over\nthe sea.\n"""'


def test_what_has_no_words_is_refused():
    with pytest.raises(TypeError, match="no way to write"):
        written(object())
    with pytest.raises(ValueError, match="no number"):
        written(float("nan"))
    with pytest.raises(ValueError, match="no value"):
        written(tree.String(0, 0, '" b = "', block=False))

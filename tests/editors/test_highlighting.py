"""The Pygments lexer says of every character what vgdsl itself says, and loses none."""

import subprocess
import sys
import tomllib

import pytest
from agreement import disagreements, strays, unclosed
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Token
from texts import BROKEN, HALF, RIGHT, ROOT

from vgdsl.editors.highlighting import SceneLexer

KINDS = {
    Token.Comment.Single: {"comment"},
    Token.Comment.Multiline: {"template comment"},
    Token.String.Double: {"string"},
    Token.String.Single: {"template string"},
    Token.String.Interpol: {"template"},
    Token.String.Escape: {"escape"},
    Token.Number: {"quantity", "template number"},
    Token.Keyword.Declaration: {"keyword"},
    Token.Keyword.Namespace: {"import"},
    Token.Keyword.Constant: {"constant", "template word"},
    Token.Keyword: {"in", "template word"},
    Token.Name.Class: {"clip name"},
    Token.Name.Function: {"thing name", "template word"},
    Token.Name.Constant: {"value name"},
    Token.Name.Namespace: {"alias"},
    Token.Name.Attribute: {"attribute", "template word"},
    Token.Name.Builtin: {"call", "template word"},
    Token.Name.Builtin.Pseudo: {"frame"},
    Token.Name.Decorator: {"mention"},
    Token.Name.Variable: {"loop name", "template word"},
    Token.Name: {"reference", "member"},
    Token.Operator: {"other", "template operator"},
    Token.Operator.Word: {"template word"},
    Token.Punctuation: {"other", "template operator"},
}
"""What a token may say; where it is two things, it is the one of them that stands there."""


def painted(text: str) -> dict[int, set[str]]:
    return {
        at: KINDS.get(token, {"nothing"})
        for start, token, value in SceneLexer().get_tokens_unprocessed(text)
        for at in range(start, start + len(value))
    }


def test_it_says_what_the_parser_says():
    assert {
        name: wrong for name, text in RIGHT.items() if (wrong := disagreements(text, painted(text)))
    } == {}


def test_mistakes_stay_where_they_are():
    assert {name: wrong for name, text in BROKEN.items() if (wrong := strays(text, painted(text)))} == {}


@pytest.mark.parametrize("half", HALF)
def test_what_is_being_typed_colours_no_other_line(half):
    """Somebody types the line in the middle of a film."""
    above, below = "shot a {\n", '\n  prompt = "Fog. {{ light }}" # @marco\n  start = a.last_frame\n}\n'
    text = above + half + below
    whole, apart = painted(text), painted(above + below)
    moved = len(half)
    assert all(whole.get(at + moved) == apart.get(at) for at in range(len(above) + 1, len(above + below)))


def test_a_block_text_that_is_being_typed_ends_at_the_next_declaration():
    for name, whole in RIGHT.items():
        for text, healed in unclosed(whole):
            now, as_it_was = painted(text), painted(whole)
            assert all(now.get(at) == as_it_was.get(at) for at in range(healed, len(text))), name


@given(st.text(alphabet="{}[]()=,.\"'# \n\ta5é$:\\%@|-"))
def test_no_character_is_lost(text):
    assert "".join(value for _, _, value in SceneLexer().get_tokens_unprocessed(text)) == text


def test_pygments_finds_it():
    entries = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
    assert entries["pygments.lexers"] == {"vgdsl": f"{SceneLexer.__module__}:{SceneLexer.__name__}"}
    assert {"vgdsl", "vg"} == set(SceneLexer.aliases)
    assert SceneLexer.filenames == ["*.vg"]


def test_it_loads_nothing_of_the_checker():
    code = "import sys; import vgdsl.editors.highlighting; print(*(m for m in sys.modules if m.startswith('vgdsl.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["vgdsl.editors", "vgdsl.editors.highlighting"]

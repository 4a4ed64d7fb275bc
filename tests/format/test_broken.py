"""Files with mistakes: what reads is laid out, and the rest stays as it is, to the letter."""

from textwrap import dedent

import pytest

from vgdsl.format.layout import layout
from vgdsl.source import Source

CASES = {
    "an attribute": (
        """
        shot a{
             takes=3
            duration = = 5s   # twice
             prompt="Fog."
        }
        shot b{takes=1}
        """,
        """
        shot a {
          takes = 3
            duration = = 5s   # twice
          prompt = "Fog."
        }

        shot b {
          takes = 1
        }
        """,
        ["    duration = = 5s   # twice"],
    ),
    "the head of a block": (
        """
        let x=1
        shot 7a {
            takes=3
              hold=true
        }
        let y=2
        """,
        """
        let x = 1
        shot 7a {
            takes=3
              hold=true
        }
        let y = 2
        """,
        ["shot 7a {\n    takes=3\n      hold=true\n}"],
    ),
    "a brace that is missing": (
        """
        let x=1
        shot a {
            takes=3
        shot b {takes=2}
        """,
        """
        let x = 1
        shot a {
            takes=3

        shot b {
          takes = 2
        }
        """,
        ["shot a {\n    takes=3"],
    ),
    "something on the line of an item": (
        """
        let   x=1
        let   y=2 ?
        let   z=3
        """,
        """
        let x = 1
        let   y=2 ?
        let z = 3
        """,
        ["let   y=2 ?"],
    ),
    "words that are no item": (
        """
        let   x=1

        now for   something else
        # about z
        let   z=3
        """,
        """
        let x = 1

        now for   something else
        # about z
        let z = 3
        """,
        ["now for   something else"],
    ),
    "a text across lines": (
        """
        shot a {
            prompt = "Fog
            takes=2
        }
        """,
        """
        shot a {
            prompt = "Fog
          takes = 2
        }
        """,
        ['    prompt = "Fog'],
    ),
    "a mistake deep inside": (
        """
        scene s { budget=$1.00
          shot a { takes=1
              prompt = Fog over the sea.
          }
          shot b { takes=2 } }
        """,
        """
        scene s {
          budget = $1.00

          shot a {
            takes = 1
              prompt = Fog over the sea.
          }

          shot b {
            takes = 2
          }
        }
        """,
        ["      prompt = Fog over the sea."],
    ),
}


@pytest.mark.parametrize(("before", "after", "left"), CASES.values(), ids=CASES.keys())
def test_only_what_reads_is_laid_out(before, after, left):
    laid = layout(Source("film.vg", dedent(before).removeprefix("\n")))
    assert laid.text == dedent(after).removeprefix("\n")
    assert [span.text for span in laid.left] == left
    assert layout(Source("film.vg", laid.text)).text == laid.text


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "}",
        "shot",
        "shot a {",
        '"',
        '"""',
        "[" * 200,
        "{" * 200,
        "\0",
        "let a = [",
        "a = f(",
        "= = =\n" * 300,
    ],
)
def test_what_does_not_read_at_all_stays(text):
    laid = layout(Source("film.vg", text))
    assert laid.text.strip() == text.strip()
    assert laid.left


def test_a_text_with_a_strange_escape_reads():
    assert layout(Source("film.vg", r'let a="\q"')).text == r'let a = "\q"' + "\n"

"""A scene file edited by a program: what is changed, and what is left as it is."""

from decimal import Decimal
from textwrap import dedent

import pytest

from vgdsl.document import Document
from vgdsl.edit.values import Expression
from vgdsl.format.layout import format_text

FILM = """\
# A pier.
film pier {
  model = "wan-2-7"  # a family
}

let light = "dawn"

scene shore {
  budget = $4.00

  shot gulls {
    prompt = "Gulls, {{ light }}."  # loud
  }
}

# the second
shot waves {
  start = gulls.last_frame
  takes = 2

  # later
  options {
    seed = 7
  }
}
"""
ODD = "shot a{takes=1 }\r\n# b\r\nshot   b{}\r\n"


def changed(before: str, after: str) -> list[str]:
    """The lines that are only in one of two texts."""
    old, new = before.splitlines(), after.splitlines()
    return [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]


EDITS = {
    "an attribute says something else": (
        lambda d: d.set("waves", "takes", 3),
        ["-  takes = 2", "+  takes = 3"],
    ),
    "an attribute more": (
        lambda d: d.set("waves", "hold", True),
        ["+  hold  = true"],
    ),
    "one that moves the column": (
        lambda d: d.set("film", "aspect_ratio", Expression("16:9")),
        [
            '-  model = "wan-2-7"  # a family',
            '+  model        = "wan-2-7"  # a family',
            "+  aspect_ratio = 16:9",
        ],
    ),
    "one of a scene": (
        lambda d: d.set("scene:shore", "budget", Expression("$5.00")),
        ["-  budget = $4.00", "+  budget = $5.00"],
    ),
    "one in a block": (lambda d: d.set("waves", "options.seed", 8), ["-    seed = 7", "+    seed = 8"]),
    "one more in a block": (
        lambda d: d.set("waves", "options.deep", Decimal("0.50")),
        ["+    deep = 0.50"],
    ),
    "a block that is not there": (
        lambda d: d.set("gulls", "options.size", [1, 2]),
        ["+    options {", "+      size = [1, 2]", "+    }"],
    ),
    "a definition": (lambda d: d.set("light", "", "dusk"), ['-let light = "dawn"', '+let light = "dusk"']),
    "another definition": (
        lambda d: d.define("length", Expression("5s")),
        ['-let light = "dawn"', '+let light  = "dawn"', "+let length = 5s"],
    ),
    "an attribute less": (lambda d: d.remove("waves", "takes"), ["-  takes = 2"]),
    "a block less": (lambda d: d.remove("waves", "options"), ["-  options {", "-    seed = 7"]),
    "a declaration less": (
        lambda d: d.remove("gulls"),
        ["-  shot gulls {", '-    prompt = "Gulls, {{ light }}."  # loud'],
    ),
    "another name": (
        lambda d: d.rename("gulls", "birds"),
        ["-  shot gulls {", "-  start = gulls.last_frame", "+  shot birds {", "+  start = birds.last_frame"],
    ),
    "another name in a template": (
        lambda d: d.rename("light", "hour"),
        [
            '-let light = "dawn"',
            '-    prompt = "Gulls, {{ light }}."  # loud',
            '+let hour = "dawn"',
            '+    prompt = "Gulls, {{ hour }}."  # loud',
        ],
    ),
}


@pytest.mark.parametrize(("edit", "lines"), EDITS.values(), ids=EDITS.keys())
def test_a_change_changes_these_lines(edit, lines):
    after = edit(Document(FILM))
    assert changed(FILM, after.text) == lines
    assert format_text(after.text) == after.text


def test_a_declaration_more_stands_behind_its_kind():
    scene = Document(FILM).add(
        "shot",
        "mist",
        {"prompt": "Fog over\nthe sea.", "start": Expression("waves.last_frame"), "options": {"seed": 3}},
    )
    assert scene.text == FILM + dedent('''
        shot mist {
          prompt = """
            Fog over
            the sea.
          """
          start  = waves.last_frame
          options {
            seed = 3
          }
        }
    ''')
    inside = Document(FILM).add("shot", "boats", {"takes": 1}, within="shore").text
    assert inside == FILM.replace("  # loud\n  }\n", "  # loud\n  }\n\n  shot boats {\n    takes = 1\n  }\n")


def test_a_file_begins_with_its_first_declaration():
    assert Document("").add("film", "pier").text == "film pier {}\n"
    assert (
        Document("# A pier.\n").define("light", "dawn", "param").text == '# A pier.\n\nparam light = "dawn"\n'
    )


def test_what_is_written_oddly_stays_so_but_for_what_is_new():
    assert (
        Document(ODD).set("b", "takes", 2).text
        == "shot a{takes=1 }\r\n# b\r\nshot   b{\r\n  takes = 2\r\n}\r\n"
    )
    assert Document(ODD).set("a", "takes", 2).text == ODD.replace("takes=1", "takes=2")
    assert Document(ODD).remove("a").text == "\r\n# b\r\nshot   b{}\r\n"


def test_what_cannot_be_read_stays_and_the_rest_can_be_edited():
    text = "shot a {\n  takes = 1\n}\n\nshot b {\n  prompt = = 1\n}\n"
    assert Document(text).set("a", "takes", 2).text == text.replace("takes = 1", "takes = 2")


def test_values_are_got_as_they_are_written():
    scene = Document(FILM)
    assert scene.get("gulls", "prompt") == '"Gulls, {{ light }}."'
    assert scene.get("waves", "options.seed") == "7"
    assert scene.get("light") == '"dawn"'
    assert scene.get("waves", "prompt") is None


def test_what_is_not_there_is_a_key_error():
    for edit in (
        lambda d: d.set("wafes", "takes", 1),
        lambda d: d.remove("waves", "prompt"),
        lambda d: d.get("profile:draft", "takes"),
        lambda d: d.add("shot", "a", within="shroe"),
    ):
        with pytest.raises(KeyError):
            edit(Document(FILM))


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: d.set("waves", "two words", 1),
        lambda d: d.set("waves", "takes = 3 hold", 1),
        lambda d: d.set("waves", "", 1),
        lambda d: d.set("light", "takes", 1),
        lambda d: d.set("waves", "takes", float("inf")),
        lambda d: d.add("shot", "a { } shot b"),
        lambda d: d.add("shot", "a", {"b = 1 c": 2}),
        lambda d: d.define("7a", 1),
        lambda d: d.rename("gulls", "waves"),
        lambda d: d.rename("gulls", "auto"),
        lambda _: Expression("1 b = 2"),
        lambda _: Expression(""),
    ],
)
def test_what_would_not_read_as_meant_is_a_value_error(edit):
    with pytest.raises(ValueError):  # noqa: PT011 - each says something else
        edit(Document(FILM))

"""What a laid out file looks like: each rule by one text before and after."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from vgdsl.cli.init import FILM
from vgdsl.diagnostics import edited
from vgdsl.format.layout import format_range, format_text, layout
from vgdsl.source import Source

ROOT = Path(__file__).parents[2]

RULES = {
    "two spaces a level, one attribute a line, names in a column": (
        'scene a{shot b{takes=3 prompt="Fog." start   =   c . last_frame}}',
        """
        scene a {
          shot b {
            takes  = 3
            prompt = "Fog."
            start  = c.last_frame
          }
        }
        """,
    ),
    "words and names of definitions in columns of their own": (
        'import   "cast.vg"   as cast\nlet x=1\nparam light="low"\nlet cities=["Rome","Bari",]',
        """
        import "cast.vg" as cast
        let   x      = 1
        param light  = "low"
        let   cities = ["Rome", "Bari"]
        """,
    ),
    "a blank line, a comment or a block between ends a column": (
        "shot a {\n a = 1\n\n bcd = 2\n ef = 3\n # why\n g = 4\n options { seed = 7 }\n hij = 5\n}",
        """
        shot a {
          a = 1

          bcd = 2
          ef  = 3
          # why
          g = 4
          options {
            seed = 7
          }
          hij = 5
        }
        """,
    ),
    "one blank line where there were some, none at the ends of a block": (
        "\n\nshot a {\n\n  a = 1\n\n\n\n  b = 2\n\n}\n\n\n",
        """
        shot a {
          a = 1

          b = 2
        }
        """,
    ),
    "blocks with names stand apart, below the comments that go with them": (
        "shot a {}\n# the second\nshot b {\n}\nlet c = 1\nlet d = 2\nshot e { f = 1\noptions { g = 1 } }",
        """
        shot a {}

        # the second
        shot b {}

        let c = 1
        let d = 2

        shot e {
          f = 1
          options {
            g = 1
          }
        }
        """,
    ),
    "comments at the ends of lines in a column, but not behind a long line": (
        "shot a {   # first\n aspect_ratio = 16:9 # wide\n takes = 2\n fps = 24fps #film\n prompt = LONG # long\n"
        "} # end\n# last".replace("LONG", f'"{"x" * 60}"'),
        f"""
        shot a {{  # first
          aspect_ratio = 16:9   # wide
          takes        = 2
          fps          = 24fps  #film
          prompt       = "{"x" * 60}"  # long
        }}  # end
        # last
        """,
    ),
    "comments on lines of their own where they were": (
        "\n#!top\n\n\n#one\n   #two\nshot a {\n\n#in\n\n\n b = 1\n   #out\n\n}",
        """
        #!top

        #one
        #two
        shot a {
          #in

          b = 1
          #out
        }
        """,
    ),
    "comments in the midst of a line go above it, a lone one behind it": (
        "shot a # lone\n{ b # one\n = # two\n 1 # three\n c # why\n = 2\n d =\n # above\n 3 }",
        """
        shot a {  # lone
          # one
          # two
          b = 1  # three
          c = 2  # why
          # above
          d = 3
        }
        """,
    ),
    "a list that is too long has a line for each item": (
        f"let a = [{', '.join(['opening'] * 10)}]\nlet b = [{', '.join(['opening'] * 11)}]",
        f"""
        let a = [{", ".join(["opening"] * 10)}]
        let b = [
          {("," + chr(10) + "          ").join(["opening"] * 11)},
        ]
        """,
    ),
    "so has a call, and what is in it may stay on its line": (
        f'cut a {{ music = music(audio("{"m" * 50}.mp3"), fade_in = 1s, fade_out = 2s, gain = -6) }}',
        f"""
        cut a {{
          music = music(
            audio("{"m" * 50}.mp3"),
            fade_in = 1s,
            fade_out = 2s,
            gain = -6,
          )
        }}
        """,
    ),
    "a call with one path is never better on three lines": (
        f'let a = image("{"p" * 100}.png")',
        f"""
        let a = image("{"p" * 100}.png")
        """,
    ),
    "a list of a loop as well": (
        f"shot a[b in [{', '.join(['opening'] * 11)}]] {{}}",
        f"""
        shot a[b in [
          {("," + chr(10) + "          ").join(["opening"] * 11)},
        ]] {{}}
        """,
    ),
    "comments in a list stay with their items": (
        "cut a { b = [ # list\n c # one\n , # two\n\n # three\n clip( # four\n d), e # five\n\n # six\n\n] # seven\n}",
        """
        cut a {
          b = [  # list
            # one
            c,  # two

            # three
            clip(  # four
              d,
            ),
            e,  # five

            # six
          ]  # seven
        }
        """,
    ),
    "comments behind a broken bracket go to the end of the line, and others below it": (
        "shot a { b = f( # one\n c) # two\n .frame( # three\n 2s) # four\n .last_frame # five\n d = 1 }",
        """
        shot a {
          b = f(  # one
            c,
          ).frame(  # two
            # three
            2s,
          ).last_frame  # four
          # five
          d = 1
        }
        """,
    ),
    "a block text moves with its line and says the same": (
        'shot a {\n      prompt = """Fog\n            over\n\n              the sea"""\n takes = 1 }',
        '''
        shot a {
          prompt = """
            Fog
            over

              the sea
          """
          takes  = 1
        }
        ''',
    ),
    "a block text on one line stays there": (
        'let a = """Say "now"."""\nlet b = """\n\n"""',
        '''
        let a = """Say "now"."""
        let b = """"""
        ''',
    ),
    "wide letters take two columns": (
        "let 東京 = 1 # a\nlet roma = 22 # b",
        """
        let 東京 = 1   # a
        let roma = 22  # b
        """,
    ),
    "an index and a loop hold their values close": (
        'let a = p [ "Rome" ] . last_frame\nlet b = in [ 1 ]\nshot c [ in in [ in [ 1 ] , [ ] ] ] { }',
        """
        let a = p["Rome"].last_frame
        let b = in[1]

        shot c[in in [in[1], []]] {}
        """,
    ),
}


@pytest.mark.parametrize(("before", "after"), RULES.values(), ids=RULES.keys())
def test_rule(before, after):
    wanted = dedent(after).removeprefix("\n")
    assert format_text(before) == wanted
    assert format_text(wanted) == wanted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        (" \n\t\n", ""),
        ("# only", "# only\n"),
        ("\n\n# only\n\n", "# only\n"),
        ("let a = 1", "let a = 1\n"),
        ("\ufefflet  a = 1", "\ufefflet a = 1\n"),
        ("\ufeff", "\ufeff"),
        ("let  a = 1\r\n\r\n\r\n# b\r\n", "let a = 1\r\n\r\n# b\r\n"),
        ('let a = """\r\nx\r\n"""', 'let a = """\r\n  x\r\n"""\r\n'),
        ("let  a = 1\nlet b = 2\r\n", "let a = 1\nlet b = 2\n"),
        ('let a = """\n x\r\r\n y"""', 'let a = """\n x\r\r\n y"""\n'),
        ("let a = 1 # b \t\r", "let a = 1  # b\n"),
    ],
)
def test_ends_of_lines_and_of_files(before, after):
    assert format_text(before) == after
    assert format_text(after) == after


def scenes() -> dict[str, str]:
    """Every scene file that people read: the examples, the one that `vgdsl init` writes, and those of both pages."""
    found = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in ROOT.glob("examples/*/*.vg")
    }
    found["vgdsl init"] = FILM.format(name="lagoon", title="Lagoon")
    for page in ("README.md", "grammar/README.md"):
        fences = re.findall(
            r"^```vg\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        )
        found |= {f"{page} {number}": text for number, text in enumerate(fences)}
    return found


@pytest.mark.parametrize("text", scenes().values(), ids=scenes().keys())
def test_what_people_read_is_laid_out(text):
    assert format_text(text) == text


def test_a_part_is_laid_out_by_itself():
    text = "shot a {\n   takes=3\n   hold=true\n}\nshot b{\n   takes=3\n}\n"
    source, at = Source("film.vg", text), text.index("hold")
    assert edited(text, format_range(source, at, at + 1)) == text.replace("   hold=true", "  hold  = true")
    at = text.index("shot b")
    assert edited(text, format_range(source, at, at)) == text.replace("shot b{", "\nshot b {")
    assert edited(text, format_range(source, 0, len(text))) == format_text(text)


def test_edits_are_no_larger_than_they_must_be():
    text = "shot a {\n  takes  =   3\n  prompt = 1\n}\r\n"
    found = layout(Source("film.vg", text)).edits
    assert [(edit.span.start, edit.span.text, edit.text) for edit in found] == [
        (20, "  ", ""),
        (38, "\r\n", "\n"),
    ]

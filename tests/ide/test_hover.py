"""What is said of the thing under the cursor."""

from decimal import Decimal
from textwrap import dedent

import pytest

from vgdsl.check.passes import Settings
from vgdsl.ide.hover import hover
from vgdsl.ide.making.standing import Standing

FILM = """\
film lagoon {
  title        = "The Lagoon"
  model        = "kling-o3-pro"
  aspect_ratio = 16:9
  duration     = 5s
  budget       = $10.00
}

let light  = "golden"
let cities = ["Rome", "Oslo"]

element marco {
  description = "an old gondolier"
  frontal     = image("marco.png")
}

style noir {
  prefix = "Black and white."
}

"""


@pytest.fixture
def said(marked):
    """What is said at the cursor of a text below a small film."""

    def run(text: str, film: str = FILM, standings=None) -> str | None:
        found = marked(film + text)
        one = hover(found.view, found.at, standings or {})
        return one.text if one is not None else None

    return run


def test_a_shot_says_what_makes_it_and_what_it_costs(said):
    text = 'shot ope‹›ning {\n  use    = [noir]\n  prompt = "@marco rows, {{ light }}."\n  takes  = 2\n}\n'
    expected = """\
        **shot** `opening`

        > Black and white. @Element1 rows, golden.

        - `kling-o3-pro-reference-to-video`, the variant of `kling-o3-pro` that makes clips from references
        - 5s · 2 takes
        - ~$1.40, as known on 2026-09-30
        - made, $0.90 paid"""
    standings = {"opening": Standing("made", Decimal("0.90"))}
    assert said(text, standings=standings) == dedent(expected)


def test_an_attribute_says_what_the_model_takes_and_what_it_becomes(said):
    expected = """\
        **duration** — a time such as `5s`, or `auto`

        Length of the clip; `auto` follows the source or a reference video.

        - `kling-o3-pro-text-to-video`: 3s to 15s
        - field of the request: `duration`"""
    assert said('shot a {\n  dur‹›ation = 5s\n  prompt = "x"\n}\n') == dedent(expected)


def test_a_default_says_for_how_many_clips_it_holds(said):
    film = FILM.replace("duration  ", "dura‹›tion  ")
    text = 'shot a {\n  prompt = "x"\n}\nshot b {\n  prompt = "y"\n}\nshot c {\n  duration = 3s\n  prompt = "z"\n}\n'
    assert "- holds for 2 clips" in said(text, film=film)


def test_a_value_that_a_profile_replaces_says_so(marked):
    text = 'shot a {\n  dura‹›tion = 8s\n  prompt = "x"\n}\nprofile draft {\n  duration = 3s\n}\n'
    found = marked(FILM + text, None, Settings("draft"))
    assert "- here `3s`, from the profile (film.vg:26)" in hover(found.view, found.at).text


def test_a_mention_says_what_it_becomes(said):
    expected = """\
        **element** `marco`

        Here the prompt says `@Element1`.

        > an old gondolier

        - `marco.png` — image/png, 1280×720, 5s, 1 kB"""
    assert said('shot a {\n  prompt = "@mar‹›co rows."\n}\n') == dedent(expected)
    assert "says `an old gondolier`" in said(
        'shot a {\n  model = "kling-2.6-pro"\n  prompt = "@mar‹›co rows."\n}\n'
    )


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ('shot a {\n  prompt = "{{ li‹›ght }}"\n}\n', '**let** `light`\n\n`"golden"` — a text'),
        ('shot a {\n  prompt = "{{ film.ti‹›tle }}"\n}\n', '**film.title** — `"The Lagoon"`'),
        ('shot a[ci‹›ty in cities] {\n  prompt = "{{ city }}"\n}\n', '**city** — each of `["Rome", "Oslo"]`'),
        ('shot a[city in cities] {\n  prompt = "{{ ci‹›ty }}"\n}\n', '**city** — each of `["Rome", "Oslo"]`'),
        ('shot a {\n  prompt = "{{ light | up‹›per }}"\n}\n', "**upper** — in large letters"),
        ("sh‹›ot a {\n}\n", "**shot** — One clip, or one for each value"),
        ("shot a {\n  duration = 1‹›s\n}\n", "**1s** — 1 second, 24 frames at 24fps\n\n---\n\n**duration**"),
        ("shot a {\n  duration = 2‹›.5s\n}\n", "**2.5s** — 2.5 seconds, 60 frames at 24fps\n\n---\n\n**duration**"),
        ("shot a {\n  resolution = 72‹›0p\n}\n", "**720p** — 720 lines, 1280×720 at 16:9"),
        ("shot a {\n  aspect_ratio = 9:‹›16\n}\n", "**9:16** — 0.562 to 1, upright"),
        ("shot a {\n  duration = au‹›to\n}\n", "**auto** — Let the model decide"),
        ('shot a {\n  model = "kling-2.6-‹›pro"\n}\n', "**kling-2.6-pro** — the variant follows"),
        ('shot a {\n  model = "kling-2.6-pro-text-‹›to-video"\n}\n', "**kling-2.6-pro-text-to-video** Kling"),
        ("shot a {\n  start = a.last_‹›frame\n}\n", "**last_frame** — The last picture"),
        ("cut c {\n  sequence = [cl‹›ip(a, in = 1s)]\n}\n", "**clip(clip, in, out)** — A part of a clip"),
        ("cut c {\n  sequence = [clip(a, i‹›n = 1s)]\n}\n", "**in** — Where in the clip to begin"),
        ("shot a {\n  use = [no‹›ir]\n}\n", '**style** `noir`\n\n- prefix = `"Black and white."`'),
        ('let x = image("pl‹›ate.png")\n', "`plate.png` — image/png, 1280×720"),
    ],
)  # fmt: skip
def test_everything_that_has_a_meaning_says_it(said, text, begins):
    assert said(text).startswith(begins)


@pytest.mark.parametrize("text", ["# a comm‹›ent\n", 'shot a {\n  prompt = "plain wo‹›rds"\n}\n', "\n‹›\n"])
def test_nothing_is_said_of_what_has_no_meaning(said, text):
    assert said(text) is None


def test_the_film_the_scene_and_the_cut_are_summed_up(said):
    text = """\
        scene har‹›bor {
          budget = $5.00
          shot a {
            model  = "ltx-2-v2-3-fast"
            duration = 6s
            resolution = 1080p
            prompt = "x"
          }
          shot b {
            prompt = "@marco"
          }
        }
        cut main {
          sequence = [a, b]
        }
        """
    text = dedent(text)
    assert said(text).startswith("**scene** `harbor`\n\n- 2 clips: ")
    film = FILM.replace("film lagoon", "film la‹›goon")
    assert said(text.replace("‹›", ""), film=film).startswith(
        "**film** `lagoon`\n\n*The Lagoon*\n\n- 2 clips: "
    )
    cut = text.replace("‹›", "").replace("cut main", "cut ma‹›in")
    assert said(cut) == "**cut** `main`\n\n- `lagoon.mp4`, 0:11 long\n- 2 clips of the film"


def test_a_broken_film_still_says_what_is_whole(said):
    text = 'shot a {\n  prompt = "@marco rows."\n}\nshot b‹› {\n  start = a.last_frame\n  prompt = "@marco"\n}\nshot c {\n  duration =\n'
    assert "as known on" in said(text)


def test_an_import_says_what_it_brings_in(marked):
    found = marked(
        'import "ca‹›st.vg" as cast\n', {"cast.vg": 'element nina {\n}\nlet light = "x"\nscene s {\n}\n'}
    )
    one = hover(found.view, found.at)
    assert (one.text, one.file) == ("`cast.vg` — brings in `cast.nina`, `cast.light`", "cast.vg")

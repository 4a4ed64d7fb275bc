"""A page in a terminal: the whole of it, its colours, its width."""

import re

import pytest

from vgdsl.report.explain.drawing import page_text
from vgdsl.report.explain.page import page, read, written
from vgdsl.report.messages import COLOUR

WHOLE = """\
VG224  A profile that is not there

  Only `vgdsl run film.vg --profile draft` would do, and that is so long that it
  has a line to itself.

Wrong

    profile draft {
      takes = 1
    }

    shot pier {
      model  = "seedance-2-5-flash"
      prompt = "A pier."
    }

    $ vgdsl check film.vg --profile darft

    error[VG224]: the film has no profile `darft`
     --> --profile:1:11
      |
    1 | --profile darft
      |           ^^^^^ unknown profile
      |
    help: write `draft`
    help: its profiles are: draft

Right

    profile draft {
      takes = 1
    }

    shot pier {
      model  = "seedance-2-5-flash"
      prompt = "A pier."
    }

    $ vgdsl check film.vg --profile draft
"""

FILM = 'profile draft {\n  takes = 1\n}\n\nshot pier {\n  model  = "seedance-2-5-flash"\n  prompt = "A pier."\n}\n'
TEXT = f"""\
# A profile that is not there

Only `vgdsl run film.vg --profile draft` would do, and that is so long that it has a line to itself.

```vg wrong --profile darft
{FILM}```

```vg right --profile draft
{FILM}```
"""


def test_the_whole_page():
    assert page_text(read("VG224", TEXT)) == WHOLE


def test_files_beside_the_film_are_named():
    drawn = page_text(page("VG211"))
    assert "    --> cast.vg\n    import" in drawn
    assert page_text(page("VG307")).count("    refs/pier.png: picture 1920x1080\n") == 1


def test_colour_shows_the_mistake_and_what_mends_it():
    drawn = page_text(page("VG412"), COLOUR)
    assert drawn.startswith(f"{COLOUR.error}VG412{COLOUR.reset}  {COLOUR.bold}")
    assert f"{COLOUR.help}  duration     = 15s{COLOUR.reset}" in drawn
    assert f"{COLOUR.error}  duration     = 20s{COLOUR.reset}" in drawn
    assert drawn.count(f"{COLOUR.help}  ") == drawn.count(f"{COLOUR.error}  ") == 1
    assert f"{COLOUR.bold}vgdsl models --duration 20s{COLOUR.reset}" in drawn


@pytest.mark.parametrize("code", written())
def test_prose_is_as_wide_as_can_be_read(code):
    shown = page(code)
    prose = page_text(shown, width=60).partition("\nWrong\n")[0].splitlines()[1:]
    assert all(len(line) <= 60 or len(re.sub(r"`[^`]*`", "", line)) < 10 for line in prose)
    assert " ".join(" ".join(prose).split()) == " ".join(shown.prose)

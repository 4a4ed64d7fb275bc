"""Costs and states above the lines."""

from decimal import Decimal

import pytest

from vgdsl.ide.lenses import Action, lenses
from vgdsl.ide.making.standing import Standing

FILM = """\
film lagoon {
  model        = "minimax-h3"
  aspect_ratio = 16:9
  resolution   = 768P
  duration     = 5s
  budget       = $3.00
}

let cities = ["Rome", "Oslo"]

scene harbor {
  budget = $1.50

  shot opening {
    prompt = "A lagoon."
    takes  = 2
  }
}

shot postcard[city in cities] {
  prompt = "A postcard of {{ city }}."
}

cut main {
  sequence = [opening, postcard]
}
"""


@pytest.fixture
def above(marked):
    """The lenses of a film, as the name they stand over and their title."""

    def run(text: str, **known) -> list[tuple[str, str]]:
        return [(lens.span.text, lens.title) for lens in lenses(marked(text).view, **known)]

    return run


def test_every_clip_has_its_cost_and_the_film_their_sum(above):
    assert above(FILM) == [
        ("lagoon", "plan: 4 purchases, about $2.00 of the $3.00 budget"),
        ("lagoon", "run --simulate"),
        ("harbor", "1 clip · about $1.00 of the $1.50 budget"),
        ("opening", "~$1.00 · 2 takes · 5s · minimax-h3-text-to-video"),
        ("postcard", "~$1.00 · 2 clips · 5s · minimax-h3-text-to-video"),
        ("main", "0:15 · lagoon.mp4"),
    ]


def test_what_is_at_hand_is_not_bought_again(above):
    standings = {"opening": Standing("made", Decimal("0.48")), 'postcard["Rome"]': Standing("to make")}
    found = dict(
        above(FILM, standings=standings, spent=Decimal("0.48"))[:1] + above(FILM, standings=standings)[2:]
    )
    assert found["lagoon"] == "plan: 2 purchases, about $1.00 of the $3.00 budget ($0.48 spent so far)"
    assert found["opening"].endswith(" · made")
    assert found["postcard"].endswith(" · to make")
    assert "harbor" not in found


def test_the_same_request_is_paid_for_once(above):
    text = FILM.replace("cut main", 'shot again {\n  prompt = "A lagoon."\n  takes = 2\n}\n\ncut main')
    assert dict(above(text)[:1])["lagoon"] == "plan: 4 purchases, about $2.00 of the $3.00 budget"


def test_a_broken_film_keeps_the_lenses_of_what_is_whole(above):
    names = [name for name, _ in above(f"{FILM}\nshot broken {{\n  duration = \n")]
    assert names == ["lagoon", "lagoon", "harbor", "opening", "postcard", "main"]
    ring = 'shot a {\n  start = b.last_frame\n  prompt = "x"\n}\nshot b {\n  start = a.last_frame\n  prompt = "y"\n}\n'
    assert "opening" in [name for name, _ in above(FILM + ring)]


def test_an_action_is_about_the_film_or_a_clip(marked):
    found = {(lens.action, lens.node) for lens in lenses(marked(FILM).view)}
    assert found == {
        (Action.PLAN, ""),
        (Action.SIMULATE, ""),
        (Action.PLAN, "opening"),
        (Action.PLAN, "postcard"),
        (None, ""),
    }


def test_a_file_has_the_lenses_of_what_it_declares_itself(marked):
    film = FILM.replace("cut main", 'import "more.vg" as more\n\ncut main')
    found = marked(film, {"more.vg": 'shot extra {\n  prompt = "A gull."\n}\n'})
    assert [lens.title for lens in lenses(found.beside("more.vg"))] == [
        "~$0.50 · 5s · minimax-h3-text-to-video"
    ]
    assert "more.extra" in {lens.node for lens in lenses(found.beside("more.vg"))}

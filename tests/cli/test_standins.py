"""`vgdsl models --for`: who could make a shot as it is written, and what each would lose, as check and plan would say it."""

import pytest

from vgdsl.program.editions import load

FILM = """\
film lagoon {
  title        = "The Lagoon"
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
}

element marco {
  description = "an old gondolier in a striped shirt"
}

shot approach { prompt = "Low over a wide lagoon, @marco rows." }

shot island {
  start  = approach.last_frame
  prompt = "The camera rises over the reeds."
}

upscale large {
  source = island
  factor = 2x
}
"""


@pytest.fixture
def film(desk):
    desk.write("film.vg", FILM)
    return desk


def rows(said) -> dict[str, dict]:
    return {row["family"]: row for row in said.json["stand_ins"]}


def test_those_that_lose_least_come_first_with_their_price(film):
    said = film("models", "--for", "film.vg:island", "--price", "0.12")
    assert said.code == 0
    head, _, titles, first, *_ = said.out.splitlines()
    assert head == "film.vg: island is made by wan-2-7-image-to-video"
    assert titles.split("  ")[0] == "model"
    assert first.split() == ["wan-3-0-image-to-video", "~$0.55", "nothing"]
    assert "\nwan-2-7-image-to-video                   ~$0.55    no aspect ratio\n" in said.out
    assert said.out.endswith("; --all says why the others could not\n")


def test_every_family_is_able_or_says_why_not(film):
    found = rows(film("models", "--for", "film.vg:island", "--json"))
    for family, row in found.items():
        assert bool(row["model"]) != bool(row["problems"]), family
    assert [each["code"] for each in found["wan-2.2-a14b"]["problems"]] == ["VG316"]
    assert "topaz-video-upscale" not in found


def test_it_agrees_with_check(film):
    found = rows(film("models", "--for", "film.vg:island", "--json"))
    for family in ("kling-o3-pro", "ovi", "wan-2.2-a14b", "minimax-h3", "sora-2", "flux-3"):
        code = film("check", "film.vg", "--set", f'island.model="{family}"').code
        assert family not in found or (code == 0) == bool(found[family]["model"]), family


def test_it_agrees_with_the_plan(film):
    found = rows(film("models", "--for", "film.vg:island", "--json"))
    for family in ("kling-o3-pro", "seedance-2-5", "pixverse-c1"):
        plan = film("plan", "film.vg", "--set", f'island.model="{family}"', "--json").json
        (step,) = [step for step in plan["steps"] if step["node"] == "island"]
        row = found[family]
        assert (row["model"], row["price"]) == (step["model"], step["price"])
        assert row["omitted"] == [each["attribute"] for each in step["omitted"]]
        assert row["in_words"] == step["in_words"]


def test_of_an_upscale_those_that_enlarge(film):
    found = rows(film("models", "--for", "film.vg:large", "--json"))
    upscalers = {model.family for model in load().models.values() if model.mode == "upscale"}
    assert set(found) == upscalers
    assert found["topaz-video-colorize"]["problems"]


def test_why_the_others_cannot(film):
    said = film("models", "--for", "film.vg:island", "--all").out
    assert "  wan-2.2-a14b                no variant of wan-2.2-a14b takes a start frame\n" in said


def test_what_nobody_knows_is_a_doubt(film):
    said = film("models", "--for", "film.vg:approach").out
    assert "nobody knows its limits of duration, aspect ratio" in said


@pytest.mark.parametrize(
    ("place", "code", "why"),
    [
        ("film.vg:iland", 1, "film.vg has no shot 'iland'; did you mean 'island'?"),
        ("film.vg", 2, "--for wants a film and a shot, such as film.vg:island, not 'film.vg'"),
        ("gone.vg:island", 1, "gone.vg has errors: see vgdsl check gone.vg"),
    ],
)
def test_what_is_not_there(film, place, code, why):
    said = film("models", "--for", place)
    assert said.code == code
    assert why in said.err

"""`vgdsl plan`: what, why, for how much and how long; the exact requests; a part of the film."""

import json

import pytest

PLAN = """\
film.vg  "The Pier"

  make    gulls       pixverse-v5.6-text-to-video    5s     360p   $0.22   new
  make    walker x2   pixverse-v5.6-image-to-video   5s     360p   $0.44   new
  make    waves       pixverse-v5.6-text-to-video    5s     360p   $0.22   new
  build   main        pier.mp4                       0:14

  note: aspect_ratio = 16:9 is left out where the model has no such setting: walker

  4 purchases, $0.88 of the $4.00 budget · about 4 minutes, through gulls > walker
"""


def planned(desk, *words: str) -> dict[str, str]:
    """Each step of the plan with what is done."""
    plan = desk("plan", "film.vg", "--simulate", "--json", *words).json
    return {step["id"]: step["action"] for step in plan["steps"]}


def test_the_whole_text(pier):
    said = pier("plan", "film.vg", "--simulate")
    assert (said.code, said.out, said.err) == (0, PLAN, "")


def test_without_a_key_prices_are_those_known_and_say_so(pier):
    said = pier("plan", "film.vg")
    assert "4 purchases, price not known" in said.out
    assert "prices as known on 20" in said.out
    assert "VENICE_API_KEY" in said.out


def test_prices_that_nobody_knows_are_not_nothing(desk):
    desk.write(
        "film.vg",
        'shot a { model = "wan-2-7" aspect_ratio = 16:9 duration = 5s prompt = "A quiet sea." }',
    )
    text = desk("plan", "film.vg").out
    assert "1 purchase, price not known" in text
    assert "$0.00" not in text


def test_json_holds_what_the_text_says(pier):
    plan = pier("plan", "film.vg", "--simulate", "--json").json
    assert plan["title"] == "The Pier"
    assert (plan["purchases"], plan["price"], plan["budget"]) == (
        4,
        {"usd": "0.88", "sort": "quoted"},
        "4.00",
    )
    assert (plan["provider"], plan["unpriced"], plan["dropped"]) == ("simulator", [], [])
    assert plan["builds"] == [
        {"id": "main", "output": "pier.mp4", "length": {"frames": 347, "seconds": 347 / 24}, "hdr": []}
    ]
    assert plan["critical"] == ["gulls", "walker"]
    walker = next(step for step in plan["steps"] if step["id"] == "walker")
    assert walker["omitted"] == [{"attribute": "aspect_ratio", "value": "16:9"}]
    assert (walker["action"], walker["model"], walker["length"]) == (
        "make", "pixverse-v5.6-image-to-video", 5.0
    )  # fmt: skip


def test_requests_are_the_bodies_that_would_be_sent(pier):
    bodies = pier("plan", "film.vg", "--simulate", "--json", "--requests").json["requests"]
    assert bodies["waves"] == {
        "model": "pixverse-v5.6-text-to-video", "prompt": "Waves against the piles.", "duration": "5s",
        "aspect_ratio": "16:9", "resolution": "360p", "audio": False,
    }  # fmt: skip
    assert bodies["walker#2"]["image_url"] == "data:image/png;base64,<last frame of gulls>"
    assert "aspect_ratio" not in bodies["walker"]
    text = pier("plan", "film.vg", "--simulate", "--requests").out
    shown = text.partition("waves  POST /video/queue\n")[2]
    assert json.loads(shown) == bodies["waves"]


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        (("--only", "waves"), "waves"),
        (("--only", "gulls,waves"), "gulls waves"),
        (("--only", "walker"), "gulls walker walker#2"),
        (("--only", "scene:shore"), "gulls walker walker#2"),
        (("--only", "w*"), "gulls walker walker#2 waves"),
        (("--exclude", "walker"), "gulls waves"),
        (("--exclude", "gulls"), "waves"),
        (("--from", "walker"), "gulls walker walker#2 waves"),
        (("--until", "walker"), "gulls walker walker#2"),
        (("--until", "gulls"), "gulls"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_a_part_of_the_film(pier, words, steps):
    assert sorted(planned(pier, *words)) == steps.split()


def test_what_is_left_out_with_an_excluded_shot_is_said(pier):
    said = pier("plan", "film.vg", "--simulate", "--exclude", "gulls")
    assert "left out with what was excluded: walker, walker#2, main" in said.out


def test_other_values(pier):
    plan = pier(
        "plan", "film.vg", "--simulate", "--json", "--profile", "long", "--set", "walker.takes=1"
    ).json
    assert {step["id"]: step["length"] for step in plan["steps"]} == {"gulls": 8, "walker": 8, "waves": 8}
    bodies = pier("plan", "film.vg", "--simulate", "--json", "--requests", "--set", "light=blue hour").json[
        "requests"
    ]
    assert bodies["gulls"]["prompt"] == "Gulls over a wooden pier, blue hour."

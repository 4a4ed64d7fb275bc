"""What can begin in a file and in a block."""

import pytest

from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.check.declarations import Kind
from vgdsl.ide.offers.offer import Rank


def test_a_file_takes_every_declaration_but_a_second_film(labels):
    assert set(labels("|")) == set(Kind) - {"film"}
    assert labels("|", film="")[0] == "film"


def test_a_scene_takes_what_makes_clips_and_its_own_attributes(labels):
    found = labels("scene s {\n  |\n}\n")
    assert {"shot", "transition", "upscale", "budget", "use", "location"} <= set(found)
    assert {"scene", "cut", "let", "prompt", "start"}.isdisjoint(found)


@pytest.mark.parametrize("kind", [kind for kind in ATTRIBUTES if kind is not Kind.FILM])
def test_a_block_takes_its_attributes_each_once(labels, kind):
    found = labels(f"{kind} x {{\n  |\n}}\n")
    assert set(ATTRIBUTES[kind]) <= set(found)
    assert len(found) == len(set(found))


def test_what_is_said_is_not_offered_again(labels):
    found = labels("shot a {\n  duration = 5s\n  pro|\n  takes = 2\n}\n")
    assert "prompt" in found
    assert {"duration", "takes"}.isdisjoint(found)


def test_what_the_model_has_no_setting_for_comes_last_and_says_so(offered):
    by_label = {
        offer.label: offer for offer in offered('shot a {\n  model = "kling-2.5-turbo-pro"\n  |\n}\n')
    }
    assert by_label["resolution"].order.startswith(Rank.UNFIT)
    assert by_label["resolution"].detail == "kling-2.5-turbo-pro has no such setting"
    assert not by_label["duration"].order.startswith(Rank.UNFIT)


def test_settings_of_an_upscale_are_those_of_its_model(offered):
    text = 'upscale u {\n  source = opening\n  model = "topaz-video-denoise"\n  |\n}\n'
    fit = {offer.label for offer in offered(text) if not offer.order.startswith(Rank.UNFIT)}
    assert {"factor", "enhancement", "compression", "noise", "halo", "h264"} <= fit
    assert {"grain", "creativity", "fps", "slowdown", "format"}.isdisjoint(fit)


def test_an_attribute_brings_its_sign_in_the_column_of_the_others(offered):
    by_label = {offer.label: offer for offer in offered("shot a {\n  aspect_ratio = 16:9\n  |\n}\n")}
    assert by_label["duration"].text == "duration     = $0"
    assert by_label["prompt"].text == 'prompt       = "$1"$0'
    assert by_label["use"].text == "use          = [$1]$0"


def test_only_the_name_is_replaced_where_the_sign_stands_already(offered):
    offer = next(o for o in offered("shot a {\n  dur| = 5s\n}\n") if o.label == "duration")
    assert (offer.text, offer.snippet, offer.span.text) == ("duration", False, "dur")


@pytest.mark.parametrize(
    "text",
    [
        "shot a {\n  duration = 5s\n\nshot b {\n  |\n}\n",
        "shot a {\n  duration =\n  |\n",
        'shot a {\n  prompt = "open\n  |\n}\n',
        "scene s {\n  shot a {\n    |\n",
    ],
)
def test_a_broken_text_still_knows_its_blocks(labels, text):
    assert "prompt" in labels(text) or "negative_prompt" in labels(text)


@pytest.mark.parametrize(
    "text", ["shot a {\n}\n|", "shot a {\n  duration = 5s\n|", "shot a {\n  duration = [\n\n|"]
)
def test_what_stands_left_of_an_open_block_is_outside_of_it(labels, text):
    assert "shot" in labels(text)


@pytest.mark.parametrize(
    "text",
    ["# dur|", "shot |", "shot a |", "shot a[|", "shot a {\n  options {\n    |\n  }\n}\n", "shot a { # dur|"],
)
def test_nothing_is_offered_where_only_the_author_knows(labels, text):
    assert labels(text) == []


@pytest.mark.parametrize("text", ["shot a {|}\n", "shot a {\n  takes = 3 |\n}\n", "shot a {\n} |\n"])
def test_who_wants_a_new_line_is_left_alone(labels, text):
    """The key that ends the line would take the first offer."""
    assert labels(text) == []
    assert labels(text.replace("|", "p|"))


def test_what_is_still_needed_comes_first(offered):
    def first(text: str, film: str) -> list[tuple[str, str]]:
        return [(o.label, o.detail) for o in offered(text, film=film) if o.order.startswith(Rank.BEST)]

    film = 'film f {\n  model = "veo3.1-fast"\n}\n'
    assert first("shot a {\n  |\n}\n", film) == [
        ("prompt", "needed · up to 2500 characters"),
        ("duration", "needed · 4s, 6s or 8s"),
        ("aspect_ratio", "needed · 16:9 or 9:16"),
    ]
    assert first("shot a {\n  |\n}\n", "") == [("model", "needed · a text in quotes")]
    assert [name for name, _ in first("transition t {\n  |\n}\n", film)][:2] == ["from", "to"]
    assert first("cut c {\n  |\n}\n", "") == [
        ("sequence", "needed · a list, each a shot, a `clip(...)`, a `dissolve(...)` or a video file")
    ]

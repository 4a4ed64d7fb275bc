"""What is offered between quotes: mentions, templates, models, paths."""

import pytest

from vgdsl.ide.completion import offers
from vgdsl.ide.offers.offer import Rank


def shot(prompt: str) -> str:
    return f'shot a {{\n  prompt = "{prompt}"\n}}\n'


def test_a_mention_names_who_and_what_can_be_shown(offered):
    found = offered(shot("Slowly, @|"))
    assert [offer.label for offer in found][:3] == ["@canal", "@marco", "@motion"]
    assert {"@opening", "@opening.last_frame"} <= {offer.label for offer in found}
    assert {"@light", "@noir", "@cities", "@postcard"}.isdisjoint(offer.label for offer in found)
    assert found[1].detail == "an old gondolier"


def test_a_mention_replaces_what_is_begun_of_it(offered):
    assert {offer.span.text for offer in offered(shot("Slowly, @ma|rc walks"))} == {"@marc"}


@pytest.mark.parametrize("prompt", ["me@|", "two @@|", "no |"])
def test_an_at_sign_that_mentions_nobody(labels, prompt):
    assert labels(shot(prompt)) == []


def test_a_mention_in_a_block_of_text(labels):
    assert "@marco" in labels('shot a {\n  prompt = """\n    Slowly, @|\n  """\n}\n')
    assert "@marco" in labels('shot a {\n  prompt = """\n    Slowly, @|\n')
    assert "@marco" in labels('shot a {\n  prompt = "Slowly, @|\n}\n')


def test_names_of_a_template(labels):
    assert labels(shot("{{ |")) == ["light", "plate", "motion", "cities", "film", "shot", "range"]
    assert "town" in labels('shot a[town in cities] {\n  prompt = "{{ |"\n}\n')
    assert "each" in labels(shot("{% for each in cities %}{{ |"))


def test_members_filters_and_statements_of_a_template(offered):
    by_label = {offer.label: offer for offer in offered(shot("{{ film.|"))}
    assert by_label["title"].detail == '"The Lagoon"'
    assert "duration" in {offer.label for offer in offered(shot("{{ shot.|"))}
    assert {"upper", "join", "default"} <= {
        offer.label for offer in offered(shot("{{ light | u^"), cursor="^")
    }
    assert {"if", "for", "endif"} <= {offer.label for offer in offered(shot("{% |"))}
    assert offered(shot("{{ light }} |")) == []


def test_models_that_could_make_the_shot_come_first(offered):
    found = offered('shot a {\n  model = "|"\n  duration = 12s\n  start = plate\n  prompt = "x"\n}\n')
    ranks = {offer.label: Rank(offer.order[0]) for offer in found}
    assert found[0].label == "kling-o3-pro"  # what the film works with
    assert ranks["kling-v3-pro"] is Rank.GOOD
    assert ranks["kling-2.6-pro"] is Rank.USUAL  # no clips of 12s
    details = {offer.label: offer.detail for offer in found}
    assert details["kling-2.6-pro"].endswith("would refuse a value")
    assert "topaz-video-upscale" not in details


def test_a_model_is_closed_where_its_quote_is_missing(offered):
    offer = next(o for o in offered('shot a {\n  model = "kl|\n}\n') if o.label == "kling-o3-pro")
    assert (offer.span.text, offer.text) == ("kl", 'kling-o3-pro"')
    whole = next(o for o in offered('shot a {\n  model = "kl|ing"\n}\n') if o.label == "kling-o3-pro")
    assert (whole.span.text, whole.text) == ("kling", "kling-o3-pro")


def test_an_upscale_takes_upscalers(labels):
    assert {name.partition("-")[0] for name in labels('upscale u {\n  model = "|"\n}\n')} == {"topaz"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('let x = image("|")', ["plate.png", "refs/"]),
        ('let x = image("refs/|")', ["marco.png"]),
        ('let x = audio("refs/|")', ["voice.wav"]),
        ('let x = image("../|")', []),
        ('let x = image("/|")', []),
        ('import "|"', ["cast.vg", "refs/"]),
        ('import "|', ["cast.vg", "refs/"]),
        ("import |", ["cast.vg", "refs/"]),
        ("let x = image(|)", ["plate.png", "refs/"]),
    ],
)
def test_paths_inside_the_project(labels, text, expected):
    assert labels(text) == expected


def test_the_rest_of_a_path_stays(offered):
    offer = next(iter(offered('let x = image("refs/ma|")')))
    assert (offer.span.text, offer.text) == ("ma", "marco.png")
    assert [offer.text for offer in offered("import |")] == ['"cast.vg"', '"refs/']


def test_names_of_every_script(offered):
    text = 'element मार्को {\n  description = "x"\n}\nshot a {\n  prompt = "@मा^र्को"\n}\n'
    assert {offer.span.text for offer in offered(text, cursor="^")} == {"@मार्को"}
    text = 'let città = "x"\nshot a {\n  prompt = "{{ cit^tà }}"\n}\n'
    assert {offer.span.text for offer in offered(text, cursor="^")} == {"città"}


def test_a_frame_behind_a_mention_is_part_of_it(offered):
    assert {offer.span.text for offer in offered(shot("@open|ing.last_frame."))} == {"@opening.last_frame"}
    assert {offer.span.text for offer in offered(shot("@open|ing. Then"))} == {"@opening"}
    assert {offer.span.text for offer in offered(shot("@opening.la|"))} == {"@opening.la"}


def test_a_file_whose_name_would_end_the_text_is_left_out(marked):
    class Odd:
        def inside(self, folder: str) -> list[str]:
            return ["a.png", 'b".png', "c\\.png", ".hidden.png"]

    found = marked('let x = image("‹›")\n')
    assert [offer.label for offer in offers(found.view, found.at, Odd())] == ["a.png"]


def test_a_record_holds_what_its_block_says(offered):
    """To ask for what nobody says is a mistake."""
    assert [(o.label, o.detail) for o in offered(shot("{{ film.|"))] == [
        ("name", '"lagoon"'),
        ("title", '"The Lagoon"'),
        ("model", '"kling-o3-pro"'),
        ("aspect_ratio", "16:9"),
        ("duration", "5s"),
    ]
    text = 'scene harbor {\n  budget = $4.00\n  shot a {\n    takes = 2\n    prompt = "{{ X.|"\n  }\n}\n'
    assert [(o.label, o.detail) for o in offered(text.replace("X", "scene"))] == [
        ("name", '"harbor"'),
        ("budget", "$4.00"),
    ]
    found = {o.label: o.detail for o in offered(text.replace("X", "shot"))}
    assert (found["name"], found["takes"], found["duration"]) == ('"a"', "2", "5s")
    assert "negative_prompt" not in found
    assert "negative_prompt" in {o.label for o in offered('style s {\n  prefix = "{{ shot.|"\n}\n')}

"""Values, and the law that each one offered is one that the checker takes."""

import pytest

from vgdsl.diagnostics import Severity
from vgdsl.ide.offers.offer import Sort
from vgdsl.program.editions import bundled
from vgdsl.program.model import Mode

CATALOG = bundled()


def test_lengths_are_those_of_the_model(labels):
    assert labels('shot a {\n  model = "kling-2.6-pro"\n  duration = |\n}\n') == ["5s", "10s"]
    assert labels('shot a {\n  model = "veo3.1-fast"\n  duration = |\n}\n') == ["4s", "6s", "8s"]


def test_the_variant_follows_from_what_the_shot_gives(labels):
    text = 'shot a {\n  model = "ltx-2-v2-3-fast"\n  START\n  aspect_ratio = |\n}\n'
    assert labels(text.replace("START", "")) == ["16:9", "9:16"]
    assert labels(text.replace("START", "start = plate")) == ["16:9", "9:16"]


def test_a_film_offers_what_all_its_shots_take(labels):
    film = "film f {\n  duration = |\n}\n"
    shots = 'shot a {\n  model = "kling-2.6-pro"\n}\nshot b {\n  model = "kling-o3-pro"\n}\n'
    assert labels(film + shots, film="") == ["5s", "10s"]


def test_without_a_model_the_usual_is_offered(offered):
    found = offered("shot a {\n  duration = |\n}\n", film="")
    assert [(offer.label, offer.detail) for offer in found] == [
        ("5s", "usual"),
        ("8s", "usual"),
        ("10s", "usual"),
    ]


def test_a_number_that_is_begun_is_replaced_whole(offered):
    assert {offer.span.text for offer in offered("shot a {\n  duration = 1|0s\n}\n")} == {"10s"}


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("noise", ["0", "0.25", "0.5", "0.75", "1"]),
        ("factor", ["1x", "2x", "4x"]),
        ("h264", ["true", "false"]),
    ],
)
def test_settings_of_an_upscale(labels, attribute, expected):
    text = 'upscale u {{\n  source = opening\n  model = "topaz-video-denoise"\n  {} = |\n}}\n'
    assert labels(text.format(attribute)) == expected


def test_engines_stand_in_quotes(offered):
    text = 'upscale u {\n  source = opening\n  model = "topaz-video-denoise"\n  enhancement = "|"\n}\n'
    assert [offer.text for offer in offered(text)] == ["Nyx", "Nyx Fast", "Nyx XL", "Nyx HF"]


GIVEN = {
    Mode.TEXT: "",
    Mode.IMAGE: "start = plate",
    Mode.REFERENCE: "references = [plate]",
    Mode.VIDEO: "source = motion",
    Mode.MOTION: "source = motion\n  start = plate",
    Mode.TRANSITION: "start = plate\n  end = plate",
}
SHOT = 'let plate = image("p.png")\nlet motion = video("m.mp4")\nshot a {{\n  model = "{}"\n  {}\n  prompt = "A wave."\n  {} = |\n}}\n'
ASKED = ("duration", "aspect_ratio", "resolution", "audio", "task", "bitrate", "image_strength")


@pytest.mark.parametrize("attribute", ASKED)
def test_every_value_that_is_offered_is_legal(offered, view, attribute):
    """Over a third of the catalogue: an offered value, written in its place, has no error at its place."""
    for model in [model for model in CATALOG.models.values() if model.mode is not Mode.UPSCALE][::5]:
        text = SHOT.format(model.id, GIVEN[model.mode], attribute)
        for offer in offered(text, film=""):
            if offer.sort is not Sort.VALUE:
                continue
            at = text.index("|")
            found = view(text.replace("|", offer.text)).analysis.checked.diagnostics
            wrong = [d for d in found if d.severity is Severity.ERROR and d.span.start == at]
            assert not wrong, (model.id, attribute, offer.text, wrong)


@pytest.mark.parametrize("attribute", ["duration", "aspect_ratio", "resolution"])
def test_every_value_that_is_legal_is_offered(labels, attribute):
    listed = {"duration": "durations", "aspect_ratio": "aspect_ratios", "resolution": "resolutions"}[
        attribute
    ]
    for model in [model for model in CATALOG.models.values() if model.mode in {Mode.TEXT, Mode.IMAGE}][::3]:
        known = [one for one in getattr(model, listed) or () if one not in {"Auto", "auto", "adaptive"}]
        found = labels(SHOT.format(model.id, GIVEN[model.mode], attribute), film="")
        assert set(known) <= set(found), model.id


def test_a_value_says_what_the_clip_would_cost_with_it(offered):
    text = 'shot a {\n  model = "minimax-h3"\n  resolution = 768P\n  prompt = "x"\n  duration = |\n}\n'
    assert [(offer.label, offer.detail) for offer in offered(text)][:2] == [
        ("5s", "~$0.50"),
        ("6s", "~$0.60"),
    ]
    takes = text.replace("duration = |", "duration = 5s\n  takes = |")
    assert [(offer.label, offer.detail) for offer in offered(takes)][:2] == [("1", "~$0.50"), ("2", "~$1.00")]


def test_a_value_before_which_one_stands_is_replaced(offered):
    assert {offer.span.text for offer in offered("shot a {\n  duration = |5s\n}\n")} == {"5s"}


def test_a_pick_is_one_of_the_takes(labels):
    assert labels('shot a {\n  prompt = "x"\n  takes = 3\n  pick = |\n}\n') == ["1", "2", "3"]


def test_engines_bring_their_quotes(offered):
    text = 'upscale u {\n  source = opening\n  model = "topaz-video-denoise"\n  enhancement = |\n}\n'
    assert [offer.text for offer in offered(text)][:2] == ['"Nyx"', '"Nyx Fast"']


def test_a_film_without_shots_offers_what_its_family_takes(labels):
    film = 'film f {\n  model = "kling-2.6-pro"\n  ATTRIBUTE = |\n}\n'
    assert labels(film.replace("ATTRIBUTE", "duration"), film="") == ["5s", "10s"]
    assert labels(film.replace("ATTRIBUTE", "aspect_ratio"), film="") == ["16:9", "9:16", "1:1"]


def test_a_profile_offers_what_its_own_model_takes(labels):
    assert labels('profile d {\n  model = "veo3.1-fast"\n  duration = |\n}\n') == ["4s", "6s", "8s"]


def test_a_cut_is_made_here_in_any_size(labels):
    assert labels("cut c {\n  resolution = |\n}\n") == ["720p", "1080p", "1440p", "2160p"]

"""What a user relies on: a model that is found can do what was asked for, and what nobody knows is never a yes or a no."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from vgdsl.program.editions import bundled
from vgdsl.program.model import Mode, Model, PriceTier
from vgdsl.program.wish import Range, Wish, matching, second, suits

BARE = Model("x", "X", Mode.REFERENCE, "x", "a test")
MODELS = tuple(bundled().models.values())


@pytest.mark.parametrize(
    ("wish", "yes", "no"),
    [
        ({"mode": Mode.REFERENCE}, {}, {"mode": Mode.TEXT}),
        ({"length": Range(8, 8)}, {"durations": ("5s", "8s")}, {"durations": ("5s", "10s")}),
        ({"length": Range(6, 9)}, {"durations": ("5s", "8s")}, {"durations": ("5s", "10s")}),
        ({"length": Range(20)}, {"durations": ("30s",)}, {"durations": ("Auto",)}),
        ({"lines": Range(1080)}, {"resolutions": ("720p", "4k")}, {"resolutions": ()}),
        ({"ratio": "9:16"}, {"aspect_ratios": ("9:16",)}, {"aspect_ratios": ()}),
        ({"audio": True}, {"audio": True}, {"audio": False}),
        (
            {"silent": True},
            {"audio": True, "audio_configurable": True},
            {"audio": True, "audio_configurable": False},
        ),
        ({"silent": True}, {"audio": False}, {"audio": True, "audio_configurable": False}),
        ({"switchable": True}, {"audio_configurable": True}, {"audio_configurable": False}),
        ({"start_frame": True}, {"start_image": "optional"}, {"start_image": "refused"}),
        ({"start_frame": False}, {"start_image": "optional"}, {"start_image": "required"}),
        ({"end_frame": True}, {"end_image": "required"}, {"end_image": "refused"}),
        ({"elements": 3}, {"elements": 4}, {"elements": 2, "reference_images": 2}),
        (
            {"elements": 3},
            {"reference_images": 3},
            {"elements": 4, "reference_images": 9} | {"elements": 0, "reference_images": 0},
        ),
        (
            {"elements": 5},
            {"reference_images": 5, "tags": "at"},
            {"elements": 4, "reference_images": 9, "tags": "structured"},
        ),
        ({"locations": 1}, {"scene_images": 1}, {"scene_images": 0, "reference_images": 0}),
        ({"reference_videos": 2}, {"reference_videos": 2}, {"reference_videos": 1}),
        ({"reference_documents": 1}, {"reference_documents": 1}, {"reference_documents": 0}),
        ({"soundtrack": True}, {"audio_input": True}, {"audio_input": False}),
        ({"source_video": True}, {"video_input": True}, {"video_input": False}),
        ({"consent": False}, {"consent": False}, {"consent": True}),
        ({"privacy": "private"}, {"privacy": "private"}, {"privacy": "anonymized"}),
        ({"price": 0.1}, {"prices": (PriceTier(0.1), PriceTier(0.2))}, {"prices": (PriceTier(0.2),)}),
        ({"negative_prompt": True}, {"negative_prompt": True}, {"negative_prompt": False}),
    ],
)
def test_yes_no_and_nobody_knows(wish, yes, no):
    wanted = Wish(**wish)
    assert suits(replace(BARE, **yes), wanted) is True
    assert suits(replace(BARE, **no), wanted) is False
    if "mode" not in wish and wish != {"consent": False}:
        assert suits(BARE, wanted) is None
    assert suits(replace(BARE, consent=None), Wish(consent=False)) is None


def test_what_is_always_known():
    assert suits(BARE, Wish(camera=True)) is False
    assert suits(BARE, Wish(prompt_length=2500)) is True
    assert suits(BARE, Wish(prompt_length=2501)) is False
    assert suits(replace(BARE, prompt="refused"), Wish(prompt_length=1)) is False
    assert suits(BARE, Wish(refund=True)) is True


def test_without_a_wish_everything_suits():
    assert Wish().asked == ()
    assert matching(MODELS, Wish()) == (list(MODELS), [])


def test_a_no_outweighs_what_is_not_known():
    assert suits(BARE, Wish(audio=True, camera=True)) is False


def test_the_price_is_that_of_what_is_wanted():
    model = replace(
        BARE,
        prices=(PriceTier(0.1, "720p"), PriceTier(0.3, "4k", audio=True), PriceTier(0.2, "4k", audio=False)),
    )
    assert second(model, Wish()) == (0.1, 0.3)
    assert second(model, Wish(lines=Range(1080))) == (0.2, 0.3)
    assert second(model, Wish(lines=Range(1080), silent=True)) == (0.2, 0.2)
    assert second(model, Wish(audio=True)) == (0.1, 0.3)
    assert second(BARE, Wish()) is None


def test_a_price_without_sound_is_none_for_who_wants_sound():
    silent = replace(BARE, audio=True, prices=(PriceTier(0.1, audio=False),))
    assert suits(silent, Wish(price=0.05)) is False
    assert suits(silent, Wish(price=0.05, audio=True)) is None


wishes = st.builds(
    Wish,
    mode=st.none() | st.sampled_from(Mode),
    length=st.none() | st.builds(Range, st.none() | st.integers(1, 30), st.none() | st.integers(1, 30)),
    lines=st.none() | st.builds(Range, st.integers(100, 2200)),
    audio=st.booleans(),
    silent=st.booleans(),
    start_frame=st.none() | st.booleans(),
    end_frame=st.none() | st.booleans(),
    elements=st.none() | st.integers(1, 10),
    price=st.none() | st.floats(0.001, 2),
    refund=st.none() | st.booleans(),
)


@settings(deadline=None)
@given(wishes, st.sampled_from(["camera", "soundtrack", "keyframes", "negative_prompt"]))
def test_who_wants_more_finds_no_more(wish, name):
    sure, unsure = matching(MODELS, wish)
    more_sure, more_unsure = matching(MODELS, replace(wish, **{name: True}))
    assert {m.id for m in more_sure} <= {m.id for m in sure}
    assert {m.id for m in more_unsure} <= {m.id for m in (*sure, *unsure)}

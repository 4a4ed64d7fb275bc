"""What a user relies on: what the list says wins, what it does not say stays, and nothing is lost or guessed."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from vgdsl.program.catalog import Catalog
from vgdsl.program.editions import bundled
from vgdsl.program.model import Enhancement, Mode, Model
from vgdsl.program.published import Published, merged
from vgdsl.providers.simulator.listing import listing
from vgdsl.providers.venice.listing import read_listing

DAY = "2026-11-25"
KNOWN = bundled()


def model_after(row: Published) -> Model:
    found = merged(KNOWN, [row], DAY).get(row.id)
    assert found is not None
    return found


def test_what_the_list_says_wins_and_what_it_does_not_say_stays():
    kling = KNOWN.models["kling-o3-pro-reference-to-video"]
    said = {"durations": ("5s", "20s"), "resolutions": ("4k",), "audio_configurable": False, "beta": False}
    assert model_after(Published(kling.id, **said)) == replace(kling, **said)


def test_what_is_no_longer_said_of_a_removal_no_longer_holds():
    assert model_after(Published("sora-2-text-to-video")).deprecation is None
    leaving = model_after(
        Published("sora-2-text-to-video", deprecation="2027-01-31", successor="wan-3-0-text-to-video")
    )
    assert (leaving.deprecation, leaving.successor) == ("2027-01-31", "wan-3-0-text-to-video")


def test_what_is_out_of_service_is_told_until_it_is_back():
    assert model_after(Published("ovi-image-to-video", offline=True)).offline is True
    assert model_after(Published("ovi-image-to-video")).offline is False


def test_an_id_that_is_spelled_otherwise_is_the_same_model():
    found = merged(KNOWN, [Published("wan-3.0-text-to-video", durations=("30s",))], DAY)
    assert found.models["wan-3-0-text-to-video"].durations == ("30s",)
    assert "wan-3.0-text-to-video" not in found.models


def test_what_is_not_listed_stays_and_is_marked():
    found = merged(KNOWN, [Published("ovi-image-to-video")], DAY)
    assert set(found.models) == set(KNOWN.models)
    assert found.date == DAY
    wan = found.models["wan-2-7-text-to-video"]
    assert (wan.listed, wan.missed) == (False, DAY)
    never_listed = found.models["seedance-2-5-text-to-video"]
    assert never_listed == KNOWN.models["seedance-2-5-text-to-video"]
    assert never_listed.missed is None


def test_a_new_model_has_what_its_name_and_the_list_say():
    row = Published("wan-4-text-to-video", "Wan 4", "text-to-video", durations=("5s", "10s"), audio=True)
    new = model_after(row)
    assert (new.mode, new.family, new.source) == (Mode.TEXT, "wan-4", "live list, 2026-11-25")
    assert (new.durations, new.audio) == (("5s", "10s"), True)
    assert (new.start_image, new.reference_images) == ("refused", 0)
    assert (new.resolutions, new.audio_configurable, new.negative_prompt) == (None, None, None)


def test_of_a_new_reference_model_nothing_is_guessed():
    new = model_after(Published("wan-4-reference-to-video", "Wan 4 R2V", "image-to-video"))
    assert (new.mode, new.tags) == (Mode.REFERENCE, "none")
    assert (new.start_image, new.elements, new.reference_images, new.reference_videos) == (None,) * 4


def test_a_model_of_which_nothing_tells_what_it_is_is_left_out():
    found = merged(KNOWN, [Published("acme-sing", "Acme Sing", "audio-to-video")], DAY)
    assert found.get("acme-sing") is None


def test_lengths_and_shapes_that_follow_reference_videos_are_no_rungs():
    seedance = KNOWN.models["seedance-2-5-reference-to-video-basic"]
    row = Published(
        seedance.id, durations=("4s", "30s", "-1", "auto"), aspect_ratios=("16:9", "adaptive", "auto")
    )
    assert model_after(row) == replace(seedance, durations=("4s", "30s"), aspect_ratios=("16:9",))
    wan = model_after(Published("wan-3-0-image-to-video", aspect_ratios=("16:9", "adaptive")))
    assert wan.aspect_ratios == ("16:9", "adaptive")
    assert model_after(Published("wan-2-7-video-to-video", durations=("auto",))).durations == ("Auto",)


def test_an_upscaler_has_factors_and_no_lists():
    row = Published("topaz-video-upscale", kind="video", durations=("Auto",), resolutions=("2x", "4x"))
    assert model_after(row) == KNOWN.models["topaz-video-upscale"]
    new = model_after(replace(row, id="acme-upscale"))
    assert (new.mode, new.factors, new.resolutions, new.durations) == (Mode.UPSCALE, (2, 4), (), ())


def test_the_settings_of_the_suite_are_those_listed():
    said = Enhancement(engines=("prob-4",), sliders={"noise": (0, 0.5)}, target_fps=(24, 90), h264=True)
    hyperion = model_after(Published("topaz-video-hyperion", enhancement=said, prompted=False))
    assert hyperion.enhancement == replace(said, formats=("mp4", "prores"))
    assert hyperion.prompt == "refused"
    assert model_after(Published("topaz-video-restyle", enhancement=said, prompted=True)).mode is Mode.UPSCALE


def test_the_simulators_list_says_what_is_known():
    """Read back, it changes nothing but what a list cannot leave open, and marks what is not listed."""
    rows = read_listing(json.loads(json.dumps(listing(KNOWN)))["data"])
    assert rows.unreadable == ()
    found = merged(KNOWN, rows.rows, KNOWN.date)
    forced = ("audio", "audio_configurable", "privacy")
    for model_id, model in KNOWN.models.items():
        told = {
            name: getattr(found.models[model_id], name)
            for name in forced
            if getattr(model, name) in {None, ""}
        }
        assert found.models[model_id] == replace(model, **told)


words = st.sampled_from(
    [*KNOWN.models, "wan-4-text-to-video", "wan-4-text-to-video-private", "x", "x-transition"]
)
rows = st.builds(
    Published,
    id=words,
    kind=st.sampled_from([None, "text-to-video", "image-to-video", "video"]),
    durations=st.none()
    | st.lists(st.sampled_from(["5s", "8s", "auto", "-1", "Auto"]), unique=True).map(tuple),
    aspect_ratios=st.none() | st.lists(st.sampled_from(["16:9", "auto", "adaptive"]), unique=True).map(tuple),
    audio=st.none() | st.booleans(),
)


@settings(deadline=None)
@given(st.lists(rows, max_size=8))
def test_whatever_is_listed_the_catalogue_stays_whole(said):
    found = merged(KNOWN, said, DAY)
    assert set(found.models) >= set(KNOWN.models)
    assert list(found.models) == sorted(found.models)
    for family in found.families():
        modes = [model.mode for model in found.variants(family)]
        assert len(modes) == len(set(modes))
    assert merged(KNOWN, said, DAY) == found


def test_a_catalogue_laid_over_twice_is_that_of_the_last_list():
    first = merged(KNOWN, [Published("wan-4-text-to-video")], DAY)
    assert isinstance(first, Catalog)
    again = merged(KNOWN, [Published("wan-5-text-to-video")], DAY)
    assert again.get("wan-4-text-to-video") is None

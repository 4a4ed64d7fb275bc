"""What a user relies on: the published list is read in all its known forms, and nothing strange gets through it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.program.model import Enhancement
from vgdsl.program.published import Published
from vgdsl.providers.venice.listing import Listing, read_listing

FULL = {
    "created": 1_790_000_000,
    "id": "wan-4-reference-to-video",
    "object": "model",
    "owned_by": "venice.ai",
    "type": "video",
    "model_spec": {
        "name": "Wan 4 R2V",
        "privacy": "private",
        "offline": False,
        "traits": ["new"],
        "betaModel": True,
        "regionRestrictions": ["us"],
        "deprecation": {
            "autoRemap": True,
            "date": "2027-02-01 00:00:00+00:00",
            "removesAt": "2027-03-01T00:00:00.000Z",
            "replacementModelId": "wan-5-reference-to-video",
        },
        "constraints": {
            "model_type": "image-to-video",
            "aspect_ratios": ["16:9", "adaptive"],
            "resolutions": ["480P", "true_1080p", "4k"],
            "durations": ["5s", "10s"],
            "audio": True,
            "audio_configurable": False,
            "audio_input": True,
            "per_reference_audio": False,
            "video_input": False,
            "prompt_character_limit": 20000,
            "reference_image_min_short_side_pixels": 240,
            "reference_image_min_aspect_ratio": 0.4,
            "reference_image_max_aspect_ratio": 2.5,
            "something_new": {"of": "later"},
        },
    },
}


def spec(**said):
    return {"id": "x", "model_spec": said}


def limits(**said):
    return spec(constraints=said)


def only(row) -> Published:
    found = read_listing([row])
    assert found.unreadable == ()
    return found.rows[0]


def test_a_whole_row():
    assert only(FULL) == Published(
        id="wan-4-reference-to-video",
        name="Wan 4 R2V",
        kind="image-to-video",
        durations=("5s", "10s"),
        resolutions=("480P", "true_1080p", "4k"),
        aspect_ratios=("16:9", "adaptive"),
        audio=True,
        audio_configurable=False,
        audio_input=True,
        per_reference_audio=False,
        video_input=False,
        max_prompt_chars=20000,
        min_short_side=240,
        min_ratio=0.4,
        max_ratio=2.5,
        privacy="private",
        beta=True,
        regions=("US",),
        deprecation="2027-03-01",
        successor="wan-5-reference-to-video",
    )


def test_a_row_that_says_next_to_nothing():
    assert only({"id": "x", "model_spec": {}}) == Published("x")


@pytest.mark.parametrize("name", ["topaz", "enhancement"])
def test_the_settings_of_the_suite_under_both_their_names(name):
    told = {
        "models": [{"label": "Proteus", "value": "prob-4"}],
        "sliders": [{"param": "noise", "min": 0, "max": 1, "default": 0.2}],
        "selects": [
            {"param": "target_fps", "options": ["16", "24", "60"], "default": "24"},
            {"param": "slowdown_factor", "options": ["1", "2"], "default": "1"},
            {"param": "output_format", "options": ["prores", "mp4"], "default": "mp4"},
        ],
        "h264_output": True,
        "prompt": False,
    }
    row = only(limits(**{name: told}))
    assert row.enhancement == Enhancement(
        engines=("prob-4",),
        sliders={"noise": (0, 1)},
        target_fps=(16, 60),
        default_fps=24,
        slowdown=(1, 2),
        formats=("mp4", "prores"),
        h264=True,
    )
    assert row.prompted is False


def test_other_kinds_of_models_are_passed_over():
    assert read_listing([{"id": "x", "type": "image", "model_spec": 7}]) == Listing(())


def test_of_two_rows_with_one_id_the_first_counts():
    assert [row.name for row in read_listing([spec(name="a"), spec(name="b")]).rows] == ["a"]


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"id": None, "model_spec": {}},
        {"id": "", "model_spec": {}},
        {"id": "a b", "model_spec": {}},
        {"id": "x\x1b[2J", "model_spec": {}},
        {"id": "../../etc/passwd", "model_spec": {}},
        {"id": "x" * 200, "model_spec": {}},
        {"id": "x"},
        {"id": "x", "model_spec": []},
        limits(durations="5s"),
        limits(durations=["5"]),
        limits(durations=["5s; rm"]),
        limits(durations=[5]),
        limits(durations=["99999s"]),
        limits(durations=["5s"] * 1000),
        limits(resolutions=["huge"]),
        limits(resolutions=["1080p\n"]),
        limits(aspect_ratios=["0:1"]),
        limits(aspect_ratios=["16:9:4"]),
        limits(audio="yes"),
        limits(prompt_character_limit=-1),
        limits(prompt_character_limit=10**30),
        limits(reference_image_min_aspect_ratio=0),
        limits(topaz={"selects": [{"param": "target_fps", "options": ["fast"]}]}),
        limits(topaz=[1]),
        spec(privacy="not a word"),
        spec(regionRestrictions=["everywhere"]),
        spec(deprecation={"date": "soon"}),
        spec(deprecation={"replacementModelId": "x y"}),
    ],
)
def test_a_strange_row_is_left_out_and_named(row):
    found = read_listing([row, spec(name="good") | {"id": "good"}])
    assert [each.id for each in found.rows] == ["good"]
    (said,) = found.unreadable
    assert said.isprintable()
    assert len(said) < 250


def test_a_name_is_shown_without_what_could_move_a_cursor():
    assert only(spec(name="A \x1b[31mred\n model")).name == "A [31mred model"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["id", "type", "model_spec", "x"]), json_values), max_size=4))
def test_no_list_can_break_it(rows):
    found = read_listing(rows)
    assert len(found.rows) + len(found.unreadable) <= len(rows)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*FULL["model_spec"]["constraints"], "topaz"]), json_values))
def test_no_constraints_can_break_it(told):
    assert read_listing([limits(**told)]).rows == () or read_listing([limits(**told)]).unreadable == ()

"""What a user relies on: the catalogue is whole, says what is known and no more, and picks the variant a shot means."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vgdsl.program.catalog import Catalog, Mode, Model, Needs, PriceTier
from vgdsl.program.editions import load

CATALOG = load()
PROJECT = Path(__file__).parents[2]
SURVEY = PROJECT.parent / "shared" / "venice" / "models.json"

FAMILIES = """
    flux-3 gemini-omni-flash gemini-omni-flash-1-1
    grok-imagine grok-imagine-1-5 grok-imagine-1-5-lite grok-imagine-private
    happyhorse-1-0 happyhorse-1-1
    kling-2.5-turbo-pro kling-2.6-pro kling-o3-4k kling-o3-pro kling-o3-standard kling-v3-4k kling-v3-pro
    kling-v3-standard kling-v3-turbo-pro kling-v3-turbo-standard
    longcat longcat-distilled
    ltx-2-19b-distilled ltx-2-19b-full ltx-2-5-fast ltx-2-5-pro ltx-2-fast ltx-2-full ltx-2-v2-3-fast ltx-2-v2-3-full
    minimax-h3 minimax-h3-enhanced minimax-h3-max minimax-h3-max-multi-angle minimax-h3-max-turbo minimax-hailuo-03
    ovi pixverse-c1 pixverse-v5.6 runway-gen4-5 runway-gen4-aleph runway-gen4-turbo
    seedance-1-5-pro seedance-2-0 seedance-2-0-enhanced seedance-2-0-fast seedance-2-0-fast-unlisted seedance-2-0-mini
    seedance-2-0-unlisted seedance-2-5 seedance-2-5-flash seedance-2-5-unlisted seedance-2-5-us
    sora-2 sora-2-pro
    topaz-video-astra topaz-video-colorize topaz-video-deblur topaz-video-denoise topaz-video-hyperion
    topaz-video-interpolate topaz-video-precision topaz-video-starlight topaz-video-starlight-fast topaz-video-upscale
    veo3-fast veo3-full veo3.1-fast veo3.1-full vidu-q3
    wan-2-2-enhanced wan-2-7 wan-2-7-enhanced wan-2-7-spicy wan-2.1-pro wan-2.2-a14b wan-2.5-preview wan-2.6 wan-2.6-flash
    wan-3-0 wan-3-0-enhanced wan-3-0-prime wan-3-0-prime-pro wan-3-0-pro
"""


def known(model_id: str) -> Model:
    model = CATALOG.get(model_id)
    assert model is not None
    return model


def chosen(family: str, **gives: bool) -> str | None:
    model = CATALOG.choose(family, Needs(**gives)).model
    return model.id if model else None


def test_who_is_only_there_in_motion_goes_to_a_model_that_shows_motion():
    """Else words stand, where there are any; else the message says what is lacking and who has it."""
    dancer = Needs(elements=True, in_motion=True)
    for family in ("kling-o3-pro", "wan-2-7", "seedance-2-5"):
        found = CATALOG.choose(family, dancer).model
        assert found is not None
        assert found.mode is Mode.REFERENCE
    lacking = CATALOG.choose("grok-imagine", dancer)
    assert (lacking.model, lacking.missing) == (None, "an element in motion")
    assert all(CATALOG.choose(family, dancer).model for family in lacking.elsewhere)
    assert (
        chosen("grok-imagine", elements=True, in_motion=True, mentions_only=True)
        == "grok-imagine-text-to-video"
    )


def test_a_dotted_id_means_the_same():
    """Wan 3.0 answers to both; what is sent is the one that the list has."""
    assert known("wan-3.0-text-to-video") is known("wan-3-0-text-to-video")
    assert chosen("wan-3.0-pro") == "wan-3-0-pro-text-to-video"
    assert CATALOG.get("wan-2.7-text-to-video") is None


# --- the data ---------------------------------------------------------------------------------------------------


def test_every_family_is_there_and_each_model_is_in_one():
    assert list(CATALOG.families()) == sorted(FAMILIES.split())
    members = [model.id for family in CATALOG.families() for model in CATALOG.variants(family)]
    assert sorted(members) == sorted(CATALOG.models)
    assert len(members) == len(set(members)) >= 183


def test_the_catalogue_is_dated_and_every_model_says_where_its_facts_come_from():
    assert CATALOG.date == "2026-09-30"
    assert all(model.name and model.source for model in CATALOG.models.values())


def test_the_file_has_one_model_a_line_in_order():
    lines = (PROJECT / "vgdsl/program/catalog.json").read_text("utf-8").splitlines()[1:-1]
    ids = [json.loads(line.rstrip(","))["id"] for line in lines]
    assert ids == sorted(CATALOG.models)


def test_a_family_has_one_variant_of_each_mode():
    for family in CATALOG.families():
        modes = [model.mode for model in CATALOG.variants(family)]
        assert len(modes) == len(set(modes)), family


@pytest.mark.parametrize("model", CATALOG.models.values(), ids=lambda model: model.id)
def test_the_facts_of_one_model_agree_with_each_other(model):
    assert model.audio_configurable is not True or model.audio is True
    assert (model.mode is Mode.REFERENCE) >= (model.tags != "none")
    assert model.mode is not Mode.TEXT or (model.start_image, model.end_image) == ("refused", "refused")
    assert model.mode is not Mode.IMAGE or model.start_image == "required"
    assert model.mode is not Mode.TRANSITION or model.end_image == "required"
    assert (model.mode is Mode.UPSCALE) >= bool(model.factors or model.enhancement)
    assert model.tags != "structured" or (model.elements or 0) > 0
    assert model.tags not in {"at", "angle"} or model.reference_images != 0
    assert model.reference_videos or model.video_clips is None
    assert model.reference_audios or model.audio_clips is None
    for tier in model.prices:
        assert 0 < tier.usd < 2
        assert tier.resolution is None or model.resolutions is None or tier.resolution in model.resolutions


survey = json.loads(SURVEY.read_text("utf-8")) if SURVEY.exists() else []


@pytest.mark.parametrize("row", survey, ids=lambda row: row["id"])
def test_the_bundled_facts_are_those_of_the_survey_they_were_made_from(row):
    model = known(row["id"])
    if model.mode is not Mode.UPSCALE:
        assert model.mode == row["mode"]
        for field in ("durations", "resolutions", "aspect_ratios"):
            listed = row[field]
            assert getattr(model, field) == (None if listed is None else tuple(listed)), field
    for field in ("audio", "audio_configurable", "audio_input", "video_input"):
        assert getattr(model, field) == row.get(field), field


def test_the_survey_names_no_model_that_is_not_bundled():
    assert {row["id"] for row in survey} <= set(CATALOG.models)


def test_what_the_guides_say_of_reference_limits():
    wan = known("wan-3-0-reference-to-video")
    assert (wan.reference_images, wan.reference_videos, wan.reference_audios, wan.reference_documents) == (
        10,
        5,
        5,
        1,
    )
    assert known("wan-3-0-pro-reference-to-video").reference_documents == 0
    seedance = known("seedance-2-5-reference-to-video-basic")
    assert (seedance.reference_images, seedance.reference_videos, seedance.reference_audios) == (30, 10, 10)
    assert seedance.task
    assert seedance.source_duration
    assert seedance.video_clips is not None
    assert seedance.video_clips.total_seconds == 30
    kling = known("kling-o3-pro-reference-to-video")
    assert (kling.elements, kling.elements_with_frames, kling.scene_images, kling.combined_images) == (
        4,
        3,
        4,
        7,
    )
    assert known("kling-v3-4k-reference-to-video").start_image == "required"


def test_what_only_some_models_do():
    def where(field: str, value: object = True) -> set[str]:
        return {model.id for model in CATALOG.models.values() if getattr(model, field) == value}

    assert where("camera_trajectory") == {"minimax-h3-max-multi-angle"}
    assert where("task") == {"seedance-2-5-reference-to-video-basic"}
    assert where("refund_on_refusal", value=False) == {
        "runway-gen4-5",
        "runway-gen4-5-text",
        "runway-gen4-turbo",
    }
    assert where("prompt", "optional") == {
        "minimax-h3-max-multi-angle",
        "topaz-video-upscale",
        "topaz-video-astra",
    }
    assert where("download_url") == {id_ for id_ in CATALOG.models if id_.startswith("grok-imagine")}
    assert where("deprecation", "2026-09-24") == {id_ for id_ in CATALOG.models if id_.startswith("sora-2")}
    assert where("frames_exclude_references") == {
        "minimax-h3-reference-to-video",
        "minimax-h3-max-reference-to-video",
    }


def test_prices_that_the_model_pages_showed():
    assert known("wan-2.6-text-to-video").prices == (
        PriceTier(0.11, "720p", audio=False),
        PriceTier(0.166, "1080p", audio=False),
    )
    assert known("gemini-omni-flash-text-to-video").prices == (PriceTier(0.138, lowest=True),)


def test_each_line_of_the_file_has_its_facts_in_the_order_of_the_model():
    for line in (PROJECT / "vgdsl/program/catalog.json").read_text("utf-8").splitlines()[1:-1]:
        facts = list(json.loads(line.rstrip(",")))
        assert facts == sorted(facts, key=Model.__struct_fields__.index), facts[0]


def test_what_is_unknown_stays_unknown():
    flux = known("flux-3-image-to-video")
    assert (flux.durations, flux.resolutions, flux.aspect_ratios, flux.audio, flux.end_image) == (None,) * 5


def test_the_topaz_suite_has_its_settings_and_prices():
    precision = known("topaz-video-precision")
    assert precision.factors == (1, 2, 4)
    assert precision.enhancement is not None
    assert precision.enhancement.engines[0] == "Proteus"
    assert precision.enhancement.sliders["grain"] == (0, 0.1)
    assert [tier for tier in precision.prices if tier.engine is None] == [
        PriceTier(0.0125, max_height=720),
        PriceTier(0.025, max_height=1080),
        PriceTier(0.075),
    ]
    interpolate = known("topaz-video-interpolate").enhancement
    assert interpolate is not None
    assert (interpolate.target_fps, interpolate.default_fps, interpolate.slowdown) == (
        (16, 120),
        60,
        (1, 2, 4, 8),
    )
    assert known("topaz-video-hyperion").factors == ()
    assert sum(model.mode is Mode.UPSCALE for model in CATALOG.models.values()) == 10


# --- the choice of a variant --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("family", "gives", "expected"),
    [
        ("wan-2-7", "", "wan-2-7-text-to-video"),
        ("wan-2-7", "start", "wan-2-7-image-to-video"),
        ("wan-2-7", "references", "wan-2-7-reference-to-video"),
        ("wan-2-7", "source", "wan-2-7-video-to-video"),
        ("wan-3-0", "start end", "wan-3-0-image-to-video"),
        ("kling-o3-pro", "elements start", "kling-o3-pro-reference-to-video"),
        ("kling-o3-pro", "start end", "kling-o3-pro-image-to-video"),
        ("kling-o3-pro", "elements start end", "kling-o3-pro-reference-to-video"),
        ("kling-v3-4k", "start", "kling-v3-4k-reference-to-video"),
        ("kling-v3-4k", "start end", "kling-v3-4k-reference-to-video"),
        ("kling-v3-pro", "source start", "kling-v3-pro-motion-control"),
        ("pixverse-v5.6", "start end", "pixverse-v5.6-transition"),
        ("pixverse-c1", "start", "pixverse-c1-image-to-video"),
        ("flux-3", "start end", "flux-3-first-last-frame-to-video"),
        ("runway-gen4-5", "", "runway-gen4-5-text"),
        ("runway-gen4-5", "start", "runway-gen4-5"),
        ("seedance-2-5", "", "seedance-2-5-text-to-video-basic"),
        ("seedance-2-5-basic", "references", "seedance-2-5-reference-to-video-basic"),
        ("seedance-2-5-unlisted", "", "seedance-2-5-text-to-video"),
        ("seedance-2-5", "source", "seedance-2-5-edit-video-basic"),
        ("grok-imagine", "references", "grok-imagine-reference-to-video"),
        ("grok-imagine-private", "", "grok-imagine-text-to-video-private"),
        ("grok-imagine-1-5-private", "start", "grok-imagine-1-5-image-to-video-private"),
        ("sora-2", "", "sora-2-text-to-video"),
    ],
)
def test_the_variant_follows_from_what_the_shot_gives(family, gives, expected):
    assert chosen(family, **dict.fromkeys(gives.split(), True)) == expected


@pytest.mark.parametrize(
    ("family", "gives", "expected"),
    [
        ("wan-2-7", "elements", "wan-2-7-reference-to-video"),
        ("veo3.1-fast", "elements", "veo3.1-fast-text-to-video"),
        ("veo3.1-fast", "elements start", "veo3.1-fast-image-to-video"),
        ("kling-v3-4k", "elements", "kling-v3-4k-text-to-video"),
        ("kling-v3-4k", "elements start", "kling-v3-4k-reference-to-video"),
        ("minimax-h3", "elements start", "minimax-h3-image-to-video"),
    ],
)
def test_mentions_are_shown_where_that_is_sure_and_said_elsewhere(family, gives, expected):
    assert chosen(family, mentions_only=True, **dict.fromkeys(gives.split(), True)) == expected


@pytest.mark.parametrize(
    ("family", "gives", "missing", "has_it"),
    [
        ("veo3.1-fast", "references", "references", "gemini-omni-flash"),
        ("wan-2-7", "start end", "a start and an end frame", "flux-3"),
        ("wan-2-7", "end", "an end frame without a start frame", "kling-o3-4k"),
        ("wan-2.2-a14b", "start", "a start frame", "flux-3"),
        ("ovi", "", "words alone", "flux-3"),
        ("veo3-fast", "source", "a source video", "gemini-omni-flash-1-1"),
        ("kling-v3-4k", "elements", "references without a start frame", "gemini-omni-flash"),
        ("minimax-h3", "references start", "references together with a start frame", "kling-o3-4k"),
    ],
)
def test_without_a_fitting_variant_it_says_what_is_missing_and_who_has_it(family, gives, missing, has_it):
    choice = CATALOG.choose(family, Needs(**dict.fromkeys(gives.split(), True)))
    assert choice.model is None
    assert choice.missing == missing
    assert has_it in choice.elsewhere
    assert list(choice.elsewhere) == sorted(choice.elsewhere)
    assert family not in choice.elsewhere


def test_it_recommends_only_what_surely_works_and_stays():
    for gives in (
        Needs(),
        Needs(start=True),
        Needs(start=True, end=True),
        Needs(start=True, references=True),
    ):
        for family in CATALOG.choose("topaz-video-upscale", gives).elsewhere:
            model = CATALOG.choose(family, gives).model
            assert model is not None
            assert model.deprecation is None
            assert model.start_image is not None or not gives.start


needs = st.builds(Needs, *[st.booleans()] * 6)


@given(st.sampled_from(CATALOG.families()), needs)
def test_a_choice_is_of_its_family_and_takes_what_is_given(family, given_needs):
    choice = CATALOG.choose(family, given_needs)
    assert (choice.model is None) == bool(choice.missing)
    if choice.model is None:
        assert all(CATALOG.choose(other, given_needs).model for other in choice.elsewhere)
        return
    assert choice.model in CATALOG.variants(family)
    if not given_needs.source:
        assert choice.model.start_image != ("refused" if given_needs.start else "required")
        assert choice.model.end_image != ("refused" if given_needs.end else "required")


@given(st.sampled_from(CATALOG.families()), needs)
def test_saying_a_mention_never_makes_a_shot_impossible(family, given_needs):
    hard = CATALOG.choose(family, replace(given_needs, mentions_only=False))
    soft = CATALOG.choose(family, replace(given_needs, mentions_only=True))
    assert soft.model is not None or hard.model is None or (given_needs.start or given_needs.end)


def test_a_name_is_a_model_or_a_family():
    def resolved(name: str, **gives: bool) -> str | None:
        choice = CATALOG.resolve(name, Needs(**gives))
        return choice.model.id if choice and choice.model else None

    assert resolved("wan-2-7-text-to-video", start=True) == "wan-2-7-text-to-video"
    assert resolved("wan-2-7", start=True) == "wan-2-7-image-to-video"
    assert resolved("runway-gen4-5") == "runway-gen4-5-text"
    assert resolved("runway-gen4-turbo") == "runway-gen4-turbo"
    assert resolved("topaz-video-upscale") == "topaz-video-upscale"
    assert CATALOG.resolve("wan-9", Needs()) is None


def test_a_fresher_list_makes_another_catalogue():
    newer = Catalog.of(
        "2027-01-01", [*CATALOG.models.values(), Model("ovi-text", "Ovi", Mode.TEXT, "ovi", "live")]
    )
    choice = newer.choose("ovi", Needs())
    assert choice.model is not None
    assert choice.model.id == "ovi-text"
    assert chosen("ovi") is None


def test_a_catalogue_is_known_by_all_its_facts():
    assert Catalog.of("2027-01-01", CATALOG.models.values()).digest == CATALOG.digest
    wan = replace(known("wan-2-7-text-to-video"), audio=True)
    assert Catalog.of(CATALOG.date, [*CATALOG.models.values(), wan]).digest != CATALOG.digest


def test_loading_is_fast_and_drags_nothing_in():
    script = (
        "import sys; from vgdsl.program.editions import load; assert load() is load();"
        "print([name for name in ('lark', 'networkx', 'httpx', 'jinja2', 'rich', 'PIL', 'av') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

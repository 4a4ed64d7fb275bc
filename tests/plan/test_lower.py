"""Every body that lowering makes is one that the published schema takes, and every attribute reaches its field."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import jsonschema_rs
import pytest
from msgspec.structs import replace

from vgdsl.check.attributes import CONSENTS as KNOWN_CONSENTS
from vgdsl.check.attributes import OWNED
from vgdsl.plan.estimate import price
from vgdsl.plan.fields import ATTRIBUTES, attributes
from vgdsl.plan.job import ClipInput, Expected, FileInput, FrameInput, LinkInput
from vgdsl.plan.lower import lower
from vgdsl.plan.request import CONSENTS
from vgdsl.program.catalog import Catalog, Mode, Model
from vgdsl.program.editions import load
from vgdsl.program.entities import Cut, Element, Part, Shot, Upscale
from vgdsl.program.values import (
    AUTO,
    Clip,
    Duration,
    Edge,
    Factor,
    Frame,
    Keyframe,
    Media,
    MediaKind,
    Mention,
    Move,
    Prompt,
    Rate,
    Ratio,
    Resolution,
)

OPENAPI = Path(__file__).parents[3] / "shared" / "venice" / "openapi.json"
NEWER: Mapping[str, Mapping[str, str]] = {
    "resolution": {
        "480P": "MiniMax H3 Max, Venice video skill, September 2026",
        "1080P": "MiniMax H3 Max, model pages, autumn 2026",
        "2k": "Wan 3.0 Pro, Wan guide, autumn 2026",
        "4K": "Gemini Omni Flash 1.1, model pages, autumn 2026",
    },
}
"""Values that models list and the published schema does not know yet, with their source."""

BY_SOURCE = {Mode.VIDEO, Mode.MOTION, Mode.UPSCALE}
"""Requests of these may leave out the duration (and upscales the prompt), which the schema still requires."""


def image(name: str) -> Media:
    return Media(MediaKind.IMAGE, path=f"refs/{name}.png")


WALK = Media(MediaKind.VIDEO, path="refs/walk.mp4")
BELL = Media(MediaKind.AUDIO, path="refs/bell.wav")


def as_sent(value: object) -> object:
    """A body as JSON: an address wherever media stand."""
    if isinstance(value, FileInput | LinkInput | ClipInput | FrameInput):
        return "https://example.com/media"
    if isinstance(value, Mapping):
        return {name: as_sent(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_sent(inner) for inner in value]
    return value


def schema(name: str) -> dict[str, object]:
    found = json.loads(OPENAPI.read_text())["components"]["schemas"][name]
    found["required"] = ["model"]
    return found


@pytest.fixture(scope="module")
def queue_schema() -> jsonschema_rs.Draft202012Validator:
    if not OPENAPI.exists():
        pytest.skip("the published schema is not part of the project")
    return jsonschema_rs.Draft202012Validator(schema("QueueVideoRequest"))


@pytest.fixture(scope="module")
def quote_schema() -> jsonschema_rs.Draft202012Validator:
    if not OPENAPI.exists():
        pytest.skip("the published schema is not part of the project")
    return jsonschema_rs.Draft202012Validator(schema("QuoteVideoRequest"))


def nodes_for(model: Model, shot) -> Iterator[Shot | Upscale]:
    """Nodes that give the model what it needs, and between them every value that it lists."""
    plain = shot()
    if model.mode is Mode.UPSCALE:
        for factor in model.factors or (None,):
            given = None if factor is None else Factor(factor)
            yield Upscale(name="bigger", span=plain.span, model=model.id, source=WALK, factor=given)
        return
    base = replace(plain, model=model.id, audio=True, **needs(model))
    yield replace(base, duration=None)
    for text in model.durations or ():
        if text != "Auto":
            yield replace(base, duration=Duration(1000 * int(text.removesuffix("s"))))
    for text in model.resolutions or ():
        yield replace(base, resolution=Resolution(text.lower()))
    for text in model.aspect_ratios or ():
        yield replace(base, aspect_ratio=AUTO if text == "adaptive" else Ratio(*map(int, text.split(":"))))


def needs(model: Model) -> dict[str, object]:
    values: dict[str, object] = {}
    if model.start_image in {"required", "optional"}:
        values["start"] = image("first")
    if model.end_image in {"required", "optional"}:
        values["end"] = image("last")
    if model.mode in {Mode.VIDEO, Mode.MOTION}:
        values["source"] = WALK
    if model.mode is Mode.REFERENCE:
        values["prompt"] = Prompt((Mention("marco"), " at ", Mention("canal"), "."))
    if model.camera_trajectory:
        values["camera"] = (Move(0.0, 0.0, 0.0, 1.0), Move(1.0, 90.0, 10.0, 1.5))
    if model.task:
        values |= {"task": "edit", "references": (WALK,)}
    return values


def complaints(validator, body: Mapping[str, object], used: set[tuple[str, str]]) -> list[str]:
    """What the schema has against a body but for values known to be newer; those are put into `used`."""
    sent = as_sent(body)
    assert isinstance(sent, dict)
    for field, values in NEWER.items():
        if sent.get(field) in values:
            used.add((field, sent.pop(field)))
    return [error.message for error in validator.iter_errors(sent)]


def test_bodies_for_every_model_and_every_listed_value_pass_the_published_schema(
    queue_schema, quote_schema, shot, program
):
    catalog, used = load(), set()
    for model in catalog.models.values():
        for node in nodes_for(model, shot):
            (job,) = lower(program(node), catalog).jobs
            assert complaints(queue_schema, job.body, used) == [], model.id
            assert complaints(quote_schema, job.quote, used) == [], model.id
            if model.mode not in BY_SOURCE:
                assert {"duration", "prompt"} <= set(job.body) or model.prompt == "optional", model.id
    assert used == {(field, value) for field, values in NEWER.items() for value in values}


def test_a_body_never_says_what_the_model_refuses(shot, program):
    catalog = load()
    for model in catalog.models.values():
        for node in nodes_for(model, shot):
            body = lower(program(node), catalog).jobs[0].body
            assert "resolution" not in body or model.resolutions != ()
            assert "aspect_ratio" not in body or model.aspect_ratios != ()
            assert "audio" not in body or model.audio_configurable is not False
            assert body.get("resolution") in {None, *(model.resolutions or ())}
            assert body.get("duration") != "Auto"
            if model.aspect_ratios:
                assert "aspect_ratio" in body


def test_every_field_belongs_to_an_attribute_of_the_language(shot, program):
    """Else `options` could say a field twice, or `why` name an attribute that nobody can write."""
    catalog = load()
    fields = {
        field
        for model in catalog.models.values()
        for node in nodes_for(model, shot)
        for field in lower(program(node), catalog).jobs[0].body
    }
    assert fields <= OWNED.keys()
    assert {field: attributes(field)[0] for field in OWNED if field in ATTRIBUTES} == {
        field: name for field, name in OWNED.items() if field in ATTRIBUTES
    }
    assert set(CONSENTS) == set(KNOWN_CONSENTS)


@pytest.fixture
def body(program):
    """The body of the first job of a film of these nodes; the shot under test comes first."""
    return lambda *nodes, **declared: lower(program(*nodes, **declared), load()).jobs[0].body


def test_an_attribute_becomes_its_field(shot, body):
    node = shot(
        "boarding",
        "kling-o3-pro-image-to-video",
        negative_prompt="blur",
        audio=False,
        start=Frame(Clip("opening"), Edge.LAST),
        end=Frame(WALK, Duration(2500)),
    )
    walk = FileInput("refs/walk.mp4", "video/mp4", "a" * 64, 9000)
    assert body(node, shot()) == {
        "model": "kling-o3-pro-image-to-video",
        "prompt": "A lagoon at dawn.",
        "negative_prompt": "blur",
        "duration": "5s",
        "audio": False,
        "image_url": FrameInput(ClipInput("opening"), Edge.LAST),
        "end_image_url": FrameInput(walk, Duration(2500)),
    }


def test_elements_and_locations_become_structured_references(shot, body):
    prompt = Prompt((Mention("marco"), " in ", Mention("canal")))
    found = body(shot("a", "kling-o3-pro-reference-to-video", prompt=prompt))
    (element,), (scene,) = found["elements"], found["scene_image_urls"]
    assert element["frontal_image_url"].path == "refs/marco-front.png"
    assert [each.path for each in element["reference_image_urls"]] == [
        "refs/marco-left.png",
        "refs/marco-back.png",
    ]
    assert scene.path == "refs/canal.png"
    assert found["prompt"] == "@Element1 in @Image1"


def test_references_go_by_their_kind(shot, body):
    link = Media(MediaKind.IMAGE, url="https://example.com/a.png")
    given = (WALK, BELL, link, Clip("opening"), Frame(Clip("opening"), Edge.FIRST))
    found = body(shot("a", "seedance-2-5-reference-to-video-basic", references=given), shot())
    assert found["reference_image_urls"] == [
        LinkInput("https://example.com/a.png"),
        FrameInput(ClipInput("opening"), Edge.FIRST),
    ]
    assert found["reference_video_urls"][1] == ClipInput("opening")
    assert [each.path for each in found["reference_audio_urls"]] == ["refs/bell.wav"]


def test_named_references_carry_their_names(shot, body):
    prompt = Prompt((Mention("lucia"), " at ", Mention("canal")))
    found = body(shot("a", "pixverse-c1-reference-to-video", prompt=prompt))
    assert found["prompt"] == "@lucia at @canal"
    assert [(each["ref_name"], each["type"]) for each in found["image_references"]] == [
        ("lucia", "subject"),
        ("canal", "background"),
    ]
    assert "reference_image_urls" not in found


def test_a_voice_travels_with_what_it_is_of(shot, body):
    """In an element and in a video of Wan 2.7, in a picture of HappyHorse 1.1; elsewhere among the reference sounds."""
    cast = {
        "nina": Element("nina", frontal=image("lucia"), voice=BELL),
        "ghost": Element("ghost", video=WALK, voice=BELL),
    }
    prompt = Prompt((Mention("nina"), " meets ", Mention("ghost"), "."))

    def sent(model: str) -> Mapping[str, object]:
        found = as_sent(body(shot("a", model, prompt=prompt), elements=cast))
        return {name: found[name] for name in found if name == "prompt" or "element" in name or "ref" in name}

    url = "https://example.com/media"
    assert sent("wan-2-7-reference-to-video") == {
        "prompt": "@Element1 meets @ghost.",
        "elements": [{"frontal_image_url": url, "audio_url": url}],
        "video_references": [{"video_url": url, "ref_name": "ghost", "audio_url": url}],
    }
    assert sent("seedance-2-5-reference-to-video-basic") == {
        "prompt": "<Image 1> with the voice of <Audio 1> meets <Video 1> with the voice of <Audio 1>.",
        "reference_image_urls": [url],
        "reference_video_urls": [url],
        "reference_audio_urls": [url],
    }
    cast["ghost"] = Element("ghost", frontal=image("map"))
    assert sent("happyhorse-1-1-reference-to-video") == {
        "prompt": "@Image1 meets @Image2.",
        "image_references": [{"image_url": url, "audio_url": url}, {"image_url": url}],
    }


def test_a_quote_counts_videos_with_names_too(shot, program):
    node = shot("a", "wan-2-7-reference-to-video", references=(WALK, image("first")))
    (job,) = lower(program(node), load()).jobs
    assert [each["ref_name"] for each in job.body["video_references"]] == ["reference"]
    assert job.quote["reference_video_total_duration"] == 4
    assert job.quote["reference_image_count"] == 1


def test_key_frames_count_at_24_a_second(shot, body):
    node = shot(
        "a", keyframes=(Keyframe(Duration(0), image("first")), Keyframe(Duration(2500), image("last")))
    )
    assert [each["frame_index"] for each in body(node)["keyframes"]] == [0, 60]


def test_the_rarer_attributes_reach_the_wire(shot, body):
    node = shot(
        "a",
        "seedance-2-5-reference-to-video-basic",
        task="extend",
        bitrate="high",
        image_strength=0.5,
        voice="ara",
        consent=("seedance",),
        soundtrack=BELL,
        references=(WALK,),
        duration=AUTO,
        aspect_ratio=AUTO,
    )
    found = body(node)
    assert found["omni_reference_task_type"] == "extend"
    assert found["bitrate_mode"] == "high"
    assert found["image_strength"] == 0.5
    assert found["voice_id"] == "ara"
    assert found["audio_url"].path == "refs/bell.wav"
    assert found["duration"] == "auto"
    assert found["aspect_ratio"] == "adaptive"
    assert set(found["consents"]["seedance"].values()) == {True}


def test_options_come_last_and_keep_their_values(shot, body):
    found = body(shot("a", options={"seed": 7, "watermark": False, "mask": image("first")}))
    assert list(found)[-3:] == ["seed", "watermark", "mask"]
    assert found["seed"] == 7
    assert found["mask"].path == "refs/first.png"


def test_fields_stand_in_one_order_however_the_shot_was_written(shot, body):
    first = body(shot("a", audio=True, resolution=Resolution("720p"), model="wan-2.6-text-to-video"))
    assert list(first) == ["model", "prompt", "duration", "aspect_ratio", "resolution", "audio"]


@pytest.mark.parametrize(
    ("model", "written", "sent"),
    [
        ("veo3.1-fast-text-to-video", "4K", "4k"),
        ("minimax-h3-text-to-video", "2k", "2K"),
        ("minimax-h3-text-to-video", "768p", "768P"),
        ("wan-3-0-pro-text-to-video", "2K", "2k"),
    ],
)
def test_a_resolution_is_spelled_as_the_model_spells_it(shot, body, model, written, sent):
    assert body(shot("a", model, resolution=Resolution(written)))["resolution"] == sent


def test_what_follows_the_source_is_spelled_as_the_model_spells_it(shot, program):
    def sent(model: Model, **values: object) -> Mapping[str, object]:
        film = program(shot("a", model.id, source=WALK, **values))
        return lower(film, Catalog.of("", [model])).jobs[0].body

    edit = load().get("seedance-2-5-edit-video-basic")
    assert sent(edit, duration=Duration(12_500))["duration"] == "12.5"
    assert sent(edit, duration=Duration(12_000))["duration"] == "12s"
    ratios = {ratio: replace(edit, aspect_ratios=("16:9", ratio)) for ratio in ("adaptive", "auto")}
    assert [sent(model, aspect_ratio=AUTO)["aspect_ratio"] for model in ratios.values()] == list(ratios)


def test_what_nobody_gave_is_filled_and_said(shot, program):
    node = shot("a", duration=None)
    (job,) = lower(program(node), load()).jobs
    assert job.filled == ("duration", "aspect_ratio", "resolution")
    assert (job.body["duration"], job.body["aspect_ratio"], job.body["resolution"]) == ("5s", "16:9", "720p")


def test_a_model_that_nobody_knows_gets_what_the_shot_says(shot, body):
    found = body(
        shot("a", "brand-new-model", resolution=Resolution("8K"), aspect_ratio=Ratio(2, 1), audio=True)
    )
    assert (found["resolution"], found["aspect_ratio"], found["audio"]) == ("8K", "2:1", True)


def test_an_upscale_sends_video_factor_and_settings(shot, program):
    span = shot().span
    settings = {"enhancement": "Proteus", "noise": 0.2, "fps": Rate(60), "h264": True}
    node = Upscale(
        name="hd", span=span, model="topaz-video-precision", source=Clip("opening"), settings=settings
    )
    _, job = lower(program(shot(), node), load()).jobs
    assert job.body == {
        "model": "topaz-video-precision",
        "video_url": ClipInput("opening"),
        "upscale_factor": 2,
        "enhancement_model": "Proteus",
        "noise": 0.2,
        "target_fps": 60,
        "h264_output": True,
    }
    assert list(job.quote) == ["model", "upscale_factor", "enhancement_model", "target_fps", "video_url"]


def test_a_quote_counts_the_footage_that_is_referred_to(shot, program):
    node = shot("a", "wan-3-0-reference-to-video", references=(WALK, Clip("opening"), image("first")))
    job = lower(program(node, shot()), load()).jobs[0]
    assert job.quote["reference_video_total_duration"] == 9
    assert job.quote["reference_image_count"] == 1
    assert "prompt" not in job.quote


def test_footage_of_unknown_length_counts_as_the_longest_that_the_model_takes(shot, program):
    link = Media(MediaKind.VIDEO, url="https://example.com/a.mp4")
    (job,) = lower(program(shot("a", "wan-3-0-reference-to-video", references=(link,))), load()).jobs
    assert job.quote["reference_video_total_duration"] == 15


def test_a_clip_as_long_as_its_reference_is_billed_and_expected_in_whole_seconds(shot, program):
    """Seedance 2.5 with `duration = auto` (Seedance guide, August 2026)."""
    matched = {"model": "seedance-2-5-reference-to-video-basic", "duration": AUTO, "task": "edit"}
    nodes = [shot("a", references=(WALK,), **matched), shot("b", references=(Clip("a"), WALK), **matched)]
    film = program(*reversed(nodes))
    walk = replace(film.media["refs/walk.mp4"], seconds=4.6)
    second, first = lower(replace(film, media={**film.media, "refs/walk.mp4": walk}), load()).jobs
    assert (first.quote["duration"], first.quote["reference_video_total_duration"]) == ("auto", 4.6)
    assert (first.expected.seconds, second.expected.seconds) == (5.0, 10.0)
    assert price(first, load().get(first.model)).usd == Decimal("0.1685") * Decimal("9.6")
    link = Media(MediaKind.VIDEO, url="https://example.com/a.mp4")
    (job,) = lower(program(shot("a", references=(link,), **matched)), load()).jobs
    assert (job.expected.seconds, job.quote["reference_video_total_duration"]) == (None, 30)


def test_takes_are_jobs_and_the_pick_flows_on(shot, program):
    nodes = (
        shot("opening", takes=3, pick=2),
        shot("b", "wan-2-7-image-to-video", start=Frame(Clip("opening"), Edge.LAST), after=("opening",)),
    )
    *takes, job = lower(program(*nodes), load()).jobs
    assert [take.id for take in takes] == ["opening", "opening#2", "opening#3"]
    assert takes[0].body == takes[2].body
    assert job.needs == job.after == ("opening#2",)


def test_a_clip_is_expected_as_ordered(shot, program):
    ordered = shot("a", resolution=Resolution("1080p"), aspect_ratio=Ratio(9, 16))
    shaped_by_its_frame = shot("b", "wan-2-7-image-to-video", start=image("first"))
    bigger = Upscale(name="hd", span=ordered.span, model="topaz-video-upscale", source=Clip("a"))
    jobs = lower(program(bigger, ordered, shaped_by_its_frame), load()).jobs
    assert [job.expected for job in jobs] == [
        Expected(5.0, 2160, 3840),
        Expected(5.0, 1080, 1920),
        Expected(5.0, lines=720),
    ]
    hd = Upscale(name="hd", span=ordered.span, model="topaz-video-upscale", source=Clip("b"))
    assert lower(program(shaped_by_its_frame, hd), load()).jobs[1].expected == Expected(5.0, lines=1440)


@pytest.mark.parametrize(
    ("model", "engine", "factor"),
    [
        ("topaz-video-denoise", "Nyx", 2), ("topaz-video-denoise", "Nyx Fast", 1), ("topaz-video-denoise", "Nyx HF", 1),
        ("topaz-video-precision", "Proteus", 2), ("topaz-video-interpolate", "Aion", None),
    ],
)  # fmt: skip
def test_an_engine_that_keeps_the_size_is_not_asked_to_enlarge(shot, program, model, engine, factor):
    node = Upscale(
        name="hd", span=shot().span, model=model, source=WALK, settings={"enhancement": engine}
    )  # fmt: skip
    (job,) = lower(program(node), load()).jobs
    assert job.body.get("upscale_factor") == job.quote.get("upscale_factor") == factor


def test_a_rate_is_expected_where_the_order_fixes_one(shot, program):
    smooth = Upscale(
        name="smooth", span=shot().span, model="topaz-video-interpolate", source=Clip("a"),
        settings={"target_fps": 60, "slowdown_factor": 2},
    )  # fmt: skip
    job = lower(program(smooth, shot("a")), load()).jobs[0]
    assert (job.expected.rate, job.expected.seconds) == (60.0, 10.0)
    assert lower(program(shot("a")), load()).jobs[0].expected.rate is None


def test_a_very_long_chain_of_upscales_is_measured(shot, program):
    span = shot().span
    nodes = [shot("up0")]
    for n in range(1, 3000):
        source = Clip(f"up{n - 1}")
        nodes.append(
            Upscale(name=f"up{n}", span=span, model="topaz-video-upscale", source=source, factor=Factor(1))
        )
    assert lower(program(*reversed(nodes)), load()).jobs[0].expected.seconds == 5.0


def test_a_place_is_known_by_the_field(chain):
    job = lower(chain, load()).jobs[1]
    assert str(job.places["prompt"].span) == "harbor.vg:20:1"


def test_a_join_that_shows_one_frame_twice_is_a_seam(chain):
    (assembly,) = lower(chain, load()).assemblies
    assert assembly.seams == {(0, 1), (1, 2)}
    assert assembly.jobs == {name: name for name in ("opening", "boarding", "crossing", "postcard")}


def test_a_trimmed_join_is_no_seam_and_an_upscale_is_as_its_source(shot, program):
    start = Frame(Clip("a"), Edge.LAST)
    nodes = [shot("a"), shot("b", "wan-2-7-image-to-video", start=start)]
    nodes += [Upscale(name="hd", span=nodes[0].span, model="topaz-video-upscale", source=Clip("b"))]
    parts = (Part(Clip("a")), Part(Clip("hd")), Part(Clip("a"), end=Duration(4000)), Part(Clip("b")))
    cut = Cut(name="main", span=nodes[0].span, sequence=parts, output="a.mp4")
    (assembly,) = lower(program(*nodes, cuts={"main": cut}), load()).assemblies
    assert assembly.seams == {(0, 1)}

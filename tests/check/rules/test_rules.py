"""What a user relies on: what the catalogue lists is accepted, every refusal has words, and its way out is one."""

import re
from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.check.rules import RULES
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Severity, errors
from vgdsl.program.catalog import Needs
from vgdsl.program.editions import load
from vgdsl.program.entities import Element, Film, NodeKind, Origin, Place, Program, Shot, Upscale
from vgdsl.program.model import Mode, Model, default_aspect
from vgdsl.program.values import (
    AUTO,
    Clip,
    Duration,
    Edge,
    Factor,
    Frame,
    Media,
    MediaKind,
    Mention,
    Prompt,
    Ratio,
    Resolution,
)
from vgdsl.report.messages import draw, title
from vgdsl.source import Source, Span

CATALOG = load()
MODELS = tuple(CATALOG.models.values())
MAKERS = tuple(model for model in MODELS if model.mode is not Mode.UPSCALE)

SOURCE = Source("harbor.vg", "shot boarding {\n  everything\n}\n")
NAME, VALUE = Span(SOURCE, 5, 13), Span(SOURCE, 18, 28)
FRAME = Frame(Clip("opening"), Edge.LAST)
PICTURE = Media(MediaKind.IMAGE, url="https://example.org/marco.png")
MARCO = {"marco": Element("marco", "an old gondolier", frontal=PICTURE)}
WORDS = Prompt(("A gondola.",))


def judged(node: Shot | Upscale, model: Model):
    program = Program(film=Film("gondolier", "The Gondolier"), elements=MARCO, nodes={"boarding": node})
    subject = Subject(node, model, program, CATALOG)
    return tuple(found for rule in RULES for found in rule(subject))


def placed(values: dict) -> dict:
    return {name: Place(Origin.SHOT, VALUE) for name in values}


def shot_for(model: Model, **values: object) -> Shot:
    return Shot(name="boarding", span=NAME, model=model.id, places=placed(values), **values)


def ratio(text: str) -> Ratio:
    return Ratio(*map(int, text.split(":")))


def least(model: Model) -> dict:
    """The least that a valid shot says, as the catalogue has it."""
    shape = default_aspect(model)
    ladder = [text for text in model.durations or () if text != "Auto"]
    structured = model.tags == "structured"
    shown = {"elements": ("marco",)} if structured else {"references": (PICTURE,)}
    return {
        **({"prompt": WORDS} if model.prompt != "refused" else {}),
        **({"duration": Duration(1000 * int(ladder[0][:-1]))} if ladder else {}),
        **({"aspect_ratio": ratio(shape)} if shape else {}),
        **({"start": FRAME} if model.start_image == "required" else {}),
        **({"end": FRAME} if model.end_image == "required" else {}),
        **({"source": Clip("opening")} if model.mode in {Mode.VIDEO, Mode.MOTION} else {}),
        **(shown if model.mode is Mode.REFERENCE else {}),
    }


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.id)
def test_the_least_valid_shot_of_every_model_has_no_errors(model):
    assert errors(judged(shot_for(model, **least(model)), model)) == ()


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.id)
def test_everything_that_a_model_lists_is_accepted(model):
    lengths = [Duration(1000 * int(text[:-1])) for text in model.durations or () if text != "Auto"]
    shapes = [ratio(text) for text in model.aspect_ratios or () if ":" in text]
    sizes = [Resolution(text) for text in model.resolutions or ()]
    for length, shape, size in product(lengths[:1] + lengths[-1:], shapes, sizes):
        values = {**least(model), "duration": length, "aspect_ratio": shape, "resolution": size}
        assert errors(judged(shot_for(model, **values), model)) == ()
    for length in lengths:
        assert errors(judged(shot_for(model, **{**least(model), "duration": length}), model)) == ()


@pytest.mark.parametrize("model", [m for m in MODELS if m.mode is Mode.UPSCALE], ids=lambda model: model.id)
def test_the_least_valid_upscale_of_every_model_says_nothing(model):
    for factor in (None, *map(Factor, model.factors)):
        node = Upscale(name="boarding", span=NAME, model=model.id, source=Clip("opening"), factor=factor)
        assert judged(node, model) == ()


frames = st.sampled_from([None, FRAME, PICTURE])
anything = st.fixed_dictionaries(
    {
        "prompt": st.sampled_from([None, WORDS, Prompt((" ",)), Prompt((Mention("marco"), " waves."))]),
        "negative_prompt": st.sampled_from([None, "rain", "rain" * 9000]),
        "duration": st.sampled_from([None, AUTO]) | st.integers(1, 40_000).map(Duration),
        "aspect_ratio": st.sampled_from([None, AUTO, Ratio(16, 9), Ratio(7, 5)]),
        "resolution": st.sampled_from([None, AUTO, *map(Resolution, ("720p", "4K", "huge"))]),
        "audio": st.sampled_from([None, True, False]),
        "start": frames,
        "end": frames,
        "source": st.sampled_from([None, Clip("opening")]),
        "soundtrack": st.sampled_from([None, Media(MediaKind.AUDIO, path="song.mp3")]),
        "elements": st.sampled_from([(), ("marco",)]),
        "references": st.lists(st.sampled_from([PICTURE, Clip("opening"), FRAME]), max_size=12).map(tuple),
        "task": st.sampled_from([None, "edit"]),
        "bitrate": st.sampled_from([None, "high"]),
        "image_strength": st.sampled_from([None, 0.5]),
        "voice": st.sampled_from([None, "ara"]),
        "consent": st.sampled_from([(), ("seedance",), ("other",)]),
    }
)


@given(st.sampled_from(MODELS), anything)
@settings(deadline=None, max_examples=300)
def test_whatever_a_shot_says_every_message_has_its_words(model, values):
    said = {name: value for name, value in values.items() if value not in (None, ())}
    for diagnostic in judged(shot_for(model, **said), model):
        assert re.fullmatch(r"VG4\d\d", diagnostic.code)
        assert title(diagnostic)
        assert "help: " in draw(diagnostic)
        assert "{" not in draw(diagnostic).replace("shot boarding {", "")


@given(st.sampled_from(MAKERS), st.integers(1, 40_000).map(Duration))
@settings(deadline=None)
def test_the_way_out_of_a_wrong_length_is_one(model, length):
    for found in judged(shot_for(model, **{**least(model), "duration": length}), model):
        if found.code != "VG412":
            continue
        assert found.facts["legal"] in (model.durations or ())
        assert [edit.text for edit in found.edits] == [found.facts["legal"]]
        needs = Needs(start="start" in least(model), end="end" in least(model), **_cited(model))
        for family in str(found.facts.get("others", "")).split(", ")[: 3 if "others" in found.facts else 0]:
            other = CATALOG.choose(family, needs).model
            assert other is not None
            assert str(length) in (other.durations or ())


def _cited(model: Model) -> dict:
    if model.mode is not Mode.REFERENCE:
        return {}
    return {"elements": True} if model.tags == "structured" else {"references": True}


def test_a_default_of_the_film_for_what_a_model_lacks_is_nobodys_mistake():
    model = CATALOG.models["kling-o3-pro-image-to-video"]
    values = {**least(model), "aspect_ratio": Ratio(16, 9), "resolution": Resolution("720p")}
    node = shot_for(model, **values)
    places = {**node.places, **{n: Place(Origin.FILM, VALUE) for n in ("aspect_ratio", "resolution")}}
    assert judged(msgspec.structs.replace(node, places=places), model) == ()


def test_a_value_from_the_command_line_is_shown_at_the_shot_and_not_edited():
    model = CATALOG.models["wan-2-7-text-to-video"]
    node = shot_for(model, **{**least(model), "duration": Duration(7_000)})
    places = {**node.places, "duration": Place(Origin.SET, None)}
    (found,) = judged(msgspec.structs.replace(node, places=places), model)
    assert (found.code, found.span, found.edits) == ("VG412", NAME, ())


def test_a_transition_is_shown_where_its_clips_are_written():
    model = CATALOG.models["wan-2-7-image-to-video"]
    values = {**least(model), "end": FRAME}
    node = msgspec.structs.replace(
        shot_for(model, **values),
        kind=NodeKind.TRANSITION,
        places=placed({name: name for name in ("model", "from", "to", "prompt", "duration")}),
    )
    (found,) = judged(node, model)
    assert (found.code, found.span, found.severity) == ("VG434", VALUE, Severity.ERROR)
    assert "out" not in draw(found)

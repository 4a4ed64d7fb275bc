"""Laws of every cast, for every model: nothing is cited that is not sent, nothing sent twice, nothing lost in silence."""

import re
from collections.abc import Iterable, Mapping

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.check.rules import RULES
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Severity
from vgdsl.plan.job import Input
from vgdsl.plan.lower import lower
from vgdsl.program.attached import Reference
from vgdsl.program.catalog import Mode, Model
from vgdsl.program.editions import load
from vgdsl.program.entities import Element, Film, Location, Origin, Place, Program, Shot
from vgdsl.program.mentions import Cast, cast, pictures, shown_by
from vgdsl.program.values import Clip, Duration, Edge, Frame, Media, MediaKind, Mention, Prompt, Ratio
from vgdsl.providers.simulator.judging.rules import queue_issues, quote_issues
from vgdsl.source import Source, Span

CATALOG = load()
MODELS = tuple(CATALOG.models.values())
SHOWING = tuple(model for model in MODELS if model.mode is Mode.REFERENCE)
SPAN = Span(Source("a.vg", ""), 0, 0)

_WRITTEN = ("model", "prompt", "elements", "locations", "references", "start", "duration", "aspect_ratio")
_TAG = re.compile(r"@(Element|Image|Video|Audio)(\d+)|<(Image|Video|Audio) (\d+)>")


def patiently(examples: int = 100) -> settings:
    """A law says nothing about time, and a machine may be busy."""
    return settings(max_examples=examples, deadline=None)


def media(kind: MediaKind, name: str) -> Media:
    return Media(kind, url=f"https://example.com/{name}")


PICTURES = tuple(media(MediaKind.IMAGE, f"{n}.png") for n in range(24))
VIDEOS = tuple(media(MediaKind.VIDEO, f"{n}.mp4") for n in range(6))
SOUNDS = tuple(media(MediaKind.AUDIO, f"{n}.mp3") for n in range(6))
PAGE = media(MediaKind.DOCUMENT, "page")
ELEMENTS, LOCATIONS, NAMED = ("ann", "bo", "città", "dog"), ("quay", "hall"), ("map", "walk", "bell", "page")
MADE = {"other": Clip("other"), "other.last_frame": Frame(Clip("other"), Edge.LAST)}


class Deal:
    """Hands out media: each once, or any of a few again and again."""

    def __init__(self, draw, *, once: bool) -> None:
        self._draw = draw
        self._left = {kind: list(pool) for kind, pool in _POOLS.items()} if once else None

    def __call__(self, kind: MediaKind) -> Media:
        if self._left is not None:
            return self._left[kind].pop(0)
        return self._draw(st.sampled_from(_POOLS[kind][:4]))

    def some(self, kind: MediaKind, most: int) -> tuple[Media, ...]:
        return tuple(self(kind) for _ in range(self._draw(st.integers(0, most))))


_POOLS = {
    MediaKind.IMAGE: PICTURES,
    MediaKind.VIDEO: VIDEOS,
    MediaKind.AUDIO: SOUNDS,
    MediaKind.DOCUMENT: (PAGE,),
}


@st.composite
def programs(draw, *, once: bool = False) -> Program:
    """A program of one shot that shows any of a cast in any way; `once`: no two of the cast share a file."""
    deal, some = (
        Deal(draw, once=once),
        lambda names: tuple(draw(st.lists(st.sampled_from(names), unique=True))),
    )
    maybe = lambda kind: next(iter(deal.some(kind, 1)), None)  # noqa: E731 - the four below read as one sentence
    words = st.sampled_from(("", "somebody in a coat"))
    elements = {
        name: Element(
            name,
            draw(words),
            maybe(MediaKind.IMAGE),
            deal.some(MediaKind.IMAGE, 3),
            maybe(MediaKind.VIDEO),
            maybe(MediaKind.AUDIO),
        )
        for name in ELEMENTS
    }
    locations = {name: Location(name, draw(words), deal.some(MediaKind.IMAGE, 2)) for name in LOCATIONS}
    kinds = (MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.DOCUMENT)
    named = {**{name: deal(kind) for name, kind in zip(NAMED, kinds, strict=True)}, **MADE}
    mentioned = draw(st.lists(st.sampled_from((*ELEMENTS, *LOCATIONS, *named)), max_size=5))
    others = (*PICTURES[:3], VIDEOS[0], SOUNDS[0], *MADE.values())
    shot = Shot(
        name="a",
        span=SPAN,
        model="",
        prompt=Prompt(tuple(part for name in mentioned for part in (Mention(name), ", "))),
        elements=some(ELEMENTS),
        locations=some(LOCATIONS),
        references=(*some(others), *(MADE[name] for name in dict.fromkeys(mentioned) if name in MADE)),
        start=draw(st.sampled_from((None, PICTURES[-1]))),
    )
    other = Shot(name="other", span=SPAN, model="wan-2-7-text-to-video", prompt=Prompt(("Fog.",)))
    return Program(
        film=Film("f", "F"),
        elements=elements,
        locations=locations,
        named_media=named,
        nodes={"a": shot, "other": other},
    )


def on(program: Program, model: Model) -> Program:
    """The same with another model, told the length and the shape that it wants to be told."""
    length = next((text for text in model.durations or () if text[0].isdigit()), None)
    shape = next((text for text in model.aspect_ratios or () if ":" in text), None)
    shot = msgspec.structs.replace(
        program.nodes["a"],
        model=model.id,
        duration=Duration(1000 * int(length.removesuffix("s"))) if length else None,
        aspect_ratio=Ratio(*map(int, shape.split(":"))) if shape else None,
        places=dict.fromkeys(_WRITTEN, Place(Origin.SHOT, SPAN)),
    )
    return msgspec.structs.replace(program, nodes={**program.nodes, "a": shot})


def staged(program: Program, model: Model) -> Cast:
    return cast(on(program, model).nodes["a"], model, program)


def sent(found: Cast, program: Program) -> dict[str, list[Reference]]:
    """What each field of the request carries."""
    return {
        "elements": [media for name in found.elements for media in shown_by(program.elements[name])],
        "scene": list(found.scene_images),
        "images": list(found.reference_images),
        "videos": list(found.reference_videos),
        "audios": list(found.reference_audios),
        "documents": list(found.reference_documents),
        "voices": list(found.own_voices),
    }


def cited(found: Cast) -> dict[str, list[int]]:
    """The numbers of each kind of tag, in the order of the prompt."""
    numbers: dict[str, list[int]] = {}
    for at, number, angle, angle_number in _TAG.findall(found.prompt or ""):
        numbers.setdefault(at or angle, []).append(int(number or angle_number))
    return numbers


@patiently()
@given(programs(), st.sampled_from(SHOWING))
def test_what_is_cited_is_sent(program, model):
    found = staged(program, model)
    images = found.scene_images if model.tags == "structured" else found.reference_images
    lists = {
        "Element": found.elements,
        "Image": images,
        "Video": found.reference_videos,
        "Audio": found.reference_audios,
    }
    for kind, numbers in cited(found).items():
        assert set(numbers) <= set(range(1, len(lists[kind]) + 1))
    names = {label.name for label in (*found.image_labels, *found.video_labels)}
    loose = set(re.findall(r"@(\w+)", _TAG.sub("", found.prompt or "")))
    assert loose <= names


@patiently()
@given(programs(once=True), st.sampled_from(SHOWING))
def test_numbers_follow_first_use(program, model):
    """In the prompt, where no two of the cast share a picture. What is only listed comes after."""
    for numbers in cited(staged(program, model)).values():
        firsts = list(dict.fromkeys(numbers))
        assert firsts == sorted(firsts)


@patiently()
@given(programs(), st.sampled_from(MODELS))
def test_nothing_is_sent_twice_in_one_field(program, model):
    found = staged(program, model)
    for field in ("scene", "images", "videos", "audios", "documents"):
        values = sent(found, program)[field]
        assert len(values) == len(set(values))
    assert len(found.elements) == len(set(found.elements))
    names = [label.name for label in (*found.image_labels, *found.video_labels) if label.name]
    assert len(names) == len(set(names))
    assert len(found.image_labels) in {0, len(found.reference_images)}
    assert len(found.video_labels) in {0, len(found.reference_videos)}


@patiently()
@given(programs(), st.sampled_from(SHOWING))
def test_nothing_is_lost_in_silence(program, model):
    """Everything of everyone whom the shot names is sent or said to be left out, and never both."""
    found, shot = staged(program, model), program.nodes["a"]
    carried = {value for values in sent(found, program).values() for value in values}
    for name in (*shot.prompt.mentions, *shot.elements, *shot.locations):
        assert all_media(name, program) <= carried | set(found.left_out)
    assert set(shot.references) <= carried
    assert not carried & set(found.left_out)


def all_media(name: str, program: Program) -> set[Media]:
    if name in program.named_media:
        return {program.named_media[name]}
    subject = program.elements.get(name) or program.locations[name]
    more = (subject.video, subject.voice) if isinstance(subject, Element) else ()
    return {one for one in (*pictures(subject), *more) if one is not None}


@patiently()
@given(programs(), st.sampled_from([model for model in MODELS if model.mode is not Mode.REFERENCE]))
def test_where_only_words_can_stand_they_do_or_their_lack_is_told(program, model):
    found, shot = staged(program, model), program.nodes["a"]
    for name in shot.prompt.mentions:
        subject = program.elements.get(name) or program.locations.get(name)
        words = subject.description if subject else ""
        assert words in found.prompt if words else name in found.wordless
        assert (name in found.in_words) is bool(words and subject and shown_by(subject))
    listed = {*shot.elements, *shot.locations} - set(shot.prompt.mentions)
    assert set(found.unplaced) == listed


def complaints(program: Program, model: Model) -> list[str]:
    subject = Subject(program.nodes["a"], model, program, CATALOG)
    return [one.code for rule in RULES for one in rule(subject) if one.severity is Severity.ERROR]


def as_sent(value: object) -> object:
    if isinstance(value, Input):
        return "https://example.com/media"
    if isinstance(value, Mapping):
        return {name: as_sent(inner) for name, inner in value.items()}
    return [as_sent(inner) for inner in value] if isinstance(value, list) else value


def bodies(program: Program) -> Iterable[tuple[object, object]]:
    jobs = lower(program, CATALOG).jobs
    return [(as_sent(job.body), as_sent(job.quote)) for job in jobs if job.node == "a"]


@patiently(300)
@given(programs(), st.sampled_from(MODELS) | st.sampled_from(SHOWING))
def test_the_same_shot_goes_to_every_model_or_is_told_why_not(program, model):
    """Changing the model alone raises nothing; and what the checker has nothing against, the service takes."""
    changed = on(program, model)
    ((body, quote),) = bodies(changed)
    if not complaints(changed, model):
        assert (queue_issues(model, body), quote_issues(model, quote)) == ([], []), model.id


@pytest.mark.parametrize("model", SHOWING, ids=lambda model: model.id)
def test_every_model_that_shows_references_can_be_given_one(model):
    """So that the law above is about something."""
    prompt = Prompt((Mention("ann"), " waits."))
    start = PICTURES[1] if model.start_image == "required" else None
    shot = Shot(name="a", span=SPAN, model="", prompt=prompt, elements=("ann",), start=start)
    ann = Element("ann", "somebody in a coat", frontal=PICTURES[0])
    program = on(Program(film=Film("f", "F"), elements={"ann": ann}, nodes={"a": shot}), model)
    assert complaints(program, model) == []
    ((body, _),) = bodies(program)
    assert queue_issues(model, body) == []

"""Small films, put together from what a scene file means, without a scene file."""

from collections.abc import Callable, Mapping

import pytest

from vgdsl.program.entities import (
    Cut,
    Element,
    Film,
    Location,
    Making,
    MediaFacts,
    Origin,
    Part,
    Place,
    Program,
    Shot,
)
from vgdsl.program.values import Clip, Duration, Edge, Frame, Media, MediaKind, Prompt
from vgdsl.source import Source, Span

TEXT = "".join(f"line {number}\n" for number in range(1, 100))
SOURCE = Source("harbor.vg", TEXT)


def span(line: int) -> Span:
    start = SOURCE.line_starts[line - 1]
    return Span(SOURCE, start, start + 4)


@pytest.fixture
def place() -> Callable[[int], Place]:
    """A value written on a line of harbor.vg."""
    return lambda line: Place(Origin.SHOT, span(line))


@pytest.fixture
def shot() -> Callable[..., Shot]:
    """A shot of a few words, with whatever else is given."""

    def make(name: str = "opening", model: str = "wan-2-7-text-to-video", **values: object) -> Shot:
        values.setdefault("prompt", Prompt(("A lagoon at dawn.",)))
        values.setdefault("duration", Duration(5000))
        return Shot(name=name, model=model, span=span(1), **values)

    return make


@pytest.fixture
def program() -> Callable[..., Program]:
    """A program of these nodes; every picture, clip and sound named below has its facts."""

    def make(*nodes: Making, cuts: Mapping[str, Cut] | None = None, **values: object) -> Program:
        return Program(
            film=values.pop("film", Film("gondolier", "The Gondolier")),
            nodes={node.name: node for node in nodes},
            cuts=cuts or {},
            elements=values.pop("elements", ELEMENTS),
            locations=values.pop("locations", LOCATIONS),
            named_media=values.pop("named_media", NAMED),
            media=values.pop("media", FACTS),
            **values,
        )

    return make


@pytest.fixture
def chain(
    shot: Callable[..., Shot], program: Callable[..., Program], place: Callable[[int], Place]
) -> Program:
    """Three shots, each started from the last frame of the one before, one beside them, and a cut of all."""
    start = {"model": "wan-2-7-image-to-video"}
    nodes = [
        shot("opening", places={"prompt": place(10)}),
        shot("boarding", **start, start=last("opening"), places={"prompt": place(20)}),
        shot("crossing", **start, start=last("boarding"), places={"prompt": place(30)}),
        shot("postcard", prompt=Prompt(("A postcard of Rome.",)), places={"prompt": place(40)}),
    ]
    sequence = tuple(Part(Clip(node.name)) for node in nodes)
    cut = Cut(name="main", span=span(50), sequence=sequence, output="gondolier.mp4")
    return program(*nodes, cuts={"main": cut})


def last(node: str) -> Frame:
    return Frame(Clip(node), Edge.LAST)


def image(name: str) -> Media:
    return Media(MediaKind.IMAGE, path=f"refs/{name}.png")


ELEMENTS = {
    "marco": Element(
        "marco",
        description="an old gondolier in a red scarf",
        frontal=image("marco-front"),
        references=(image("marco-left"), image("marco-back")),
    ),
    "lucia": Element("lucia", description="a girl with a lantern", frontal=image("lucia")),
    "fog": Element("fog", description="thick fog"),
    "nameless": Element("nameless"),
}
LOCATIONS = {"canal": Location("canal", "a narrow canal", (image("canal"),))}
NAMED = {
    "map": image("map"),
    "walk": Media(MediaKind.VIDEO, path="refs/walk.mp4"),
    "bell": Media(MediaKind.AUDIO, path="refs/bell.wav"),
}
FACTS = {
    **{
        f"refs/{name}.png": MediaFacts("image/png", 1000, f"{name:0<64}", width=1280, height=720)
        for name in ("marco-front", "marco-left", "marco-back", "lucia", "canal", "map", "first", "last")
    },
    "refs/walk.mp4": MediaFacts("video/mp4", 9000, "a" * 64, 1280, 720, 4.0, 24.0, 96, has_audio=False),
    "refs/bell.wav": MediaFacts("audio/wav", 800, "b" * 64, seconds=3.0),
    "refs/brief.pdf": MediaFacts("application/pdf", 800, "c" * 64),
}

"""A program: what a scene file means, resolved, typed and valid. Knows no text, no tree, no jobs.

Names here are qualified: `opening`, `cast.marco` for something imported under a prefix, `postcard["Rome"]` for one shot
of a for-each. Every reference names something that exists, every value is of its type, and every graph of references
ends: whoever holds a Program does not check again.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec

from vgdsl.program.values import (
    Auto,
    Clip,
    Duration,
    Factor,
    Frame,
    Image,
    Keyframe,
    Media,
    Money,
    Move,
    Prompt,
    Rate,
    Ratio,
    Resolution,
)
from vgdsl.source import Span


class Film(msgspec.Struct, frozen=True):
    """The film as a whole."""

    name: str
    title: str
    fps: Rate | None = None
    budget: Money | None = None


class Scene(msgspec.Struct, frozen=True):
    """A group of shots; `budget` caps what its jobs cost together."""

    name: str
    budget: Money | None = None


class Element(msgspec.Struct, frozen=True):
    """A character or an object that shots mention; `places` are those of its values, by attribute, and of its name, by ""."""

    name: str
    description: str = ""
    frontal: Media | None = None
    references: tuple[Media, ...] = ()
    video: Media | None = None
    voice: Media | None = None
    places: Mapping[str, Span] = {}


class Location(msgspec.Struct, frozen=True):
    """An environment that shots mention; `places` as those of an element."""

    name: str
    description: str = ""
    images: tuple[Media, ...] = ()
    places: Mapping[str, Span] = {}


class Origin(StrEnum):
    """Who gave a value, weakest first."""

    FILM = "film"
    SCENE = "scene"
    STYLE = "style"
    SHOT = "shot"
    PROFILE = "profile"
    SET = "--set"


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a node's value was written, and by whom; a value from the command line has no span."""

    origin: Origin
    span: Span | None


class Omission(msgspec.Struct, frozen=True):
    """A film's or scene's default left out for a shot because its model has no such parameter."""

    attribute: str
    value: str


class NodeKind(StrEnum):
    SHOT = "shot"
    TRANSITION = "transition"
    UPSCALE = "upscale"


class Shot(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One generated clip, or one per take. A transition is a shot with a start and an end frame."""

    name: str
    kind: NodeKind = NodeKind.SHOT
    scene: str | None = None
    span: Span
    places: Mapping[str, Place] = {}
    model: str
    prompt: Prompt | None = None
    negative_prompt: str | None = None
    duration: Duration | Auto | None = None
    aspect_ratio: Ratio | Auto | None = None
    resolution: Resolution | Auto | None = None
    audio: bool | None = None
    start: Image | None = None
    end: Image | None = None
    source: Clip | Media | None = None
    soundtrack: Media | None = None
    elements: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    references: tuple[Media | Clip | Frame, ...] = ()
    keyframes: tuple[Keyframe, ...] = ()
    task: str | None = None
    camera: tuple[Move, ...] = ()
    bitrate: str | None = None
    image_strength: float | None = None
    voice: str | None = None
    consent: tuple[str, ...] = ()
    options: Mapping[str, object] = {}
    takes: int = 1
    pick: int = 1
    after: tuple[str, ...] = ()
    hold: bool = False
    omitted: tuple[Omission, ...] = ()


class Upscale(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A clip made larger or better; `settings` are the Topaz suite's own, by their names in the language.

    `parts` is into how many parts its source is cut; where nothing is said, into as many as it takes.
    """

    name: str
    scene: str | None = None
    span: Span
    places: Mapping[str, Place] = {}
    model: str
    source: Clip | Media
    factor: Factor | None = None
    prompt: Prompt | None = None
    settings: Mapping[str, object] = {}
    parts: int | None = None
    options: Mapping[str, object] = {}
    takes: int = 1
    pick: int = 1
    after: tuple[str, ...] = ()
    hold: bool = False

    @property
    def kind(self) -> NodeKind:
        return NodeKind.UPSCALE


Making = Shot | Upscale
"""A node that buys a clip."""


class Part(msgspec.Struct, frozen=True):
    """A clip in a cut, from `start` to `end` of it where given."""

    clip: Clip | Media
    start: Duration | None = None
    end: Duration | None = None


class Dissolve(msgspec.Struct, frozen=True):
    """A cross-fade between the parts before and after it."""

    duration: Duration


class Music(msgspec.Struct, frozen=True):
    """A bed of sound under the whole film; `gain` in decibels, `start` is where in the music the film begins."""

    media: Media
    fade_in: Duration = Duration(0)
    fade_out: Duration = Duration(0)
    gain: float = 0.0
    start: Duration = Duration(0)


class Cut(msgspec.Struct, frozen=True, kw_only=True):
    """The assembled film; `output` is a file name inside the folder of results."""

    name: str
    span: Span
    sequence: tuple[Part | Dissolve, ...]
    music: Music | None = None
    fps: Rate | None = None
    resolution: Resolution | None = None
    output: str

    @property
    def clips(self) -> tuple[str, ...]:
        """The nodes it shows, each once, in order of appearance."""
        parts = (p.clip for p in self.sequence if isinstance(p, Part))
        return tuple(dict.fromkeys(c.node for c in parts if isinstance(c, Clip)))


class MediaFacts(msgspec.Struct, frozen=True, gc=False):
    """What is known of a media file by its bytes: sizes in pixels, seconds and bytes; `sha256` names the content.

    `cut_points` are the places at which a video can be parted, its beginning and end among them: how many pictures are before
    each, and how many bytes these have.
    """

    mime: str
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    fps: float | None = None
    frames: int | None = None
    has_audio: bool | None = None
    cut_points: tuple[tuple[int, int], ...] = ()


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """One film, whole. Mappings are in the order of declaration; `named_media` are those that prompts
    mention by name; `media` holds the facts of every file used, by path.
    """

    film: Film
    scenes: Mapping[str, Scene] = {}
    elements: Mapping[str, Element] = {}
    locations: Mapping[str, Location] = {}
    named_media: Mapping[str, Media | Clip | Frame] = {}
    nodes: Mapping[str, Making] = {}
    cuts: Mapping[str, Cut] = {}
    media: Mapping[str, MediaFacts] = {}
    catalog_date: str = ""

    def in_scene(self, scene: str) -> Iterator[Making]:
        return (node for node in self.nodes.values() if node.scene == scene)

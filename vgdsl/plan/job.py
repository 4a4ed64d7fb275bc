"""What a node needs done: jobs to buy, clips to finish and assemblies to build. Knows no state, no prices and no network.

A job's body is the request as it will be sent, with an Input in every place where media goes. What an input's bytes are
is known before the run (a file), or only once another job is done (a clip, a frame of it); either way the request has
one identity, its key (see plan/key.py).
"""

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from vgdsl.program.entities import Cut, NodeKind, Place
from vgdsl.program.values import Duration, Edge


class FileInput(msgspec.Struct, frozen=True):
    """A file of the project, by its path inside it; `sha256` and `size` are of its bytes."""

    path: str
    mime: str
    sha256: str
    size: int


class LinkInput(msgspec.Struct, frozen=True):
    """An https address, which the provider fetches itself."""

    url: str


class ClipInput(msgspec.Struct, frozen=True):
    """The clip that another job makes."""

    job: str


class FrameInput(msgspec.Struct, frozen=True):
    """A frame of the clip that another job makes, or of a video file."""

    of: ClipInput | FileInput
    at: Edge | Duration


class PartInput(msgspec.Struct, frozen=True):
    """Pictures `first` up to but without `last` of a clip or a video file, as they are, without its sound."""

    of: ClipInput | FileInput
    first: int
    last: int
    mime: str = "video/mp4"


Input = FileInput | LinkInput | ClipInput | FrameInput | PartInput


class Expected(msgspec.Struct, frozen=True):
    """What the clip should measure, as far as the order says; None where the model decides.

    `rate` is frames a second. `lines` is the shorter side where a resolution was ordered and the shape follows a picture.
    `frames` is how many pictures a part must have, so that the parts are together what they were.
    """

    seconds: float | None = None
    width: int | None = None
    height: int | None = None
    rate: float | None = None
    lines: int | None = None
    frames: int | None = None


Silence = Literal["", "slowed", "linked"]
"""Why an upscaled clip does not get the sound of its source back: slow motion has none that fits, a link is not at hand."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One purchase: a take of a node, or a part of one.

    `id` is the node's name for its first take and `name#2`, `name#3` for the others; where the node's source is cut, parts
    are `name/1`, `name/2#2`, and `part` is their number, which is 0 for a whole; `stuck` is a source
    that is too much for a request and cannot be cut, `open` one that is to be cut as soon as it is there. `body` goes to /video/queue,
    `quote` to /video/quote. `after` are jobs that must be done before, though nothing of them is used. `places` says
    where the values of the body's fields were written. `source` is what the video that it is made from measures, where it
    is made from one, and what of that is known beforehand. `seconds` is how long the making usually takes. `filled` are
    fields that nobody gave and whose usual value was taken; `left_out` are media for which the model has no room; of the
    elements and locations `in_words` only the description goes along, as the model shows no references.
    """

    id: str
    node: str
    take: int
    part: int = 0
    kind: NodeKind
    scene: str | None = None
    model: str
    body: Mapping[str, object]
    quote: Mapping[str, object]
    after: tuple[str, ...] = ()
    expected: Expected = Expected()
    source: Expected = Expected()
    seconds: float = 120.0
    hold: bool = False
    places: Mapping[str, Place] = {}
    filled: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    in_words: tuple[str, ...] = ()
    silent: Silence = ""
    stuck: bool = False
    open: bool = False

    @property
    def piece(self) -> str:
        """The node, or the part of it, of which this is a take: what is bought for it is remembered under this name."""
        return f"{self.node}/{self.part}" if self.part else self.node

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The media of the body, in the order of its fields."""
        return tuple(inputs_of(self.body))

    @property
    def needs(self) -> tuple[str, ...]:
        """The jobs whose clips it uses, each once."""
        return tuple(dict.fromkeys(job for i in self.inputs if (job := made_by(i)) is not None))


class Finishing(msgspec.Struct, frozen=True, kw_only=True):
    """A take's clip made of what was bought for it, on this machine, for nothing: its parts joined, its sound put back.

    `parts` are the jobs that made its pictures, in order. `sound` is the clip or file whose sound belongs to them, if
    there is any. The result is known by what it is made of (finished in plan/key.py), and can always be made again.
    """

    id: str
    node: str
    take: int
    scene: str | None = None
    parts: tuple[str, ...]
    sound: FileInput | ClipInput | None = None
    expected: Expected = Expected()

    @property
    def needs(self) -> tuple[str, ...]:
        """The jobs whose clips it uses, each once."""
        maker = None if self.sound is None else made_by(self.sound)
        return tuple(dict.fromkeys((*self.parts, *(() if maker is None else (maker,)))))


class Assembly(msgspec.Struct, frozen=True, kw_only=True):
    """One film to put together from clips, on this machine, for nothing; `jobs` is the picked take of each clip by node."""

    id: str
    cut: Cut
    jobs: Mapping[str, str]
    media: Mapping[str, str] = {}
    """The digests of the files of the project that it uses, by path."""
    seams: frozenset[tuple[int, int]] = frozenset()
    """Neighbours in the sequence (by index) of which the second was started from the last frame of the first."""

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.jobs.values()))


Task = Job | Finishing | Assembly

_PLAIN = frozenset({str, int, float, bool, type(None)})


def made_by(source: Input) -> str | None:
    """The job that an input waits for, or None for files and links."""
    if isinstance(source, FrameInput | PartInput):
        return made_by(source.of)
    return source.job if isinstance(source, ClipInput) else None


def inputs_of(value: object) -> Iterator[Input]:
    """All inputs inside a body, depth first in the order of its fields."""
    if isinstance(value, Input):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            # Most fields are texts and numbers, and a call for each would be half the cost of a plan.
            if type(inner) not in _PLAIN:
                yield from inputs_of(inner)

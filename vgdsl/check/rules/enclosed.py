"""The files that a node sends along, and as what. Knows their facts, and judges nothing."""

from collections.abc import Iterator, Mapping

import msgspec

from vgdsl.check.rules.subject import Subject
from vgdsl.program.attached import Reference
from vgdsl.program.entities import MediaFacts, Program, Shot, Upscale
from vgdsl.program.mentions import shown_by
from vgdsl.program.values import Clip, Duration, Frame, Media, MediaKind

LIMIT = 35_000_000
"""Bytes of JSON that Venice takes in one request (queue reference, August 2026; read as decimal megabytes)."""


class Enclosed(msgspec.Struct, frozen=True):
    """One medium of a request, and the attribute that brings it."""

    attribute: str
    value: Reference

    @property
    def file(self) -> Media | None:
        """The file whose bytes are sent as they are."""
        return self.value if isinstance(self.value, Media) and self.value.path is not None else None

    @property
    def still(self) -> Media | None:
        """The file that decides the size of a still: the picture itself, or the video that a frame is taken from."""
        value = self.value.of if isinstance(self.value, Frame) else self.value
        framed = isinstance(self.value, Frame)
        return value if isinstance(value, Media) and (framed or value.kind is MediaKind.IMAGE) else None


def enclosed(subject: Subject) -> Iterator[Enclosed]:
    """All media of the node's request, each as often as it is sent."""
    node = subject.node
    for media in _within(node.options) if node.options else ():
        yield Enclosed("options", media)
    if isinstance(node, Upscale):
        yield Enclosed("source", node.source)
    elif subject.shot is not None:
        yield from _own(node)
        yield from _cast(subject)


def _within(value: object) -> Iterator[Media]:
    """The media in a value of `options`."""
    if isinstance(value, Media):
        yield value
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _within(inner)


def _own(shot: Shot) -> Iterator[Enclosed]:
    if shot.start is not None:
        yield Enclosed("start", shot.start)
    if shot.end is not None:
        yield Enclosed("end", shot.end)
    if shot.source is not None:
        yield Enclosed("source", shot.source)
    if shot.soundtrack is not None:
        yield Enclosed("soundtrack", shot.soundtrack)
    for keyframe in shot.keyframes:
        yield Enclosed("keyframes", keyframe.image)


def _cast(subject: Subject) -> Iterator[Enclosed]:
    cast = subject.cast
    for name in cast.elements:
        for media in shown_by(subject.program.elements[name]):
            yield Enclosed("elements", media)
    for image in cast.scene_images:
        yield Enclosed("locations", image)
    references = (
        *cast.reference_images,
        *cast.reference_videos,
        *cast.reference_audios,
        *cast.reference_documents,
        *cast.own_voices,
    )
    for value in references:
        yield Enclosed("references", value)


def facts_of(media: Media | None, program: Program) -> MediaFacts | None:
    """What is known of a file; None for an address, which is not fetched."""
    return program.media.get(media.path) if media is not None and media.path is not None else None


def seconds_of(value: Reference, program: Program) -> float | None:
    """How long a clip or sound is, as far as anybody can know before it is made."""
    if isinstance(value, Frame):
        return None
    if isinstance(value, Media):
        facts = facts_of(value, program)
        return facts.seconds if facts is not None else None
    return _ordered(value, program)


def _ordered(clip: Clip, program: Program) -> float | None:
    """By a loop: a chain of upscales may be as long as the film. A ring of them has been told, and has no length."""
    followed: set[str] = set()
    source: Clip | Media = clip
    while isinstance(source, Clip):
        node = program.nodes.get(source.node)
        if not isinstance(node, Upscale):
            ordered = node.duration if node is not None else None
            return float(ordered.seconds) if isinstance(ordered, Duration) else None
        if node.settings or source.node in followed:
            return None
        followed.add(source.node)
        source = node.source
    return seconds_of(source, program)


def encoded(facts: MediaFacts) -> int:
    """The length of a file's data URL: `data:image/png;base64,` and four characters for every three bytes."""
    return len("data:;base64,") + len(facts.mime) + 4 * ((facts.size + 2) // 3)


def overweight(facts: MediaFacts, megabytes: float) -> bool:
    """Whether a file is over a limit of its own; one too large for any request at all is the request's trouble."""
    return facts.size > megabytes * 1e6 and encoded(facts) <= LIMIT

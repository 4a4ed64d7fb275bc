"""A cut as something to build: its clips as jobs, and the joins at which a frame would be seen twice. Knows no media."""

from collections.abc import Iterator

import msgspec

from vgdsl.plan.inputs import Inputs
from vgdsl.plan.job import Assembly
from vgdsl.program.entities import Cut, Part, Program, Shot
from vgdsl.program.values import Clip, Edge, Frame, Image, Media


def assembly(cut: Cut, program: Program, inputs: Inputs) -> Assembly:
    """A cut over the picked takes of its clips."""
    jobs = {name: inputs.clip(name).job for name in cut.clips}
    paced = msgspec.structs.replace(cut, fps=cut.fps or program.film.fps)
    used = {media.path: program.media[media.path].sha256 for media in _files(cut) if media.path is not None}
    return Assembly(id=cut.name, cut=paced, jobs=jobs, media=used, seams=frozenset(_seams(cut, program)))


def _files(cut: Cut) -> Iterator[Media]:
    yield from (item.clip for item in cut.sequence if isinstance(item, Part) and isinstance(item.clip, Media))
    if cut.music is not None:
        yield cut.music.media


def _seams(cut: Cut, program: Program) -> Iterator[tuple[int, int]]:
    for index, (before, after) in enumerate(zip(cut.sequence, cut.sequence[1:], strict=False)):
        if isinstance(before, Part) and isinstance(after, Part) and _doubled(before, after, program):
            yield index, index + 1


def _doubled(before: Part, after: Part, program: Program) -> bool:
    """Whether the last frame of one part is the first of the next; a part trimmed at the join shows other frames."""
    if before.end is not None or after.start is not None:
        return False
    first, second = _filmed(before.clip, program), _filmed(after.clip, program)
    if first is None or second is None:
        return False
    chained = _is_frame(second.start, first.name, Edge.LAST)
    return chained or _is_frame(first.end, second.name, Edge.FIRST)


def _filmed(clip: object, program: Program) -> Shot | None:
    """The shot behind a clip: of an upscale, the shot that it enlarges."""
    while isinstance(clip, Clip):
        node = program.nodes[clip.node]
        if isinstance(node, Shot):
            return node
        clip = node.source
    return None


def _is_frame(image: Image | None, node: str, edge: Edge) -> bool:
    return isinstance(image, Frame) and image.of == Clip(node) and image.at is edge

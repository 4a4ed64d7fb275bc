"""Runs a clip in the picture of a slate, for jobs that are made from a clip. Knows no words, no encoder and no sound."""

from collections.abc import Iterator
from fractions import Fraction

import av
from av.error import FFmpegError
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from vgdsl.media.enlarge import ready
from vgdsl.media.errors import MediaError
from vgdsl.media.slate.facts import Slate
from vgdsl.media.slate.layout import Layout
from vgdsl.media.slate.planes import Patch, crop, shared


def running(slate: Slate) -> Iterator[Patch | None]:
    """The source's pictures between the bars; a clip that is too short stands still at its end."""
    frames, area = _frames(slate), Layout(*slate.size).picture
    for index in range(slate.frames):
        frame = next(frames, None)
        if frame is None and index == 0:
            raise MediaError(f"{slate.source} has no pictures.")
        yield (0, crop(shared(frame), area)) if frame is not None else None


def _frames(slate: Slate) -> Iterator[VideoFrame]:
    """The source's pictures at the slate's rate, cut and scaled so that they fill it."""
    try:
        with av.open(str(slate.source)) as container:
            stream = container.streams.video[0]
            graph = _fitting(slate, stream)
            for frame in container.decode(stream):
                graph.push(frame)
                yield from ready(graph)
            graph.push(None)
            yield from ready(graph)
    except (FFmpegError, IndexError) as error:
        raise MediaError(f"{slate.source} is no clip that can be read.") from error


def _fitting(slate: Slate, stream: VideoStream) -> Graph:
    graph = Graph()
    rate, size = Fraction(slate.fps), f"{slate.width}:{slate.height}"
    graph.link_nodes(
        graph.add_buffer(template=stream),
        graph.add("fps", f"{rate.numerator}/{rate.denominator}"),
        graph.add("scale", f"{size}:force_original_aspect_ratio=increase:flags=fast_bilinear"),
        graph.add("crop", size),
        graph.add("format", "yuv420p"),
        graph.add("buffersink"),
    ).configure()
    return graph

"""Makes a clip larger, or gives it another rate, picture by picture. Knows no model and nothing of restoring detail."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from vgdsl.media.errors import MediaError

_USUAL_RATE = Fraction(24)


@dataclass(frozen=True, slots=True)
class Enlarged:
    """What to make of a clip: `factor` times its width and height, at `fps` pictures a second (None: as it is).

    `slowdown` makes it that many times longer: it fills the time with the pictures before, and invents none.
    """

    factor: int = 1
    fps: Fraction | None = None
    slowdown: int = 1


def enlarge(source: Path, wanted: Enlarged, out: Path) -> None:
    """Write `source`, scaled, to `out`: H.264 in an MP4, without sound, as upscalers of video deliver it.

    Unless a rate or a slowdown is wanted, it has the same pictures, one for one. Raises MediaError if the source is
    no clip.
    """
    try:
        with (
            av.open(str(source)) as container,
            av.open(str(out), "w", format="mp4", options={"movflags": "faststart"}) as to,
        ):
            stream = container.streams.video[0]
            rate = wanted.fps or stream.average_rate or _USUAL_RATE
            video = _video_stream(to, rate)
            video.width, video.height = (
                side * wanted.factor // 2 * 2 for side in (stream.width, stream.height)
            )
            for index, frame in enumerate(_scaled(container, wanted, rate)):
                frame.pts, frame.time_base = index, 1 / rate
                to.mux(video.encode(frame))
            to.mux(video.encode(None))
    except (FFmpegError, IndexError) as error:
        raise MediaError(f"{source.name} is no clip that can be enlarged.") from error


def _video_stream(container: OutputContainer, rate: Fraction) -> VideoStream:
    stream = container.add_stream("libx264", rate=rate)
    stream.pix_fmt, stream.time_base = "yuv420p", 1 / rate
    stream.options = {
        "preset": "ultrafast",
        "qp": "22",
        "g": str(round(2 * rate)),
        "threads": "1",
        "x264-params": "cabac=1",
    }
    return stream


def _scaled(container: InputContainer, wanted: Enlarged, rate: Fraction) -> Iterator[VideoFrame]:
    stream = container.streams.video[0]
    graph = _graph(stream, wanted, rate)
    for frame in container.decode(stream):
        graph.push(frame)
        yield from ready(graph)
    graph.push(None)
    yield from ready(graph)


def ready(graph: Graph) -> Iterator[VideoFrame]:
    """The pictures that a graph of filters has finished."""
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, VideoFrame):
            yield frame


def _graph(stream: VideoStream, wanted: Enlarged, rate: Fraction) -> Graph:
    graph = Graph()
    size = f"trunc(iw*{wanted.factor}/2)*2:trunc(ih*{wanted.factor}/2)*2:flags=bicubic"
    steps = [graph.add("scale", size), graph.add("format", "yuv420p")]
    if wanted.slowdown != 1:
        steps.insert(0, graph.add("setpts", f"{wanted.slowdown}*PTS"))
    if wanted.fps or wanted.slowdown != 1:
        steps.append(graph.add("fps", f"{rate.numerator}/{rate.denominator}"))
    graph.link_nodes(graph.add_buffer(template=stream), *steps, graph.add("buffersink")).configure()
    return graph

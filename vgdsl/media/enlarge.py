"""Makes a clip larger, or gives it another rate, picture by picture. Knows no model and nothing of restoring detail."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path

import av
from av.container import OutputContainer
from av.error import FFmpegError
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from vgdsl.media.colours import HDR10, Colour, kept, to_hdr
from vgdsl.media.errors import MediaError
from vgdsl.media.footage import Footage, VideoTrack, read_footage
from vgdsl.media.frames import colour_of, decode_frame, decode_frames

_X265 = "log-level=none:qp=24"
_HDR = "hdr10=1:repeat-headers=1:max-cll=1000,203:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"


class Encoding(Enum):
    """How a result is stored: its container, encoder, pixels, the container's name for the codec, and whether it is HDR."""

    H264 = ("mp4", "libx264", "yuv420p", "avc1", False)
    HEVC = ("mp4", "libx265", "yuv420p10le", "hvc1", False)
    HDR10 = ("mp4", "libx265", "yuv420p10le", "hvc1", True)
    PRORES = ("mov", "prores_aw", "yuv422p10le", "apch", True)

    def __init__(self, container: str, codec: str, pixels: str, tag: str, hdr: bool) -> None:
        self.container, self.codec, self.pixels, self.tag, self.hdr = container, codec, pixels, tag, hdr

    def options(self, rate: Fraction) -> dict[str, object]:
        """The encoder's settings: the fastest there are, with a key picture every two seconds."""
        every = str(round(2 * rate))
        if self.codec == "libx264":
            return {"preset": "ultrafast", "qp": "22", "threads": "1", "x264-params": "cabac=1", "g": every}
        if self.codec == "libx265":
            return {
                "preset": "ultrafast",
                "x265-params": f"{_X265}:{_HDR}" if self.hdr else _X265,
                "g": every,
            }
        return {"profile": "3"}


@dataclass(frozen=True, slots=True)
class Enlarged:
    """What to make of a clip: its size in pixels (None: as it is) and pictures a second (None: as they are).

    `slowdown` makes it that many times longer: it fills the time with the pictures before, and invents none.
    """

    size: tuple[int, int] | None = None
    fps: Fraction | None = None
    slowdown: int = 1
    encoding: Encoding = Encoding.H264


def enlarge(source: Path, wanted: Enlarged, out: Path) -> None:
    """Write `source`, scaled, to `out`, without sound, as upscalers of video deliver it.

    Unless a rate or a slowdown is wanted, it has the same pictures, one for one. Raises MediaError if the source is
    no clip.
    """
    footage = read_footage(source)
    track = footage.pictures
    rate, encoding = wanted.fps or track.rate, wanted.encoding
    size = wanted.size or (track.width, track.height)
    colour = HDR10 if encoding.hdr else colour_of(decode_frame(footage, 0))
    try:
        with av.open(str(out), "w", format=encoding.container, options={"movflags": "faststart"}) as to:
            video = _video_stream(to, encoding, size, rate, colour)
            for index, frame in enumerate(_fitted(_sampled(footage, wanted, rate), track, size, encoding)):
                frame.pts, frame.time_base = index, 1 / rate
                to.mux(video.encode(frame))
            to.mux(video.encode(None))
    except FFmpegError as error:
        raise MediaError(f"{source.name} is no clip that can be enlarged.") from error


def _video_stream(
    container: OutputContainer, encoding: Encoding, size: tuple[int, int], rate: Fraction, colour: Colour
) -> VideoStream:
    stream = container.add_stream(encoding.codec, rate=rate)
    if not isinstance(stream, VideoStream):
        raise TypeError(f"{encoding.codec} encodes no video")
    stream.width, stream.height = size
    stream.pix_fmt, stream.time_base = encoding.pixels, 1 / rate
    codec = stream.codec_context
    codec.codec_tag = encoding.tag
    codec.color_primaries, codec.color_trc, codec.colorspace, codec.color_range = colour
    stream.options = encoding.options(rate)
    return stream


def _sampled(footage: Footage, wanted: Enlarged, rate: Fraction) -> Iterator[VideoFrame]:
    """The source's pictures, each as often as the new rate and speed show it."""
    track = footage.pictures
    places = _places(track, wanted, rate)
    place = next(places, None)
    for number, picture in enumerate(decode_frames(footage, 0)):
        while place == number:
            yield picture
            place = next(places, None)


def _places(track: VideoTrack, wanted: Enlarged, rate: Fraction) -> Iterator[int]:
    """Which picture of the source is on screen at each of the result's."""
    if wanted.fps is None and wanted.slowdown == 1:
        yield from range(track.frame_count)
        return
    slack = Fraction(1, 4) / track.rate  # containers round times to their own ticks
    for number in range(max(1, round(track.duration * wanted.slowdown * rate))):
        yield min(track.frame_at(number / rate / wanted.slowdown + slack), track.frame_count - 1)


def _fitted(
    pictures: Iterator[VideoFrame], track: VideoTrack, size: tuple[int, int], encoding: Encoding
) -> Iterator[VideoFrame]:
    graph: Graph | None = None
    for picture in pictures:
        graph = graph or _graph(picture, track, size, encoding)
        graph.vpush(picture)
        yield graph.vpull()


def _graph(picture: VideoFrame, track: VideoTrack, size: tuple[int, int], encoding: Encoding) -> Graph:
    colour = colour_of(picture)
    colours = to_hdr(colour) if encoding.hdr else kept(colour)
    graph = Graph()
    steps = (
        graph.add_buffer(
            width=picture.width, height=picture.height, format=picture.format, time_base=track.time_base
        ),
        graph.add("scale", f"{size[0]}:{size[1]}:flags=bicubic{colours}"),
        graph.add("format", encoding.pixels),
        graph.add("buffersink"),
    )
    graph.link_nodes(*steps).configure()
    return graph


def ready(graph: Graph) -> Iterator[VideoFrame]:
    """The pictures that a graph of filters has finished."""
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, VideoFrame):
            yield frame

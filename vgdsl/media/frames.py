"""Decodes chosen pictures of a clip, exactly. Knows packets and times, no films and no formats of ours.

A picture is named by its place in showing order, taken from the packet table, and is recognised after
decoding by its time. So B-frames, open groups, variable rates, edit lists and sound longer than the picture
cannot shift it, and a seek that landed elsewhere is noticed instead of trusted.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Literal

from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL.Image import Image

from vgdsl.media.colours import Colour, is_hdr, to_ordinary
from vgdsl.media.container import only, opened
from vgdsl.media.errors import MediaError
from vgdsl.media.footage import Footage, VideoTrack, read_footage

_PNG_LEVEL = 1
"""Lossless at any level; level 1 is four times as fast as the default for a tenth more bytes."""


def extract_frame(path: Path, at: Literal["first", "last"] | Fraction | float, out: Path) -> Path:
    """Write one picture of the clip as a lossless PNG and return `out`.

    A number is seconds after the first picture appeared, and means the picture on screen then. The same clip
    gives the same bytes. A rotation noted in the file's metadata is not applied: the picture is as stored,
    which is how the service reads it too. Raises MediaError when the clip is unreadable or ends before `at`.
    """
    footage = read_footage(path)
    number = frame_number(footage, at)
    picture = as_seen(decode_frame(footage, number))
    image: Image = picture.to_image()  # type: ignore[no-untyped-call]  # av leaves it bare
    image.save(out, format="PNG", compress_level=_PNG_LEVEL)
    return out


def as_seen(picture: VideoFrame) -> VideoFrame:
    """The picture in ordinary brightness and colours, as a PNG has them: of an HDR one that is made first."""
    colour = colour_of(picture)
    if not is_hdr(colour):
        return picture
    graph = Graph()
    steps = (
        graph.add_buffer(
            width=picture.width, height=picture.height, format=picture.format, time_base=picture.time_base
        ),
        graph.add("scale", f"{picture.width}:{picture.height}{to_ordinary(colour)}"),
        graph.add("format", "yuv444p"),
        graph.add("buffersink"),
    )
    graph.link_nodes(*steps).configure()
    graph.vpush(picture)
    return graph.vpull()


def colour_of(picture: VideoFrame) -> Colour:
    """How the picture itself says that it is meant; a file's header may say nothing."""
    return (picture.color_primaries, picture.color_trc, picture.colorspace, picture.color_range)


def frame_number(footage: Footage, at: Literal["first", "last"] | Fraction | float) -> int:
    """Which picture `at` means, counted from 0. Raises MediaError for a time outside the clip."""
    track = footage.pictures
    if at == "first":
        return 0
    if at == "last":
        return track.frame_count - 1
    seconds = Fraction(at).limit_denominator(1_000_000)
    if not 0 <= seconds <= track.duration:
        raise MediaError(
            f"{footage.path} has no picture at {float(seconds):g} s: it lasts {float(track.duration):g} s."
        )
    return track.frame_at(seconds)


def decode_frame(footage: Footage, number: int) -> VideoFrame:
    """Picture `number` of the clip, decoded. Raises MediaError when it cannot be."""
    return next(decode_frames(footage, number))


def decode_frames(footage: Footage, first: int) -> Iterator[VideoFrame]:
    """Picture `first` and all after it, in showing order. Raises MediaError at one that cannot be decoded.

    Starts at the nearest key picture before; where that does not lead to `first` (some files' key marks
    promise too much), decodes from the beginning.
    """
    track = footage.pictures
    expected = first
    for start_tick in dict.fromkeys((_start_tick(track, first), None)):
        for picture in _decode(footage, start_tick, first):
            number = track.place(picture.pts)
            if number > expected:
                break
            if number == expected:
                yield picture
                expected += 1
        if expected > first:
            break
    if expected < track.frame_count:
        raise MediaError(
            f"{footage.path} is damaged: picture {expected + 1} of {track.frame_count} cannot be decoded."
        )


def _start_tick(track: VideoTrack, number: int) -> int | None:
    """The decoding time of the last key picture shown no later than `number`; None to start at the start."""
    earlier = [entry for entry in track.entries if entry.pts <= track.pts[number]]
    return earlier[-1].dts if earlier and earlier[-1].position > 0 else None


def _decode(footage: Footage, start_tick: int | None, first: int) -> Iterator[VideoFrame]:
    """Decode from `start_tick` on, leaving out pictures before `first` on which no other depends.

    Leaving them out changes no later picture, and about halves the work of reaching a last frame. Frame
    threads would read the setting too late, so decoding keeps to the library's default of slice threads.
    """
    track = footage.pictures
    with opened(footage.path) as container:
        stream = only(container, track.stream)
        if not isinstance(stream, VideoStream):
            raise MediaError(f"{footage.path} has changed while it was being read.")
        if start_tick is not None:
            container.seek(start_tick, stream=stream, backward=True)
        for packet in container.demux(stream):
            early = 0 <= track.place(packet.pts) < first
            stream.codec_context.skip_frame = "NONREF" if early else "DEFAULT"
            yield from (picture for picture in packet.decode() if not picture.is_corrupt)

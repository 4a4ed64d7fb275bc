"""Makes the pictures of a film that cannot be copied: fitted to its size and rate, or melted together.

Knows decoded pictures only: no packets, no encoder, no sound.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from PIL import Image

from vgdsl.media.colours import kept, ordinary, to_ordinary
from vgdsl.media.cutting import FilmFormat
from vgdsl.media.footage import Footage
from vgdsl.media.frames import colour_of, decode_frames
from vgdsl.media.timeline import Span, Strip

_PIXELS = "yuv420p"


def span_pictures(span: Span, footages: Sequence[Footage], film: FilmFormat) -> Iterator[VideoFrame]:
    """The span's pictures in the film's format, exactly `span.frames` of them."""
    if isinstance(span, Strip):
        yield from _strip_pictures(span, footages[span.clip], film)
        return
    before = _strip_pictures(span.before, footages[span.before.clip], film)
    after = _strip_pictures(span.after, footages[span.after.clip], film)
    for number, (one, other) in enumerate(zip(before, after, strict=True), start=1):
        yield _melted(one, other, number / (span.frames + 1))


def film_length(footage: Footage, film: FilmFormat) -> int:
    """How many pictures of the film's rate the whole clip makes."""
    track = footage.pictures
    if track.constant_rate and track.rate == film.fps:
        return track.frame_count
    return max(round(track.duration * film.fps), 1)


def _strip_pictures(strip: Strip, footage: Footage, film: FilmFormat) -> Iterator[VideoFrame]:
    """Each film picture is the clip's picture on screen at its time; one may serve twice, another not at all."""
    track = footage.pictures
    slack = Fraction(1, 4) / film.fps  # containers round times to their own ticks
    wanted = [track.frame_at(number / film.fps + slack) for number in range(strip.first, strip.last)]
    decoded = enumerate(
        _fitted(decode_frames(footage, wanted[0]), track.sample_aspect, film), start=wanted[0]
    )
    number, picture = next(decoded)
    for place in wanted:
        while number < place:
            number, picture = next(decoded)
        yield picture


def _fitted(
    pictures: Iterator[VideoFrame], sample_aspect: Fraction, film: FilmFormat
) -> Iterator[VideoFrame]:
    """Pictures scaled to fit with black bars, one for one, HDR made ordinary. Those that fit already pass untouched."""
    graph: Graph | None = None
    for picture in pictures:
        form = (picture.width, picture.height, picture.format.name)
        if form == (film.width, film.height, _PIXELS) and sample_aspect == 1:
            yield picture
            continue
        graph = graph or _fitting_graph(picture, sample_aspect, film)
        graph.vpush(picture)
        yield graph.vpull()


def _fitting_graph(picture: VideoFrame, sample_aspect: Fraction, film: FilmFormat) -> Graph:
    size = f"{film.width}:{film.height}"
    fit = "force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bicubic+accurate_rnd"
    colour, graph = colour_of(picture), Graph()
    square = f"{max(round(picture.width * sample_aspect), 2)}:{picture.height}{to_ordinary(colour)}"
    steps = (
        graph.add_buffer(
            width=picture.width, height=picture.height, format=picture.format, time_base=picture.time_base
        ),
        graph.add("scale", square),
        graph.add("scale", f"{size}:{fit}{kept(ordinary(colour))}"),
        graph.add("pad", f"{size}:(ow-iw)/2:(oh-ih)/2"),
        graph.add("format", _PIXELS),
        graph.add("buffersink"),
    )
    graph.link_nodes(*steps).configure()
    return graph


def _melted(one: VideoFrame, other: VideoFrame, weight: float) -> VideoFrame:
    """`one` with `weight` (0 to 1) of `other` over it, plane by plane."""
    result = VideoFrame(one.width, one.height, _PIXELS)
    for target, first, second in zip(result.planes, one.planes, other.planes, strict=True):
        blended = Image.blend(_plane(first), _plane(second), weight)
        target.update(_padded(blended, target.line_size))
    return result


def _plane(plane: VideoPlane) -> Image.Image:
    size = (plane.width, plane.height)
    return Image.frombuffer("L", size, bytes(plane), "raw", "L", plane.line_size, 1)


def _padded(image: Image.Image, line_size: int) -> bytes:
    """The image's bytes with each line filled up to `line_size`, as decoders and encoders align them."""
    return image.crop((0, 0, line_size, image.height)).tobytes()

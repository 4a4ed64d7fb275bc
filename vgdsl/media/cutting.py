"""Decides which packets of a film's clips can be copied and which pictures must be encoded anew. Knows no codec library.

Copying keeps every bit of a clip and costs almost nothing, so it is the rule. A clip is copied when its
pictures fit the film as they are: H.264 in the common 8-bit form, the film's size and rate, and the same
decoder set-up (parameter sets) as most of the other clips, because a track announces one set-up and many
players ignore a change on the way. Of a trimmed clip only the edges are encoded anew:

- it can be joined in only at an IDR picture, so what lies between the in point and the next one is encoded;
- it can be left wherever the packets so far hold exactly the pictures so far, which is every few pictures.

So an out point, a dropped last picture or a dissolve away costs a handful of pictures, and an in point or a
dissolve towards costs up to one group of pictures, which for many generators is the whole clip.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, groupby
from typing import TypeVar

from vgdsl.media.avc import plays_everywhere
from vgdsl.media.colours import is_hdr
from vgdsl.media.footage import COMMON_RATES, VideoTrack
from vgdsl.media.timeline import Overlap, Span, Strip, Timeline

_Value = TypeVar("_Value", Fraction, tuple[int, int])

ENCODER_REORDERING = 2
"""How many pictures late our own encoder's first shown picture may be; the encoder's settings hold to it."""


@dataclass(frozen=True, slots=True)
class FilmFormat:
    """What every picture of the film is: pictures a second, and width and height in pixels."""

    fps: Fraction
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Copied:
    """A strip whose packets go into the film untouched. Its packets' places are its pictures' places."""

    strip: Strip

    @property
    def frames(self) -> int:
        return self.strip.frames


@dataclass(frozen=True, slots=True)
class Made:
    """Neighbouring spans encoded anew, as one run of the encoder."""

    spans: tuple[Span, ...]

    @property
    def frames(self) -> int:
        return sum(span.frames for span in self.spans)


Segment = Copied | Made


def choose_format(timeline: Timeline, tracks: Sequence[VideoTrack]) -> FilmFormat:
    """What the timeline asks for, else what most clips are; of equals, what comes first in the film."""
    fps = timeline.fps or _most(
        [track.rate for track in tracks if track.constant_rate]
        or [_near_rate(track.rate) for track in tracks]
    )
    width, height = timeline.size or _most([(track.width, track.height) for track in tracks])
    return FilmFormat(fps, width + width % 2, height + height % 2)


def choose_set_up(tracks: Sequence[VideoTrack], film: FilmFormat) -> bytes:
    """The parameter sets that most of the film's copyable pictures use; empty when none can be copied."""
    weights: Counter[bytes] = Counter()
    for track in tracks:
        if why_not_copied(track, film, track.extradata) is None:
            weights[track.extradata] += track.frame_count
    return weights.most_common(1)[0][0] if weights else b""


def why_not_copied(track: VideoTrack, film: FilmFormat, set_up: bytes) -> str | None:
    """A film-maker's reason why none of the clip's packets can go into the film; None when they can."""
    if is_hdr(track.colour):
        return "it is HDR, and the film is not"
    if track.codec != "h264" or not track.entries or not track.entries[0].instant:
        return f"it is not stored as H.264 in an MP4 ({track.codec})"
    if not plays_everywhere(track.extradata):
        return "its pixels are stored in a form that not every player reads"
    if (track.width, track.height) != (film.width, film.height):
        return f"it is {track.width}x{track.height}, the film {film.width}x{film.height}"
    if track.sample_aspect != 1:
        return "its pixels are not square"
    if not track.constant_rate:
        return "its pictures come at a variable rate"
    if track.rate != film.fps:
        return f"it has {_rate(track.rate)} pictures a second, the film {_rate(film.fps)}"
    if track.hidden or track.entries[0].position:
        return "an edit list in the file hides some of its pictures"
    if track.extradata != set_up:
        return "its encoder was set up differently from that of the film's other clips"
    return None


def cut(spans: Sequence[Span], copyable: Sequence[VideoTrack | None]) -> tuple[Segment, ...]:
    """The film's segments in order. `copyable` has each clip's track, None where nothing may be copied."""
    pieces = [piece for span in spans for piece in _pieces(span, copyable)]
    segments: list[Segment] = []
    for made, run in groupby(pieces, key=lambda piece: not isinstance(piece, Copied)):
        if made:
            segments.append(Made(tuple(piece for piece in run if not isinstance(piece, Copied))))
        else:
            segments.extend(piece for piece in run if isinstance(piece, Copied))
    return tuple(segments)


def _pieces(span: Span, copyable: Sequence[VideoTrack | None]) -> Iterator[Copied | Span]:
    track = copyable[span.clip] if isinstance(span, Strip) else None
    if track is None or isinstance(span, Overlap):
        yield span
        return
    core = _core(track, span)
    if core is None:
        yield span
        return
    if span.first < core.first:
        yield Strip(span.clip, span.first, core.first)
    yield Copied(core)
    if core.last < span.last:
        yield Strip(span.clip, core.last, span.last)


def _core(track: VideoTrack, strip: Strip) -> Strip | None:
    """The longest part of the strip whose packets stand on their own."""
    whole = clean_cuts(track.order)
    doors = [
        e.position for e in track.entries if e.instant and e.position in whole and e.position >= strip.first
    ]
    exits = [place for place in whole if place <= strip.last]
    if not doors or not exits or doors[0] >= max(exits):
        return None
    return Strip(strip.clip, doors[0], max(exits))


def clean_cuts(order: Sequence[int]) -> frozenset[int]:
    """The places before which the packets decoded are exactly the pictures shown."""
    highest = accumulate(order, max)
    return frozenset({0} | {place for place, high in enumerate(highest, start=1) if high == place - 1})


def reordering(segments: Sequence[Segment], tracks: Sequence[VideoTrack]) -> int:
    """By how many pictures decoding must run ahead of showing, in the whole film."""
    depths = [0]
    for segment in segments:
        if isinstance(segment, Made):
            depths.append(ENCODER_REORDERING)
        else:
            order = tracks[segment.strip.clip].order
            depths.extend(place - order[place] for place in range(segment.strip.first, segment.strip.last))
    return max(depths)


def explain(segments: Sequence[Segment], refusals: Sequence[str | None]) -> tuple[tuple[int, str], ...]:
    """For each clip of which any picture is encoded anew: its number, and why. `refusals` as `why_not_copied` said."""
    encoded: Counter[int] = Counter()
    for segment in segments:
        for span in segment.spans if isinstance(segment, Made) else ():
            for strip in (span.before, span.after) if isinstance(span, Overlap) else (span,):
                encoded[strip.clip] += strip.frames
    return tuple(
        (
            clip,
            refusals[clip]
            or f"{frames} of its pictures touch a cut or dissolve that falls between key pictures",
        )
        for clip, frames in sorted(encoded.items())
    )


def _most(values: Sequence[_Value]) -> _Value:
    return Counter(values).most_common(1)[0][0]


def _near_rate(rate: Fraction) -> Fraction:
    return min(COMMON_RATES, key=lambda common: abs(common - rate))


def _rate(rate: Fraction) -> str:
    return f"{float(rate):.5g}"

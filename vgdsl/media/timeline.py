"""Says what a film is made of, and where each of its pictures comes from. Knows numbers only: no file, no codec.

Everything is counted in whole pictures of the film's rate, so that no join can lose or double one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from vgdsl.media.errors import MediaError


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip and the part of it to show: from `start` to `end`, in seconds, each the clip's own when None.

    `drop_first_frame` is for a clip that was generated from the previous clip's last picture: the two are the
    same picture, which would stand still for a moment if both were shown.
    """

    path: Path
    start: Fraction | None = None
    end: Fraction | None = None
    drop_first_frame: bool = False


@dataclass(frozen=True, slots=True)
class Dissolve:
    """The clip before melts into the clip after for `seconds`; both are on screen, so the film is shorter by it."""

    seconds: Fraction


@dataclass(frozen=True, slots=True)
class Music:
    """A bed under the clips' own sound, from `start` of the file to the film's end; it is not repeated.

    `fade_in` and `fade_out` in seconds, the latter ending with the film (or the music, if that is shorter);
    `gain_db` in decibels, negative for softer.
    """

    path: Path
    start: Fraction = Fraction(0)
    fade_in: Fraction = Fraction(0)
    fade_out: Fraction = Fraction(2)
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """A film: clips in order with dissolves between some. Rate and size follow most clips unless given."""

    items: tuple[Clip | Dissolve, ...]
    music: Music | None = None
    fps: Fraction | None = None
    size: tuple[int, int] | None = None

    @property
    def clips(self) -> tuple[Clip, ...]:
        return tuple(item for item in self.items if isinstance(item, Clip))


@dataclass(frozen=True, slots=True)
class Strip:
    """Pictures `first` up to but without `last` of clip number `clip`, counted at the film's rate."""

    clip: int
    first: int
    last: int

    @property
    def frames(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two strips of equal length shown over each other, the first fading into the second."""

    before: Strip
    after: Strip

    @property
    def frames(self) -> int:
        return self.before.frames


Span = Strip | Overlap


def lay_out(timeline: Timeline, lengths: Sequence[int], fps: Fraction) -> tuple[Span, ...]:
    """The film as spans without gaps. `lengths` are the clips' own lengths in pictures of the film's rate.

    Raises MediaError for a trim outside its clip, and a dissolve that has no clip on both sides or is longer
    than one of them.
    """
    _require_sense(timeline)
    strips = _drop_doubled(
        timeline, [_trim(n, c, length, fps) for n, (c, length) in _numbered(timeline, lengths)]
    )
    before = [0] * len(strips)
    after = [0] * len(strips)
    clip = -1
    for item in timeline.items:
        if isinstance(item, Clip):
            clip += 1
        else:
            after[clip] = before[clip + 1] = max(round(item.seconds * fps), 1)
    for strip, head, tail in zip(strips, before, after, strict=True):
        if head + tail > strip.frames:
            name = timeline.clips[strip.clip].path.name
            raise MediaError(
                f"The dissolves around {name} need {float((head + tail) / fps):.2f} s of it; it shows for only"
                f" {float(strip.frames / fps):.2f} s. Shorten the dissolves or leave more of the clip."
            )
    return tuple(_spans(strips, before, after))


def _numbered(timeline: Timeline, lengths: Sequence[int]) -> Iterator[tuple[int, tuple[Clip, int]]]:
    return enumerate(zip(timeline.clips, lengths, strict=True))


def _require_sense(timeline: Timeline) -> None:
    if not timeline.clips:
        raise MediaError("The film has no clips.")
    edges = (timeline.items[0], timeline.items[-1])
    doubled = any(isinstance(a, Dissolve) and isinstance(b, Dissolve) for a, b in pairwise(timeline.items))
    if doubled or any(isinstance(edge, Dissolve) for edge in edges):
        raise MediaError("A dissolve needs a clip before it and a clip after it.")


def _trim(number: int, clip: Clip, length: int, fps: Fraction) -> Strip:
    first = 0 if clip.start is None else round(clip.start * fps)
    last = length if clip.end is None else round(clip.end * fps)
    if last == length + 1:  # half a picture of rounding is no mistake of the film maker's
        last = length
    if not 0 <= first < last <= length:
        raise MediaError(
            f"{clip.path.name} lasts {float(length / fps):.2f} s; the part from {float(first / fps):.2f} s to"
            f" {float(last / fps):.2f} s is not in it."
        )
    return Strip(number, first, last)


def _drop_doubled(timeline: Timeline, strips: list[Strip]) -> list[Strip]:
    """Take out one of each doubled pair: the earlier clip's last picture where it can be, else the later's first.

    Both are the same picture. The first picture of a compressed clip carries all others, so dropping it means
    encoding anew; the last one carries at most its neighbours.
    """
    result = list(strips)
    clips_seen = -1
    previous: Clip | Dissolve | None = None
    for item in timeline.items:
        if isinstance(item, Clip):
            clips_seen += 1
            if item.drop_first_frame:
                _drop_one(result, clips_seen, previous)
        previous = item
    return result


def _drop_one(strips: list[Strip], clip: int, previous: Clip | Dissolve | None) -> None:
    earlier = strips[clip - 1] if isinstance(previous, Clip) and previous.end is None else None
    if earlier is not None and earlier.frames > 1:
        strips[clip - 1] = replace(earlier, last=earlier.last - 1)
    elif strips[clip].frames > 1:
        strips[clip] = replace(strips[clip], first=strips[clip].first + 1)


def _spans(strips: Sequence[Strip], before: Sequence[int], after: Sequence[int]) -> Iterator[Span]:
    for number, strip in enumerate(strips):
        body = replace(strip, first=strip.first + before[number], last=strip.last - after[number])
        if body.frames:
            yield body
        if after[number]:
            following = strips[number + 1]
            yield Overlap(
                replace(strip, first=body.last),
                replace(following, last=following.first + after[number]),
            )

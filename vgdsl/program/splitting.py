"""How a video that is too much for one request is parted. Knows sizes, lengths and cut points; knows no file and no model.

A video can be parted only at its cut points, the places that media/parting.py finds. Of all ways to part it into as few parts as
the bounds allow (or as many as the author asks for), that one is taken whose longest part is shortest, since parts are
made side by side. The same video is always parted in the same way: what was bought of it is found again.
"""

from collections.abc import Iterator, Sequence

import msgspec

from vgdsl.program.entities import MediaFacts, Upscale
from vgdsl.program.model import Model

WHOLE = 26_200_000
"""Bytes of a file that just go into one request of 35 MB, in which it grows by a third (Venice queue reference, August 2026)."""
PART = 25_000_000
"""Bytes that a part may have: some room is kept, for what a file is besides its pictures is known only when it is written."""
LONGEST = 300.0
"""Seconds of video that one request may hold (Venice upscaling guide, autumn 2026)."""

_INDEX = 32  # bytes of a file's index for each picture
_SLACK = 0.05  # seconds by which a measured file may pass the limit: containers round


class Bounds(msgspec.Struct, frozen=True):
    """What one request may hold: bytes of a whole file and of a part, seconds, and frames where these are limited."""

    whole: int = WHOLE
    part: int = PART
    seconds: float = LONGEST
    frames: int | None = None


class Range(msgspec.Struct, frozen=True, gc=False):
    """Pictures `first` up to but without `last` of a video."""

    first: int
    last: int

    @property
    def frames(self) -> int:
        return self.last - self.first


def bounds_of(upscale: Upscale, model: Model | None) -> Bounds:
    """What one request of an upscale may hold."""
    suite = None if model is None or upscale.prompt is None else model.enhancement
    return Bounds(WHOLE, PART, LONGEST, None if suite is None else suite.prompted_frames)


def fits(facts: MediaFacts, bounds: Bounds) -> bool:
    """Whether one request holds the whole video."""
    return (
        facts.size <= bounds.whole
        and (facts.seconds or 0.0) <= bounds.seconds + _SLACK
        and (bounds.frames is None or (facts.frames or 0) <= bounds.frames)
    )


def split(facts: MediaFacts, bounds: Bounds, wanted: int | None = None) -> tuple[Range, ...]:
    """The parts, in order: one where the whole fits and no more are `wanted`, none where it cannot be parted small enough.

    There are `wanted` ones where so many cut points allow that and fewer would not be too large.
    """
    whole = Range(0, facts.frames or 0)
    if fits(facts, bounds) and (wanted or 1) == 1:
        return (whole,)
    cut_points = _CutPoints(facts, bounds)
    fewest = cut_points.filled(whole.frames)
    if not fewest:
        return (whole,) if fits(facts, bounds) else ()
    count = max(len(fewest), wanted or 1)
    low, high = 1, whole.frames
    while low < high:
        middle = (low + high) // 2
        found = cut_points.filled(middle)
        low, high = (low, middle) if found and len(found) <= count else (middle + 1, high)
    return cut_points.halved(cut_points.filled(low), count)


def most(facts: MediaFacts) -> int:
    """Into how many parts a video can be parted."""
    return max(len(facts.cut_points) - 1, 1)


class _CutPoints:
    """The cut points of one video, and what may lie between two of them."""

    def __init__(self, facts: MediaFacts, bounds: Bounds) -> None:
        self._places: Sequence[tuple[int, int]] = facts.cut_points
        seconds = (facts.seconds or 0.0) / max(facts.frames or 1, 1)
        longest = int((bounds.seconds + _SLACK) / seconds) if seconds else facts.frames or 0
        self._frames = min(longest, bounds.frames or longest)
        self._bytes = bounds.part

    def filled(self, most_frames: int) -> tuple[Range, ...]:
        """Parts that each reach as far as they may; none where two cut points are too far apart."""
        return tuple(self._filled(most_frames)) if self._reach(most_frames) else ()

    def _filled(self, most_frames: int) -> Iterator[Range]:
        first = self._places[0]
        for place, following in zip(self._places[1:], (*self._places[2:], None), strict=True):
            if following is None or not self._fit(first, following, most_frames):
                yield Range(first[0], place[0])
                first = place

    def _reach(self, most_frames: int) -> bool:
        pairs = zip(self._places, self._places[1:], strict=False)
        return len(self._places) > 1 and all(self._fit(one, other, most_frames) for one, other in pairs)

    def _fit(self, first: tuple[int, int], last: tuple[int, int], most_frames: int) -> bool:
        frames, size = last[0] - first[0], last[1] - first[1]
        return frames <= min(most_frames, self._frames) and size + _INDEX * frames <= self._bytes

    def halved(self, parts: tuple[Range, ...], count: int) -> tuple[Range, ...]:
        """The parts with the longest ones that have a cut point inside parted at it, until there are `count`."""
        found = list(parts)
        while len(found) < count:
            inside = {part: places for part in found if (places := self._inside(part))}
            if not inside:
                break
            longest = max(inside, key=lambda part: part.frames)
            middle = (longest.first + longest.last) / 2
            cut = min(inside[longest], key=lambda place: abs(place - middle))
            at = found.index(longest)
            found[at : at + 1] = [Range(longest.first, cut), Range(cut, longest.last)]
        return tuple(found)

    def _inside(self, part: Range) -> list[int]:
        return [place for place, _ in self._places if part.first < place < part.last]

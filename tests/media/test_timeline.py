"""A film's pictures are counted before any is touched: none lost, none doubled."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.media.errors import MediaError
from vgdsl.media.timeline import Clip, Dissolve, Overlap, Strip, Timeline, lay_out

A, B, C = (Clip(Path(name)) for name in ("a.mp4", "b.mp4", "c.mp4"))
FPS = Fraction(24)


def laid(*items, lengths=(24, 24, 24)):
    timeline = Timeline(items)
    return lay_out(timeline, lengths[: len(timeline.clips)], FPS)


def test_plain_cuts_show_all():
    assert laid(A, B) == (Strip(0, 0, 24), Strip(1, 0, 24))


def test_a_trim_is_in_seconds_of_the_clip():
    assert laid(Clip(A.path, Fraction(1, 4), Fraction(3, 4))) == (Strip(0, 6, 18),)


def test_a_doubled_picture_is_dropped_from_the_earlier_clip():
    assert laid(A, Clip(B.path, drop_first_frame=True)) == (Strip(0, 0, 23), Strip(1, 0, 24))


def test_a_doubled_picture_is_dropped_from_the_later_clip_when_the_earlier_is_trimmed():
    assert laid(Clip(A.path, end=Fraction(1, 2)), Clip(B.path, drop_first_frame=True)) == (
        Strip(0, 0, 12),
        Strip(1, 1, 24),
    )


def test_a_dissolve_shows_both_clips():
    assert laid(A, Dissolve(Fraction(1, 4)), B) == (
        Strip(0, 0, 18),
        Overlap(Strip(0, 18, 24), Strip(1, 0, 6)),
        Strip(1, 6, 24),
    )


def test_two_dissolves_may_use_up_a_clip():
    half = Dissolve(Fraction(1, 2))
    spans = laid(A, half, B, half, C)
    assert [span.frames for span in spans] == [12, 12, 12, 12]


@pytest.mark.parametrize(
    ("items", "complaint"),
    [
        ((), "no clips"),
        ((Dissolve(Fraction(1)), A), "a clip before it"),
        ((A, Dissolve(Fraction(1))), "a clip before it"),
        ((A, Dissolve(Fraction(1)), Dissolve(Fraction(1)), B), "a clip before it"),
        ((A, Dissolve(Fraction(2)), B), r"dissolves around a\.mp4 need 2\.00 s of it"),
        ((Clip(A.path, start=Fraction(2)),), r"a\.mp4 lasts 1\.00 s; the part from 2\.00 s"),
        ((Clip(A.path, end=Fraction(3)),), "to 3.00 s is not in it"),
        ((Clip(A.path, Fraction(1, 2), Fraction(1, 2)),), "is not in it"),
        ((Clip(A.path, Fraction(-1)),), "is not in it"),
    ],
)
def test_impossible_films_are_explained(items, complaint):
    with pytest.raises(MediaError, match=complaint):
        laid(*items)


clips = st.builds(Clip, st.just(Path("x.mp4")), drop_first_frame=st.booleans())


@given(st.lists(st.tuples(clips, st.integers(8, 60), st.none() | st.integers(1, 2)), min_size=1, max_size=8))
def test_no_picture_is_lost_or_doubled(scheme):
    items: list[Clip | Dissolve] = []
    for clip, _, dissolve in scheme:
        items.append(clip)
        if dissolve:
            items.append(Dissolve(dissolve / FPS))
    items = items[:-1] if isinstance(items[-1], Dissolve) else items
    timeline = Timeline(tuple(items))
    lengths = [length for _, length, _ in scheme]
    spans = lay_out(timeline, lengths, FPS)
    for number, length in enumerate(lengths):
        strips = [
            strip
            for span in spans
            for strip in ((span.before, span.after) if isinstance(span, Overlap) else (span,))
            if strip.clip == number
        ]
        assert all(earlier.last == later.first for earlier, later in pairwise(strips))
        dropped = length - sum(strip.frames for strip in strips)
        assert 0 <= dropped <= 2
    overlaps = sum(span.frames for span in spans if isinstance(span, Overlap))
    drops = sum(clip.drop_first_frame for clip in timeline.clips)
    assert sum(lengths) - overlaps - drops <= sum(span.frames for span in spans) <= sum(lengths) - overlaps

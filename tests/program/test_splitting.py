"""A video is parted at its cut points, wholly, into parts that a request holds, and always in the same way."""

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from vgdsl.program.editions import load
from vgdsl.program.entities import MediaFacts, Upscale
from vgdsl.program.splitting import Bounds, Range, bounds_of, fits, most, split
from vgdsl.program.values import Media, MediaKind, Prompt
from vgdsl.source import Source, Span

MB = 1_000_000


def video(*groups: tuple[int, int], fps: float = 24.0) -> MediaFacts:
    """A video of groups of so many pictures and bytes."""
    cut_points = tuple(
        accumulate(groups, lambda before, group: (before[0] + group[0], before[1] + group[1]), initial=(0, 0))
    )
    frames, size = cut_points[-1]
    return MediaFacts(
        "video/mp4", size, "a" * 64, seconds=frames / fps, fps=fps, frames=frames, cut_points=cut_points
    )


def test_what_fits_stays_whole():
    assert split(video(*[(48, MB)] * 10), Bounds()) == (Range(0, 480),)


def test_eighty_megabytes_go_into_four_equal_parts():
    assert split(video(*[(24, 80 * MB // 60)] * 60), Bounds()) == (
        Range(0, 360), Range(360, 720), Range(720, 1080), Range(1080, 1440),
    )  # fmt: skip


def test_more_parts_are_made_where_they_are_wanted():
    clip = video(*[(24, MB)] * 10)
    assert split(clip, Bounds(), 3) == (Range(0, 96), Range(96, 192), Range(192, 240))
    assert len(split(clip, Bounds(), 10)) == most(clip) == 10
    assert len(split(clip, Bounds(), 11)) == 10


def test_as_many_parts_as_wanted_though_fewer_would_be_as_short():
    assert split(video(*[(24, MB)] * 4), Bounds(), 3) == (Range(0, 24), Range(24, 48), Range(48, 96))


def test_a_long_video_is_parted_by_its_seconds():
    assert [part.frames / 24 for part in split(video(*[(240, 1000)] * 61), Bounds())] == [210, 210, 190]


def test_with_a_prompt_a_part_has_few_frames():
    upscale = Upscale(
        name="hd", span=Span(Source("film.vg", " "), 0, 1), model="topaz-video-astra",
        source=Media(MediaKind.VIDEO, path="old.mp4"), prompt=Prompt(("sharper",)),
    )  # fmt: skip
    assert split(video(*[(90, 1000)] * 10), bounds_of(upscale, load().get("topaz-video-astra"))) == (
        Range(0, 450),
        Range(450, 900),
    )


def test_a_video_whose_doors_are_too_far_apart_cannot_be_parted():
    assert split(video((480, 60 * MB), (24, MB)), Bounds()) == ()
    assert split(MediaFacts("video/mp4", 60 * MB, "a" * 64, seconds=9.0, frames=216), Bounds()) == ()


def test_a_small_video_without_doors_stays_whole():
    clip = MediaFacts("video/mp4", MB, "a" * 64, seconds=9.0, frames=216)
    assert split(clip, Bounds(), 3) == (Range(0, 216),)


@given(
    st.lists(st.tuples(st.integers(1, 300), st.integers(1, 12 * MB)), min_size=1, max_size=40),
    st.one_of(st.none(), st.integers(1, 50)),
)
def test_every_picture_is_in_one_part_that_fits(groups, wanted):
    clip, bounds = video(*groups), Bounds(seconds=60.0)
    parts = split(clip, bounds, wanted)
    size = dict(clip.cut_points)
    assert parts[0].first == 0
    assert parts[-1].last == clip.frames
    assert all(before.last == after.first for before, after in pairwise(parts))
    assert all(part.first in size and part.last in size for part in parts)
    assert wanted is None or len(parts) >= min(wanted, most(clip))
    if parts != (Range(0, clip.frames),) or not fits(clip, bounds):
        assert all(part.frames / 24 <= 60.05 for part in parts)
        assert all(size[part.last] - size[part.first] < bounds.part for part in parts)

"""Parts of a clip hold every picture of it once, as it was, and none that needs another part."""

from fractions import Fraction
from itertools import pairwise

import pytest

from vgdsl.media.errors import MediaError
from vgdsl.media.footage import read_footage
from vgdsl.media.parting import cut_points, write_part

FORMS = {
    "h264 in mp4": ("clip.mp4", "video/mp4", {"options": {"g": "12", "bf": "3"}}),
    "h264 in mov": ("clip.mov", "video/quicktime", {"options": {"g": "12"}}),
    "hevc in mp4": (
        "clip.mp4",
        "video/mp4",
        {
            "codec": "libx265",
            "options": {"x265-params": "keyint=12:min-keyint=12:open-gop=0:log-level=error"},
        },
    ),
    "vp9 in webm": (
        "clip.webm",
        "video/webm",
        {"codec": "libvpx-vp9", "options": {"g": "12", "keyint_min": "12", "deadline": "realtime"}},
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_parts_hold_every_picture_once(make_clip, tmp_path, film, decoded, form):
    name, mime, how = form
    clip = make_clip(
        name, frames=40, sound=1.7, sound_codec="libopus" if name.endswith("webm") else "aac", **how
    )
    track = read_footage(clip).pictures
    places = [place for place, _ in cut_points(track)]
    assert places == [0, 12, 24, 36, 40]
    pictures = [picture.tobytes() for picture in decoded(clip)]
    for number, (first, last) in enumerate(pairwise(places)):
        part = tmp_path / f"{number}-{name}"
        write_part(clip, mime, first, last, part)
        found = film(part)
        assert found.numbers() == list(range(first, last))
        assert [picture.tobytes() for picture in decoded(part)] == pictures[first:last]
        assert not found.has_sound()
        assert found.times()[0] == 0
        assert read_footage(part).pictures.rate == Fraction(24)


def test_doors_count_the_bytes_before_them(make_clip):
    clip = make_clip("clip.mp4", frames=30, options={"g": "10"})
    track = read_footage(clip).pictures
    assert cut_points(track) == (
        (0, 0),
        (10, sum(track.sizes[:10])),
        (20, sum(track.sizes[:20])),
        (30, sum(track.sizes)),
    )


@pytest.mark.parametrize(
    "how",
    [
        {"options": {"g": "8", "x264-params": "open-gop=1:b-adapt=0:bframes=3"}},
        {
            "codec": "libx265",
            "options": {
                "x265-params": "keyint=8:min-keyint=8:open-gop=1:bframes=3:b-adapt=0:log-level=error"
            },
        },
    ],
    ids=["h264", "hevc"],
)
def test_an_open_group_is_no_door(make_clip, how):
    clip = make_clip("open.mp4", frames=40, **how)
    assert [place for place, _ in cut_points(read_footage(clip).pictures)] == [0, 40]


def test_a_place_that_is_no_door(make_clip, tmp_path):
    clip = make_clip("clip.mp4", frames=30, options={"g": "10"})
    with pytest.raises(MediaError, match=r"clip\.mp4 cannot be parted at its pictures 0 and 5"):
        write_part(clip, "video/mp4", 0, 5, tmp_path / "part.mp4")

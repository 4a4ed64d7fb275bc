"""What can be copied is copied, and only that."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.media.cutting import (
    Copied,
    FilmFormat,
    Made,
    choose_format,
    choose_set_up,
    clean_cuts,
    cut,
    explain,
    reordering,
    why_not_copied,
)
from vgdsl.media.footage import Entry, VideoTrack
from vgdsl.media.timeline import Clip, Overlap, Strip, Timeline

SET_UP = bytes((1, 100, 0, 31, 0xFF, 0xE1))
FILM = FilmFormat(Fraction(24), 1280, 720)


def track(order=tuple(range(24)), doors=(0,), **changes):
    fields = {
        "stream": 0,
        "codec": "h264",
        "width": 1280,
        "height": 720,
        "sample_aspect": Fraction(1),
        "colour": (2, 2, 2, 0),
        "extradata": SET_UP,
        "time_base": Fraction(1, 24),
        "pts": tuple(range(len(order))),
        "order": tuple(order),
        "sizes": (1,) * len(order),
        "entries": tuple(Entry(door, door, door, instant=True) for door in doors),
        "rate": Fraction(24),
        "constant_rate": True,
        "hidden": False,
        "duration": Fraction(len(order), 24),
    }
    return VideoTrack(**fields | changes)


PYRAMID = (0, 4, 2, 1, 3, 8, 6, 5, 7)


def test_clean_cuts_are_where_decoding_has_caught_up():
    assert clean_cuts(PYRAMID) == {0, 1, 5, 9}


def test_a_whole_clip_is_copied():
    assert cut([Strip(0, 0, 9)], [track(PYRAMID)]) == (Copied(Strip(0, 0, 9)),)


def test_an_out_point_costs_the_pictures_since_the_last_clean_cut():
    assert cut([Strip(0, 0, 8)], [track(PYRAMID)]) == (Copied(Strip(0, 0, 5)), Made((Strip(0, 5, 8),)))


def test_an_in_point_costs_the_pictures_to_the_next_key_picture():
    clip = track(doors=(0, 12))
    assert cut([Strip(0, 3, 24)], [clip]) == (Made((Strip(0, 3, 12),)), Copied(Strip(0, 12, 24)))
    assert cut([Strip(0, 13, 24)], [clip]) == (Made((Strip(0, 13, 24),)),)


def test_neighbouring_encoded_spans_are_one_run():
    overlap = Overlap(Strip(0, 20, 24), Strip(1, 0, 4))
    segments = cut([Strip(0, 0, 20), overlap, Strip(1, 4, 24)], [track(), None])
    assert segments == (Copied(Strip(0, 0, 20)), Made((overlap, Strip(1, 4, 24))))


def test_the_depth_is_the_deepest_of_all():
    assert reordering([Copied(Strip(0, 0, 9))], [track(PYRAMID)]) == 2
    assert reordering([Copied(Strip(0, 0, 24))], [track()]) == 0
    assert reordering([Made((Strip(0, 0, 24),))], [track()]) == 2


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"codec": "hevc"}, "hevc"),
        ({"entries": (Entry(0, 0, 0, instant=False),)}, "not stored as H.264"),
        ({"extradata": b""}, "not every player"),
        ({"extradata": bytes((1, 110, 0, 31, 0xFF, 0xE1))}, "not every player"),
        ({"width": 640, "height": 360}, "640x360, the film 1280x720"),
        ({"sample_aspect": Fraction(4, 3)}, "not square"),
        ({"constant_rate": False}, "variable rate"),
        ({"rate": Fraction(30000, 1001)}, "29.97 pictures a second, the film 24"),
        ({"hidden": True}, "edit list"),
        ({"extradata": bytes((1, 77, 0, 31, 0xFF, 0xE1))}, "set up differently"),
    ],
)
def test_why_a_clip_is_not_copied(changes, reason):
    said = why_not_copied(track(**changes), FILM, SET_UP)
    assert said is None if reason is None else reason in (said or "")


def test_the_film_follows_most_clips_unless_told():
    tracks = [track(width=640, height=360), track(), track(rate=Fraction(30))]
    clips = tuple(Clip(None) for _ in tracks)
    assert choose_format(Timeline(clips), tracks) == FILM
    assert choose_format(Timeline(clips, fps=Fraction(25), size=(320, 181)), tracks) == FilmFormat(
        25, 320, 182
    )


def test_the_set_up_of_most_pictures_is_kept():
    other = bytes((1, 77, 0, 31, 0xFF, 0xE1))
    tracks = [track(), track(range(60), extradata=other), track()]
    assert choose_set_up(tracks, FILM) == other
    assert choose_set_up([track(codec="hevc")], FILM) == b""


def test_each_encoded_clip_is_explained():
    segments = (Copied(Strip(0, 0, 20)), Made((Overlap(Strip(0, 20, 24), Strip(1, 0, 4)), Strip(1, 4, 24))))
    (first, why), (second, because) = explain(segments, [None, "it is 640x360"])
    assert (first, second, because) == (0, 1, "it is 640x360")
    assert why.startswith("4 of its pictures")


@given(st.data())
def test_a_cut_keeps_every_picture_once_and_copies_only_whole_prefixes(data):
    groups = data.draw(st.lists(st.permutations(range(1, 6)), min_size=1, max_size=5))
    order = [base * 6 + place for base, group in enumerate(groups) for place in (0, *group)]
    clip = track(order, doors=[base * 6 for base in range(len(groups))])
    first = data.draw(st.integers(0, len(order) - 1))
    last = data.draw(st.integers(first + 1, len(order)))
    shown: list[int] = []
    for segment in cut([Strip(0, first, last)], [clip]):
        if isinstance(segment, Copied):
            strip = segment.strip
            assert strip.first % 6 == 0
            assert sorted(order[strip.first : strip.last]) == list(range(strip.first, strip.last))
            shown.extend(range(strip.first, strip.last))
        else:
            shown.extend(number for strip in segment.spans for number in range(strip.first, strip.last))
    assert shown == list(range(first, last))

"""What a user relies on: the media libraries are tried in earnest, and one that does not work is told, not met in a run."""

import av

from vgdsl.media import support
from vgdsl.media.support import libraries, tried


def test_what_films_need_works_here():
    assert [(each.name, each.needed, each.trouble) for each in tried()] == [
        ("h264", True, None),
        ("aac", True, None),
        ("hevc", False, None),
        ("prores", False, None),
    ]


def test_an_encoder_that_is_missing_is_trouble_and_no_crash():
    def missing():
        support._video("no-such-encoder", "yuv420p", "mp4")

    found = support._tried("h264", missing, needed=True)
    assert "no-such-encoder" in (found.trouble or "")


def test_an_encoder_of_another_kind_is_trouble():
    assert support._tried("h264", lambda: support._video("aac", "yuv420p", "mp4")).trouble


def test_libraries_are_named_with_their_versions():
    found = libraries()
    assert found["PyAV"] == av.__version__
    assert found["libavcodec"].count(".") == 2

"""What a user relies on: a soundtrack is taken, long enough, and not too long or large."""

from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import Duration, Media, MediaKind, Ratio


def song(seconds: float, size: int = 1_000) -> dict:
    return {"media": {"song.mp3": MediaFacts("audio/mpeg", size, "", seconds=seconds)}}


SONG = Media(MediaKind.AUDIO, path="song.mp3")


def test_not_taken(shot, check):
    subject = shot("kling-o3-pro", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), soundtrack=SONG)
    assert (
        check.message(subject)
        == """\
error[VG461]: kling-o3-pro-text-to-video takes no soundtrack
 --> harbor.vg:7:16
  |
4 |   model = "kling-o3-pro"
  |           -------------- here kling-o3-pro-text-to-video (as known on 2026-09-30)
. |
7 |   soundtrack = audio("song.mp3")
  |                ^^^^^^^^^^^^^^^^^ not taken
  |
help: leave `soundtrack` out, and lay it under the cut as `music`
help: take a model that listens to one: wan-2-7
"""
    )


def test_too_long(shot, check):
    subject = shot(
        "wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), soundtrack=SONG, parts=song(42.5)
    )
    assert (
        check.message(subject)
        == """\
error[VG462]: a soundtrack is at most 30s long; song.mp3 has 42.5s
 --> harbor.vg:7:16
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   soundtrack = audio("song.mp3")
  |                ^^^^^^^^^^^^^^^^^ too long
  |
help: cut the file shorter
"""
    )


def test_too_short(shot, check):
    subject = shot(
        "wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), soundtrack=SONG, parts=song(2)
    )
    assert (
        check.message(subject)
        == """\
error[VG463]: wan-2-7-text-to-video wants a soundtrack of at least 3s; song.mp3 has 2s
 --> harbor.vg:7:16
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   soundtrack = audio("song.mp3")
  |                ^^^^^^^^^^^^^^^^^ too short
  |
help: take a longer one
"""
    )


def test_too_large(shot, check):
    subject = shot(
        "wan-2-7",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        soundtrack=SONG,
        parts=song(30, 15_200_000),
    )
    assert (
        check.message(subject)
        == """\
error[VG464]: a soundtrack has at most 15 MB; song.mp3 has 15.2 MB
 --> harbor.vg:7:16
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   soundtrack = audio("song.mp3")
  |                ^^^^^^^^^^^^^^^^^ too large
  |
help: save it as a plain MP3 of 192 kbit/s
"""
    )


def test_one_that_is_taken(shot, check):
    assert (
        check.codes(
            shot(
                "wan-2-7",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                soundtrack=SONG,
                parts=song(30),
            )
        )
        == []
    )
    assert (
        check.codes(
            shot(
                "wan-2-7",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                soundtrack=Media(MediaKind.AUDIO, url="https://example.org/song.mp3"),
            )
        )
        == []
    )

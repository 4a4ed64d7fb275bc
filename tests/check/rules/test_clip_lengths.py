"""What a user relies on: reference clips are neither too short nor too long, alone and together."""

from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import Clip, Duration, Media, MediaKind, Ratio


def walk(seconds: float, size: int = 1_000) -> dict:
    video = MediaFacts("video/mp4", size, "", seconds=seconds)
    sound = MediaFacts("audio/mpeg", size, "", seconds=seconds)
    return {"media": {"walk.mp4": video, "back.mp4": video, "song.mp3": sound}}


WALK = Media(MediaKind.VIDEO, path="walk.mp4")
BACK = Media(MediaKind.VIDEO, path="back.mp4")
SONG = Media(MediaKind.AUDIO, path="song.mp3")


def test_too_short(shot, check):
    subject = shot(
        "minimax-h3", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), references=(WALK,), parts=walk(1)
    )
    assert (
        check.message(subject)
        == """\
error[VG494]: minimax-h3-reference-to-video takes reference videos of 2s to 15s; walk.mp4 has 1s
 --> harbor.vg:7:17
  |
4 |   model = "minimax-h3"
  |           ------------ here minimax-h3-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [video("walk.mp4")]
  |                 ^^^^^^^^^^^^^^^^^ too short
  |
help: take a longer one
"""
    )


def test_too_long_together(shot, check):
    subject = shot(
        "minimax-h3",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=(WALK, BACK),
        parts=walk(9),
    )
    assert (
        check.message(subject)
        == """\
error[VG495]: minimax-h3-reference-to-video takes 15s of reference video in all, not 18s
 --> harbor.vg:7:36
  |
4 |   model = "minimax-h3"
  |           ------------ here minimax-h3-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [video("walk.mp4"), video("back.mp4")]
  |                                    ^^^^^^^^^^^^^^^^^ too long by here
  |
help: cut some shorter, or leave some out
"""
    )


def test_too_heavy(shot, check):
    subject = shot(
        "minimax-h3",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=(WALK, SONG),
        parts=walk(6, 15_200_000)
        | {"media": walk(6)["media"] | {"song.mp3": MediaFacts("audio/mpeg", 16_000_000, "", seconds=6)}},
    )
    assert (
        check.message(subject)
        == """\
error[VG493]: song.mp3 is too large for minimax-h3-reference-to-video
 --> harbor.vg:7:36
  |
4 |   model = "minimax-h3"
  |           ------------ here minimax-h3-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [video("walk.mp4"), audio("song.mp3")]
  |                                    ^^^^^^^^^^^^^^^^^ 16.0 MB; 15 MB at most
  |
help: save it smaller: fewer pixels, or a format that packs closer
"""
    )


def test_within_limits(shot, check):
    assert (
        check.codes(
            shot(
                "minimax-h3",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(WALK, SONG),
                parts=walk(15.02),
            )
        )
        == []
    )
    assert (
        check.codes(
            shot(
                "minimax-h3",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(Clip("opening"),),
            )
        )
        == []
    )

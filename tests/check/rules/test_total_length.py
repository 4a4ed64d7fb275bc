"""What a user relies on: what the provider would find out only after payment is found out before."""

from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import Duration, Media, MediaKind, Ratio


def walk(seconds: float, size: int = 1_000) -> dict:
    video = MediaFacts("video/mp4", size, "", seconds=seconds)
    sound = MediaFacts("audio/mpeg", size, "", seconds=seconds)
    return {"media": {"walk.mp4": video, "back.mp4": video, "song.mp3": sound}}


WALK = Media(MediaKind.VIDEO, path="walk.mp4")
BACK = Media(MediaKind.VIDEO, path="back.mp4")
SONG = Media(MediaKind.AUDIO, path="song.mp3")


def test_longer_than_both_may_be(shot, check):
    subject = shot(
        "wan-3-0", aspect_ratio=Ratio(16, 9), duration=Duration(20_000), references=(WALK,), parts=walk(12)
    )
    assert (
        check.message(subject)
        == """\
error[VG497]: with wan-3-0-reference-to-video, reference videos and the clip have 30s in all: 12s and 20s are more
 --> harbor.vg:6:14
  |
4 |   model = "wan-3-0"
  |           --------- here wan-3-0-reference-to-video (as known on 2026-09-30)
. |
6 |   duration = 20s
  |              ^^^ found out only after payment
  |
help: write `duration = 15s`
help: cut the reference videos shorter
"""
    )


def test_within_the_limit(shot, check):
    assert (
        check.codes(
            shot(
                "wan-3-0",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(20_000),
                references=(WALK,),
                parts=walk(10),
            )
        )
        == []
    )
    assert check.codes(shot("wan-3-0", aspect_ratio=Ratio(16, 9), duration=Duration(30_000))) == []

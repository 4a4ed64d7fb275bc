"""What a user relies on: a model that works over a video gets one, and no other does."""

from vgdsl.program.values import Clip, Duration, Ratio


def test_none_where_one_is_needed(shot, check):
    subject = shot("wan-2-7-video-to-video")
    assert (
        check.message(subject)
        == """\
error[VG436]: wan-2-7-video-to-video works over a video, and there is none
 --> harbor.vg:3:6
  |
3 | shot boarding {
  |      ^^^^^^^^ no source
4 |   model = "wan-2-7-video-to-video"
  |           ------------------------ this model (as known on 2026-09-30)
  |
help: write `source = opening`, which is a shot, or `source = video("...")`
"""
    )


def test_one_that_is_not_taken(shot, check):
    subject = shot(
        "wan-2-7-text-to-video", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), source=Clip("opening")
    )
    assert (
        check.message(subject)
        == """\
error[VG437]: wan-2-7-text-to-video takes no source video
 --> harbor.vg:7:12
  |
4 |   model = "wan-2-7-text-to-video"
  |           ----------------------- this model (as known on 2026-09-30)
. |
7 |   source = opening
  |            ^^^^^^^ not taken
  |
help: write `model = "wan-2-7"`: then it is wan-2-7-video-to-video, which works over one
help: leave `source` out
help: take a model that works over a video: gemini-omni-flash-1-1, grok-imagine, happyhorse-1-0
"""
    )


def test_where_it_belongs(shot, check):
    assert check.codes(shot("wan-2-7", source=Clip("opening"))) == []

"""What a user relies on: a start frame is there where the model needs one, and nowhere else."""

from vgdsl.program.values import Duration, Ratio


def test_none_where_one_is_needed(shot, check):
    subject = shot("wan-2-7-image-to-video", duration=Duration(5_000))
    assert (
        check.message(subject)
        == """\
error[VG431]: wan-2-7-image-to-video needs a start frame
 --> harbor.vg:3:6
  |
3 | shot boarding {
  |      ^^^^^^^^ no start frame
4 |   model = "wan-2-7-image-to-video"
  |           ------------------------ this model (as known on 2026-09-30)
  |
help: write `start = image("...")`, or a frame of another shot: `start = opening.last_frame`
help: take a model that needs none: flux-3, gemini-omni-flash, grok-imagine
"""
    )


def test_one_that_is_not_taken(shot, check, last_frame):
    subject = shot(
        "wan-2-7-text-to-video", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), start=last_frame
    )
    assert (
        check.message(subject)
        == """\
error[VG432]: wan-2-7-text-to-video takes no start frame
 --> harbor.vg:7:11
  |
4 |   model = "wan-2-7-text-to-video"
  |           ----------------------- this model (as known on 2026-09-30)
. |
7 |   start = opening.last_frame
  |           ^^^^^^^^^^^^^^^^^^ not taken
  |
help: write `model = "wan-2-7"`: then it is wan-2-7-image-to-video, which starts from one
help: leave `start` out
help: take a model that starts from a frame: flux-3, gemini-omni-flash, grok-imagine
"""
    )


def test_where_it_belongs(shot, check, last_frame):
    assert check.codes(shot("wan-2-7", duration=Duration(5_000), start=last_frame)) == []
    assert check.codes(shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000))) == []

"""What a user relies on: an end frame is there where the model needs one, and nowhere else."""

from vgdsl.program.values import Duration, Ratio


def test_none_where_one_is_needed(shot, check, last_frame):
    subject = shot(
        "pixverse-v5.6-transition", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), start=last_frame
    )
    assert (
        check.message(subject)
        == """\
error[VG433]: pixverse-v5.6-transition needs an end frame
 --> harbor.vg:3:6
  |
3 | shot boarding {
  |      ^^^^^^^^ no end frame
4 |   model = "pixverse-v5.6-transition"
  |           -------------------------- this model (as known on 2026-09-30)
  |
help: write `end = image("...")`, or a frame of another shot: `end = closing.first_frame`
help: take a model that needs none: flux-3, gemini-omni-flash, grok-imagine
"""
    )


def test_one_that_is_not_taken(shot, check, last_frame):
    subject = shot("wan-2-7-image-to-video", duration=Duration(5_000), start=last_frame, end=last_frame)
    assert (
        check.message(subject)
        == """\
error[VG434]: wan-2-7-image-to-video takes no end frame
 --> harbor.vg:7:9
  |
4 |   model = "wan-2-7-image-to-video"
  |           ------------------------ this model (as known on 2026-09-30)
. |
7 |   end = opening.last_frame
  |         ^^^^^^^^^^^^^^^^^^ not taken
  |
help: leave `end` out
help: take a model that ends on a frame: flux-3, kling-2.5-turbo-pro, pixverse-c1
"""
    )


def test_where_it_belongs(shot, check, last_frame):
    assert (
        check.codes(
            shot(
                "pixverse-v5.6",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                start=last_frame,
                end=last_frame,
            )
        )
        == []
    )
    assert check.codes(shot("kling-o3-pro", duration=Duration(5_000), start=last_frame, end=last_frame)) == []

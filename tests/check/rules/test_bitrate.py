"""What a user relies on: a bit rate is one of two, where there is a choice."""

from vgdsl.program.values import Duration, Ratio


def test_a_model_that_has_none(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), bitrate="high")
    assert (
        check.message(subject)
        == """\
error[VG481]: wan-2-7-text-to-video takes no `bitrate`
 --> harbor.vg:7:13
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   bitrate = "high"
  |             ^^^^^^ not taken
  |
help: leave `bitrate` out
help: take a model that does: seedance-2-0-fast, seedance-2-0, seedance-2-5
"""
    )


def test_one_of_two(shot, check):
    assert (
        check.codes(shot("seedance-2-5", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), bitrate="high"))
        == []
    )

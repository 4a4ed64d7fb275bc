"""What a user relies on: a task is one that the model knows, and has a video to work on."""

from vgdsl.program.values import Clip, Duration, Media, MediaKind, Ratio


def test_a_model_that_has_none(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), task="edit")
    assert (
        check.message(subject)
        == """\
error[VG481]: wan-2-7-text-to-video takes no `task`
 --> harbor.vg:7:10
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   task = "edit"
  |          ^^^^^^ not taken
  |
help: leave `task` out
help: take a model that does: seedance-2-5
"""
    )


def test_nothing_to_work_on(shot, check):
    subject = shot(
        "seedance-2-5",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=(Media(MediaKind.IMAGE, path="a.png"),),
        task="extend",
    )
    assert (
        check.message(subject)
        == """\
error[VG482]: to extend, seedance-2-5-reference-to-video-basic needs a reference video
 --> harbor.vg:8:10
  |
4 |   model = "seedance-2-5"
  |           -------------- here seedance-2-5-reference-to-video-basic (as known on 2026-09-30)
. |
8 |   task = "extend"
  |          ^^^^^^^^ no video to extend
  |
help: add the video to `references`: a shot, or `video(...)`
"""
    )


def test_one_that_can_be_done(shot, check):
    assert (
        check.codes(
            shot(
                "seedance-2-5",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(Clip("opening"),),
                task="edit",
            )
        )
        == []
    )

"""What a user relies on: a model on its way out is named in time."""

from vgdsl.program.values import Duration, Ratio


def test_a_model_that_was_to_go(shot, check):
    subject = shot("sora-2", aspect_ratio=Ratio(16, 9), duration=Duration(4_000))
    assert (
        check.message(subject)
        == """\
warning[VG406]: sora-2-text-to-video was to be removed on 2026-09-24
 --> harbor.vg:4:11
  |
4 |   model = "sora-2"
  |           ^^^^^^^^ may be gone when the film is made
  |
help: `vgdsl models` lists what could stand in for it
"""
    )


def test_a_model_that_stays(shot, check):
    assert check.codes(shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000))) == []

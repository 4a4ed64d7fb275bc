"""What a user relies on: a preset voice is asked for only where there are any."""

from vgdsl.program.values import Duration, Media, MediaKind, Ratio


def test_a_model_that_has_none(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), voice="ara")
    assert (
        check.message(subject)
        == """\
error[VG481]: wan-2-7-text-to-video takes no `voice`
 --> harbor.vg:7:11
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   voice = "ara"
  |           ^^^^^ not taken
  |
help: leave `voice` out
help: take a model that does: grok-imagine-1-5
"""
    )


def test_a_model_with_voices(shot, check):
    assert (
        check.codes(
            shot(
                "grok-imagine-1-5-reference-to-video-private",
                references=(Media(MediaKind.IMAGE, path="a.png"),),
                voice="ara",
            )
        )
        == []
    )

"""What a user relies on: shots and upscales have models of their own kind, and one mistake makes one message."""

from vgdsl.program.values import Duration, Factor, Ratio


def test_a_shot_with_an_upscaler(shot, check):
    subject = shot("topaz-video-precision", duration=Duration(99_000))
    assert (
        check.message(subject)
        == """\
error[VG404]: topaz-video-precision enlarges or mends clips; it makes none
 --> harbor.vg:4:11
  |
4 |   model = "topaz-video-precision"
  |           ^^^^^^^^^^^^^^^^^^^^^^^ no model for a shot
  |
help: take a model that makes clips: flux-3, gemini-omni-flash, grok-imagine
help: to enlarge a clip, write an `upscale` with this model
"""
    )


def test_an_upscale_with_a_model_that_makes_clips(upscale, check):
    subject = upscale("wan-2-7-video-to-video", factor=Factor(8))
    assert (
        check.message(subject)
        == """\
error[VG405]: wan-2-7-video-to-video makes clips; it enlarges none
 --> harbor.vg:4:11
  |
4 |   model = "wan-2-7-video-to-video"
  |           ^^^^^^^^^^^^^^^^^^^^^^^^ no model for an upscale
  |
help: write `model = "topaz-video-upscale"`, or leave `model` out: that is the usual one
help: take one of topaz-video-astra, topaz-video-denoise, topaz-video-precision, topaz-video-starlight, topaz-video-starlight-fast or topaz-video-upscale
"""
    )


def test_each_its_own(shot, upscale, check):
    assert check.codes(upscale()) == []
    assert check.codes(shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000))) == []

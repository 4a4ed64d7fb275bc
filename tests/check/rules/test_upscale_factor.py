"""What a user relies on: a clip is enlarged as many times as the model can."""

from vgdsl.program.values import Factor


def test_a_factor_that_is_not_made(upscale, check):
    subject = upscale(factor=Factor(8))
    assert (
        check.message(subject)
        == """\
error[VG486]: topaz-video-precision enlarges 1x, 2x or 4x, not 8x
 --> harbor.vg:6:12
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
. |
6 |   factor = 8x
  |            ^^ not one of them
  |
help: write `factor = 4x`
"""
    )


def test_a_model_that_changes_no_size(upscale, check):
    subject = upscale("topaz-video-deblur", factor=Factor(2))
    assert (
        check.message(subject)
        == """\
error[VG485]: topaz-video-deblur changes no size
 --> harbor.vg:6:12
  |
4 |   model = "topaz-video-deblur"
  |           -------------------- this model (as known on 2026-09-30)
. |
6 |   factor = 2x
  |            ^^ it takes no factor
  |
help: leave `factor` out
"""
    )


def test_an_engine_that_changes_no_size(upscale, check):
    subject = upscale("topaz-video-denoise", factor=Factor(2), settings={"enhancement": "Nyx Fast"})
    assert (
        check.message(subject)
        == """\
error[VG487]: Nyx Fast mends a clip and does not enlarge it
 --> harbor.vg:6:12
  |
4 |   model = "topaz-video-denoise"
  |           --------------------- this model (as known on 2026-09-30)
. |
6 |   factor = 2x
  |            ^^ it keeps the size
  |
help: write `factor = 1x`, or take another `enhancement`
"""
    )


def test_factors_that_are_made(upscale, check):
    assert check.codes(upscale(factor=Factor(4))) == []
    assert (
        check.codes(upscale("topaz-video-denoise", factor=Factor(1), settings={"enhancement": "Nyx Fast"}))
        == []
    )
    assert check.codes(upscale("topaz-video-deblur")) == []

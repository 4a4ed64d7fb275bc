"""What a user relies on: settings are ones that the model has, with values that it takes."""

import pytest

from vgdsl.program.values import Factor, Rate


def test_a_setting_of_another_model(upscale, check):
    subject = upscale(settings={"creativity": 0.5})
    assert (
        check.message(subject)
        == """\
error[VG488]: topaz-video-precision has no setting `creativity`
 --> harbor.vg:6:16
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
. |
6 |   creativity = 0.5
  |                ^^^ it has none of that name
  |
help: leave `creativity` out
help: it has compression, enhancement, fps, grain, h264, halo, noise and recover_detail
"""
    )


def test_a_slider_too_far(upscale, check):
    subject = upscale(settings={"grain": 0.5})
    assert (
        check.message(subject)
        == """\
error[VG490]: `grain` is 0 to 0.1, not 0.5
 --> harbor.vg:6:11
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
. |
6 |   grain = 0.5
  |           ^^^ not possible
  |
help: write `grain = 0.1`
"""
    )


def test_an_engine_misspelt(upscale, check):
    subject = upscale(settings={"enhancement": "Proteos"})
    assert (
        check.message(subject)
        == """\
error[VG490]: topaz-video-precision has no enhancement called Proteos
 --> harbor.vg:6:17
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
. |
6 |   enhancement = "Proteos"
  |                 ^^^^^^^^^ not possible
  |
help: write `enhancement = "Proteus"`
help: `vgdsl models topaz-video-precision` lists all that it has
"""
    )


def test_a_rate_too_high(upscale, check):
    subject = upscale(settings={"fps": Rate(120)})
    assert (
        check.message(subject)
        == """\
error[VG490]: `fps` is 16fps to 60fps, not 120fps
 --> harbor.vg:6:9
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
. |
6 |   fps = 120fps
  |         ^^^^^^ not possible
  |
help: write `fps = 60fps`
"""
    )


def test_a_slider_of_another_engine(upscale, check):
    subject = upscale("topaz-video-starlight", settings={"enhancement": "Starlight HQ", "softness": 2})
    assert (
        check.message(subject)
        == """\
error[VG489]: `softness` works with Starlight Precise 2.6 only, not with Starlight HQ
 --> harbor.vg:7:14
  |
4 |   model = "topaz-video-starlight"
  |           ----------------------- this model (as known on 2026-09-30)
. |
7 |   softness = 2
  |              ^ has no effect there
  |
help: leave `softness` out
"""
    )


def test_a_slow_motion_that_is_not_made(upscale, check):
    subject = upscale("topaz-video-interpolate", settings={"slowdown": Factor(3)})
    assert (
        check.message(subject)
        == """\
error[VG490]: `slowdown` is 1x, 2x, 4x or 8x, not 3x
 --> harbor.vg:6:14
  |
4 |   model = "topaz-video-interpolate"
  |           ------------------------- this model (as known on 2026-09-30)
. |
6 |   slowdown = 3x
  |              ^^ not possible
  |
help: write `slowdown = 2x`
"""
    )


def test_a_model_without_settings(upscale, check):
    subject = upscale("topaz-video-upscale", settings={"noise": 0.5})
    assert (
        check.message(subject)
        == """\
error[VG488]: topaz-video-upscale has no setting `noise`
 --> harbor.vg:6:11
  |
4 |   model = "topaz-video-upscale"
  |           --------------------- this model (as known on 2026-09-30)
. |
6 |   noise = 0.5
  |           ^^^ it has none of that name
  |
help: leave `noise` out
"""
    )


def test_a_format_of_its_own(upscale, check):
    subject = upscale("topaz-video-hyperion", settings={"format": "proress"})
    assert (
        check.message(subject)
        == """\
error[VG490]: `format` is mp4 or prores, not proress
 --> harbor.vg:6:12
  |
4 |   model = "topaz-video-hyperion"
  |           ---------------------- this model (as known on 2026-09-30)
. |
6 |   format = "proress"
  |            ^^^^^^^^^ not possible
  |
help: write `format = "prores"`
"""
    )


def test_settings_that_it_has(upscale, check):
    assert (
        check.codes(upscale(settings={"enhancement": "Gaia 2", "grain": 0.1, "fps": Rate(60), "h264": True}))
        == []
    )
    assert (
        check.codes(upscale("topaz-video-interpolate", settings={"slowdown": Factor(4), "fps": Rate(120)}))
        == []
    )
    assert check.codes(upscale("topaz-video-hyperion", settings={"format": "prores"})) == []
    assert check.codes(upscale("topaz-video-starlight", settings={"softness": 5})) == []


def test_a_rate_between_whole_frames(upscale, check):
    subject = upscale("topaz-video-interpolate", settings={"fps": Rate(30000, 1001)})
    assert (
        check.message(subject)
        == """\
error[VG490]: `fps` is a whole number, not 29.97fps
 --> harbor.vg:6:9
  |
4 |   model = "topaz-video-interpolate"
  |           ------------------------- this model (as known on 2026-09-30)
. |
6 |   fps = 29.97fps
  |         ^^^^^^^^ not possible
  |
help: write `fps = 30fps`
"""
    )


SETTINGS = {
    "compression": 0.5, "noise": 0.5, "halo": 0.5, "recover_detail": 0.5, "grain": 0.05, "softness": 2,
    "creativity": 0.5, "realism": 0.5, "sharp": 0.5, "fps": Rate(30), "slowdown": Factor(2), "h264": True,
    "format": "prores", "enhancement": "Proteus",
}  # fmt: skip

# Venice enhancement guide, autumn 2026: what each model takes; anything else is a 400.
TAKEN = {
    "precision": "compression enhancement fps grain h264 halo noise recover_detail",
    "starlight": "enhancement fps h264 softness",
    "starlight-fast": "fps h264",
    "astra": "creativity fps h264 realism sharp",
    "hyperion": "format",
    "interpolate": "enhancement fps h264 slowdown",
    "denoise": "compression enhancement h264 halo noise",
    "deblur": "h264",
    "colorize": "h264",
    "upscale": "",
}


@pytest.mark.parametrize("model", TAKEN)
def test_each_model_has_the_settings_of_the_guide_and_no_others(upscale, check, model):
    known = {
        name for name, value in SETTINGS.items()
        if "VG488" not in check.codes(upscale(f"topaz-video-{model}", settings={name: value}))
    }  # fmt: skip
    assert known == set(TAKEN[model].split())


@pytest.mark.parametrize(
    ("model", "rate", "fits"),
    [
        ("precision", 15, False), ("precision", 16, True), ("precision", 60, True), ("precision", 61, False),
        ("interpolate", 120, True), ("interpolate", 121, False),
    ],
)  # fmt: skip
def test_rates_within_bounds(upscale, check, model, rate, fits):
    assert (check.codes(upscale(f"topaz-video-{model}", settings={"fps": Rate(rate)})) == []) is fits

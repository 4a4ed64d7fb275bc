"""What a user relies on: a shape is told where the model asks for one, refused where it has its own, and matched to the list."""

from vgdsl.program.values import AUTO, Clip, Duration, Media, MediaKind, Ratio


def test_a_missing_shape(shot, check):
    subject = shot("wan-2-7", duration=Duration(5_000))
    assert (
        check.message(subject)
        == """\
error[VG421]: wan-2-7-text-to-video has to be told the shape of the picture
 --> harbor.vg:3:6
  |
3 | shot boarding {
  |      ^^^^^^^^ no aspect ratio
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
  |
help: write `aspect_ratio = 16:9` in the shot, its scene or the film; it makes 16:9, 9:16 or 1:1
"""
    )


def test_a_shape_on_a_start_frame(shot, check, last_frame):
    subject = shot("wan-2-7", start=last_frame, duration=Duration(5_000), aspect_ratio=Ratio(16, 9))
    assert (
        check.message(subject)
        == """\
error[VG422]: wan-2-7-image-to-video takes no aspect ratio
 --> harbor.vg:7:18
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-image-to-video (as known on 2026-09-30)
. |
7 |   aspect_ratio = 16:9
  |                  ^^^^ its clips have the shape of its start frame
  |
help: leave `aspect_ratio` out
help: take a model that makes 16:9: gemini-omni-flash, ltx-2-19b-distilled, runway-gen4-5
"""
    )


def test_a_shape_that_is_not_made(shot, check):
    subject = shot("kling-o3-pro", duration=Duration(5_000), aspect_ratio=Ratio(21, 9))
    assert (
        check.message(subject)
        == """\
error[VG423]: kling-o3-pro-text-to-video makes 16:9, 9:16 or 1:1, not 21:9
 --> harbor.vg:6:18
  |
4 |   model = "kling-o3-pro"
  |           -------------- here kling-o3-pro-text-to-video (as known on 2026-09-30)
. |
6 |   aspect_ratio = 21:9
  |                  ^^^^ not one of them
  |
help: write `aspect_ratio = 16:9`, or take a model that makes 21:9: happyhorse-1-1, minimax-h3, pixverse-c1
"""
    )


def test_auto_where_the_model_cannot_choose(shot, check):
    subject = shot("wan-2-7", duration=Duration(5_000), aspect_ratio=AUTO)
    assert (
        check.message(subject)
        == """\
error[VG424]: wan-2-7-text-to-video cannot choose a shape by itself
 --> harbor.vg:6:18
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
6 |   aspect_ratio = auto
  |                  ^^^^ needs a ratio
  |
help: write `aspect_ratio = 16:9`; it makes 16:9, 9:16 or 1:1
"""
    )


def test_auto_without_a_video_to_be_shaped_like(shot, check):
    subject = shot(
        "seedance-2-5",
        duration=Duration(5_000),
        references=(Media(MediaKind.IMAGE, path="lagoon.png"),),
        aspect_ratio=AUTO,
    )
    assert (
        check.message(subject)
        == """\
error[VG425]: seedance-2-5-reference-to-video-basic takes its shape from a reference video, and there is none
 --> harbor.vg:7:18
  |
4 |   model = "seedance-2-5"
  |           -------------- here seedance-2-5-reference-to-video-basic (as known on 2026-09-30)
. |
7 |   aspect_ratio = auto
  |                  ^^^^ shaped like what?
  |
help: add a video to `references`
help: write `aspect_ratio = 16:9`
"""
    )


def test_shapes_that_are_made(shot, check, last_frame):
    assert check.codes(shot("wan-2-7", duration=Duration(5_000), aspect_ratio=Ratio(9, 16))) == []
    assert check.codes(shot("ltx-2-fast", duration=Duration(6_000))) == []
    assert check.codes(shot("wan-3-0", start=last_frame, duration=Duration(5_000))) == []
    assert check.codes(shot("wan-3-0", start=last_frame, duration=Duration(5_000), aspect_ratio=AUTO)) == []
    assert (
        check.codes(
            shot("wan-2-7", start=last_frame, duration=Duration(5_000), film={"aspect_ratio": Ratio(16, 9)})
        )
        == []
    )
    assert check.codes(shot("wan-2-7", start=last_frame, duration=Duration(5_000), aspect_ratio=AUTO)) == []
    assert (
        check.codes(
            shot("seedance-2-5", duration=Duration(5_000), references=(Clip("opening"),), aspect_ratio=AUTO)
        )
        == []
    )

"""What a user relies on: a model that works from references is given one, before anything is paid."""

from vgdsl.program.values import Clip, Duration, Media, MediaKind, Ratio


def pictures(number: int) -> tuple[Media, ...]:
    return tuple(Media(MediaKind.IMAGE, path=f"{n}.png") for n in range(number))


def sounds(number: int) -> tuple[Media, ...]:
    return tuple(Media(MediaKind.AUDIO, path=f"{n}.mp3") for n in range(number))


def test_words_alone_for_elements(shot, check):
    subject = shot("kling-o3-pro-reference-to-video", aspect_ratio=Ratio(16, 9), duration=Duration(5_000))
    assert (
        check.message(subject)
        == """\
error[VG453]: kling-o3-pro-reference-to-video needs something to show: a start frame, an element or a location
 --> harbor.vg:7:12
  |
4 |   model = "kling-o3-pro-reference-to-video"
  |           --------------------------------- this model (as known on 2026-09-30)
. |
7 |   prompt = "A gondola."
  |            ^^^^^^^^^^^^ only words
  |
help: mention an element or a location with a picture, or give a `start`
help: write `model = "kling-o3-pro"`: then it is kling-o3-pro-text-to-video, which works from words
help: take a model that works from words: flux-3, gemini-omni-flash, grok-imagine
"""
    )


def test_words_alone_for_references(shot, check):
    subject = shot("grok-imagine-reference-to-video", aspect_ratio=Ratio(16, 9), duration=Duration(5_000))
    assert (
        check.message(subject)
        == """\
error[VG454]: grok-imagine-reference-to-video needs something to show: a reference picture or video
 --> harbor.vg:7:12
  |
4 |   model = "grok-imagine-reference-to-video"
  |           --------------------------------- this model (as known on 2026-09-30)
. |
7 |   prompt = "A gondola."
  |            ^^^^^^^^^^^^ only words
  |
help: add `references`, or mention an element or a location with a picture
help: write `model = "grok-imagine"`: then it is grok-imagine-text-to-video, which works from words
help: take a model that works from words: flux-3, gemini-omni-flash, grok-imagine-1-5
"""
    )


def test_sound_alone(shot, check):
    subject = shot("minimax-h3", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), references=sounds(1))
    assert (
        check.message(subject)
        == """\
error[VG455]: minimax-h3-reference-to-video takes sound only beside a picture or a video
 --> harbor.vg:7:16
  |
4 |   model = "minimax-h3"
  |           ------------ here minimax-h3-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [audio("0.mp3")]
  |                ^^^^^^^^^^^^^^^^ sound alone
  |
help: add a picture or a video to `references`
"""
    )


def test_something(shot, check, last_frame):
    assert (
        check.codes(
            shot("grok-imagine", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), references=pictures(1))
        )
        == []
    )
    assert (
        check.codes(
            shot(
                "kling-o3-pro-reference-to-video",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                start=last_frame,
            )
        )
        == []
    )
    assert (
        check.codes(
            shot(
                "minimax-h3",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(Clip("opening"), *sounds(1)),
            )
        )
        == []
    )

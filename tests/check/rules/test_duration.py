"""What a user relies on: a length that the model does not make is caught, and the nearest one offered."""

from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import AUTO, Clip, Duration, Media, MediaKind, Ratio


def test_a_clip_too_long_names_the_nearest_length_and_who_makes_it(shot, check, last_frame):
    subject = shot("kling-o3-pro", start=last_frame, duration=Duration(20_000))
    assert (
        check.message(subject)
        == """\
error[VG412]: kling-o3-pro makes clips of 3s to 15s, not 20s
 --> harbor.vg:6:14
  |
4 |   model = "kling-o3-pro"
  |           -------------- this model (as known on 2026-09-30)
. |
6 |   duration = 20s
  |              ^^^ too long
  |
help: write `duration = 15s`, or take a model that makes 20s: longcat, ltx-2-5-fast, seedance-2-5
"""
    )


def test_a_clip_too_short(shot, check):
    subject = shot("kling-o3-pro", aspect_ratio=Ratio(16, 9), duration=Duration(2_000))
    assert (
        check.message(subject)
        == """\
error[VG412]: kling-o3-pro makes clips of 3s to 15s, not 2s
 --> harbor.vg:6:14
  |
4 |   model = "kling-o3-pro"
  |           -------------- this model (as known on 2026-09-30)
. |
6 |   duration = 2s
  |              ^^ too short
  |
help: write `duration = 3s`, or take a model that makes 2s: grok-imagine-private, runway-gen4-5, wan-3-0
"""
    )


def test_a_length_between_two_that_are_made(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(7_000))
    assert (
        check.message(subject)
        == """\
error[VG412]: wan-2-7-text-to-video makes clips of 5s, 10s or 15s, not 7s
 --> harbor.vg:6:14
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
6 |   duration = 7s
  |              ^^ not one of them
  |
help: write `duration = 5s`, or take a model that makes 7s: grok-imagine-private, happyhorse-1-0, kling-o3-4k
"""
    )


def test_a_films_default_is_wrong_for_one_shot_only(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), film={"duration": Duration(8_000)})
    assert (
        check.message(subject)
        == """\
error[VG412]: wan-2-7-text-to-video makes clips of 5s, 10s or 15s, not 8s
 --> harbor.vg:2:14
  |
2 |   duration = 8s
  |              ^^ not one of them
. |
4 | shot boarding {
  |      -------- used here
5 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
  |
help: write `duration = 10s`, or take a model that makes 8s: gemini-omni-flash, grok-imagine-private, happyhorse-1-0
"""
    )


def test_a_missing_length(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9))
    assert (
        check.message(subject)
        == """\
error[VG411]: wan-2-7-text-to-video has to be told how long the clip is
 --> harbor.vg:3:6
  |
3 | shot boarding {
  |      ^^^^^^^^ no duration
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
  |
help: write `duration = 5s` in the shot, its scene or the film; it makes clips of 5s, 10s or 15s
"""
    )


def test_auto_where_the_model_cannot_choose(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=AUTO)
    assert (
        check.message(subject)
        == """\
error[VG413]: wan-2-7-text-to-video cannot choose a length by itself
 --> harbor.vg:6:14
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
6 |   duration = auto
  |              ^^^^ needs a length
  |
help: write `duration = 5s`; it makes clips of 5s, 10s or 15s
"""
    )


def test_auto_without_a_video_to_be_as_long_as(shot, check):
    subject = shot(
        "seedance-2-5",
        aspect_ratio=Ratio(16, 9),
        duration=AUTO,
        references=(Media(MediaKind.IMAGE, path="lagoon.png"),),
    )
    assert (
        check.message(subject)
        == """\
error[VG415]: seedance-2-5-reference-to-video-basic takes its length from a reference video, and there is none
 --> harbor.vg:6:14
  |
4 |   model = "seedance-2-5"
  |           -------------- here seedance-2-5-reference-to-video-basic (as known on 2026-09-30)
. |
6 |   duration = auto
  |              ^^^^ as long as what?
  |
help: add a video to `references`
help: write `duration = 4s`; it makes clips of 4s to 30s
"""
    )


def test_a_length_for_a_model_that_follows_its_source(shot, check):
    subject = shot("wan-2-7", duration=Duration(5_000), source=Clip("opening"))
    assert (
        check.message(subject)
        == """\
error[VG414]: wan-2-7-video-to-video makes clips as long as their source, not 5s
 --> harbor.vg:5:14
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-video-to-video (as known on 2026-09-30)
5 |   duration = 5s
  |              ^^ takes no length
  |
help: leave `duration` out, or write `duration = auto`
"""
    )


def test_lengths_that_are_made(shot, check, last_frame):
    assert check.codes(shot("kling-o3-pro", aspect_ratio=Ratio(16, 9), duration=Duration(3_000))) == []
    assert check.codes(shot("kling-o3-pro", aspect_ratio=Ratio(16, 9), duration=Duration(8_000))) == []
    assert check.codes(shot("kling-o3-pro", aspect_ratio=Ratio(16, 9), duration=Duration(15_000))) == []
    assert check.codes(shot("ovi", start=last_frame)) == []
    assert check.codes(shot("ovi", start=last_frame, duration=AUTO)) == []
    assert check.codes(shot("wan-2-7", source=Clip("opening"))) == []
    assert check.codes(shot("wan-2-7", source=Clip("opening"), duration=AUTO)) == []
    assert check.codes(shot("wan-2-7", source=Clip("opening"), film={"duration": Duration(5_000)})) == []
    assert (
        check.codes(
            shot("seedance-2-5", aspect_ratio=Ratio(16, 9), duration=AUTO, references=(Clip("opening"),))
        )
        == []
    )


def as_long_as(shot, seconds: float):
    """A Seedance 2.5 edit that is as long as a video of so many seconds."""
    clip = Media(MediaKind.VIDEO, path="walk.mp4")
    facts = MediaFacts("video/mp4", 1_000, "", width=1280, height=720, seconds=seconds)
    return shot(
        "seedance-2-5-reference-to-video-basic",
        aspect_ratio=Ratio(16, 9),
        duration=AUTO,
        references=(clip,),
        parts={"media": {"walk.mp4": facts}},
    )


def test_as_long_as_a_reference_video_that_is_too_short_for_a_clip(shot, check):
    assert (
        check.message(as_long_as(shot, 3))
        == """\
error[VG418]: seedance-2-5-reference-to-video-basic makes clips of 4s to 30s; as long as the reference video, this one has 3s
 --> harbor.vg:6:14
  |
4 |   model = "seedance-2-5-reference-to-video-basic"
  |           --------------------------------------- this model (as known on 2026-09-30)
. |
6 |   duration = auto
  |              ^^^^ too short
  |
help: write `duration = 4s`
help: cut the video to fit
"""
    )
    assert check.codes(as_long_as(shot, 4)) == []

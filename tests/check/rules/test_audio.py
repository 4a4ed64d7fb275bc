"""What a user relies on: sound is asked for only where there is a switch, and asking for what happens anyway is no mistake."""

from vgdsl.program.values import Duration, Media, MediaKind, Ratio


def test_sound_from_a_silent_model(shot, check):
    subject = shot(
        "grok-imagine",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=(Media(MediaKind.IMAGE, path="a.png"),),
        audio=True,
    )
    assert (
        check.message(subject)
        == """\
error[VG426]: grok-imagine-reference-to-video makes silent clips
 --> harbor.vg:8:11
  |
4 |   model = "grok-imagine"
  |           -------------- here grok-imagine-reference-to-video (as known on 2026-09-30)
. |
8 |   audio = true
  |           ^^^^ there is no sound to switch on
  |
help: leave `audio` out, and lay `music` under the cut
help: take a model that makes sound: happyhorse-1-0, kling-o3-4k, minimax-h3
"""
    )


def test_silence_from_a_model_that_always_sounds(shot, check):
    subject = shot(
        "wan-2-7", duration=Duration(5_000), references=(Media(MediaKind.IMAGE, path="a.png"),), audio=False
    )
    assert (
        check.message(subject)
        == """\
error[VG427]: wan-2-7-reference-to-video always makes sound
 --> harbor.vg:7:11
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-reference-to-video (as known on 2026-09-30)
. |
7 |   audio = false
  |           ^^^^^ it cannot be switched off
  |
help: leave `audio` out
help: take a model whose clips can be silent: gemini-omni-flash, grok-imagine, kling-o3-4k
"""
    )


def test_what_it_does_anyway(shot, check):
    assert (
        check.codes(
            shot(
                "grok-imagine",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(Media(MediaKind.IMAGE, path="a.png"),),
                audio=False,
            )
        )
        == []
    )
    assert (
        check.codes(shot("kling-o3-pro", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), audio=False))
        == []
    )
    assert (
        check.codes(shot("kling-o3-pro", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), audio=True))
        == []
    )
    assert (
        check.codes(
            shot(
                "grok-imagine",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(Media(MediaKind.IMAGE, path="a.png"),),
                film={"audio": True},
            )
        )
        == []
    )

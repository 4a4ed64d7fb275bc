"""What a user relies on: what should not be seen is said only to models that listen."""

from vgdsl.program.values import Duration, Ratio


def test_a_model_that_takes_none(shot, check):
    subject = shot("wan-3-0", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), negative_prompt="rain")
    assert (
        check.message(subject)
        == """\
error[VG459]: wan-3-0-text-to-video takes no negative prompt
 --> harbor.vg:7:21
  |
4 |   model = "wan-3-0"
  |           --------- here wan-3-0-text-to-video (as known on 2026-09-30)
. |
7 |   negative_prompt = "rain"
  |                     ^^^^^^ not taken
  |
help: leave `negative_prompt` out, and say in the prompt what is seen instead
help: take a model that takes one: flux-3, gemini-omni-flash, grok-imagine
"""
    )


def test_too_long(shot, check):
    subject = shot(
        "wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), negative_prompt="rain " * 600
    )
    assert (
        check.message(subject)
        == """\
error[VG460]: wan-2-7-text-to-video reads 2500 characters; this negative prompt has 3000
 --> harbor.vg:7:21
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   negative_prompt = "rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rain rai…
  |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too long
  |
help: shorten it
"""
    )


def test_one_that_is_taken(shot, check):
    assert (
        check.codes(
            shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), negative_prompt="rain")
        )
        == []
    )
    assert (
        check.codes(
            shot(
                "wan-3-0",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                film={"negative_prompt": "rain"},
            )
        )
        == []
    )

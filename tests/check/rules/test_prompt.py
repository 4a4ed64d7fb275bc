"""What a user relies on: words are there where the model wants them, and no more than it reads once mentions are filled in."""

from vgdsl.program.entities import Element
from vgdsl.program.values import Duration, Mention, Prompt, Ratio, Resolution


def test_no_words(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), prompt=None)
    assert (
        check.message(subject)
        == """\
error[VG456]: wan-2-7-text-to-video needs a prompt
 --> harbor.vg:3:6
  |
3 | shot boarding {
  |      ^^^^^^^^ no words
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
  |
help: write `prompt = "..."`: what is seen and how it moves
"""
    )


def test_too_many_words(shot, check):
    subject = shot("runway-gen4-5", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), prompt="a" * 1200)
    assert (
        check.message(subject)
        == """\
error[VG458]: runway-gen4-5-text reads 1000 characters; this prompt has 1200
 --> harbor.vg:7:12
  |
4 |   model = "runway-gen4-5"
  |           --------------- here runway-gen4-5-text (as known on 2026-09-30)
. |
7 |   prompt = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 200 too many
  |
help: shorten the prompt, its styles or the descriptions
help: take a model that reads more: flux-3, gemini-omni-flash, grok-imagine
"""
    )


def test_descriptions_that_make_it_too_long(shot, check):
    subject = shot(
        "runway-gen4-5-text",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        prompt=Prompt(("Here is ", Mention("marco"))),
        parts={"elements": {"marco": Element("marco", "a gondolier " * 100)}},
    )
    assert (
        check.message(subject)
        == """\
error[VG458]: runway-gen4-5-text reads 1000 characters; this prompt has 1207
 --> harbor.vg:7:12
  |
4 |   model = "runway-gen4-5-text"
  |           -------------------- this model (as known on 2026-09-30)
. |
7 |   prompt = "Here is @marco"
  |            ^^^^^^^^^^^^^^^^ 207 too many; elements and locations in words are 1193 of them
  |
help: shorten the prompt, its styles or the descriptions
help: take a model that reads more: flux-3, gemini-omni-flash, grok-imagine
"""
    )


def test_words_for_a_model_that_reads_none(upscale, check):
    subject = upscale(prompt=Prompt(("sharper",)))
    assert (
        check.message(subject)
        == """\
error[VG457]: topaz-video-precision takes no prompt
 --> harbor.vg:6:12
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
. |
6 |   prompt = "sharper"
  |            ^^^^^^^^^ not taken
  |
help: leave `prompt` out
"""
    )


def test_enough_words(shot, upscale, check, last_frame):
    assert (
        check.codes(
            shot("runway-gen4-5", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), prompt="a" * 1000)
        )
        == []
    )
    assert (
        check.codes(
            shot("minimax-h3-max-multi-angle", start=last_frame, resolution=Resolution("768P"), prompt=None)
        )
        == []
    )
    assert check.codes(upscale("topaz-video-astra", prompt=Prompt(("sharper",)))) == []
    assert (
        check.codes(
            shot(
                "runway-gen4-5-text",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                prompt=Prompt(("Here is ", Mention("marco"))),
                parts={"elements": {"marco": Element("marco", "a gondolier")}},
            )
        )
        == []
    )

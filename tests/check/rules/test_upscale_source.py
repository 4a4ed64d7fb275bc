"""What a user relies on: a clip is short enough to be enlarged before it is sent."""

from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import Factor, Media, MediaKind, Prompt


def old(seconds: float, *, frames: int = 100, height: int = 480) -> dict:
    facts = MediaFacts(
        "video/mp4", 1_000, "", width=height * 2, height=height, seconds=seconds, frames=frames
    )
    return {"media": {"old.mp4": facts}}


OLD = Media(MediaKind.VIDEO, path="old.mp4")


def test_too_long(upscale, check):
    subject = upscale(source=OLD, parts=old(320))
    assert (
        check.message(subject)
        == """\
error[VG465]: a clip of at most 300s can be enlarged; old.mp4 has 320s
 --> harbor.vg:5:12
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
5 |   source = video("old.mp4")
  |            ^^^^^^^^^^^^^^^^ too long
  |
help: cut it into shorter parts
"""
    )


def test_too_long_for_a_prompt(upscale, check):
    subject = upscale("topaz-video-astra", source=OLD, prompt=Prompt(("sharper",)), parts=old(30, frames=900))
    assert (
        check.message(subject)
        == """\
error[VG466]: with a prompt, topaz-video-astra takes at most 450 frames; old.mp4 has 900
 --> harbor.vg:6:12
  |
4 |   model = "topaz-video-astra"
  |           ------------------- this model (as known on 2026-09-30)
. |
6 |   prompt = "sharper"
  |            ^^^^^^^^^ too long for a prompt
  |
help: leave `prompt` out, or take a shorter clip
"""
    )


def test_too_large_for_the_older_encoding(upscale, check):
    subject = upscale(source=OLD, factor=Factor(4), settings={"h264": True}, parts=old(30, height=1080))
    assert (
        check.message(subject)
        == """\
error[VG467]: H.264 holds at most 4K; this clip becomes 4320 lines tall
 --> harbor.vg:7:10
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
. |
7 |   h264 = true
  |          ^^^^ too large for it
  |
help: leave it out: the clip is then H.265; or take a smaller `factor`
"""
    )


def test_short_enough(upscale, check):
    assert check.codes(upscale(source=OLD, parts=old(300))) == []
    assert (
        check.codes(
            upscale("topaz-video-astra", source=OLD, prompt=Prompt(("sharper",)), parts=old(15, frames=450))
        )
        == []
    )
    assert (
        check.codes(
            upscale(source=OLD, factor=Factor(2), settings={"h264": True}, parts=old(30, height=1080))
        )
        == []
    )

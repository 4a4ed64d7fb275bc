"""What a user relies on: a clip is short enough to be enlarged before it is sent."""

import pytest

from vgdsl.program.entities import MediaFacts, Shot, Upscale
from vgdsl.program.values import Duration, Factor, Media, MediaKind, Prompt, Ratio, Resolution
from vgdsl.source import Source, Span

SPAN = Span(Source("harbor.vg", "opening"), 0, 7)


def old(seconds: float, *, frames: int = 100, height: int = 480) -> dict:
    facts = MediaFacts(
        "video/mp4", 1_000, "", width=height * 16 // 9, height=height, seconds=seconds, frames=frames
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
error[VG467]: H.264 holds at most 4K; this clip becomes 7680x4320
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


def test_a_clip_too_large_for_the_older_encoding_is_known_before_it_is_made(upscale, check, opening):
    subject = upscale(factor=Factor(4), settings={"h264": True}, parts=opening(Resolution("1080p")))
    assert [(one.code, one.facts["size"]) for one in check.diagnostics(subject)] == [("VG467", "7680x4320")]
    assert (
        check.codes(upscale(factor=Factor(2), settings={"h264": True}, parts=opening(Resolution("1080p"))))
        == []
    )
    assert check.codes(upscale(factor=Factor(4), settings={"h264": True}, parts=opening(None))) == []


def test_a_wide_clip_passes_4k_in_its_width(upscale, check):
    facts = MediaFacts("video/mp4", 1_000, "", width=2520, height=1080, seconds=5.0, frames=120)
    subject = upscale(source=OLD, settings={"h264": True}, parts={"media": {"old.mp4": facts}})
    assert check.codes(subject) == ["VG467"]


def test_where_the_model_chooses_the_size_nothing_is_said_of_it(upscale, check):
    subject = upscale(
        "topaz-video-astra", source=OLD, factor=Factor(4), settings={"h264": True}, parts=old(9, height=1080)
    )
    assert check.codes(subject) == []


def test_slow_motion_makes_a_clip_too_long_for_what_follows(upscale, check):
    slow = Upscale(
        name="opening", span=SPAN, model="topaz-video-interpolate", source=OLD, settings={"slowdown": Factor(8)}
    )  # fmt: skip
    parts = {**old(40), "nodes": {"opening": slow}}
    assert [(one.code, one.facts["length"]) for one in check.diagnostics(upscale(parts=parts))] == [
        ("VG465", "320s")
    ]


@pytest.fixture
def opening():
    """A film whose first shot is of a resolution."""

    def parts(resolution: Resolution | None) -> dict:
        shot = Shot(
            name="opening", span=SPAN, model="wan-2-7-text-to-video", duration=Duration(5000),
            aspect_ratio=Ratio(16, 9), resolution=resolution,
        )  # fmt: skip
        return {"nodes": {"opening": shot}}

    return parts

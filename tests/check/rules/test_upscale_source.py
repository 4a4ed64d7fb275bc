"""What a user relies on: a clip can be sent, whole or in parts, before it is sent."""

import pytest
from msgspec.structs import replace

from vgdsl.program.entities import MediaFacts, Shot, Upscale
from vgdsl.program.values import Duration, Factor, Media, MediaKind, Prompt, Ratio, Resolution
from vgdsl.source import Source, Span

SPAN = Span(Source("harbor.vg", "opening"), 0, 7)


def old(seconds: float, *, frames: int = 100, height: int = 480) -> dict:
    facts = MediaFacts(
        "video/mp4", 1_000, "", width=height * 16 // 9, height=height, seconds=seconds, frames=frames
    )
    return {"media": {"old.mp4": facts}}


def cut(seconds: int, *, size: int = 1_000_000) -> dict:
    """The same with a key picture at every second."""
    cut_points = tuple((24 * at, size * at // seconds) for at in range(seconds + 1))
    facts = MediaFacts(
        "video/mp4",
        size,
        "",
        width=960,
        height=480,
        seconds=seconds,
        fps=24,
        frames=24 * seconds,
        cut_points=cut_points,
    )
    return {"media": {"old.mp4": facts}}


OLD = Media(MediaKind.VIDEO, path="old.mp4")


def test_too_long_and_without_a_place_to_cut(upscale, check):
    subject = upscale(source=OLD, parts=old(320))
    assert (
        check.message(subject)
        == """\
error[VG465]: a request holds 300s of video; old.mp4 has 320s, and cannot be cut small enough
 --> harbor.vg:5:12
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
5 |   source = video("old.mp4")
  |            ^^^^^^^^^^^^^^^^ its key pictures are too far apart
  |
help: give it more of them: `ffmpeg -i old.mp4 -c:v libx264 -crf 14 -g 48 -c:a copy denser.mp4`
"""
    )


def test_too_large_for_a_prompt_and_without_a_place_to_cut(upscale, check):
    subject = upscale("topaz-video-astra", source=OLD, prompt=Prompt(("sharper",)), parts=old(30, frames=900))
    assert (
        check.message(subject)
        == """\
error[VG465]: beside a prompt, a request holds 450 frames; old.mp4 has 900, and cannot be cut small enough
 --> harbor.vg:5:12
  |
4 |   model = "topaz-video-astra"
  |           ------------------- this model (as known on 2026-09-30)
5 |   source = video("old.mp4")
  |            ^^^^^^^^^^^^^^^^ its key pictures are too far apart
  |
help: give it more of them: `ffmpeg -i old.mp4 -c:v libx264 -crf 14 -g 48 -c:a copy denser.mp4`
"""
    )


def test_what_can_be_cut_may_be_as_long_and_large_as_it_likes(upscale, check):
    assert check.codes(upscale(source=OLD, parts=cut(320))) == []
    assert check.codes(upscale(source=OLD, parts=cut(60, size=80_000_000))) == []
    prompted = upscale("topaz-video-astra", source=OLD, prompt=Prompt(("sharper",)), parts=cut(60))
    assert check.codes(prompted) == []


def upscale_in(upscale, wanted: int, facts: dict):
    """An upscale that asks for so many parts."""
    subject = upscale(source=OLD, parts=facts)
    node = replace(
        subject.node, parts=wanted, places={**subject.node.places, "parts": subject.node.places["source"]}
    )
    return replace(subject, node=node)


def test_more_parts_than_there_are_places_to_cut(upscale, check):
    assert check.codes(upscale_in(upscale, 10, cut(10))) == []
    assert (
        check.message(upscale_in(upscale, 11, cut(10)))
        == """\
error[VG466]: old.mp4 can be cut into 10 parts at most, before its key pictures
 --> harbor.vg:5:12
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
5 |   source = video("old.mp4")
  |            ^^^^^^^^^^^^^^^^ not possible
  |
help: write `parts = 10`, or leave it out
"""
    )


def test_fewer_parts_than_it_takes(upscale, check):
    assert (
        check.message(upscale_in(upscale, 2, cut(60, size=80_000_000)))
        == """\
error[VG466]: old.mp4 needs 4 parts at least: a request holds no more
 --> harbor.vg:5:12
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
5 |   source = video("old.mp4")
  |            ^^^^^^^^^^^^^^^^ not possible
  |
help: write `parts = 4`, or leave it out
"""
    )


def test_a_linked_video_is_not_cut(upscale, check):
    link = Media(MediaKind.VIDEO, url="https://example.com/old.mp4")
    subject = upscale(source=link)
    node = replace(
        subject.node, parts=2, places={**subject.node.places, "parts": subject.node.places["source"]}
    )
    assert (
        check.message(replace(subject, node=node))
        == """\
error[VG468]: a video on the web is sent as its address, and is not cut
 --> harbor.vg:5:12
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
5 |   source = video("https://example.com/old.mp4")
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ has no effect
  |
help: leave `parts` out, or take the file into the project
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
help: leave `h264` out: the clip is then H.265
help: take a smaller `factor`
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


def test_a_clip_that_slow_motion_makes_too_long_is_cut_once_it_is_made(upscale, check):
    slow = Upscale(
        name="opening", span=SPAN, model="topaz-video-interpolate", source=OLD, settings={"slowdown": Factor(8)}
    )  # fmt: skip
    parts = {**old(40), "nodes": {"opening": slow}}
    assert check.codes(upscale(parts=parts)) == []


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

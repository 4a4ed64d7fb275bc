"""What a user relies on: an element brings what the model needs of it, and what is left out is said."""

from vgdsl.program.entities import Element
from vgdsl.program.values import Duration, Media, MediaKind, Ratio


def marco(**media: object) -> dict:
    return {"elements": {"marco": Element("marco", "an old gondolier", **media)}}


def pictures(number: int) -> tuple[Media, ...]:
    return tuple(Media(MediaKind.IMAGE, path=f"{n}.png") for n in range(number))


FRONT = Media(MediaKind.IMAGE, path="front.png")


def test_no_frontal_picture(shot, check):
    subject = shot(
        "kling-o3-pro",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        elements=("marco",),
        parts=marco(references=pictures(2)),
    )
    assert (
        check.message(subject)
        == """\
warning[VG443]: `marco` has no frontal picture
 --> harbor.vg:7:14
  |
4 |   model = "kling-o3-pro"
  |           -------------- here kling-o3-pro-reference-to-video (as known on 2026-09-30)
. |
7 |   elements = [marco]
  |              ^^^^^^^ the first of its references stands in for it
  |
help: add `frontal = image("...")` to the element: kling-o3-pro-reference-to-video takes the face from it
"""
    )


def test_too_many_pictures(shot, check):
    subject = shot(
        "kling-o3-pro",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        elements=("marco",),
        parts=marco(frontal=FRONT, references=pictures(4)),
    )
    assert (
        check.message(subject)
        == """\
error[VG444]: `marco` has 5 pictures; kling-o3-pro-reference-to-video takes a frontal one and 3 more of an element
 --> harbor.vg:7:14
  |
4 |   model = "kling-o3-pro"
  |           -------------- here kling-o3-pro-reference-to-video (as known on 2026-09-30)
. |
7 |   elements = [marco]
  |              ^^^^^^^ one too many
  |
help: leave out those of its `references` that show the least
"""
    )


def test_pictures_and_a_video(shot, check):
    subject = shot(
        "kling-o3-pro",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        elements=("marco",),
        parts=marco(frontal=FRONT, video=Media(MediaKind.VIDEO, path="walk.mp4")),
    )
    assert (
        check.message(subject)
        == """\
note[VG445]: kling-o3-pro-reference-to-video has no room for walk.mp4
 --> harbor.vg:7:14
  |
4 |   model = "kling-o3-pro"
  |           -------------- here kling-o3-pro-reference-to-video (as known on 2026-09-30)
. |
7 |   elements = [marco]
  |              ^^^^^^^ left out
  |
help: the shot is made without it; `vgdsl plan --requests` shows what is sent
"""
    )


def test_one_kind_of_media(shot, check):
    assert (
        check.codes(
            shot(
                "kling-o3-pro",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                elements=("marco",),
                parts=marco(frontal=FRONT, references=pictures(3)),
            )
        )
        == []
    )
    assert (
        check.codes(
            shot(
                "kling-o3-pro",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                elements=("marco",),
                parts=marco(video=Media(MediaKind.VIDEO, path="walk.mp4")),
            )
        )
        == []
    )

"""What a user relies on: no more is shown than the model has room for."""

from vgdsl.program.entities import Element, Location
from vgdsl.program.values import Duration, Media, MediaKind, Ratio


def cast_of(elements: int, locations: int = 0) -> dict:
    """Elements e1, e2 ... and locations l1, l2 ..., each with one picture."""
    picture = Media(MediaKind.IMAGE, path="picture.png")
    return {
        "elements": {f"e{n}": Element(f"e{n}", "x", frontal=picture) for n in range(1, elements + 1)},
        "locations": {
            f"l{n}": Location(f"l{n}", "x", (Media(MediaKind.IMAGE, path=f"{n}.png"),))
            for n in range(1, locations + 1)
        },
    }


def names(letter: str, number: int) -> tuple[str, ...]:
    return tuple(f"{letter}{n}" for n in range(1, number + 1))


def test_too_many_elements(shot, check):
    subject = shot(
        "kling-o3-pro",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        elements=names("e", 5),
        parts=cast_of(5),
    )
    assert (
        check.message(subject)
        == """\
error[VG441]: kling-o3-pro-reference-to-video shows 4 elements at most, not 5
 --> harbor.vg:7:31
  |
4 |   model = "kling-o3-pro"
  |           -------------- here kling-o3-pro-reference-to-video (as known on 2026-09-30)
. |
7 |   elements = [e1, e2, e3, e4, e5]
  |                               ^^ one too many
  |
help: name fewer, or put some in words
"""
    )


def test_fewer_beside_a_frame(shot, check, last_frame):
    subject = shot(
        "kling-o3-pro",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        start=last_frame,
        elements=names("e", 4),
        parts=cast_of(4),
    )
    assert (
        check.message(subject)
        == """\
error[VG441]: kling-o3-pro-reference-to-video shows 3 elements at most beside a start or end frame, not 4
 --> harbor.vg:8:27
  |
4 |   model = "kling-o3-pro"
  |           -------------- here kling-o3-pro-reference-to-video (as known on 2026-09-30)
. |
8 |   elements = [e1, e2, e3, e4]
  |                           ^^ one too many
  |
help: name fewer, or put some in words
help: take a model that shows 4: kling-v3-4k
"""
    )


def test_too_many_scene_pictures(shot, check):
    subject = shot(
        "kling-o3-pro-reference-to-video",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        locations=names("l", 5),
        parts=cast_of(0, 5),
    )
    assert (
        check.message(subject)
        == """\
error[VG442]: kling-o3-pro-reference-to-video takes 4 pictures of locations at most, not 5
 --> harbor.vg:7:32
  |
4 |   model = "kling-o3-pro-reference-to-video"
  |           --------------------------------- this model (as known on 2026-09-30)
. |
7 |   locations = [l1, l2, l3, l4, l5]
  |                                ^^ too many by here
  |
help: give locations one picture each, or name fewer
"""
    )


def test_too_many_together(shot, check):
    subject = shot(
        "kling-o3-pro",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        elements=names("e", 4),
        locations=names("l", 4),
        parts=cast_of(4, 4),
    )
    assert (
        check.message(subject)
        == """\
error[VG449]: kling-o3-pro-reference-to-video takes 7 pictures in all, not 4 elements and 4 scene pictures
 --> harbor.vg:8:28
  |
4 |   model = "kling-o3-pro"
  |           -------------- here kling-o3-pro-reference-to-video (as known on 2026-09-30)
. |
8 |   locations = [l1, l2, l3, l4]
  |                            ^^ too many by here
  |
help: name fewer elements and locations, or leave a frame out
"""
    )


def test_as_many_as_there_is_room_for(shot, check, last_frame):
    assert (
        check.codes(
            shot(
                "kling-o3-pro",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                elements=names("e", 4),
                locations=names("l", 3),
                parts=cast_of(4, 3),
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
                start=last_frame,
                elements=names("e", 3),
                parts=cast_of(3),
            )
        )
        == []
    )

"""What a user relies on: keyframes are within the clip, each on a frame of its own."""

import msgspec

from vgdsl.check.rules.subject import Subject
from vgdsl.program.values import Duration, Keyframe, Media, MediaKind


def at(*seconds: float) -> tuple[Keyframe, ...]:
    return tuple(Keyframe(Duration(round(1000 * s)), Media(MediaKind.IMAGE, path="a.png")) for s in seconds)


def pinned(shot, *seconds: float, takes: bool = True) -> Subject:
    """A shot with keyframes, on a model of which it is known whether it takes any."""
    subject = shot("ltx-2-fast", duration=Duration(6_000), keyframes=at(*seconds))
    return msgspec.structs.replace(subject, model=msgspec.structs.replace(subject.model, keyframes=takes))


def test_too_many(shot, check):
    subject = pinned(shot, *(n / 2 for n in range(11)))
    assert (
        check.message(subject)
        == """\
error[VG472]: a shot has at most 10 keyframes, not 11
 --> harbor.vg:6:266
  |
4 |   model = "ltx-2-fast"
  |           ------------ here ltx-2-fast-text-to-video (as known on 2026-09-30)
. |
6 | …a.png")), at(2.5s, image("a.png")), at(3s, image("a.png")), at(3.5s, image("a.png")), at(4s, image("a.png")), at(4.5s, image("a.png")), at(5s, image("a.png"))]
  |                                                                                                                                          ^^^^^^^^^^^^^^^^^^^^^^ one too many
  |
help: leave some out
"""
    )


def test_after_the_end(shot, check):
    subject = pinned(shot, 0, 6.5)
    assert (
        check.message(subject)
        == """\
error[VG473]: the keyframe at 6.5s is after the end of the clip
 --> harbor.vg:6:43
  |
4 |   model = "ltx-2-fast"
  |           ------------ here ltx-2-fast-text-to-video (as known on 2026-09-30)
. |
6 |   keyframes = [at(0s, image("a.png")), at(6.5s, image("a.png"))]
  |                                           ^^^^ the clip is 6s long
  |
help: pin it to 6s or before
"""
    )


def test_two_on_one_frame(shot, check):
    subject = pinned(shot, 1, 1.01)
    assert (
        check.message(subject)
        == """\
error[VG474]: the keyframes at 1s and 1.01s are on the same frame
 --> harbor.vg:6:43
  |
4 |   model = "ltx-2-fast"
  |           ------------ here ltx-2-fast-text-to-video (as known on 2026-09-30)
. |
6 |   keyframes = [at(1s, image("a.png")), at(1.01s, image("a.png"))]
  |                   -- 1s here
  |                                           ^^^^^ two pictures for one frame
  |
help: move one by a 24th of a second or more
"""
    )


def test_within_the_clip(shot, check):
    assert check.codes(pinned(shot, 0, 3, 6)) == []

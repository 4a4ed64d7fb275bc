"""What a user relies on: a model that takes frames or references is not given both."""

import msgspec

from vgdsl.check.rules.subject import Subject
from vgdsl.program.values import Duration, Media, MediaKind, Ratio


def known_start(subject: Subject) -> Subject:
    """The same where the catalogue knows that the model takes a start frame."""
    return msgspec.structs.replace(
        subject, model=msgspec.structs.replace(subject.model, start_image="optional")
    )


def test_both(shot, check, last_frame):
    subject = known_start(
        shot(
            "minimax-h3-reference-to-video",
            aspect_ratio=Ratio(16, 9),
            duration=Duration(5_000),
            start=last_frame,
            references=(Media(MediaKind.IMAGE, path="a.png"),),
        )
    )
    assert (
        check.message(subject)
        == """\
error[VG435]: minimax-h3-reference-to-video works from references or from a frame, not from both
 --> harbor.vg:7:11
  |
4 |   model = "minimax-h3-reference-to-video"
  |           ------------------------------- this model (as known on 2026-09-30)
. |
7 |   start = opening.last_frame
  |           ^^^^^^^^^^^^^^^^^^ a start frame beside references
  |
help: leave out the start frame, or everything that the shot shows beside it
help: take a model that takes both: gemini-omni-flash, grok-imagine, happyhorse-1-0
"""
    )


def test_one_of_them(shot, check):
    assert (
        check.codes(
            shot(
                "minimax-h3",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(Media(MediaKind.IMAGE, path="a.png"),),
            )
        )
        == []
    )


def test_a_frame_that_is_taken_in_no_case_is_refused_once(shot, check, last_frame):
    subject = shot(
        "minimax-h3-reference-to-video",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        end=last_frame,
        references=(Media(MediaKind.IMAGE, path="a.png"),),
    )
    assert check.codes(subject) == ["VG434"]

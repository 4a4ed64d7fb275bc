"""What a user relies on: the strength of the start frame is between 0 and 1, where it can be told."""

import msgspec

from vgdsl.check.rules.subject import Subject
from vgdsl.program.values import Duration, Ratio


def strong(subject: Subject) -> Subject:
    """The same where the catalogue knows that the model can be told."""
    return msgspec.structs.replace(subject, model=msgspec.structs.replace(subject.model, image_strength=True))


def test_a_model_without_a_start_frame(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), image_strength=0.5)
    assert (
        check.message(subject)
        == """\
error[VG481]: wan-2-7-text-to-video takes no `image_strength`
 --> harbor.vg:7:20
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   image_strength = 0.5
  |                    ^^^ not taken
  |
help: leave `image_strength` out
"""
    )


def test_within_its_range(shot, check, last_frame):
    assert (
        check.codes(strong(shot("wan-2-7", duration=Duration(5_000), start=last_frame, image_strength=1)))
        == []
    )

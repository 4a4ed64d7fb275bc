"""What a user relies on: a consent is attested only where it is asked for."""

from vgdsl.program.values import Duration, Media, MediaKind, Ratio


def test_a_model_that_asks_for_none(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), consent=("seedance",))
    assert (
        check.message(subject)
        == """\
error[VG481]: wan-2-7-text-to-video takes no `consent`
 --> harbor.vg:7:13
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   consent = [seedance]
  |             ^^^^^^^^^^ not taken
  |
help: leave `consent` out
help: take a model that does: seedance-2-0-fast-unlisted, seedance-2-0-unlisted
"""
    )


def test_the_one_asked_for(shot, check):
    assert (
        check.codes(
            shot(
                "seedance-2-0-fast-reference-to-video",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(Media(MediaKind.IMAGE, path="a.png"),),
                consent=("seedance",),
            )
        )
        == []
    )

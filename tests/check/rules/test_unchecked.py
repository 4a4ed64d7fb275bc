"""What a user relies on: what nobody can check is said once a shot, and never guessed."""

from vgdsl.program.values import Duration, Ratio, Resolution


def test_limits_that_nobody_published(shot, check):
    subject = shot(
        "flux-3", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), resolution=Resolution("720p")
    )
    assert (
        check.message(subject)
        == """\
warning[VG499]: the limits of flux-3-text-to-video are not published; unchecked: duration, aspect ratio and resolution
 --> harbor.vg:4:11
  |
4 |   model = "flux-3"
  |           ^^^^^^^^ as far as known on 2026-09-30
  |
help: the service decides; an order that it refuses at once is not charged
"""
    )


def test_nothing_to_check(shot, check):
    assert check.codes(shot("flux-3")) == []
    assert check.codes(shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000))) == []

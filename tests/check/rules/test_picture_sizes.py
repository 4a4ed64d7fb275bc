"""What a user relies on: pictures that are too narrow or heavy are caught; small ones are warned of."""

from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import Duration, Edge, Frame, Media, MediaKind, Ratio


def lagoon(width: int, height: int, size: int = 1_000) -> dict:
    still = MediaFacts("image/png", size, "", width=width, height=height)
    clip = MediaFacts("video/mp4", size, "", width=width, height=height, seconds=5)
    return {"media": {"lagoon.png": still, "lagoon.mp4": clip}}


LAGOON = Media(MediaKind.IMAGE, path="lagoon.png")


def test_too_narrow(shot, check):
    subject = shot("seedance-2-5", duration=Duration(5_000), start=LAGOON, parts=lagoon(400, 1200))
    assert (
        check.message(subject)
        == """\
error[VG491]: lagoon.png is too narrow for seedance-2-5-image-to-video-basic
 --> harbor.vg:6:11
  |
4 |   model = "seedance-2-5"
  |           -------------- here seedance-2-5-image-to-video-basic (as known on 2026-09-30)
. |
6 |   start = image("lagoon.png")
  |           ^^^^^^^^^^^^^^^^^^^ 400x1200
  |
help: crop it: neither side more than two and a half times the other
"""
    )


def test_small(shot, check):
    subject = shot("seedance-2-5", duration=Duration(5_000), start=LAGOON, parts=lagoon(400, 200))
    assert (
        check.message(subject)
        == """\
warning[VG492]: lagoon.png is small for seedance-2-5-image-to-video-basic, and will be enlarged
 --> harbor.vg:6:11
  |
4 |   model = "seedance-2-5"
  |           -------------- here seedance-2-5-image-to-video-basic (as known on 2026-09-30)
. |
6 |   start = image("lagoon.png")
  |           ^^^^^^^^^^^^^^^^^^^ 400x200; the shorter side wants 300 pixels
  |
help: take a larger picture, or it may look soft
"""
    )


def test_too_heavy(shot, check):
    subject = shot(
        "wan-3-0",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=(LAGOON,),
        parts=lagoon(1920, 1080, 21_000_000),
    )
    assert (
        check.message(subject)
        == """\
error[VG493]: lagoon.png is too large for wan-3-0-reference-to-video
 --> harbor.vg:7:17
  |
4 |   model = "wan-3-0"
  |           --------- here wan-3-0-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [image("lagoon.png")]
  |                 ^^^^^^^^^^^^^^^^^^^ 21.0 MB; 20 MB at most
  |
help: save it smaller: fewer pixels, or a format that packs closer
"""
    )


def test_a_frame_of_a_small_video(shot, check):
    subject = shot(
        "seedance-2-5",
        duration=Duration(5_000),
        start=Frame(Media(MediaKind.VIDEO, path="lagoon.mp4"), Edge.LAST),
        parts=lagoon(256, 144),
    )
    assert (
        check.message(subject)
        == """\
warning[VG492]: lagoon.mp4 is small for seedance-2-5-image-to-video-basic, and will be enlarged
 --> harbor.vg:6:11
  |
4 |   model = "seedance-2-5"
  |           -------------- here seedance-2-5-image-to-video-basic (as known on 2026-09-30)
. |
6 |   start = lagoon.mp4.last_frame
  |           ^^^^^^^^^^^^^^^^^^^^^ 256x144; the shorter side wants 300 pixels
  |
help: take a larger picture, or it may look soft
"""
    )


def test_large_enough(shot, check, last_frame):
    assert (
        check.codes(shot("seedance-2-5", duration=Duration(5_000), start=LAGOON, parts=lagoon(1280, 720)))
        == []
    )
    assert (
        check.codes(shot("seedance-2-5", duration=Duration(5_000), start=last_frame, parts=lagoon(10, 10)))
        == []
    )

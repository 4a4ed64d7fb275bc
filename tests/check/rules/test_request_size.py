"""What a user relies on: a request that is too large is found out before it is sent, and the files to make smaller are named."""

from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import Duration, Media, MediaKind, Ratio


def lagoon(size: int) -> dict:
    return {
        "media": {f"{n}.png": MediaFacts("image/png", size, "", width=1280, height=720) for n in range(3)}
    }


PICTURES = tuple(Media(MediaKind.IMAGE, path=f"{n}.png") for n in range(3))


def test_too_large(shot, check):
    subject = shot(
        "grok-imagine",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=PICTURES,
        parts=lagoon(9_000_000),
    )
    assert (
        check.message(subject)
        == """\
error[VG498]: this request would be 36.1 MB; the service takes 35.0 MB
 --> harbor.vg:7:17
  |
4 |   model = "grok-imagine"
  |           -------------- here grok-imagine-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [image("0.png"), image("1.png"), image("2.png")]
  |                 ^^^^^^^^^^^^^^ a file grows by a third on its way
  |
help: the largest: 0.png (9.0 MB), 1.png (9.0 MB) and 2.png (9.0 MB)
help: make them smaller, send fewer, or put them on the web and give their https address
"""
    )


def test_words_count_too(shot, check):
    subject = shot(
        "grok-imagine-private",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=PICTURES,
        prompt="東" * 4_000,
        parts=lagoon(8_745_000),
    )
    assert (
        check.message(subject)
        == """\
error[VG498]: this request would be 35.1 MB; the service takes 35.0 MB
 --> harbor.vg:7:17
  |
4 |   model = "grok-imagine-private"
  |           ---------------------- here grok-imagine-reference-to-video-private (as known on 2026-09-30)
. |
7 |   references = [image("0.png"), image("1.png"), image("2.png")]
  |                 ^^^^^^^^^^^^^^ a file grows by a third on its way
  |
help: the largest: 0.png (8.7 MB), 1.png (8.7 MB) and 2.png (8.7 MB)
help: make them smaller, send fewer, or put them on the web and give their https address
"""
    )


def test_small_enough(shot, check):
    assert (
        check.codes(
            shot(
                "grok-imagine",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=PICTURES,
                parts=lagoon(8_700_000),
            )
        )
        == []
    )
    assert (
        check.codes(
            shot(
                "grok-imagine",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(Media(MediaKind.IMAGE, url="https://example.org/a.png"),),
                parts=lagoon(90_000_000),
            )
        )
        == []
    )


def test_words_that_fit_beside_it(shot, check):
    assert (
        check.codes(
            shot(
                "wan-3-0",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(PICTURES[0],),
                prompt="東" * 19_000,
                parts=lagoon(19_000_000),
            )
        )
        == []
    )


def test_fewer_words(shot, check):
    assert (
        check.codes(
            shot(
                "grok-imagine-private",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=PICTURES,
                prompt="東" * 2_000,
                parts=lagoon(8_745_000),
            )
        )
        == []
    )

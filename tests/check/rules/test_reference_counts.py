"""What a user relies on: references are of kinds that the model takes, and no more than it takes."""

from vgdsl.program.values import Clip, Duration, Media, MediaKind, Ratio


def pictures(number: int) -> tuple[Media, ...]:
    return tuple(Media(MediaKind.IMAGE, path=f"{n}.png") for n in range(number))


def sounds(number: int) -> tuple[Media, ...]:
    return tuple(Media(MediaKind.AUDIO, path=f"{n}.mp3") for n in range(number))


def test_too_many_pictures(shot, check):
    subject = shot(
        "grok-imagine", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), references=pictures(8)
    )
    assert (
        check.message(subject)
        == """\
error[VG452]: grok-imagine-reference-to-video takes 7 reference pictures at most, not 8
 --> harbor.vg:7:129
  |
4 |   model = "grok-imagine"
  |           -------------- here grok-imagine-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [image("0.png"), image("1.png"), image("2.png"), image("3.png"), image("4.png"), image("5.png"), image("6.png"), image("7.png")]
  |                                                                                                                                 ^^^^^^^^^^^^^^ one too many
  |
help: leave some out
help: take a model that takes 8: gemini-omni-flash-1-1, happyhorse-1-1, minimax-h3
"""
    )


def test_a_kind_that_is_not_taken(shot, check):
    subject = shot(
        "grok-imagine",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=(*pictures(1), *sounds(1)),
    )
    assert (
        check.message(subject)
        == """\
error[VG451]: grok-imagine-reference-to-video takes no reference sound
 --> harbor.vg:7:33
  |
4 |   model = "grok-imagine"
  |           -------------- here grok-imagine-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [image("0.png"), audio("0.mp3")]
  |                                 ^^^^^^^^^^^^^^ not taken
  |
help: leave it out
help: take a model that does: minimax-h3, seedance-2-0, wan-3-0
"""
    )


def test_a_soundtrack_that_counts(shot, check):
    subject = shot(
        "minimax-h3",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=(*pictures(1), *sounds(3)),
        soundtrack=Media(MediaKind.AUDIO, path="song.mp3"),
    )
    assert (
        check.message(subject)
        == """\
error[VG452]: minimax-h3-reference-to-video takes 3 reference sounds at most, not 4 (the soundtrack is one of them)
 --> harbor.vg:7:65
  |
4 |   model = "minimax-h3"
  |           ------------ here minimax-h3-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [image("0.png"), audio("0.mp3"), audio("1.mp3"), audio("2.mp3")]
  |                                                                 ^^^^^^^^^^^^^^ one too many
  |
help: leave some out
help: take a model that takes 4: seedance-2-5, wan-3-0
"""
    )


def test_as_many_as_it_takes(shot, check):
    assert (
        check.codes(
            shot("grok-imagine", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), references=pictures(7))
        )
        == []
    )
    assert (
        check.codes(
            shot(
                "minimax-h3",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                references=(*pictures(9), *sounds(3), Clip("opening")),
            )
        )
        == []
    )

"""What a user relies on: nothing that a shot names is lost without a word."""

from vgdsl.program.entities import Element, Location
from vgdsl.program.values import Duration, Media, MediaKind, Mention, Prompt, Ratio

CAST = {
    "elements": {
        "marco": Element("marco", "an old gondolier", frontal=Media(MediaKind.IMAGE, path="marco.png")),
        "ghost": Element("ghost"),
    },
    "locations": {"canal": Location("canal", images=(Media(MediaKind.IMAGE, path="canal.png"),))},
    "named_media": {"poster": Media(MediaKind.IMAGE, path="poster.png")},
}


def test_nothing_to_say_for_a_mention(shot, check):
    subject = shot(
        "veo3.1-fast-text-to-video",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(4_000),
        prompt=Prompt(("Here is ", Mention("ghost"))),
        parts=CAST,
    )
    assert (
        check.message(subject)
        == """\
error[VG446]: veo3.1-fast-text-to-video works from words, and there are none for `ghost`
 --> harbor.vg:7:21
  |
4 |   model = "veo3.1-fast-text-to-video"
  |           --------------------------- this model (as known on 2026-09-30)
. |
7 |   prompt = "Here is @ghost"
  |                     ^^^^^^ no description to stand here
  |
help: write a `description` in `ghost`
"""
    )


def test_a_picture_on_a_model_of_words(shot, check):
    subject = shot(
        "veo3.1-fast-text-to-video",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(4_000),
        prompt=Prompt(("Like ", Mention("poster"))),
        parts=CAST,
    )
    assert (
        check.message(subject)
        == """\
error[VG447]: veo3.1-fast-text-to-video works from words, and cannot show `poster`
 --> harbor.vg:7:18
  |
4 |   model = "veo3.1-fast-text-to-video"
  |           --------------------------- this model (as known on 2026-09-30)
. |
7 |   prompt = "Like @poster"
  |                  ^^^^^^^ cannot be shown
  |
help: describe it in words, or make it an `element` with a description
help: take a model that shows pictures: gemini-omni-flash, grok-imagine, happyhorse-1-0
"""
    )


def test_listed_and_not_mentioned(shot, check):
    subject = shot(
        "veo3.1-fast-text-to-video",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(4_000),
        elements=("marco",),
        parts=CAST,
    )
    assert (
        check.message(subject)
        == """\
error[VG448]: veo3.1-fast-text-to-video shows only what its prompt names, and the prompt does not name `marco`
 --> harbor.vg:7:15
  |
4 |   model = "veo3.1-fast-text-to-video"
  |           --------------------------- this model (as known on 2026-09-30)
. |
7 |   elements = [marco]
  |               ^^^^^ has no effect
  |
help: write `@marco` in the prompt: the description stands there
help: take a model that shows pictures: gemini-omni-flash, grok-imagine, happyhorse-1-0
"""
    )


def test_nothing_to_say_in_an_upscale(upscale, check):
    subject = upscale("topaz-video-astra", prompt=Prompt(("Mend ", Mention("ghost"))), parts=CAST)
    assert (
        check.message(subject)
        == """\
error[VG446]: topaz-video-astra works from words, and there are none for `ghost`
 --> harbor.vg:6:18
  |
4 |   model = "topaz-video-astra"
  |           ------------------- this model (as known on 2026-09-30)
. |
6 |   prompt = "Mend @ghost"
  |                  ^^^^^^ no description to stand here
  |
help: write a `description` in `ghost`
"""
    )


def test_said_or_shown(shot, check):
    assert (
        check.codes(
            shot(
                "veo3.1-fast-text-to-video",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(4_000),
                prompt=Prompt(("Here is ", Mention("marco"))),
                parts=CAST,
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
                prompt=Prompt((Mention("marco"), " at ", Mention("canal"))),
                parts=CAST,
            )
        )
        == []
    )

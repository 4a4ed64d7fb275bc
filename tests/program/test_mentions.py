"""One prompt, any model family: what `@names` become, and which media go along in which order."""

import pytest

from vgdsl.program.attached import Label
from vgdsl.program.editions import load
from vgdsl.program.entities import Element, Film, Location, Program, Shot
from vgdsl.program.mentions import cast, described
from vgdsl.program.values import Clip, Edge, Frame, Media, MediaKind, Mention, Prompt
from vgdsl.source import Source, Span


def image(name: str) -> Media:
    return Media(MediaKind.IMAGE, path=f"{name}.png")


WALK = Media(MediaKind.VIDEO, path="walk.mp4")
SONG = Media(MediaKind.VIDEO, path="song.mp4")
VOICE = Media(MediaKind.AUDIO, path="voice.wav")
BELL = Media(MediaKind.AUDIO, path="bell.wav")
PROGRAM = Program(
    film=Film("f", "F"),
    elements={
        "marco": Element("marco", "an old gondolier", image("front"), (image("left"), image("back"))),
        "lucia": Element("lucia", "a girl", image("lucia"), voice=VOICE),
        "dancer": Element("dancer", video=WALK),
        "singer": Element("singer", video=SONG, voice=VOICE),
        "both": Element("both", frontal=image("both"), video=WALK),
        "mute": Element("mute", "a stranger", voice=BELL),
        "fog": Element("fog", "thick fog"),
        "nobody": Element("nobody"),
    },
    locations={"canal": Location("canal", "a narrow canal", (image("canal"), image("bridge")))},
    named_media={
        "map": image("map"),
        "walk": WALK,
        "bell": VOICE,
        "brief": Media(MediaKind.DOCUMENT, path="brief.pdf"),
    },
)
KLING = "kling-o3-pro-reference-to-video"
GROK = "grok-imagine-reference-to-video"
SEEDANCE = "seedance-2-5-reference-to-video-basic"
PIXVERSE = "pixverse-c1-reference-to-video"
GEMINI = "gemini-omni-flash-1-1-reference-to-video"
WORDS = "wan-2-7-text-to-video"


def staged(model: str, text: str, **values: object):
    """The cast of a shot whose prompt is written as in a scene file."""
    parts = [Mention(word[1:]) if word.startswith("@") else word for word in text.split("|")]
    span = Span(Source("a.vg", ""), 0, 0)
    shot = Shot(name="a", span=span, model=model, prompt=Prompt(tuple(parts)), **values)
    return cast(shot, load().get(model), PROGRAM)


@pytest.mark.parametrize(
    ("model", "prompt"),
    [
        (KLING, "@Element1 at @Image1, @Element1."),
        (GROK, "@Image1 at @Image4, @Image1."),
        (SEEDANCE, "<Image 1> at <Image 4>, <Image 1>."),
        (PIXVERSE, "@marco at @canal, @marco."),
        (WORDS, "an old gondolier at a narrow canal, an old gondolier."),
        ("nobody-knows-this-model", "an old gondolier at a narrow canal, an old gondolier."),
        (GEMINI, "an old gondolier at a narrow canal, an old gondolier."),
    ],
)
def test_one_prompt_speaks_to_every_family(model, prompt):
    assert staged(model, "@marco| at |@canal|, |@marco|.").prompt == prompt


def test_structured_models_take_elements_and_scene_images():
    found = staged(KLING, "@canal|, |@marco|, |@map")
    assert found.prompt == "@Image1, @Element1, @Image3"
    assert found.elements == ("marco",)
    assert found.scene_images == (image("canal"), image("bridge"), image("map"))
    assert found.reference_images == ()


def test_flat_models_take_every_picture_in_order_of_first_use():
    found = staged(GROK, "@canal| and |@marco")
    names = ("canal", "bridge", "front", "left", "back")
    assert found.reference_images == tuple(image(name) for name in names)
    assert found.elements == found.scene_images == ()


def test_pictures_go_along_even_where_only_words_cite_them():
    assert len(staged(GEMINI, "@marco").reference_images) == 3


def test_words_alone_attach_nothing():
    found = staged(WORDS, "@marco| in |@fog")
    assert found.prompt == "an old gondolier in thick fog"
    assert found.reference_images == ()
    assert found.wordless == ()


def test_a_mention_without_words_is_told():
    assert staged(WORDS, "@nobody| and |@map| and |@fog").wordless == ("nobody", "map")
    assert staged(KLING, "@nobody").wordless == ("nobody",)


def test_named_media_are_cited_by_their_kind():
    assert staged(SEEDANCE, "@map| |@walk| |@bell").prompt == "<Image 1> <Video 1> <Audio 1>"
    found = staged("wan-3-0-reference-to-video", "@map| |@walk| |@bell")
    assert found.prompt == "@Image1 @Video1 @Audio1"
    assert (found.reference_videos, found.reference_audios) == ((WALK,), (VOICE,))


def test_a_document_goes_along_but_no_tag_cites_it():
    found = staged("wan-3-0-reference-to-video", "@brief")
    assert found.wordless == ("brief",)
    assert len(found.reference_documents) == 1


def test_the_listed_come_after_the_mentioned_and_references_last():
    listed = {"elements": ("lucia", "marco"), "references": (Frame(Clip("b"), Edge.LAST), Clip("b"))}
    found = staged(SEEDANCE, "@marco", **listed)
    assert found.reference_images[:4] == (image("front"), image("left"), image("back"), image("lucia"))
    assert found.reference_images[4:] == (Frame(Clip("b"), Edge.LAST),)
    assert found.reference_videos == (Clip("b"),)


def test_what_is_listed_for_a_model_without_references_has_no_place():
    assert staged(WORDS, "Fog.", elements=("marco",), locations=("canal",)).unplaced == ("marco", "canal")
    assert staged(WORDS, "@marco", elements=("marco",)).unplaced == ()


def test_a_picture_is_sent_once():
    found = staged(GROK, "@map| |@lucia", references=(image("map"), image("lucia")))
    assert found.reference_images == (image("map"), image("lucia"))


def test_a_voice_goes_with_its_element_at_the_first_mention():
    found = staged(SEEDANCE, "@lucia| sings. |@lucia| waits.")
    assert found.prompt == "<Image 1> with the voice of <Audio 1> sings. <Image 1> waits."
    assert staged(KLING, "@lucia").left_out == (VOICE,)


def test_an_element_brings_its_own_voice_where_the_model_has_a_place_for_it():
    """Wan 2.7: with the element, cited as one, beside pictures of others; HappyHorse 1.1: with its picture."""
    found = staged("wan-2-7-reference-to-video", "@lucia| and |@marco| at |@canal")
    assert found.prompt == "@Element1 and @Image1 at @Image4"
    assert (found.elements, found.voices, found.own_voices) == (("lucia",), {"lucia": VOICE}, (VOICE,))
    assert found.reference_images == (image("front"), image("left"), image("back"), image("canal"))
    assert found.reference_audios == ()
    found = staged("happyhorse-1-1-reference-to-video", "@lucia| at |@canal")
    assert found.prompt == "@Image1 at @Image2"
    assert found.image_labels == (Label(voice=VOICE), Label(), Label())
    assert staged("happyhorse-1-1-reference-to-video", "@canal").image_labels == ()


def test_a_video_brings_its_name_and_voice_where_the_model_has_a_place_for_them():
    found = staged("wan-2-7-reference-to-video", "@singer| and |@dancer| with |@walk")
    assert found.prompt == "@singer and @dancer with @dancer"
    assert found.reference_videos == (SONG, WALK)
    assert found.video_labels == (Label("singer", voice=VOICE), Label("dancer"))


def test_what_an_element_has_and_a_model_has_no_room_for_is_told():
    assert staged(GROK, "@lucia").left_out == (VOICE,)
    assert staged(SEEDANCE, "@both| and |@mute").left_out == (WALK, BELL)
    assert staged(KLING, "@both| and |@mute").left_out == (WALK, BELL)
    assert staged(GROK, "@both").left_out == (WALK,)


def test_what_is_sent_anyway_is_not_left_out():
    assert staged(SEEDANCE, "@both", references=(WALK,)).left_out == ()
    found = staged(KLING, "@lucia", references=(image("lucia"), image("map")))
    assert found.reference_images == (image("map"),)


def test_an_element_of_video_is_cited_as_one_where_videos_are_taken():
    assert staged(SEEDANCE, "@dancer").prompt == "<Video 1>"
    assert staged(KLING, "@dancer").elements == ("dancer",)
    assert staged("minimax-h3-enhanced-reference-to-video", "@dancer").wordless == ("dancer",)


def test_everyone_is_seen_before_anyone_is_seen_twice():
    """HappyHorse 1.0 takes four pictures: one of each, and the rest for who comes first."""
    found = staged("happyhorse-1-0-reference-to-video", "@marco| and |@lucia| at |@canal")
    assert found.reference_images == (image("front"), image("left"), image("lucia"), image("canal"))
    assert found.prompt == "@Image1 and @Image3 at @Image4"
    assert set(found.left_out) == {image("back"), image("bridge"), VOICE}


def test_references_have_names_of_their_own_where_the_model_wants_them():
    found = staged(PIXVERSE, "@marco", references=(image("x"),))
    assert found.image_labels == (
        Label("marco", "subject"),
        Label("marco_2", "subject"),
        Label("marco_3", "subject"),
        Label("reference", "subject"),
    )
    assert staged(PIXVERSE, "@canal").image_labels[0].type == "background"


def test_described_puts_words_for_mentions_anywhere():
    assert described(Prompt(("Sharpen ", Mention("marco"))), PROGRAM) == ("Sharpen an old gondolier", ())
    assert described(Prompt((Mention("map"),)), PROGRAM)[1] == ("map",)


def test_a_shot_without_a_prompt_still_has_a_cast():
    span = Span(Source("a.vg", ""), 0, 0)
    found = cast(Shot(name="a", span=span, model=KLING, elements=("marco",)), load().get(KLING), PROGRAM)
    assert (found.prompt, found.elements) == (None, ("marco",))

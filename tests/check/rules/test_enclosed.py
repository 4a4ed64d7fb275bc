"""What a user relies on: the size of a request is known to the byte, and lengths of clips not made yet are counted."""

from base64 import b64encode

from hypothesis import given
from hypothesis import strategies as st

from vgdsl.check.rules.enclosed import enclosed, encoded, seconds_of
from vgdsl.program.entities import Element, Film, Location, MediaFacts, Program, Shot, Upscale
from vgdsl.program.values import Clip, Duration, Edge, Factor, Frame, Media, MediaKind, Mention, Prompt
from vgdsl.source import Source, Span

NOWHERE = Span(Source("harbor.vg", ""), 0, 0)


@given(st.binary(max_size=200), st.sampled_from(["image/png", "audio/mpeg"]))
def test_a_file_is_as_long_as_its_data_url(data, mime):
    url = f"data:{mime};base64,{b64encode(data).decode()}"
    assert encoded(MediaFacts(mime, len(data), "")) == len(url)


def test_all_media_of_a_shot_are_found_once_for_each_time_they_are_sent(shot):
    def picture(name: str) -> Media:
        return Media(MediaKind.IMAGE, path=f"{name}.png")

    parts = {
        "elements": {"marco": Element("marco", frontal=picture("front"), references=(picture("left"),))},
        "locations": {"canal": Location("canal", images=(picture("canal"),))},
    }
    prompt = Prompt((Mention("marco"), " at ", Mention("canal")))
    subject = shot("kling-o3-pro", prompt=prompt, parts=parts, start=picture("start"), end=picture("start"))
    sent = [(item.attribute, str(item.file)) for item in enclosed(subject)]
    assert sent == [
        ("start", "start.png"),
        ("end", "start.png"),
        ("elements", "front.png"),
        ("elements", "left.png"),
        ("locations", "canal.png"),
    ]


def test_a_clip_that_is_not_made_yet_is_as_long_as_ordered():
    opening = Shot(name="opening", span=NOWHERE, model="wan-2-7", duration=Duration(5_000))
    large = Upscale(name="large", span=NOWHERE, model="topaz", source=Clip("opening"), factor=Factor(2))
    slow = Upscale(
        name="slow", span=NOWHERE, model="topaz", source=Clip("opening"), settings={"slowdown": Factor(4)}
    )
    walk = Media(MediaKind.VIDEO, path="walk.mp4")
    program = Program(
        film=Film("f", "F"),
        nodes={node.name: node for node in (opening, large, slow)},
        media={"walk.mp4": MediaFacts("video/mp4", 1, "", seconds=2.5)},
    )
    assert seconds_of(Clip("opening"), program) == seconds_of(Clip("large"), program) == 5
    assert seconds_of(Clip("slow"), program) is None
    assert seconds_of(walk, program) == 2.5
    assert seconds_of(Frame(walk, Edge.LAST), program) is None
    assert seconds_of(Media(MediaKind.VIDEO, url="https://example.org/walk.mp4"), program) is None

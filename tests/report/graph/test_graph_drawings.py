"""A film's graph can be looked at anywhere: every drawing shows every card, and no name can break one."""

import json
import time
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.plan.lower import lower
from vgdsl.plan.plan import Known, plan
from vgdsl.program.editions import load
from vgdsl.program.entities import Cut, Dissolve, Film, NodeKind, Part, Program, Shot, Upscale
from vgdsl.program.values import Clip, Duration, Edge, Factor, Frame, Prompt
from vgdsl.report.graph.dot import dot
from vgdsl.report.graph.mermaid import mermaid
from vgdsl.report.graph.picture import Arrow, Card, Picture, Strip, as_json, picture
from vgdsl.report.graph.picture import Frame as Still
from vgdsl.report.graph.svg import svg
from vgdsl.source import Source, Span

SPAN = Span(Source("a.vg", ""), 0, 0)
SVG = "{http://www.w3.org/2000/svg}"


class Nothing:
    """The history of a film that was never run."""

    def before(self, key: str) -> None:
        return None

    def under_way(self, key: str) -> str | None:
        return None

    def by_key(self, key: str) -> None:
        return None

    def last(self, node: str, take: int) -> None:
        return None


def shot(name: str, model: str = "minimax-h3-text-to-video", **values: object) -> Shot:
    return Shot(
        name=name, span=SPAN, model=model, prompt=Prompt((f"{name}.",)), duration=Duration(5000), **values
    )


@pytest.fixture
def film() -> Program:
    last, first = Frame(Clip("opening"), Edge.LAST), Frame(Clip("boarding"), Edge.FIRST)
    nodes = [
        shot("opening", scene="harbor"),
        shot("boarding", "wan-2-7-image-to-video", start=last, takes=3, pick=2, scene="harbor"),
        shot("crossing", "pixverse-v5.6-transition", kind=NodeKind.TRANSITION, start=last, end=first),
        Upscale(name="hd", span=SPAN, model="topaz-video-upscale", source=Clip("boarding"), factor=Factor(2)),
        shot("postcard", after=("opening",)),
    ]
    parts = (Part(Clip("opening")), Dissolve(Duration(500)), Part(Clip("hd"), start=Duration(1000)))
    cut = Cut(name="main", span=SPAN, sequence=parts, output="gondolier.mp4")
    return Program(film=Film("g", "The Gondolier"), nodes={n.name: n for n in nodes}, cuts={"main": cut})


@pytest.fixture
def drawing(film) -> Picture:
    return picture(film, lower(film, load()))


def test_takes_are_one_card_and_arrows_say_what_flows(drawing):
    cards = {card.name: card for card in drawing.cards}
    assert list(cards) == ["opening", "boarding", "crossing", "hd", "postcard"]
    assert cards["boarding"].takes == 3
    assert cards["opening"].measures == ("5s", "768P", "16:9")
    assert cards["hd"].measures == ("2x",)
    assert Arrow("boarding", "hd", "clip") in drawing.arrows
    assert Arrow("boarding", "crossing", "first frame") in drawing.arrows
    assert Arrow("opening", "postcard", "after") in drawing.arrows
    assert [frame.seconds for frame in drawing.strips[0].frames] == [5.0, 0.5, 4.0]


def test_with_a_plan_the_cards_say_what_happens_and_what_it_costs(film):
    catalog = load()
    lowered = lower(film, catalog)
    drawing = picture(film, lowered, plan(film, lowered, catalog, Known(history=Nothing())))
    cards = {card.name: card for card in drawing.cards}
    assert (cards["opening"].action, cards["opening"].price) == ("make", "$0.50")
    assert cards["boarding"].price == "$1.65"
    assert cards["hd"].price == "≤ $0.60"
    assert "make ≤ $0.60" in svg(drawing)


def test_json_has_the_facts_by_their_names(drawing):
    found = json.loads(as_json(drawing))
    assert found["cards"][2]["kind"] == "transition"
    assert found["arrows"][0] == {"source": "opening", "target": "boarding", "label": "last frame"}


def test_mermaid_reads_like_the_film(drawing):
    text = mermaid(drawing)
    assert text.startswith("flowchart LR\n")
    assert '  subgraph s0["harbor"]\n    n0("<b>opening</b>' in text
    assert '  n0 -->|"last frame"| n1\n' in text
    assert '  n0 -.->|"after"| n4\n' in text
    assert 'n2{{"<b>crossing</b>' in text


def test_dot_reads_like_the_film(drawing):
    text = dot(drawing)
    assert text.startswith('digraph "The Gondolier" {\n')
    assert '"boarding" -> "hd" [label="clip"]' in text
    assert text.endswith("}\n")


def test_the_storyboard_is_xml_with_a_card_for_every_node(drawing):
    root = ET.fromstring(svg(drawing))
    nodes = [group.get("data-node") for group in root.iter(f"{SVG}g") if group.get("data-node")]
    assert nodes == [card.name for card in drawing.cards]
    assert [group.get("data-cut") for group in root.iter(f"{SVG}g") if group.get("data-cut")] == ["main"]
    assert len([path for path in root.iter(f"{SVG}path") if path.get("marker-end")]) == 5


def test_a_film_of_nothing_can_be_drawn():
    empty = Picture("Nothing yet", (), ())
    for text in (svg(empty), mermaid(empty), dot(empty), as_json(empty).decode()):
        assert text.endswith("\n")


def test_a_text_too_long_is_cut_and_shows_whole_on_hovering():
    name = "a name that goes on and on and on and on"
    text = svg(Picture("A", (Card(name=name, kind=NodeKind.SHOT),), ()))
    assert "…" in text
    assert f"<title>{name}</title>" in text


@given(st.text(), st.text(max_size=40))
def test_no_name_breaks_a_drawing(name, words):
    card = Card(name=name, kind=NodeKind.SHOT, scene=words, model=words, measures=(words,), words=words)
    strip = Strip(name, words, (Still(name, 1.0),), (name,))
    drawing = Picture(words, (card,), (), (strip,))
    ET.fromstring(svg(drawing))
    assert mermaid(drawing).count('"') % 2 == 0
    assert all(line.count("[") == line.count("]") for line in mermaid(drawing).splitlines())
    plain = dot(drawing).replace("\\\\", "").replace('\\"', "")
    assert plain.count('"') % 2 == 0


@pytest.mark.parametrize("shape", ["chain", "wide"])
def test_a_thousand_shots_are_drawn_in_a_moment(shape):
    cards = tuple(Card(name=f"s{n}", kind=NodeKind.SHOT, words="A lagoon at dawn.") for n in range(1000))
    arrows = tuple(
        Arrow(f"s{n - 1 if shape == 'chain' else 0}", f"s{n}", "last frame") for n in range(1, 1000)
    )
    start = time.process_time()
    svg(Picture("Long", cards, arrows))
    assert time.process_time() - start < 3

"""What the checker follows, the walk has noted: nothing that a right film uses stands at a place that is not known."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.check.declarations import APART, Kind
from vgdsl.ide.occurrences import occurrences
from vgdsl.ide.things import Declared, Role

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/film.vg"))

WORLD = """
import "cast.vg" as cast
film f { model = "wan-2-7" resolution = 720p aspect_ratio = 16:9 duration = 5s title = "{{ dusk }}" }
let dusk = "dusk"
let words = "in {{ dusk }}, {{ cast.light }}"
let crew = ["@cast.marco", "@canal"]
let path = "x.png"
let plate = image(path)
let length = 5s
let takes = 2
let cities = ["Rome", "Oslo"]
location canal { description = "a canal at {{ dusk }}" }
style grain { prefix = "35mm, @canal." }
style calm { negative_prompt = "noise {{ shot.name }}" duration = length }
shot first { prompt = "Fog." }
shot second { prompt = "Sun." }
"""
BESIDE = {
    "cast.vg": 'import "deep.vg" as deep element marco { description = "an old man" } let light = "gold {{ deep.sort }}"',
    "deep.vg": 'let sort = "leaf"',
}
ATTRIBUTES = {
    "prompt": ['"{{ words }}"', "words", '"@cast.marco"', '"{{ crew | join }}"', '"{% for x in crew %}{{ x }}{% endfor %}"', '"{{ cast.deep.sort }}{{ film.title }}"', '"x{% if dusk %}{{ cast["light"] }}{% endif %}"'],
    "start": ["plate", "first.last_frame", "image(path)", 'image("{{ dusk }}.png")'],
    "duration": ["length", "5s"],
    "use": ["[grain]", "[grain, calm]", "[]"],
    "takes": ["takes", "1"],
    "after": ["[first]", "[first, second]"],
    "negative_prompt": ["dusk", '"{{ dusk ~ words }}"'],
}  # fmt: skip
BLOCK = st.fixed_dictionaries({}, optional={name: st.sampled_from(said) for name, said in ATTRIBUTES.items()})
HEADS = st.sampled_from(
    ["shot a", "shot a[c in cities]", "shot a[c in [dusk]]", "transition a", "style a", "profile a"]
)


def used(there):
    """What the checker followed; prefixes are not told by it, and what stands apart cannot be named."""
    found = {(one.default or one) for one in there.view.analysis.meaning.evaluator.used}
    return {(one.module.path, one.label.start) for one in found if one.kind not in APART | {Kind.IMPORT}}


def named(there):
    every = occurrences(there.view.analysis).files.values()
    things = (one.thing for file in every for one in file if one.role is not Role.DECLARES)
    return {(thing.file, thing.start) for thing in things if isinstance(thing, Declared)}


@pytest.mark.parametrize("film", EXAMPLES, ids=lambda film: film.parent.name)
def test_examples(marked, film):
    texts = {path.name: path.read_text() for path in film.parent.glob("*.vg")}
    there = marked(texts.pop("film.vg"), texts)
    assert there.view.analysis.checked.program is not None
    assert used(there) <= named(there)


@given(HEADS, BLOCK)
@settings(max_examples=60)
def test_films(marked, head, block):
    text = WORLD + head + " {\n" + "\n".join(f"{name} = {value}" for name, value in block.items()) + "\n}\n"
    there = marked(text, BESIDE)
    if (
        there.view.analysis.checked.program is not None
    ):  # of what is mistaken, the checker follows what was meant
        assert used(there) <= named(there)

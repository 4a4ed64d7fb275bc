"""What the checker follows, the walk has noted: nothing that a right film uses stands at a place that is not known."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.check.declarations import APART, Kind
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Declared, Role

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/film.vg"))


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


@given(st.data())
@settings(max_examples=60)
def test_films(marked, films, data):
    there = marked(*data.draw(films))
    if (
        there.view.analysis.checked.program is not None
    ):  # of what is mistaken, the checker follows what was meant
        assert used(there) <= named(there)

"""What holds of every layout, of some of the files that `table.py` tries all of."""

import re
from pathlib import Path

import laws
import pytest
import written
from hypothesis import given, settings
from hypothesis import strategies as st

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.vg"))
SCENES = sorted((Path(__file__).parents[1] / "mistakes/scenes").glob("*.txt"))
SEEDS = range(0, 2000, 100)


@pytest.mark.parametrize("seed", SEEDS)
def test_of_whatever_the_grammar_can_say(seed):
    for law in laws.WILD:
        law(written.wild(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_of_films_without_mistakes(seed):
    for law in laws.SOUND:
        law(written.sound(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_of_files_with_mistakes(seed):
    for make in (written.wild, written.sound):
        for law in laws.BROKEN:
            law(laws.broken(make(seed), seed))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_of_the_examples_written_oddly(path):
    """Each on one line for each token, which is as far from its layout as it can be."""
    text = path.read_text(encoding="utf-8")
    odd = "\n".join(line.strip() for line in text.replace(" = ", "\n=\n").replace(" {", "{").splitlines())
    for law in laws.WILD:
        law(odd)


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_of_what_people_write_by_mistake(path):
    """Some of the broken scenes; each is headed by what is wrong with it."""
    for scene in re.split("^=== .*\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1::8]:
        laws.holds_when_broken(scene)


@given(st.text(alphabet='ab={}[]()",#\n \r\t\\.5', max_size=40))
@settings(max_examples=150)
def test_of_any_text(text):
    laws.holds_when_broken(text)

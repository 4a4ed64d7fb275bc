"""A document edited among comments, odd line ends and odd spaces: all else says what it said."""

import laws
import pytest
import written

from vgdsl.document import Document
from vgdsl.edit.values import Expression
from vgdsl.format.layout import format_text
from vgdsl.format.printer import said
from vgdsl.source import Source
from vgdsl.syntax.parser import parse

SEEDS = range(5, 400, 20)


def items(text: str) -> dict[str, object]:
    """What each declaration of a film says, by its name."""
    return {item.name.text: said((item,)) for item in parse(Source("", text)).file.items}


def attributes(text: str, name: str) -> dict[str, object]:
    block = next(item for item in parse(Source("", text)).file.items if item.name.text == name)
    return {(item.name or item.keyword).text: said((item,)) for item in block.items}


EDITS = {
    "sets": lambda d: d.set("shot_0", "takes", 9),
    "adds": lambda d: d.set("shot_0", "hold", True),
    "adds within": lambda d: d.set("shot_0", "options.seed", 7),
    "replaces a text": lambda d: d.set("shot_0", "prompt", "Two\nlines."),
    "removes": lambda d: d.remove("shot_0", "takes"),
}


@pytest.mark.parametrize("seed", SEEDS)
def test_an_attribute_changes_alone(seed):
    for text in (written.sound(seed), format_text(written.sound(seed))):
        for name, edit in EDITS.items():
            after = edit(Document(text)).text
            kept = laws.comments(after)
            assert [each for each in laws.comments(text) if each in kept] == kept
            assert name == "removes" or kept == laws.comments(text)
            old, new = items(text), items(after)
            assert {n: s for n, s in old.items() if n != "shot_0"} == {
                n: s for n, s in new.items() if n != "shot_0"
            }
            old, new = attributes(text, "shot_0"), attributes(after, "shot_0")
            assert len([n for n in {*old, *new} if old.get(n) != new.get(n)]) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_declarations_come_and_go_alone(seed):
    text = written.sound(seed)
    more = Document(text).add("shot", "new", {"takes": 2}).define("length", Expression("5s"))
    assert laws.comments(more.text) == laws.comments(text)
    assert {n: s for n, s in items(more.text).items() if n not in {"new", "length"}} == items(text)
    less = more.remove("new").remove("length")
    assert items(less.text) == items(text)
    assert laws.comments(less.text) == laws.comments(text)

"""What is awaited at a place, told by the signs before it; and the law that the tree of a whole film says the same."""

from pathlib import Path

import pytest

from vgdsl.ide.cursor import slots
from vgdsl.ide.cursor.place import place
from vgdsl.syntax import tree

FILMS = sorted((Path(__file__).parents[3] / "examples").rglob("*.vg"))


@pytest.fixture
def at(marked):
    """The place of the cursor in a text."""

    def run(text: str):
        found = marked(text)
        return place(found.view, found.at)

    return run


@pytest.mark.parametrize(
    ("text", "blocks", "slot"),
    [
        ("shot a {\n  dur‹›\n}", [["shot", "a"]], slots.Item(())),
        ("shot a {\n  dur‹›\n  takes = 2\n}", [["shot", "a"]], slots.Item(("takes",))),
        ("shot a {\n  duration = ‹›", [["shot", "a"]], slots.Value("duration")),
        ("shot a {\n  duration =\n  ‹›", [["shot", "a"]], slots.Item(("duration",))),
        ("scene s {\n  shot a {\n  }\n  ‹›\n}", [["scene", "s"]], slots.Item(())),
        ("scene s {\n  shot a {\n  }\n  ‹›", [["scene", "s"]], slots.Item(())),
        ("scene s {\n  shot a {\n    takes = 2\n\n  shot b {\n    ‹›", [["scene", "s"], ["shot", "b"]], slots.Item(())),
        ("shot a[c in cs] {\n  ‹›", [["shot", "a", "[]"]], slots.Item(())),
        ("shot a {\n  takes = 2\n‹›", [], slots.Item(())),
        ("shot a {\n  takes = 2\n$‹›\n}", [["shot", "a"]], slots.Nothing()),
        ("let x = ‹›", [], slots.Value()),
        ("shot a[c in ‹›", [], slots.Value(loop=True)),
        ("shot a[c ‹›", [], slots.Word("in")),
        ("shot ‹›", [], slots.Nothing()),
        ("import ‹›", [], slots.Path(None)),
        ('import "‹›"', [], slots.Path(8)),
        ('import "a.vg" ‹›', [], slots.Word("as")),
        ("# a ‹›", [], slots.Nothing()),
        ('shot a {\n  prompt = "# ‹›"\n}', [["shot", "a"]], slots.Text(slots.Value("prompt"), 21, block=False, closed=True)),
        ('shot a {\n  prompt = "x‹›', [["shot", "a"]], slots.Text(slots.Value("prompt"), 21, block=False, closed=False)),
        ('shot a {\n  prompt = """‹›', [["shot", "a"]], slots.Text(slots.Value("prompt"), 23, block=True, closed=False)),
        ('shot a {\n  prompt = ""‹›"x"""\n}', [["shot", "a"]], slots.Nothing()),
    ],
)  # fmt: skip
def test_what_is_awaited(at, text, blocks, slot):
    found = at(text)
    assert [[sign.text for sign in block] for block in found.blocks] == blocks
    assert found.slot == slot


def test_brackets_around_a_place(at):
    found = at("cut c {\n  sequence = [a, clip(b, in = ‹›")
    assert [(step.sign, step.called, step.argument, step.said) for step in found.steps] == [
        ("[", "", 0, ("a",)),
        ("(", "clip", "in", ("in",)),
    ]
    member = at('cut c {\n  sequence = [a["x"].‹›').slot
    assert isinstance(member, slots.Member)
    assert [sign.text for sign in member.of] == ["a", "[]"]


@pytest.mark.parametrize("text", ["‹›", "", "}", "\ufeff‹›", "\r\n‹›\r\n", '"""‹›', "[[[[‹›", "}}}}\n‹›"])
def test_any_text_has_places(at, text):
    assert at(text) is not None


@pytest.mark.parametrize("film", FILMS, ids=lambda film: f"{film.parent.name}/{film.stem}")
def test_the_tree_of_a_whole_film_says_the_same(marked, film):
    text = film.read_text()
    view = marked(text).view
    for block, item in attributes(view.module.items, ()):
        value = item.value
        inside = 3 if isinstance(value, tree.String) and value.block else 1
        for at in (value.start, value.end if isinstance(value, tree.Quantity) else value.start + inside):
            found = place(view, at)
            assert [signs[0].text for signs in found.blocks] == [one.keyword.text for one in block], text[:at]
            assert attribute(found.slot) == item.name.text, text[:at]


def attributes(items, around):
    for item in items:
        if isinstance(item, tree.Attribute):
            yield around, item
        elif isinstance(item, tree.Block):
            yield from attributes(item.items, (*around, item))


def attribute(slot) -> str:
    """The attribute whose value a slot is part of."""
    if isinstance(slot, slots.Value):
        return slot.attribute
    return slot.value.attribute if isinstance(slot, slots.Text | slots.Member) else ""

"""Trees that a program built become texts that read as they do."""

import pytest

from vgdsl.format.printer import printed, said
from vgdsl.source import Source
from vgdsl.syntax import tree
from vgdsl.syntax.parser import parse


def name(text: str) -> tree.Name:
    return tree.Name(0, text)


def number(text: str) -> tree.Quantity:
    return tree.Quantity(0, 0, text)


def quoted(raw: str, *, block: bool = False) -> tree.String:
    return tree.String(0, 0, raw, block)


def attribute(named: str, value: tree.Value) -> tree.Attribute:
    return tree.Attribute(0, 0, name(named), value)


def reference(named: str, *steps: tree.Member | tree.Index) -> tree.Reference:
    return tree.Reference(0, 0, named, steps)


def block(keyword: str, named: str | None, *items: tree.Item, loop: tree.Loop | None = None) -> tree.Block:
    return tree.Block(0, 0, name(keyword), name(named) if named else None, loop, items)


CITIES = tree.Definition(0, 0, name("let"), name("cities"), tree.List(0, 0, (quoted("Rome"), quoted("Bari"))))
CALL = tree.Call(0, 0, reference("image"), (tree.Argument(0, 0, None, quoted("a.png")),))
CLIP = tree.Call(0, 0, reference("clip"), (tree.Argument(0, 0, name("in"), number("0.5s")),))
TREE = (
    tree.Import(0, 0, quoted("cast.vg"), name("cast")),
    CITIES,
    block(
        "shot",
        "postcard",
        attribute("takes", number("2")),
        attribute("prompt", quoted("Fog over\nthe lagoon.", block=True)),
        attribute("start", tree.Selection(0, 0, CALL, (tree.Member(0, 0, "last_frame"),))),
        attribute("after", tree.List(0, 0, (reference("a", tree.Index(0, 0, quoted("Rome"))), CLIP))),
        block("options", None, attribute("seed", number("7"))),
        loop=tree.Loop(0, 0, name("city"), reference("cities")),
    ),
)
TEXT = '''\
import "cast.vg" as cast
let cities = ["Rome", "Bari"]

shot postcard[city in cities] {
  takes  = 2
  prompt = """
    Fog over
    the lagoon.
  """
  start  = image("a.png").last_frame
  after  = [a["Rome"], clip(in = 0.5s)]
  options {
    seed = 7
  }
}
'''


def test_a_tree_without_places_becomes_a_text():
    assert printed(TREE) == TEXT
    assert said(parse(Source("", TEXT)).file.items) == said(TREE)


def test_nothing_becomes_nothing():
    assert printed(()) == ""


@pytest.mark.parametrize(
    "item",
    [
        attribute("two words", number("1")),
        attribute("a", quoted('Fog" b = "c')),
        attribute("a", number("5 b = 6")),
        attribute("a", number("none")),
        block("shot", "}"),
    ],
)
def test_what_cannot_be_written_is_refused(item):
    with pytest.raises(ValueError, match="cannot be written"):
        printed((item,))

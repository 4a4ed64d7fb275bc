"""What must hold wherever somebody asks. The whole of it, untold times larger: `tests/ide/offers/table.py`."""

import random
import re
from pathlib import Path

import pytest

from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.diagnostics import Severity
from vgdsl.ide.completion import offers
from vgdsl.ide.offers.items import _BLOCKS
from vgdsl.source import Source
from vgdsl.syntax import tree
from vgdsl.syntax.parser import parse

EXAMPLES = Path(__file__).parents[3] / "examples"
FILMS = sorted(EXAMPLES.rglob("*.vg"))
NAMES = [f"{film.parent.name}/{film.stem}" for film in FILMS]


@pytest.mark.parametrize("film", FILMS, ids=NAMES)
def test_every_half_of_a_film_gets_an_answer(view, film):
    """Cut off at every 37th place; what is replaced holds the cursor and stays in its line."""
    text = film.read_text()
    for cut in range(0, len(text), 37):
        seen = view(text[:cut])
        for offer in offers(seen, cut):
            assert offer.span.start <= cut <= offer.span.end
            assert "\n" not in offer.span.text


@pytest.mark.parametrize("film", FILMS, ids=NAMES)
def test_every_place_of_a_whole_film_gets_an_answer(view, film):
    text = film.read_text()
    seen = view(text)
    for at in range(0, len(text), 11):
        for offer in offers(seen, at):
            assert offer.span.start <= at <= offer.span.end
            assert "\n" not in offer.span.text


@pytest.mark.parametrize("film", FILMS, ids=NAMES)
def test_what_is_offered_in_place_of_a_value_is_right_there(view, film):
    """Each value of the examples is taken out in turn, and some of what is offered is put in: it is never a mistake."""
    text, chance = film.read_text(), random.Random(7)
    others = {f"{other.stem}.vg": other.read_text() for other in film.parent.glob("*.vg")}
    for value in values(parse(Source("film.vg", text)).file.items):
        cut = text[: value.start] + text[value.end :]
        plain = [
            one for one in offers(view(cut, others), value.start) if not (one.snippet or one.order[0] == "8")
        ]
        for offer in chance.sample(plain, min(2, len(plain))):
            written = cut[: offer.span.start] + offer.text + cut[offer.span.end :]
            end = offer.span.start + len(offer.text)
            found = view(written, others).analysis.checked.diagnostics
            wrong = [
                one
                for one in found
                if one.severity is Severity.ERROR
                and one.span.source.name == "film.vg"
                and one.span.start < end
                and one.span.end > offer.span.start
            ]
            assert not wrong, (offer.label, wrong)


def values(items: tuple[tree.Item, ...]) -> list[tree.Value]:
    found: list[tree.Value] = []
    for item in items:
        if isinstance(item, tree.Attribute):
            found.append(item.value)
        elif isinstance(item, tree.Block):
            found += values(item.items)
    return found


def filled(snippet: str) -> str:
    """What a snippet writes before anybody fills it in."""
    return re.sub(r"\$\{\d+:((?:[^{}]|\{[^}]*\})*)\}|\$\d", lambda stop: stop[1] or "", snippet).replace(
        "\\$", "$"
    )


@pytest.mark.parametrize("kind", _BLOCKS)
def test_a_declaration_that_is_offered_can_be_read_once_it_is_filled_in(kind):
    text = filled(_BLOCKS[kind])
    if text.endswith("= "):
        text += "5s"
    assert parse(Source("film.vg", text)).diagnostics == ()


def test_a_call_that_is_offered_can_be_read_once_it_is_filled_in(offered):
    places = {name: kind for kind in ATTRIBUTES for name in ATTRIBUTES[kind]}
    for name, kind in places.items():
        for offer in offered(f"{kind} x {{\n  {name} = |\n}}\n"):
            if offer.snippet:
                text = filled(offer.text).replace("(,", "(a,").replace(", )", ", a)")
                read = parse(Source("film.vg", f"{kind} x {{\n  {name} = {text}\n}}\n"))
                assert read.diagnostics == (), offer

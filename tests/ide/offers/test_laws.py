"""What must hold wherever somebody asks: an answer, in every half of a file."""

from pathlib import Path

import pytest

from vgdsl.ide.completion import offers

FILMS = sorted((Path(__file__).parents[3] / "examples").rglob("*.vg"))


@pytest.mark.parametrize("film", FILMS, ids=lambda film: f"{film.parent.name}/{film.stem}")
def test_every_half_of_a_film_gets_an_answer(view, film):
    """Cut off at every 37th place; what is replaced holds the cursor and stays in its line."""
    text = film.read_text()
    for cut in range(0, len(text), 37):
        seen = view(text[:cut])
        for offer in offers(seen, cut):
            assert offer.span.start <= cut <= offer.span.end
            assert "\n" not in offer.span.text


@pytest.mark.parametrize("film", FILMS, ids=lambda film: f"{film.parent.name}/{film.stem}")
def test_every_place_of_a_whole_film_gets_an_answer(view, film):
    text = film.read_text()
    seen = view(text)
    for at in range(0, len(text), 11):
        for offer in offers(seen, at):
            assert offer.span.start <= at <= offer.span.end
            assert "\n" not in offer.span.text

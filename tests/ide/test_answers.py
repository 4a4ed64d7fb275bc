"""Whatever somebody asks about, half a film or a whole one, there is an answer."""

from pathlib import Path

import pytest

from vgdsl.ide.hints import hints
from vgdsl.ide.hover import hover
from vgdsl.ide.lenses import lenses
from vgdsl.ide.links import links
from vgdsl.ide.signature import signature

FILMS = sorted((Path(__file__).parents[2] / "examples").rglob("*.vg"))
SHORT = [film for film in FILMS if film.stat().st_size < 2_500]


@pytest.mark.parametrize("film", FILMS, ids=lambda film: f"{film.parent.name}/{film.stem}")
def test_every_half_of_a_film_gets_an_answer(marked, film):
    """Cut off at every 53rd place, and asked about everywhere near the end."""
    text = film.read_text()
    for cut in range(0, len(text), 53):
        view = marked(text[:cut]).view
        assert lenses(view) is not None
        assert links(view) is not None
        assert hints(view, 0, cut) is not None
        for at in range(max(0, cut - 9), cut + 1, 3):
            hover(view, at)
            signature(view, at)


@pytest.mark.parametrize("film", SHORT, ids=lambda film: f"{film.parent.name}/{film.stem}")
def test_every_film_without_one_of_its_characters_gets_an_answer(marked, film):
    text = film.read_text()
    for cut in range(0, len(text), 61):
        view = marked(text[:cut] + text[cut + 1 :]).view
        assert lenses(view) is not None
        assert hints(view, 0, len(text)) is not None
        hover(view, cut)


@pytest.mark.parametrize("film", FILMS, ids=lambda film: f"{film.parent.name}/{film.stem}")
def test_what_is_said_is_about_the_place(marked, film):
    text = film.read_text()
    view = marked(text).view
    for at in range(0, len(text), 5):
        one = hover(view, at)
        if one is not None:
            assert one.span.start <= at <= one.span.end
            assert one.text

"""What names the same thing: the marked places, wherever among them the cursor stands."""

import pytest

from vgdsl.ide.highlights import highlights
from vgdsl.ide.references import references

FILMS = {
    "shot": """
        shot ‹open‹›ing› { prompt = "Fog." }
        shot second { start = ‹opening›.last_frame  references = [‹opening›.frame(2s)]  after = [‹opening›] }
        transition t { from = ‹opening›  to = second }
        upscale u { source = ‹opening› }
        shot third { prompt = "After @‹opening›, and @‹opening›.last_frame." }
        cut main { sequence = [‹opening›, clip(‹opening›, in = 1s), dissolve(1s), second] }
    """,
    "let in values, templates and other lets": """
        let light = "golden"
        let ‹mo‹›od› = "{{ light }}, calm"
        let again = ‹mood›
        shot opening { prompt = "Fog, {{ ‹mood› }}{% if ‹mood› | length > 3 and light %}, {{ 'mood' ~ ‹mood› }}{% endif %}." }
        shot second { prompt = ‹mood› }
    """,
    "element in texts that are spoken": '''
        element ‹mar‹›co› { description = "an old man" }
        let who = "@‹marco› and @@marco and me@marco"
        let crew = ["@‹marco›", "nobody"]
        let title = "@marco in no prompt"
        style grave { prefix = """
            Of @‹marco›.
        """ }
        shot opening { use = [grave]  elements = [‹marco›]  prompt = "{{ who }}, {{ crew | join(', ') }}, @‹marco›." }
        shot second { prompt = who }
    ''',
    "escapes and other scripts": r"""
        element ‹città› { description = "a town" }
        shot opening { prompt = "\u00e9: @‹citt\u{e0}› \"@‹cit‹›tà›\"" }
    """,
    "for-each variable": """
        let city = "elsewhere"
        shot postcard[‹ci‹›ty› in ["Rome", city]] {
            start  = night[‹city›].last_frame
            prompt = "{{ ‹city› }}{% for x in [‹city›] %}{{ x }}{% endfor %}"
        }
        shot night[city in ["Rome"]] { prompt = "{{ city }}" }
    """,
    "for-each variable that a let uses": """
        let words = "in {{ ‹city› }}"
        shot postcard[‹city› in ["Rome"]] { prompt = "{{ ‹ci‹›ty› }} {{ words }}" }
        shot night[‹city› in ["Rome"]] { prompt = "{{ words }}" }
        element e { description = "{{ city }}" }
    """,
    "name of a template": """
        let a = "1"
        shot s { prompt = "{{ a }}{% for ‹a› in [a] if ‹a› %}{{ ‹a‹›› }}{% else %}{{ a }}{% endfor %}{{ a }}" }
    """,
    "name that a template sets": """
        shot s { prompt = "{% set ‹a› = 1 %}{{ ‹a‹›› }}{% set ‹a› = ‹a› + 1 %}{{ ‹a› | default(‹a›) }}{{ x | truncate(a = 2) }}" }
    """,
    "style": """
        style ‹no‹›ir› { prefix = "Dark." }
        scene s { use = [‹noir›]  shot noir_shot { use = [‹noir›] prompt = "noir @noir2" } }
    """,
    "words of a type are no names": """
        shot edit { prompt = "a" }
        shot ‹hi‹›gh› { prompt = "b" task = edit bitrate = high  references = [edit, ‹high›] }
    """,
    "attribute": """
        film f { ‹title› = "x" }
        shot s { prompt = "{{ film.‹tit‹›le› }} title {{ film['‹title›'] }}" options { title = 1 } }
    """,
    "a file": """
        let ‹›plate = image("‹refs/plate.png›")
        shot s { start = image(path = "‹re‹›fs/./plate.png›") prompt = "refs/plate.png" }
    """.replace("‹›plate", "plate"),
    "broken file": """
        shot ‹open‹›ing› { prompt = "Fog.
        shot second { start = ‹opening›.last_frame prompt = "
    """,
    "template that is being written": """
        let ‹light› = "golden"
        shot s { prompt = "A {{ ‹li‹›ght› over the bay. {{ ‹light› | " }
    """,
}


@pytest.mark.parametrize("film", FILMS)
def test_all_places_of_a_thing(marked, shown, film):
    there = marked(FILMS[film])
    found = references([there.view], there.view.file, there.at)
    assert [shown(place.span) for place in found] == there.shown


@pytest.mark.parametrize("film", FILMS)
def test_each_place_finds_all_the_others(marked, shown, film):
    there = marked(FILMS[film])
    for file, start, end in there.places:
        for at in (start, end):
            found = references([there.view], file, at)
            assert [shown(place.span) for place in found] == there.shown


IMPORTED = {
    "people/cast.vg": """
        element ‹marco› { description = "an old man" }
        let line = "@cast.‹marco› sings"
        shot inside { prompt = "@‹marco›" }
    """
}


def test_through_a_prefix(marked, shown):
    there = marked(
        """
        import "people/cast.vg" as cast
        shot s { elements = [cast.‹mar‹›co›]  prompt = "@cast.‹marco›. {{ cast.line }}" }
        """,
        IMPORTED,
    )
    found = references([there.view], "film.vg", there.at)
    assert [shown(place.span) for place in found] == there.shown
    without = references([there.view], "film.vg", there.at, declaration=False)
    assert [shown(place.span) for place in without] == [s for s in there.shown if "cast.vg:2:17" not in s]


def test_the_prefix_itself(marked, shown):
    there = marked(
        """
        import "cast.vg" as ‹ca‹›st›
        let cast_light = ‹cast›.light
        shot s { prompt = "@‹cast›.marco in {{ ‹cast›.light }} or {{ ‹cast›['light'] }}, @‹cast›.nobody" }
        """,
        {"cast.vg": 'element marco { description = "x" } let light = "gold"'},
    )
    found = references([there.view], "film.vg", there.at)
    assert [shown(place.span) for place in found] == there.shown


def test_a_file_that_two_films_import_is_read_in_both(marked, shown):
    there = marked(
        'import "cast.vg" shot s { prompt = "@‹mar‹›co›" }',
        {
            "cast.vg": 'element ‹marco› { description = "x" }',
            "other.vg": 'import "cast.vg" as c shot t { prompt = "@c.‹marco›" }',
        },
    )
    other = there.film("other.vg")
    for views in ([there.view, other], [other, there.view]):
        found = references(views, "film.vg", there.at)
        assert [shown(place.span) for place in found] == there.shown


def test_variables_that_another_film_joins_are_joined(marked, shown):
    there = marked(
        'import "cards.vg" style words { prefix = "{{ ‹city› }}" } shot ‹›s { use = [words] prompt = "" }',
        {
            "cards.vg": 'shot a[‹city› in ["x"]] { prompt = "{{ ‹city› }}" } shot b[‹city› in ["x"]] { prompt = "" }'
        },
    )
    alone = there.film("cards.vg")
    at = there.places[1][1]
    assert len(references([alone], "cards.vg", at)) == 2
    found = references([alone, there.view], "cards.vg", at)
    assert [shown(place.span) for place in found] == there.shown


def test_nothing_where_nothing_is_named(marked):
    for text in (
        "‹›",
        'shot s { prompt = ‹›"Fog." }',
        'sh‹›ot s { prompt = "x" }',
        "shot s { start = aut‹›o }",
    ):
        there = marked(text)
        assert references([there.view], "film.vg", there.at) == ()
        assert highlights(there.view, there.at) == ()


def test_highlights_tell_where_it_is_given(marked, shown):
    there = marked(
        """
        import "cast.vg"
        shot s { prompt = "@‹mar‹›co›" elements = [‹marco›] }
        """,
        {"cast.vg": 'element marco { description = "x" } shot t { prompt = "@marco" }'},
    )
    found = highlights(there.view, there.at)
    assert [shown(one.span) for one in found] == there.shown
    assert [one.writes for one in found] == [False, False]
    declared = highlights(there.beside("cast.vg"), 10)
    assert [one.writes for one in declared] == [True, False]

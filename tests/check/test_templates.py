"""Templates: the quick way and jinja2 agree, mistakes are told, and every template ends."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.check.placeholders import render, render_full
from vgdsl.check.records import Record, TemplateError

VALUES = {
    "light": "golden",
    "n": 3,
    "yes": True,
    "città": "Roma",
    "cities": ("a", "b"),
    "film": Record("film", {"title": "T", "ok": False}),
    "cast": Record("cast", {"inner": Record("cast.inner", {"light": "soft"})}),
}

PIECES = st.sampled_from(
    [
        *(
            "{{ light }}",
            "{{n}}",
            "{{ yes }}",
            "{{film.title}}",
            "{{ film.ok }}",
            "{{ film.no }}",
            "{{ no }}",
        ),
        *("{{ cast.inner }}", "{{ cast.inner.light }}", "{{ cast.inner.light|upper }}"),
        *("{{ città }}", "{{ film }}", "{{ light.no }}", "{{ cities }}", "{{ true }}", "{{- light -}}"),
        *("{{ light|upper }}", "{% if n %}x{% endif %}", "{{ range }}", "{{ self }}", "{# x #}"),
        *("{{", "}}", "{", "}", "{%", "\n", "\r\n", " a ", "true"),
    ]
)


def outcome(way, text):
    try:
        return way(text, VALUES.get)
    except TemplateError as error:
        return error.reason, error.name, error.of


@given(st.lists(PIECES, max_size=6).map("".join))
def test_the_quick_way_says_what_jinja2_says(text):
    assert outcome(render, text) == outcome(render_full, text) or ("{" not in text)


def test_a_prefix_within_a_prefix_holds_its_values_and_is_none_itself():
    assert render("{{ cast.inner.light }}", VALUES.get) == "soft"
    with pytest.raises(TemplateError) as refused:
        render("{{ cast.inner }}", VALUES.get)
    assert (refused.value.reason, refused.value.name) == ("record", "cast.inner")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for c in cities %}{{ c }}{% if not loop.last %}, {% endif %}{% endfor %}", "a, b"),
        ("{{ cities | join(' and ') }}", "a and b"),
        ("{{ light | upper }} {{ n + 1 }}", "GOLDEN 4"),
        ("{{ missing | default('none') }}", "none"),
        ("{% if missing is defined %}a{% else %}b{% endif %}", "b"),
        ("{% set x = light ~ n %}{{ x }}", "golden3"),
        ("{{ cities[1] }}{{ light[0] }}", "bg"),
    ],
)
def test_conditions_filters_and_loops_work(text, said):
    assert render(text, VALUES.get) == said


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ light.upper() }}",
        "{{ film.values }}",
        "{{ film.__init__ }}",
        "{{ light['__class__'] }}",
        "{{ light | attr('upper') }}",
        "{% include 'secret' %}",
        "{% import 'x' as y %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{{ lipsum() }}",
        "{{ cities | random }}",
        "{{ self }}",
        "{{ 1 / 0 }}",
        "{{ n + light }}",
        "{{ '%99999999d' % 1 }}",
    ],
)
def test_there_is_no_way_out_of_a_template(text):
    with pytest.raises(TemplateError):
        render(text, VALUES.get)


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in range(10**9) %}{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
        "{% for a in t %}{% for b in t %}{% for c in t %}x{% endfor %}{% endfor %}{% endfor %}",
        "{{ 'x' * 10**9 }}",
        "{{ 9**9**9 }}",
        "{{ 'a'|replace('a', 'b'*9) }}",
        "{% set a = t ~ t %}{% set b = a ~ a ~ a ~ a %}{% set c = b ~ b ~ b ~ b ~ b ~ b %}{{ c }}",
        "{% for i in range(9000) %}{{ t }}{% endfor %}",
        "{{" + "(" * 5000 + "1" + ")" * 5000 + "}}",
    ],
)
def test_every_template_ends_soon(text):
    before = time.perf_counter()
    with pytest.raises(TemplateError):
        render(text, {**VALUES, "t": "word " * 2000}.get)
    assert time.perf_counter() - before < 5

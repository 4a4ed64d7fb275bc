"""The names of templates, as Jinja itself has them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, meta, nodes

from vgdsl.check.template_names import said
from vgdsl.check.template_tokens import tokens

NAMES = st.sampled_from(["a", "b", "light", "x", "città", "for_", "inn"])
LEAVES = st.one_of(
    NAMES,
    st.sampled_from(["1", "2.5", "'a {{ x }} b'", '"it\\"s %} a"', "true", "none", "[]", "{'a': b}"]),
    st.builds("{}.{}".format, NAMES, NAMES),
    st.builds("{}['{}']".format, NAMES, NAMES),
)


def _larger(inner):
    two = st.tuples(inner, inner)
    return st.one_of(
        two.map(lambda t: f"({t[0]} + {t[1]})"),
        two.map(lambda t: f"({t[0]} and not {t[1]})"),
        two.map(lambda t: f"({t[0]} if {t[1]} else {t[0]})"),
        two.map(lambda t: f"({t[0]} is not sameas({t[1]}))"),
        two.map(lambda t: f"({t[0]} not in [{t[1]}])"),
        two.map(lambda t: f"{{1: {t[0]}, 'b': {t[1]}}}"),
        inner.map(lambda one: f"({one} is defined)"),
        inner.map(lambda one: f"({one} is not none)"),
        inner.map(lambda one: f"({one} | default('a') | truncate(length=3, end=a))"),
    )


VALUES = st.recursive(LEAVES, _larger, max_leaves=6)
TEXTS = st.sampled_from([" Fog, a ", "\n", "{# {{ a }} #}", "{% raw %}{{ b }}{% endraw %}", "{ a }", ""])


def _statements(body):
    return st.one_of(
        st.builds("{{{{ {} }}}}".format, VALUES),
        st.builds("{{%- set {} = {} %}}".format, NAMES, VALUES),
        st.builds(
            "{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}{}{{% endif -%}}".format,
            VALUES,
            body,
            VALUES,
            body,
            body,
        ),
        st.builds("{{% for {} in {} %}}{}{{% else %}}{}{{% endfor %}}".format, NAMES, VALUES, body, body),
        st.builds("{{% for {}, k in {} if {} %}}{}{{% endfor %}}".format, NAMES, VALUES, VALUES, body),
    )


TEMPLATES = st.recursive(
    TEXTS, lambda body: st.lists(st.one_of(TEXTS, _statements(body)), max_size=4).map("".join), max_leaves=8
)


@given(TEMPLATES)
@settings(max_examples=60)
def test_free_names_are_those_that_jinja_asks_for(text):
    """But for those that the text makes itself: where only one branch does, Jinja asks all the same."""
    named = {one.name for one in Environment().parse(text).find_all(nodes.Name)}
    asked = meta.find_undeclared_variables(Environment().parse(text))
    free = {one.name for one in said(text) if one.local is None}
    assert free ^ asked <= {one.name for one in said(text) if one.makes}
    assert {one.name for one in said(text)} == named - {"loop"}


@given(TEMPLATES, st.integers(0, 60))
@settings(max_examples=40)
def test_names_stand_where_they_are_said(text, end):
    text = text[: len(text) - end]
    for one in said(text):
        assert text[one.start : one.end] == one.name
        assert [text[step.start : step.end] for step in one.steps] == [step.name for step in one.steps]
    found = list(tokens(text))
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[token.start : token.end] == token.text for token in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{{ lig over the bay. {{ x }}", ["lig", "over", "the", "bay", "x"]),
        ("{% for", []),
        ("{% for a in", ["a"]),
        ("{{ 'open {{ x }}", []),
        ("{{ a | ", ["a"]),
        ("{{ a.", ["a"]),
        ("{% endfor %}{% else %}{{ a }}", ["a"]),
        ("{{", []),
        ("{# {{ a }}", []),
        ("{% raw %}{{ a }}", []),
    ],
)
def test_what_is_being_written(text, names):
    assert [one.name for one in said(text)] == names

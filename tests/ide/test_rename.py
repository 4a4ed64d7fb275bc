"""A new name, wherever the thing is named; and why it cannot be one."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.check.passes import Settings
from vgdsl.diagnostics import Severity
from vgdsl.ide.changes.change import Changed, Refusal, Shift, changed
from vgdsl.ide.changes.replay import requests
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Attribute, Role
from vgdsl.ide.rename import Renamable, prepare, rename

HEAD = 'film f { model = "wan-2-7" resolution = 720p aspect_ratio = 16:9 duration = 5s }\n'


def renamed(there, new, *others):
    found = rename([there.view, *others], there.view.file, there.at, new)
    return changed(there.texts, found.changes) if isinstance(found, Changed) else found.sentence


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        (
            'shot open‹›ing { prompt = "" } shot s { start = opening.last_frame prompt = "@opening, {{ opening }}" }',
            "first",
            'shot first { prompt = "" } shot s { start = first.last_frame prompt = "@first, {{ first }}" }',
        ),
        (
            'let light = "x" shot s { prompt = "{{ li‹›ght }}{% if light %}{{ light | upper }}{% endif %} light" }',
            "dusk",
            'let dusk = "x" shot s { prompt = "{{ dusk }}{% if dusk %}{{ dusk | upper }}{% endif %} light" }',
        ),
        (
            r'element città { description = "x" } shot s { prompt = "\"@citt\u{e0}\" @ci‹›ttà" }',
            "東京",
            r'element 東京 { description = "x" } shot s { prompt = "\"@東京\" @東京" }',
        ),
        (
            'shot a[ci‹›ty in ["x"]] { prompt = "{{ city }}" } shot b { prompt = "{{ city }}" }',
            "town",
            'shot a[town in ["x"]] { prompt = "{{ town }}" } shot b { prompt = "{{ city }}" }',
        ),
        (
            'shot s { prompt = "{% for ‹›x in [1] %}{{ x }}{% endfor %}{{ x }}" }',
            "y",
            'shot s { prompt = "{% for y in [1] %}{{ y }}{% endfor %}{{ x }}" }',
        ),
        ('scene har‹›bor { shot s { prompt = "{{ scene.name }}" } }', "s", 'scene s { shot s { prompt = "{{ scene.name }}" } }'),
        ('shot s‹› { prompt = "" }', "s", 'shot s { prompt = "" }'),
        ('shot s‹› { prompt = "" ', "t", 'shot t { prompt = "" '),
        ('shot a { prompt = "" } shot a‹› { prompt = "" }', "b", 'shot a { prompt = "" } shot b { prompt = "" }'),
    ],
)  # fmt: skip
def test_everywhere_in_a_file(marked, before, new, after):
    assert renamed(marked(before), new) == {"film.vg": after}


def test_across_files_and_films(marked):
    there = marked(
        'import "cast.vg" as c shot s { elements = [c.marco] prompt = "@c.mar‹›co {{ c.line }}" }',
        {
            "cast.vg": 'element marco { description = "x" } let line = "@c.marco, @marco"',
            "other.vg": 'import "cast.vg" shot t { prompt = "@marco" }',
        },
    )
    assert renamed(there, "nina", there.film("other.vg")) == {
        "film.vg": 'import "cast.vg" as c shot s { elements = [c.nina] prompt = "@c.nina {{ c.line }}" }',
        "cast.vg": 'element nina { description = "x" } let line = "@c.nina, @marco"',
        "other.vg": 'import "cast.vg" shot t { prompt = "@nina" }',
    }


def test_a_prefix(marked):
    there = marked(
        'import "cast.vg" as c‹› shot s { elements = [c.marco] prompt = "@c.marco {{ c.line }}" }',
        {"cast.vg": 'element marco { description = "x" } let line = "x"'},
    )
    assert renamed(there, "cast")["film.vg"] == (
        'import "cast.vg" as cast shot s { elements = [cast.marco] prompt = "@cast.marco {{ cast.line }}" }'
    )


REFUSED = [
    ('shot s‹› { prompt = "" }', "my shot", "`my shot` is no name: a name begins with a letter or `_` and goes on with letters, digits and `_`"),
    ('shot s‹› { prompt = "" }', "auto", "`auto` has a meaning of its own and cannot be a name"),
    ('shot s‹› { prompt = "" } let t = 5s', "t", "`t` is taken: a let of that name stands in line 1 of film.vg"),
    ('let l‹› = 5s shot s[t in ["x"]] { duration = l prompt = "" }', "t", "in line 1 of film.vg, `t` would be the variable of a for-each, and no longer `l`"),
    ('let l = "" shot s[t‹› in ["x"]] { prompt = "{{ l }}" }', "l", "`l` is used in line 1 of film.vg for something else, and would then be the variable of a for-each"),
    ('let l‹› = [1] shot s { prompt = "{% for x in l %}{{ l }}{% endfor %}" }', "x", "in line 1 of film.vg, `x` would be a name that the template makes itself, and no longer `l`"),
    ('let l‹› = "x" shot s { prompt = "{{ l }}" }', "in", "`in` cannot be used in line 1 of film.vg: it means nothing there"),
    ('let l‹› = "x" shot s { prompt = "{{ film.name }} {{ l }}" }', "film", "`film` is used in line 1 of film.vg for something else, and would then be the let that line 1 of film.vg declares"),
    ('let l‹› = "x" shot s { prompt = "{{ mood | default(1) }}{{ l }}" }', "mood", "`mood` is used in line 1 of film.vg for something else, and would then be the let that line 1 of film.vg declares"),
    ('shot s { prompt = "{% for x‹› in [1] %}{{ x }}{% endfor %}" }', "loop", "`loop` has a meaning of its own in templates"),
    ('element e‹› { description = "x" } shot s { prompt = "@{{ w }}" } let w = "e"', "g", "`@e` names no element, location, media or clip (in line 1 of film.vg)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "new", "sentence"), REFUSED)
def test_what_a_new_name_would_change_is_refused(marked, text, new, sentence):
    assert renamed(marked(HEAD.strip() + text), new) == sentence


def test_taken_in_another_file(marked):
    there = marked('import "cast.vg" shot s‹› { prompt = "" }', {"cast.vg": "\nlet marco = 5s"})
    assert renamed(there, "marco") == "`marco` is taken: a let of that name stands in line 2 of cast.vg"
    there = marked('import "cast.vg" shot marco { prompt = "" }', {"cast.vg": "\nlet light‹› = 5s"})
    assert renamed(there, "marco") == "`marco` is taken: a shot of that name stands in line 1 of film.vg"


def test_taken_in_another_film(marked):
    there = marked(
        "let light‹› = 5s", {"other.vg": 'import "film.vg" shot dusk { prompt = "" duration = light }'}
    )
    assert renamed(there, "dusk") == {"film.vg": "let dusk = 5s", "other.vg": there.texts["other.vg"]}
    assert renamed(there, "dusk", there.film("other.vg")).startswith("`dusk` is taken: a shot")


FIXED = [
    ("shot s { dura‹›tion = 5s }", "`duration` is an attribute of the language; only what a film declares can be renamed"),
    ("sho‹›t s { }", "`shot` is a word of the language; only what a film declares can be renamed"),
    ('let a = image("x‹›.png")', "`x.png` is a file; rename the file itself"),
    ('film f { title = "{{ fi‹›lm.name }}" }', "this word stands for the film `f`; rename it where it is declared"),
    ("shot s { start = a.last_f‹›rame }", "`last_frame` is a word of the language; only what a film declares can be renamed"),
    ("shot s { start = nob‹›ody }", "nothing is declared here as `nobody`"),
    ("shot s { duration = ‹› }", "nothing is named here"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), FIXED)
def test_what_has_no_name_of_its_own_keeps_it(marked, text, sentence):
    there = marked(text)
    assert prepare(there.view, there.at) == Refusal(sentence)
    assert renamed(there, "new") == sentence


def test_prepare_says_what_is_renamed(marked, shown):
    there = marked(
        'import "cast.vg" as c shot s { elements = [c.‹mar‹›co›] }', {"cast.vg": "element marco { }"}
    )
    found = prepare(there.view, there.at)
    assert isinstance(found, Renamable)
    assert (found.name, [shown(found.span)]) == ("marco", there.shown)


def test_a_file_of_no_film(marked):
    there = marked("shot s { }")
    assert rename([there.view], "other.vg", 0, "x") == Refusal(
        "this file cannot be read as a part of the film"
    )


def test_what_prints_its_name_is_made_again(marked):
    there = marked(
        HEAD
        + 'shot open‹›ing { prompt = "{{ shot.name }}" } shot s { start = opening.last_frame prompt = "x" }'
    )
    found = rename([there.view], "film.vg", there.at, "first")
    assert found.remade == ("opening", "s")


def test_a_name_that_the_settings_say_stays(marked):
    text = 'profile draft‹› { takes = 1 } param light = "x" shot s { prompt = light }'
    there = marked(HEAD + text, None, Settings("draft", ("light=y",)))
    assert renamed(there, "sketch") == "the film has no profile `draft` (in line 1 of --profile)"
    assert isinstance(rename([there.view], "film.vg", there.texts["film.vg"].index("light"), "dusk"), Refusal)
    assert isinstance(
        rename([there.view], "film.vg", there.texts["film.vg"].index("s {"), "opening"), Changed
    )


def test_a_model_that_cites_by_name_makes_again(marked):
    there = marked(
        'element marco‹› { frontal = image("m.png") description = "x" }'
        'shot s { model = "pixverse-c1" duration = 5s resolution = 720p aspect_ratio = 16:9 prompt = "@marco" }'
    )
    assert rename([there.view], "film.vg", there.at, "pietro").remade == ("s",)


def test_what_is_on_hold_is_told(marked):
    there = marked(
        HEAD
        + 'shot card‹›[c in ["x", "y"]] { prompt = "{{ c }}" hold = true } shot s { prompt = "z" hold = true }'
    )
    found = rename([there.view], "film.vg", there.at, "first")
    assert (found.remade, found.held) == ((), ('card["x"]', 'card["y"]'))


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/film.vg"))


@pytest.mark.parametrize("film", EXAMPLES, ids=lambda film: film.parent.name)
def test_nothing_in_an_example_costs_anything_to_rename(marked, film):
    texts = {path.name: path.read_text() for path in film.parent.glob("*.vg")}
    there = marked(texts.pop("film.vg"), texts)
    program = there.view.analysis.checked.program
    plan = list(requests(program, there.view.catalog).values())
    found = occurrences(there.view.analysis)
    for file, places in found.files.items():
        for one in places:
            if one.role is not Role.DECLARES or isinstance(one.thing, Attribute):
                continue
            made = rename([there.view], file, one.start, "renamed")
            assert made.remade == (), one
            after = changed(there.texts, made.changes)
            again = marked(after.pop("film.vg"), after).view
            assert list(requests(again.analysis.checked.program, again.catalog).values()) == plan
            shift = Shift(made.changes)
            back = rename([again], *shift(file, one.start), one.thing.name.rpartition(".")[2])
            assert changed({**after, "film.vg": again.source.text}, back.changes) == there.texts


NAMES = ["a", "b", "light", "città", "x"]
NAME = st.sampled_from(NAMES)
VALUE = st.one_of(
    NAME,
    st.builds("{}.last_frame".format, NAME),
    st.builds('{}["x"]'.format, NAME),
    st.builds("[{}, {}]".format, NAME, NAME),
    st.sampled_from(["5s", '"x"', 'image("x.png")', '["x", "y"]', '"@a"', '"{{ b }}"']),
)
PROMPT = st.one_of(
    st.builds('"{{{{ {} }}}}, @{}."'.format, NAME, NAME),
    st.builds('"@{}.last_frame {{{{ shot.duration }}}}"'.format, NAME),
    st.builds('"{{% for {} in {} %}}{{{{ {} }}}}{{% endfor %}}"'.format, NAME, NAME, NAME),
    st.builds('"{{{{ {} | default(1) }}}}{{% set {} = 1 %}}{{{{ {} }}}}"'.format, NAME, NAME, NAME),
    NAME,
    st.just('"Fog."'),
)
ITEM = st.one_of(
    st.builds("let {} = {}".format, NAME, VALUE),
    st.builds("element {} {{ description = {} }}".format, NAME, PROMPT),
    st.builds("style {} {{ prefix = {} }}".format, NAME, PROMPT),
    st.builds("shot {} {{ prompt = {} }}".format, NAME, PROMPT),
    st.builds("shot {} {{ start = {} use = [{}] prompt = {} }}".format, NAME, VALUE, NAME, PROMPT),
    st.builds("shot {}[{} in {}] {{ prompt = {} }}".format, NAME, NAME, VALUE, PROMPT),
    st.builds("scene {} {{ shot {} {{ prompt = {} after = [{}] }} }}".format, NAME, NAME, PROMPT, NAME),
    st.builds("cut {} {{ sequence = [{}, {}] }}".format, NAME, NAME, NAME),
)
FILM = st.lists(ITEM, min_size=2, max_size=7).map(lambda items: HEAD + "\n".join(items))


@given(st.data(), FILM, st.sampled_from([*NAMES, "new", "film", "loop"]))
@settings(max_examples=60)
def test_a_renamed_film_is_the_same_film(marked, data, text, new):
    there = marked(text)
    found = occurrences(there.view.analysis).in_file("film.vg")
    one = data.draw(st.sampled_from(found))
    old = prepare(there.view, one.start)
    made = rename([there.view], "film.vg", one.start, new)
    if isinstance(made, Refusal) or isinstance(old, Refusal):
        return
    after = marked(changed(there.texts, made.changes)["film.vg"])
    shift = Shift(made.changes)
    before, now = told(there), told(after)
    assert errors(now) <= errors(before)
    if errors(now) == errors(before):
        back = rename([after.view], *shift("film.vg", one.start), old.name)
        assert changed(after.texts, back.changes) == there.texts
    if there.view.analysis.checked.program is not None:
        assert now == before
        before, now = (
            list(requests(v.analysis.checked.program, v.catalog).values()) for v in (there.view, after.view)
        )
        assert made.remade or before == now


TAKEN = [
    "dusk",
    "words",
    "x",
    "c",
    "a",
    "canal",
    "film",
    "shot",
    "first",
    "new",
    "marco",
    "cast",
    "light",
    "in",
]


@given(st.data(), st.sampled_from(TAKEN))
@settings(max_examples=60)
def test_a_renamed_film_plans_to_what_it_was(marked, films, data, new):
    """But for a style that prints the name of the shot, which the author is told."""
    there = marked(*data.draw(films))
    program = there.view.analysis.checked.program
    found = occurrences(there.view.analysis)
    file = data.draw(st.sampled_from(sorted(found.files)))
    one = data.draw(st.sampled_from(found.in_file(file)))
    made = rename([there.view], file, one.start, new)
    if program is None or isinstance(made, Refusal):
        return
    texts = changed(there.texts, made.changes)
    after = marked(texts.pop("film.vg"), texts)
    assert told(after) == told(there)
    before, now = (requests(v.analysis.checked.program, v.catalog) for v in (there.view, after.view))
    pairs = zip(before, before.values(), now.values(), strict=True)
    different = {name.partition("#")[0] for name, was, now in pairs if was != now}
    assert different == set(made.remade)


def told(there):
    return Counter((one.code, one.severity) for one in there.view.analysis.checked.diagnostics)


def errors(found):
    return Counter({mistake: count for mistake, count in found.items() if mistake[1] is Severity.ERROR})

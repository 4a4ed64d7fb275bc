"""Where a jump leads."""

import pytest

from vgdsl.check.passes import Settings
from vgdsl.ide.definition import definition

JUMPS = {
    "a shot": 'shot ‹opening› { prompt = "" } shot s { start = open‹›ing.last_frame }',
    "a frame": 'shot ‹opening› { prompt = "" } shot s { start = opening.last_‹›frame }',
    "a moment": 'shot ‹opening› { prompt = "" } shot s { start = opening.fr‹›ame(2s) }',
    "one of a for-each": 'shot ‹card›[c in ["Rome"]] { prompt = "" } cut m { sequence = [card["Ro‹›me"]] }',
    "a mention": 'element ‹marco› { description = "x" } shot s { prompt = "@‹›marco." }',
    "the frame of a mention": 'shot ‹opening› { prompt = "" } shot s { prompt = "@opening.last_fr‹›ame" }',
    "a template": 'let ‹light› = "x" shot s { prompt = "{{ lig‹›ht }}" }',
    "a variable": 'shot s[‹c› in ["Rome"]] { prompt = "{{ ‹›c }}" }',
    "a template's own name": 'shot s { prompt = "{% for ‹x› in [1] %}{{ x‹› }}{% endfor %}" }',
    "a name that is set twice": 'shot s { prompt = "{% set ‹x› = 1 %}{% set x = 2 %}{{ x‹› }}" }',
    "the film": 'film ‹f› { title = "T" } shot s { prompt = "{{ fi‹›lm.title }}" }',
    "what the film says": 'film f { ‹title› = "T" } shot s { prompt = "{{ film.ti‹›tle }}" }',
    "the scene": 'scene ‹a› { shot s { prompt = "{{ sc‹›ene.name }}" } }',
    "the shot": 'shot ‹s› { prompt = "{{ sho‹›t.name }}" }',
    "what a shot has of its film": 'film f { ‹duration› = 5s } shot s { prompt = "{{ shot.dur‹›ation }}" }',
    "what a shot says itself": 'film f { duration = 5s } shot s { ‹duration› = 6s prompt = "{{ shot.dur‹›ation }}" }',
    "what a line replaces": """
        film f { ‹duration› = 5s }
        style a { ‹duration› = 6s } style b { ‹duration› = 7s } style c { duration = 9s }
        scene x { ‹duration› = 8s  use = [c]  shot s { use = [a, b] dura‹›tion = 9s prompt = "" } }
    """,
    "a line that replaces none": 'shot s { ‹dura‹›tion› = 9s prompt = "" }',
    "a transition's own": 'shot a { prompt = "" } transition t { ‹fr‹›om› = a }',
    "itself": 'shot ‹op‹›ening› { prompt = "" }',
    "the first of two": 'shot ‹a› { prompt = "" } shot a { prompt = "" } cut m { sequence = [a‹›] }',
}


@pytest.mark.parametrize("jump", JUMPS)
def test_leads_to_the_marked_place(marked, shown, jump):
    there = marked(JUMPS[jump])
    found = definition(there.view, there.at)
    assert sorted(shown(one.name) for one in found.targets) == sorted(there.shown)


def test_strongest_first(marked, shown):
    there = marked(JUMPS["what a line replaces"])
    found = definition(there.view, there.at)
    text = there.texts["film.vg"]
    assert [text[one.whole.start : one.whole.end] for one in found.targets] == [
        "duration = 7s",
        "duration = 6s",
        "duration = 8s",
        "duration = 5s",
    ]


def test_to_the_profile_that_replaces_it(marked, shown):
    there = marked(
        'shot s { dura‹›tion = 9s prompt = "" } profile draft { ‹duration› = 4s }', None, Settings("draft")
    )
    found = definition(there.view, there.at)
    assert [shown(one.name) for one in found.targets] == there.shown


def test_the_whole_block_belongs_to_it(marked):
    there = marked('shot opening { prompt = "" } shot s { start = open‹›ing.last_frame }')
    (target,) = definition(there.view, there.at).targets
    assert target.whole.text == 'shot opening { prompt = "" }'


def test_across_files(marked, shown):
    there = marked(
        'import "people/cast.vg" as cast shot s { prompt = "@cast.mar‹›co" }',
        {"people/cast.vg": 'element ‹marco› { description = "x" }'},
    )
    found = definition(there.view, there.at)
    assert [(one.file, shown(one.name)) for one in found.targets] == [("people/cast.vg", *there.shown)]
    assert found.origin.text == "marco"
    (alias,) = definition(there.view, there.at - 5).targets
    assert (alias.name.text, alias.whole.text) == ("cast", 'import "people/cast.vg" as cast')


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ('import "peo‹›ple/cast.vg"', "people/cast.vg"),
        ('import "no‹›where.vg"', "nowhere.vg"),
        ('let a = image("refs/../pic‹›s/x.png")', "pics/x.png"),
        ('let a = video(path = "x‹›.mp4").last_frame', "x.mp4"),
    ],
)
def test_to_a_file(marked, text, file):
    there = marked(text, {"people/cast.vg": ""})
    (target,) = definition(there.view, there.at).targets
    assert (target.file, target.name, target.whole) == (file, None, None)


def test_never_out_of_the_project(marked):
    there = marked('import "../ot‹›her.vg"')
    assert definition(there.view, there.at).targets == ()


@pytest.mark.parametrize(
    "text",
    [
        'let a = image("https://example.com/‹›x.png")',
        'let a = image("{{ b }}/‹›x.png")',
        "shot s { start = no‹›body.last_frame }",
        'shot s { prompt = "@nob‹›ody" }',
        "shot s { dur‹›ation2 = 5s }",
    ],
)
def test_nowhere(marked, text):
    there = marked(text)
    assert definition(there.view, there.at) is None

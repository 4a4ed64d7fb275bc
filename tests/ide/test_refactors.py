"""The same film, said otherwise."""

from pathlib import Path

import pytest

from vgdsl.ide.changes.change import Changed, Refusal, changed
from vgdsl.ide.changes.replay import requests
from vgdsl.ide.refactors import Sort, carried_out, offered

HEAD = 'film f { model = "wan-2-7" resolution = 720p aspect_ratio = 16:9 duration = 5s }\n'
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/film.vg"))


def done(there, title, text=HEAD):
    """The film after the refactoring whose title begins so."""
    refactoring = next(one for one in offered(there.view, there.at, there.at) if one.title.startswith(title))
    made = carried_out([there.view], refactoring)
    return (
        changed(there.texts, made.changes)["film.vg"].removeprefix(text)
        if isinstance(made, Changed)
        else made
    )


@pytest.mark.parametrize(
    ("before", "title", "after"),
    [
        (
            '# The sea.\nshot sea {\n  prompt = "Wa‹›ves, {{ shot.name }}."\n}\n',
            "Give this value",
            'let sea_prompt = "Waves, {{ shot.name }}."\n\n# The sea.\nshot sea {\n  prompt = sea_prompt\n}\n',
        ),
        (
            'shot a { duration = 6s prompt = "x" }\nshot b { duration = 6‹›s prompt = "y" takes = 6 }\n',
            "Give all 2",
            'let b_duration = 6s\n\nshot a { duration = b_duration prompt = "x" }\nshot b { duration = b_duration prompt = "y" takes = 6 }\n',
        ),
        (
            'shot a { start = image("re‹›fs/a.png") prompt = "x" }\r\n',
            "Give this value",
            'let a_start = image("refs/a.png")\r\n\r\nshot a { start = a_start prompt = "x" }\r\n',
        ),
        (
            'let a_takes = 1\nshot a { takes = ‹›2 prompt = "x" after = [] }\n',
            "Give this value",
            'let a_takes = 1\nlet a_takes_2 = 2\n\nshot a { takes = a_takes_2 prompt = "x" after = [] }\n',
        ),
        (
            'let a = 1\n\nlet light‹› = "gold \\"x\\""\n\nshot s { prompt = "In {{ light }}." }\nshot t { prompt = light }\n',
            "Write the value",
            'let a = 1\n\nshot s { prompt = "In gold \\"x\\"." }\nshot t { prompt = "gold \\"x\\"" }\n',
        ),
        (
            'let t = 5s let u = 1\nshot s { prompt = "{{ t‹› }} long" duration = t }\n',
            "Write the value",
            'let u = 1\nshot s { prompt = "5s long" duration = 5s }\n',
        ),
        (
            ('scene ‹›a {\n  # shots\n  shot s {\n    duration = 6s\n    takes = 2\n    prompt = "x"\n  }\n'
            '  shot t {\n    prompt = "y"\n    takes = 2\n    duration = 6s  # long\n  }\n}\n'),
            "Say `duration`, `takes`",
            ('scene a {\n  duration = 6s\n  takes = 2\n  # shots\n  shot s {\n    prompt = "x"\n  }\n'
            '  shot t {\n    prompt = "y"\n    # long\n  }\n}\n'),
        ),
        (
            'scene a { shot s { duration = 6s prompt = "x" } shot t‹› { duration = 6s prompt = "y" } }\n',
            "Say `duration`",
            'scene a { duration = 6s shot s { prompt = "x" } shot t { prompt = "y" } }\n',
        ),
    ],
)  # fmt: skip
def test_as_a_person_would(marked, before, title, after):
    assert done(marked(HEAD + before), title) == after


def test_what_would_change_the_film_is_refused(marked):
    for wrong in ("", "end = 3"):  # also in a film that has mistakes
        scene = 'scene ‹›a { use = [n] shot s { duration = 10s prompt = "x" } shot t { duration = 10s prompt = "y" } }'
        there = marked(f"{HEAD}style n {{ duration = 15s {wrong} }} {scene}")
        assert done(there, "Say `duration`") == Refusal("other clips would be made: s, t")
    there = marked(HEAD + 'shot s[c in [6s]] { duration = 6s prompt = "x" references = [‹›c] }')
    assert isinstance(done(there, "Give this value"), Refusal)


@pytest.mark.parametrize(
    "text",
    [
        'let light‹› = "gold" shot s { prompt = "{{ light | upper }}" }',
        'let plate‹› = image("x.png") shot s { prompt = "@plate" }',
        'param light‹› = "gold" shot s { prompt = light }',
        "let light‹› = 5s",
        "scene a‹› { shot s { duration = 5s } }",
        "sho‹›t s { duration = 5s }",
        "‹›",
    ],
)
def test_nothing_to_offer(marked, text):
    there = marked(text)
    assert offered(there.view, there.at, there.at) == ()


@pytest.mark.parametrize("film", EXAMPLES, ids=lambda film: film.parent.name)
def test_every_offer_leaves_the_plan_as_it_was(marked, film):
    texts = {path.name: path.read_text() for path in film.parent.glob("*.vg")}
    there = marked(texts.pop("film.vg"), texts)
    program = there.view.analysis.checked.program
    plan = list(requests(program, there.view.catalog).values())
    offers = {}
    for at in range(0, len(there.texts["film.vg"]), 3):
        offers |= {str(one.changes): one for one in offered(there.view, at, at)}
    kept = 0
    for one in list(offers.values())[::3]:
        made = carried_out([there.view], one)
        if isinstance(made, Changed):
            kept += 1
            after = marked(**_files(changed(there.texts, made.changes)))
            assert list(requests(after.view.analysis.checked.program, after.view.catalog).values()) == plan
    assert kept > len(offers) / 6
    assert Sort.EXTRACT in {one.sort for one in offers.values()}


def _files(texts):
    return {
        "text": texts["film.vg"],
        "files": {name: text for name, text in texts.items() if name != "film.vg"},
    }

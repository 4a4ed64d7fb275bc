"""Whatever the checker accepts can be planned, and whatever it refuses is told: nothing that a file says raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.check.declarations import Kind
from vgdsl.plan.lower import lower
from vgdsl.plan.plan import Known, plan
from vgdsl.program.editions import load
from vgdsl.report.messages import draw, title

WORLD = """
film f { model = "wan-2-7" aspect_ratio = 16:9 resolution = 720p duration = 5s }
element m { description = "m" frontal = image("m.png") }
location l { description = "l" image = image("l.png") }
style s { prefix = "@m" }
let plate = image("plate.png")
let walk  = video("walk.mp4")
let far   = video("https://example.org/far.mp4")
shot o { prompt = "o" }
shot p[c in ["A", "B"]] { prompt = "{{ c }}" }
upscale u { source = o }
"""


class Nothing:
    """The history of a film that was never run."""

    def before(self, key):
        return None

    def under_way(self, key):
        return None

    def by_key(self, key):
        return None

    def last(self, node, take):
        return None


@pytest.fixture(scope="session")
def answered(checked):
    """Checks a text and, where it is accepted, lowers and plans it; every message has to draw and to say something."""
    catalog = load()

    def run(text, **settings):
        found = checked(text, **settings)
        assert found.program is not None or found.diagnostics
        for diagnostic in found.diagnostics:
            assert title(diagnostic)
            assert draw(diagnostic)
        if found.program is not None:
            plan(found.program, lower(found.program, catalog), catalog, Known(history=Nothing()))
        return found

    return run


VALUES = st.sampled_from(
    [
        *("o", "u", "p", 'p["A"]', 'p["C"]', "p[c]", "z", "main", "m", "l", "s", "f", "plate", "walk", "far", "nobody"),
        *("o.last_frame", "u.frame(2s)", "o.frame(9s)", "o.frame", "o.frame()", "p.last_frame", "o.a.b.c", 'o["x"]["y"]'),
        *("walk.first_frame", "far.last_frame", "plate.last_frame", "auto.last_frame", "o.last_frame.last_frame"),
        *('video("v.mp4").frame(2s)', 'video("v.mp4").last_frame', 'video("no.mp4").last_frame', 'image("a.png")'),
        *('image("https://example.org/a.png")', 'image("")', 'image("../a.png")', 'audio("a.mp3")', 'document("a.pdf")'),
        *("5s", "0s", "-1s", "99999999999s", "16:9", "0:0", "7:3", "720p", "0p", "8k", "2x", "0x", "24fps", "9999fps"),
        *("0", "1", "-1", "99", "0.5", "99999999999999999999", "$5", "-$5", "5parsecs", "auto", "true", "edit", "seedance"),
        *('""', '"huge"', '"x @m at @l"', '"@plate @walk @nobody"', '"{{ shot.name }}"', '"{{ shot }}"', '"{{ 1 / 0 }}"'),
        *("at(1s, plate)", "at(9s, o.last_frame)", "move(0, 0, 0, 1)", "clip(o, in = 6s)", "dissolve(1s)", "[]", "[o, [o]]"),
    ]
)  # fmt: skip
GIVEN = st.one_of(VALUES, st.lists(VALUES, max_size=3).map(lambda items: f"[{', '.join(items)}]"))
NAMES = st.sampled_from(sorted(ATTRIBUTES[Kind.SHOT].keys() - {"model"}))
MODELS = st.sampled_from(
    [*load().families(), "nobody-1", "topaz-video-upscale", ""]  # by family, each variant is reached
)
BODIES = st.dictionaries(NAMES, GIVEN, max_size=4).map(
    lambda given: " ".join(f"{name} = {value}" for name, value in given.items())
)


@settings(deadline=None, max_examples=400)
@given(MODELS, BODIES, st.lists(GIVEN, max_size=3), st.booleans())
def test_any_shot_is_refused_or_can_be_planned(answered, model, body, sequence, worded):
    words = 'prompt = "x"' if worded and "prompt" not in body.split() else ""
    shown = ", ".join(["z", *sequence])
    answered(
        f'{WORLD}shot z {{ model = "{model}" {words} {body} }}\n'
        f"upscale hd {{ source = z }}\ncut main {{ sequence = [{shown}] }}"
    )


ODD = [
    'shot z { prompt = "x" model = "nobody-1" consent = [nobody] }',
    'shot z { prompt = "x" model = "flux-3" aspect_ratio = 7:3 resolution = "huge" start = plate end = plate }',
    'shot z { prompt = "x" options { seed = [1, o] } }',
    'shot z { prompt = "x" options { image_url = "y" } options { a = 1 } }',
    "shot z[c in z] { prompt = c }",
    "shot z[c in y] { prompt = c } shot y[c in z] { prompt = c }",
    "transition z { from = far to = o }",
    'transition z { from = image("a.png") to = z }',
    "upscale z { source = z }",
    "upscale z { source = u factor = 4x } upscale y { source = z factor = 4x }",
    "cut a { sequence = [b] } cut b { sequence = [a] }",
    "cut a { sequence = [o, far] music = far }",
    'cut a { sequence = [o] resolution = "huge" fps = 0.001fps }',
    "let a = b let b = [a] shot z { prompt = a }",
    'let a = "{{ a }}" shot z { prompt = "{{ a }}" }',
    "shot о { prompt = o }  shot z { start = о.last_frame }",
    'import "film.vg" as f',
    "shot z { prompt = f(" + "f(" * 500,
    "let a = " + "[" * 500 + "]" * 500,
    'let a = video("a.mp4")' + ".frame(1s)" * 500,
    'let a = video("a.mp4")' + ".last_frame" * 500,
    "let a = " + "o[" * 100 + "1" + "]" * 100,
]


@pytest.mark.parametrize("text", ODD, ids=lambda text: text[:40])
def test_odd_films_get_an_answer(answered, text):
    answered(WORLD + text)


def test_a_wrong_name_in_a_long_for_each_is_told_soon(answered):
    values = ", ".join(map(str, range(5000)))
    text = f'shot many[n in [{values}]] {{ prompt = "x" }}\nshot more[n in [{values}]] {{ start = many["{{{{ n }}}}"].last_frame }}'
    assert [d.code for d in answered(WORLD + text).diagnostics if d.code == "VG217"] == ["VG217"]


def test_lists_of_lists_of_lists_end_soon(answered):
    lets = "".join(f"let a{n + 1} = [a{n}, a{n}]\n" for n in range(60))
    text = 'let a0 = ["x"]\n' + lets + 'shot z[c in a60] { prompt = "{{ a60 }}" options { seed = a60 } }'
    assert {d.code for d in answered(WORLD + text).diagnostics if d.severity == "error"} == {"VG312"}


def test_deep_lists_worked_out_from_within_are_refused(answered):
    lets = "".join(f"let a{n + 1} = {'[' * 40}a{n}{']' * 40}\n" for n in range(60))
    used = "".join(f'shot s{n} {{ prompt = "{{{{ a{n} }}}}" }}\n' for n in range(60))
    text = 'let a0 = ["x"]\n' + lets + used
    assert {d.code for d in answered(WORLD + text).diagnostics if d.severity == "error"} == {"VG312"}


def test_a_long_chain_of_upscales_has_a_length(answered):
    chain = "".join(f"upscale u{n + 1} {{ source = u{n} }}\n" for n in range(2000))
    text = (
        "upscale u0 { source = o }\n"
        + chain
        + 'shot z { model = "minimax-h3" resolution = 768p prompt = "x" references = [u2000] }'
        "cut main { sequence = [clip(u2000, out = 9s)] }"
    )
    assert [d.code for d in answered(WORLD + text).diagnostics if d.severity == "error"] == ["VG510"]


def test_an_empty_model_is_no_model(answered):
    (found,) = answered('shot z { model = "" prompt = "x" }').diagnostics
    assert (found.code, found.span.text) == ("VG314", "z")

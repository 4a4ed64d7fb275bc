"""Checking a whole film: what the program is, and what of its writing does not matter."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.check.files import FileTrouble, Trouble
from vgdsl.program.entities import Dissolve, Omission, Part
from vgdsl.program.values import AUTO, Clip, Duration, Edge, Factor, Frame, Mention, Prompt, Ratio

GONDOLIER = '''
film gondolier {
  title        = "The Gondolier"
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  fps          = 24fps
  budget       = $12.00
}

import "cast.vg"

param light = "golden hour, long shadows"
let   cities = ["Venice", "Rome", "Naples"]

style noir {
  prefix          = "35mm film, high contrast black and white."
  negative_prompt = "low resolution, worst quality"
}

location canal {
  description = "a narrow canal between brick palaces"
  image       = image("refs/canal.png")
}

scene harbor {
  use    = [noir]
  budget = $6.00

  shot opening {
    duration = 5s
    prompt   = "Aerial view of the lagoon, {{ light }}."
  }

  shot boarding {
    model    = "kling-o3-pro"
    duration = 8s
    start    = opening.last_frame
    prompt   = """
      Slow push forward. @marco steps into a gondola at @canal, {{ light }}.
    """
    takes    = 3
  }
}

transition crossing {
  from     = opening
  to       = boarding
  model    = "pixverse-v5.6-transition"
  duration = 5s
  prompt   = "The water dissolves into mist."
}

shot postcard[city in cities] {
  duration = 5s
  prompt   = "A postcard of {{ city }}, {{ light }}."
}

upscale boarding_hd {
  source = boarding
  factor = 2x
}

profile draft {
  model      = "ltx-2-v2-3-fast"
  duration   = 6s
  resolution = 1080p
  takes      = 1
}

cut main {
  sequence = [opening, crossing, clip(boarding_hd, in = 0.5s), dissolve(0.5s), postcard]
  music    = audio("score.mp3")
  output   = "gondolier.mp4"
}
'''

CAST = """
element marco {
  description = "an old gondolier in a red scarf"
  frontal     = image("refs/marco-front.png")
  references  = [image("refs/marco-left.png"), image("refs/marco-back.png")]
}
"""


@pytest.fixture
def gondolier(checked):
    found = checked(GONDOLIER, {"cast.vg": CAST})
    assert found.diagnostics == ()
    return found.program


def test_the_film_of_the_language_page_is_a_program(gondolier):
    assert gondolier.film.title == "The Gondolier"
    assert str(gondolier.film.budget) == "$12.00"
    assert str(gondolier.scenes["harbor"].budget) == "$6.00"
    assert list(gondolier.nodes) == [
        "opening",
        "boarding",
        "crossing",
        'postcard["Venice"]',
        'postcard["Rome"]',
        'postcard["Naples"]',
        "boarding_hd",
    ]
    assert gondolier.elements["marco"].frontal.path == "refs/marco-front.png"
    assert gondolier.locations["canal"].images[0].path == "refs/canal.png"
    assert sorted(gondolier.media) == [
        "refs/canal.png",
        "refs/marco-back.png",
        "refs/marco-front.png",
        "refs/marco-left.png",
        "score.mp3",
    ]


def test_a_shot_has_the_values_of_its_film_scene_and_styles(gondolier):
    shot = gondolier.nodes["opening"]
    assert shot.model == "wan-2-7-text-to-video"
    assert shot.aspect_ratio == Ratio(16, 9)
    assert shot.negative_prompt == "low resolution, worst quality"
    assert str(shot.prompt) == (
        "35mm film, high contrast black and white. Aerial view of the lagoon, golden hour, long shadows."
    )


def test_elements_and_a_start_frame_choose_the_variant_and_leave_out_what_it_lacks(gondolier):
    shot = gondolier.nodes["boarding"]
    assert shot.model == "kling-o3-pro-reference-to-video"
    assert shot.start == Frame(Clip("opening"), Edge.LAST)
    assert shot.elements == ("marco",)
    assert shot.locations == ("canal",)
    assert shot.omitted == (Omission("resolution", "720p"),)
    assert shot.resolution is None


def test_a_transition_runs_from_the_last_frame_to_the_first(gondolier):
    shot = gondolier.nodes["crossing"]
    assert (shot.start, shot.end) == (
        Frame(Clip("opening"), Edge.LAST),
        Frame(Clip("boarding"), Edge.FIRST),
    )


def test_a_cut_shows_all_shots_of_a_for_each(gondolier):
    cut = gondolier.cuts["main"]
    assert cut.sequence[2:5] == (
        Part(Clip("boarding_hd"), Duration(500)),
        Dissolve(Duration(500)),
        Part(Clip('postcard["Venice"]')),
    )
    assert cut.output == "gondolier.mp4"
    assert str(cut.fps) == "24fps"


def test_a_profile_replaces_what_shots_say_but_no_other_nodes_model(checked):
    found = checked(GONDOLIER, {"cast.vg": CAST}, profile="draft")
    assert not found.diagnostics
    nodes = found.program.nodes
    assert nodes["opening"].model == "ltx-2-v2-3-fast-text-to-video"
    assert (nodes["boarding"].model, nodes["boarding"].takes) == ("ltx-2-v2-3-fast-image-to-video", 1)
    assert nodes["crossing"].model == "pixverse-v5.6-transition"
    assert str(nodes["crossing"].duration) == "5s"
    assert nodes["boarding_hd"].model == "topaz-video-upscale"


def test_a_profile_takes_precedence_over_the_shot(checked, film):
    text = film('shot a { duration = 5s takes = 3 pick = 2 prompt = "x" }\nprofile draft { takes = 1 }')
    shot = checked(text, profile="draft").program.nodes["a"]
    assert (shot.takes, shot.pick) == (1, 1)


@pytest.fixture
def film():
    def text(rest):
        return f'film f {{ model = "wan-2-7" aspect_ratio = 16:9 resolution = 720p }}\n{rest}'

    return text


def test_what_the_command_line_sets_wins(checked, film):
    text = film('param light = "dusk"\nparam n = 5\nshot a { duration = 5s prompt = "{{ light }} {{ n }}" }')
    said = ("light=blue hour", "n=7", "a.takes=2", "a.resolution=1080p")
    shot = checked(text, overrides=said).program.nodes["a"]
    assert (str(shot.prompt), shot.takes, str(shot.resolution)) == ("blue hour 7", 2, "1080p")
    assert shot.places["takes"].span is None


def test_a_scene_is_set_as_a_whole_and_one_shot_of_a_for_each_alone(checked, film):
    text = film('scene s { shot a[n in [1, 2]] { duration = 5s prompt = "{{ n }}" } }')
    nodes = checked(text, overrides=("scene:s.duration=10s", "a[2].takes=2")).program.nodes
    assert [(n.duration, n.takes) for n in nodes.values()] == [(Duration(10_000), 1), (Duration(10_000), 2)]


def test_a_text_from_the_command_line_knows_what_the_shots_own_texts_know(checked, film):
    text = film('shot p[c in ["A", "B"]] { duration = 5s prompt = "x" }')
    said = ("p.negative_prompt=no {{ c }} in {{ shot.name }} of {{ film.name }}", "p.prompt=all {{ c }}")
    nodes = checked(text, overrides=said).program.nodes
    assert nodes['p["A"]'].negative_prompt == 'no A in p["A"] of f'
    assert str(nodes['p["B"]'].prompt) == "all B"


def test_a_reference_from_the_command_line_knows_the_loop_variable(checked, film):
    text = film(
        'shot p[c in ["A", "B"]] { duration = 5s prompt = "x" }\n'
        'shot q[c in ["A", "B"]] { duration = 5s prompt = "x" }'
    )
    nodes = checked(text, overrides=("q.start=p[c].last_frame",)).program.nodes
    assert nodes['q["B"]'].start == Frame(Clip('p["B"]'), Edge.LAST)


@pytest.mark.parametrize("profile", [None, "cast.draft"])
def test_an_import_that_only_offers_a_profile_is_used(profile, checked, film):
    text = film('import "cast.vg" as cast\nshot a { duration = 5s prompt = "x" }')
    found = checked(text, {"cast.vg": "profile draft { takes = 2 }"}, profile=profile)
    assert found.diagnostics == ()
    assert found.program.nodes["a"].takes == (2 if profile else 1)


def test_an_import_of_which_nothing_is_used_is_told(checked, film):
    text = film('import "cast.vg" as cast\nshot a { duration = 5s prompt = "x" }')
    (found,) = checked(text, {"cast.vg": "let x = 5s"}).diagnostics
    assert (found.code, found.span.text) == ("VG223", "cast")


def test_frames_of_a_video_written_on_the_spot(checked, film):
    text = film('shot a { duration = 5s prompt = "x" start = video("p.mp4").frame(2s) }')
    shot = checked(text).program.nodes["a"]
    assert (shot.start.of.path, shot.start.at) == ("p.mp4", Duration(2000))


@pytest.mark.parametrize(
    ("source", "moment", "codes"),
    [
        ("a", "4.9s", []),
        ("a", "5s", ["VG509"]),
        ("hd", "9s", ["VG509"]),
        ("slow", "9s", []),  # as long as the model makes it
        ("open", "9s", []),
        ('video("p.mp4")', "4.9s", []),
        ('video("p.mp4")', "5s", ["VG509"]),
        ("held", "5s", ["VG509"]),
    ],
)
def test_a_frame_lies_within_its_clip_where_the_length_is_known(source, moment, codes, checked, film):
    text = film(
        'let held = video("p.mp4")\n'
        'shot a { duration = 5s prompt = "x" }\n'
        'shot open { model = "nobody-1" duration = auto prompt = "x" start = held.last_frame }\n'
        "upscale hd { source = a }\n"
        'upscale slow { source = a model = "topaz-video-interpolate" fps = 60fps slowdown = 2x }\n'
        f'shot z {{ duration = 5s prompt = "x" start = {source}.frame({moment}) }}'
    )
    found = checked(text).diagnostics
    assert [d.code for d in found if d.code != "VG315"] == codes
    assert all(d.span.text == moment for d in found if d.code == "VG509")


def test_a_films_default_length_is_not_that_of_a_shot_made_from_a_source(checked):
    text = (
        'film f { model = "wan-2-7" resolution = 720p aspect_ratio = 16:9 duration = 5s }\n'
        'shot a { prompt = "x" source = video("p.mp4") }\n'
        'shot b { prompt = "x" start = a.frame(9s) }'
    )
    assert not [d for d in checked(text).diagnostics if d.code == "VG509"]


@pytest.mark.parametrize(
    ("override", "code"),
    [
        ("lihgt=5", "VG220"),
        ("light", "VG220"),
        ("b.takes=2", "VG220"),
        ("scene:q.takes=2", "VG220"),
        ("a.takse=2", "VG222"),
        ("n=x", "VG320"),
        ("a.duration=long", "VG301"),
    ],
)
def test_what_the_command_line_gets_wrong_is_shown_as_typed(override, code, checked, film):
    text = film('param light = "d"\nparam n = 5\nshot a { duration = 5s prompt = "{{ light }}{{ n }}" }')
    (found,) = checked(text, overrides=(override,)).diagnostics
    assert (found.code, found.span.source.text) == (code, f"--set {override}")


def test_an_unknown_profile_is_an_error(checked, film):
    text = film('shot a { duration = 5s prompt = "x" }\nprofile draft {}')
    (found,) = checked(text, profile="darft").diagnostics
    assert (found.code, found.facts["write"]) == ("VG224", "draft")


def test_an_import_under_a_prefix_keeps_its_names_apart(checked, film):
    text = film(
        'import "lib/cast.vg" as cast\n'
        "shot a { duration = 5s prompt = cast.line }\n"
        'shot b { duration = 5s prompt = "Here is @cast.marco. {{ cast.word }}" start = cast.intro.last_frame }'
    )
    lib = (
        'import "deep.vg"\nlet line = "See @marco, {{ word }}"\nelement marco { description = "old" }\n'
        'shot intro { duration = 5s prompt = "x" }'
    )
    program = checked(text, {"lib/cast.vg": lib, "lib/deep.vg": 'let word = "wow"'}).program
    assert program.nodes["a"].prompt == Prompt(("See ", Mention("cast.marco"), ", wow"))
    assert str(program.nodes["b"].prompt) == "Here is @cast.marco. wow"
    assert program.nodes["b"].start == Frame(Clip("cast.intro"), Edge.LAST)


def test_media_paths_begin_at_the_file_that_says_them(checked, film):
    text = film('import "lib/a.vg"\nshot s { duration = 5s prompt = "@plate" }')
    program = checked(text, {"lib/a.vg": 'let plate = image("../refs/plate.png")'}).program
    assert program.named_media["plate"].path == "refs/plate.png"


def test_a_mistake_in_an_imported_file_is_shown_in_that_file(checked, film):
    text = film('import "b.vg"\nshot a { duration = 5s prompt = "x" }')
    (found,) = checked(text, {"b.vg": 'shot b { duration = 5 prompt = "x" }'}).diagnostics
    assert str(found.span) == "b.vg:1:21"


def test_an_imported_file_does_not_see_who_imports_it(checked, film):
    text = film('import "b.vg"\nlet tone = "dark"\nshot a { duration = 5s prompt = "{{ tone }}" }')
    (found,) = checked(text, {"b.vg": 'shot b { duration = 5s prompt = "{{ tone }}" }'}).diagnostics
    assert (found.code, found.span.source.name) == ("VG213", "b.vg")


def test_a_file_imported_twice_is_one(checked, film):
    text = film('import "b.vg"\nimport "c.vg"\nshot a { duration = 5s prompt = tone }')
    files = {"b.vg": 'import "d.vg"', "c.vg": 'import "d.vg"', "d.vg": 'let tone = "dark"'}
    assert checked(text, files).diagnostics == ()


def test_files_that_import_each_other_are_told_as_a_path(checked, film):
    found = checked(film('import "b.vg"'), {"b.vg": 'import "c.vg"', "c.vg": 'import "film.vg"'}).diagnostics
    assert [(d.code, d.facts["path"]) for d in found] == [("VG211", "film.vg -> b.vg -> c.vg -> film.vg")]


@pytest.mark.parametrize("trouble", Trouble)
def test_a_file_that_cannot_be_imported_is_told_where_it_is_asked_for(trouble, checked, film):
    broken = FileTrouble(trouble, "b.vg", "UTF-16" if trouble is Trouble.ENCODING else "")
    (found,) = checked(film('import "b.vg"'), {"b.vg": broken}).diagnostics
    assert (found.code, found.span.text) == ("VG210", '"b.vg"')


LOST = """
import "b.vg"
shot a { use = [noir] start = still prompt = "@marco in {{ light }}, {% if fog %}fog{% endif %}" }
shot c { prompt = "{{ cast.light }}" start = cast.still }
cut main { sequence = [opening, a] music = score }
"""


@pytest.mark.parametrize("how", ["", " as cast"])
def test_what_a_lost_file_may_declare_is_not_told_of_again(how, checked):
    text = LOST.replace('"b.vg"', f'"b.vg"{how}')
    assert [d.code for d in checked(text).diagnostics] == ["VG210"]
    assert [d.code for d in checked(text, {"b.vg": 'import "film.vg"'}).diagnostics] == ["VG211"]
    assert [d.code for d in checked(text, {"b.vg": 'import "c.vg"'}).diagnostics] == ["VG210"]


def test_what_the_command_line_means_may_be_in_a_lost_file(checked):
    found = checked(LOST, profile="draft", overrides=["light=dusk", "pier.takes=2"])
    assert [d.code for d in found.diagnostics] == ["VG210"]


def test_beside_a_lost_file_other_mistakes_are_told(checked, film):
    text = film('import "b.vg"\nshot a { duration = 20s prompt = "x" }')
    assert [d.code for d in checked(text).diagnostics] == ["VG210", "VG412"]
    text = 'import "b.vg"\nshot a { duration = 20s model = "wan-2-7-text-to-video" prompt = "x" resolution = 720p }'
    assert [d.code for d in checked(text).diagnostics] == ["VG210", "VG412"]


def test_what_a_style_of_a_lost_file_may_say_is_not_missed(checked):
    text = 'film f { model = "wan-2-7" }\nimport "b.vg"\nshot a { use = [noir] prompt = "{{ c.d | upper }}" }'
    assert [d.code for d in checked(text).diagnostics] == ["VG210"]


def test_a_program_without_its_own_file_has_no_program(checked):
    found = checked(FileTrouble(Trouble.MISSING, "film.vg"))
    assert (found.program, found.diagnostics[0].code) == (None, "VG210")


def test_a_film_needs_no_film_block(checked):
    program = checked('shot a { model = "longcat" duration = 5s prompt = "x" aspect_ratio = 16:9 }').program
    assert (program.film.name, program.film.title) == ("film", "film")


def test_auto_words_and_upscale_settings(checked):
    text = (
        'let clip = video("plate.mp4")\n'
        'upscale u { model = "topaz-video-interpolate" source = clip fps = 60fps slowdown = 2x h264 = true }'
    )
    upscale = checked(text).program.nodes["u"]
    assert upscale.settings["slowdown"] == Factor(2)
    assert upscale.source.path == "plate.mp4"
    text = 'shot s { model = "wan-9" duration = auto aspect_ratio = auto task = edit prompt = "x" }'
    shot = checked(text).program.nodes["s"]
    assert (shot.duration, shot.aspect_ratio, shot.task) == (AUTO, AUTO, "edit")


@pytest.mark.parametrize(
    "start", ['image("no.png")', 'image("walk.mp4")', 'image("https://nas.local/a.png")', "nobody.last_frame"]
)
def test_a_value_that_is_mistaken_is_not_missed_as_well(start, checked, film):
    model = 'model = "wan-2-7-image-to-video"'  # which needs a start frame
    found = checked(f'{film}shot z {{ {model} duration = 5s prompt = "x" start = {start} }}')
    assert len(found.diagnostics) == 1


def test_a_syntax_error_does_not_make_other_messages(checked, film):
    text = film(
        'element marco { description = "old" ) }\nlet tone 5\n'
        'shot a { duration = 5s prompt = "@marco {{ tone }}" }\nshot b { prompt = = "x" start = a.last_frame }'
    )
    assert {d.code[:3] for d in checked(text).diagnostics} == {"VG1"}


def test_a_chain_of_many_shots_and_a_ring_of_them_end(checked, film):
    n = 3000
    shots = [
        f'shot s{i} {{ duration = 5s prompt = "x"{f" start = s{i - 1}.last_frame" if i else ""} }}'
        for i in range(n)
    ]
    assert len(checked(film("\n".join(shots))).program.nodes) == n
    shots[0] = f'shot s0 {{ duration = 5s prompt = "x" start = s{n - 1}.last_frame }}'
    (found,) = checked(film("\n".join(shots))).diagnostics
    assert found.code == "VG501"


def test_lets_of_lets_end(checked, film):
    lets = "\n".join(f"let a{i} = a{i + 1}" for i in range(500))
    text = film(f'{lets}\nlet a500 = 5s\nshot a {{ duration = a0 prompt = "x" }}')
    assert {d.code for d in checked(text).diagnostics} == {"VG312"}


def meaning(program):
    """All that a node says, but for places in the text."""
    return {
        name: {key: getattr(node, key) for key in node.__struct_fields__ if key not in {"span", "places"}}
        for name, node in program.nodes.items()
    }


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_declarations_means_nothing(checked, chance: random.Random):
    blocks = [block for block in GONDOLIER.split("\n\n") if block.strip() and "scene" not in block]
    blocks = [b for b in blocks if not b.startswith(("transition", "upscale", "cut", "  shot", "}"))]
    shuffled = chance.sample(blocks, len(blocks))
    first = checked("\n\n".join(blocks), {"cast.vg": CAST})
    second = checked("\n\n".join(shuffled), {"cast.vg": CAST})
    assert meaning(first.program) == meaning(second.program)


TEXTS = st.text(alphabet=st.sampled_from("ab .,é東@\n"), min_size=1, max_size=30)


@settings(deadline=None, max_examples=60)
@given(text=TEXTS, prefix=TEXTS)
def test_moving_text_into_a_let_a_style_or_an_import_changes_nothing(checked, text, prefix):
    head = 'film f { model = "wan-2-7" aspect_ratio = 16:9 }\nelement a { description = "x" }\n'
    element = 'element ab { description = "x" }\nelement b { description = "x" }\n'
    written = text.replace("\n", "\\n").replace("@", "@@")
    plain = f'{head}{element}shot s {{ duration = 5s prompt = "{written} {{{{ 1 }}}} @a" }}'
    moved = f'{head}{element}let t = "{written} {{{{ 1 }}}} @a"\nshot s {{ duration = 5s prompt = t }}'
    styled = (
        f'{head}{element}style y {{ prompt = "{written} {{{{ 1 }}}} @a" }}\n'
        "shot s { duration = 5s use = [y] }"
    )
    imported = f'{head}{element}import "t.vg"\nshot s {{ duration = 5s prompt = t }}'
    files = {"t.vg": f'let t = "{written} {{{{ 1 }}}} @@a"'.replace("@@a", "@a")}
    expected = meaning(checked(plain).program)
    assert meaning(checked(moved).program) == expected
    assert meaning(checked(styled).program) == expected
    assert checked(imported, files).program is None  # the file of the let does not see the element


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=0, max_value=len(GONDOLIER)))
def test_every_prefix_of_a_film_gets_an_answer(checked, end):
    found = checked(GONDOLIER[:end], {"cast.vg": CAST})
    assert found.program is not None or found.diagnostics


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_every_film_with_a_word_changed_gets_an_answer(checked, data):
    words = GONDOLIER.split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    words[at] = data.draw(st.sampled_from(words) | st.text(max_size=5))
    found = checked(" ".join(words), {"cast.vg": CAST})
    assert found.program is not None or found.diagnostics


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% for x in [1] %}{{ x }}{% endfor %}{{ 'x' ~ x }}", ("VG213", 46, "x")),
        ("{{ film.name }}{{ film['titel'] }}", ("VG213", 24, "titel")),
        ("{% set f = film %}{{ f.titel }}", ("VG213", 23, "titel")),
        ("{{ 's' }}{{ s }}", ("VG306", 12, "s")),
        ("{{ film.name }}{{ film }}", ("VG306", 18, "film")),
    ],
)
def test_a_mistake_in_a_template_is_told_where_the_name_is_said(checked, text, told):
    """And not where the template makes a name of its own, or where a text has it."""
    before = 'film f { title = "T" } shot s { prompt = "'
    [found] = [d for d in checked(f'{before}{text}" }}').diagnostics if d.code in {"VG213", "VG306"}]
    assert (found.code, found.span.start - len(before), found.span.text) == told

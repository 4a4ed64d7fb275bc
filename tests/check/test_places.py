"""What a user relies on: a message points at the very thing, and what it offers is a change that helps and no other."""

import pytest

from vgdsl.report.messages import title

FILM = """\
film pier {
  model        = "kling-o3-pro"
  duration     = 5s
  aspect_ratio = 16:9
}

element marco { frontal = image("front.png") references = [image("left.png"), image("right.png")] }
element lucia { description = "a girl" references = [image("one.png"), image("two.png")] }
element crowd {
  frontal    = image("f.png")
  references = [image("a.png"), image("b.png"), image("c.png"), image("d.png")]
  video      = video("walk.mp4")
}
element ghost { frontal = image("ghost.png") }
location square { images = [image("1.png"), image("2.png"), image("3.png"), image("4.png")] }
let poster = image("poster.png")
let seen = [image("5.png"), image("6.png")]

shot a {
"""


def found(checked, shot: str) -> list[tuple[str, str]]:
    """What is said of a shot whose block goes on so: the code, and the text at the caret."""
    told = checked(FILM + shot + "\n}\n").diagnostics
    return [(each.code, each.span.text) for each in told if each.code != "VG223"]


@pytest.mark.parametrize(
    ("shot", "code", "place"),
    [
        ('prompt = "@marco, @crowd."', "VG444", 'image("d.png")'),
        ('prompt = "@lucia smiles."', "VG443", "lucia"),
        ('prompt = "@crowd."', "VG445", 'video("walk.mp4")'),
        ('prompt = "@marco, @lucia at @square, @ghost."\nstart = image("s.png")', "VG449", "@square"),
        ('prompt = "@ghost."\nmodel = "wan-2-7-text-to-video"', "VG446", "@ghost"),
        ('prompt = "The @poster."\nmodel = "wan-2-7-text-to-video"', "VG447", "@poster"),
        ('prompt = "x"\nmodel = "longcat-text-to-video"\nelements = [lucia]', "VG448", "lucia"),
        ('prompt = "@marco"\nreferences = [image("5.png"), audio("a.mp3")]', "VG451", 'audio("a.mp3")'),
        (
            'prompt = "x"\nmodel = "wan-2-7"\nreferences = [image("1.png"), image("2.png"), image("3.png"), image("4.png"), poster]',
            "VG452",
            "poster",
        ),
        ('prompt = "x"\nkeyframes = [at(1s, poster), at(time = 9s, image = poster)]', "VG473", "9s"),
        ('prompt = "x"\nkeyframes = [at(1s, poster), at(1.01s, image("b.png"))]', "VG474", "1.01s"),
    ],
)
def test_the_caret_is_at_the_very_thing(checked, shot, code, place):
    assert (code, place) in found(checked, shot)


def test_references_that_do_not_count_are_pointed_at(checked):
    shot = 'prompt = "A pier."\nreferences = [image("a.png")]'
    assert found(checked, shot) == [("VG453", '[image("a.png")]')]


def test_a_list_behind_a_name_is_pointed_at_as_a_whole(checked):
    shot = 'prompt = "@marco"\nmodel = "runway-gen4-aleph"\nsource = video("v.mp4")\nreferences = seen'
    assert ("VG451", "seen") in found(checked, shot)


def test_what_many_shots_show_of_one_element_is_told_once(checked):
    shots = 'prompt = "@crowd."\n}\nshot b {\nprompt = "@crowd and @marco."\n}\nshot c {\nprompt = "@crowd."'
    codes = [code for code, _ in found(checked, shots)]
    assert codes.count("VG444") == 1
    assert codes.count("VG445") == 1


HEAD = 'shot a {\n  model = "{model}"\n  aspect_ratio = 16:9\n  duration = 5s\n  prompt = "x"\n'


@pytest.mark.parametrize(
    ("model", "said", "after"),
    [
        ("longcat", "  bitrate = high  # dense\n", ""),
        ("longcat", "  audio = true\n", ""),
        ("kling-o3-pro", "  resolution = 720p\n", ""),
        ("longcat", '  soundtrack = audio("a.mp3")\n', ""),
        ("wan-3-0", '  negative_prompt = "people"\n', ""),
    ],
)
def test_what_is_not_taken_is_left_out_with_its_line(checked, model, said, after):
    before = HEAD.replace("{model}", model)
    (one,) = checked(f"{before}{said}}}\n").diagnostics
    (edit,) = one.edits
    assert (edit.span.text, edit.text) == (said, after)


@pytest.mark.parametrize(
    ("model", "references", "after"),
    [
        ("kling-o3-pro", '[image("a.png"), audio("a.mp3")]', '[image("a.png")]'),
        ("kling-o3-pro", '[audio("a.mp3"), image("a.png")]', '[image("a.png")]'),
        (
            "grok-imagine",
            '[image("1.png"), image("2.png"), image("3.png"), image("4.png"), image("5.png"), image("6.png"), image("7.png"), image("8.png")]',
            '[image("1.png"), image("2.png"), image("3.png"), image("4.png"), image("5.png"), image("6.png"), image("7.png")]',
        ),
    ],
)
def test_the_one_reference_too_many_is_left_out(checked, model, references, after):
    text = f'{HEAD.replace("{model}", model)}  start = image("s.png")\n  references = {references}\n}}\n'
    one = next(each for each in checked(text).diagnostics if each.code in {"VG451", "VG452"})
    (edit,) = one.edits
    assert f"  references = {after}\n" in text[: edit.span.start] + edit.text + text[edit.span.end :]


def test_a_lone_reference_that_is_not_taken_goes_with_its_line(checked):
    text = f'{HEAD.replace("{model}", "runway-gen4-aleph")}  source = video("v.mp4")\n  references = [image("a.png")]\n}}\n'
    (one,) = checked(text).diagnostics
    assert [(each.span.text, each.text) for each in one.edits] == [('  references = [image("a.png")]\n', "")]


def test_what_a_style_says_is_not_left_out_for_one_shot(checked):
    text = f"style dense {{ bitrate = high }}\n{HEAD.replace('{model}', 'longcat')}  use = [dense]\n}}\n"
    (one,) = checked(text).diagnostics
    assert one.edits == ()


def test_a_length_and_a_shape_are_added_below_the_model(checked):
    told = checked('shot a {\n  model = "longcat"\n  prompt = "x"\n}\n').diagnostics
    assert [(each.code, each.edits[0].text) for each in told] == [
        ("VG411", "  duration = 5s\n"),
        ("VG421", "  aspect_ratio = 16:9\n"),
    ]
    assert {each.edits[0].span.position.line for each in told} == {3}


def test_a_model_of_the_wrong_sort_is_named_by_its_family_and_nothing_else_is_told(checked):
    text = 'shot a {\n  model = "wan-2-7-text-to-video"\n  prompt = "x"\n  source = video("v.mp4")\n}\n'
    (one,) = checked(text).diagnostics
    assert one.code == "VG437"
    assert [(edit.span.text, edit.text) for edit in one.edits] == [('"wan-2-7-text-to-video"', '"wan-2-7"')]


@pytest.mark.parametrize(
    ("sequence", "said", "after"),
    [
        ("[dissolve(1s), a, b]", "a cut cannot start with a dissolve", "[a, b]"),
        ("[a, b, dissolve(1s)]", "a cut cannot end with a dissolve", "[a, b]"),
        (
            "[a, dissolve(1s), dissolve(2s), b]",
            "two dissolves cannot follow each other",
            "[a, dissolve(1s), b]",
        ),
        (
            "[a, dissolve(6s), b]",
            "a dissolve of 6s is longer than `a`, which has 5s",
            "[a, dissolve(2.5s), b]",
        ),
        (
            "[a, dissolve(3s), b, dissolve(2.5s), a]",
            "the dissolves beside `b` take 5.5s of it, and it has 5s",
            "[a, dissolve(2.5s), b, dissolve(2.5s), a]",
        ),
        (
            "[clip(a, in = 1s, out = 9s), b]",
            "`a` is 5s long, and cannot be shown up to 9s",
            "[clip(a, in = 1s), b]",
        ),
    ],
)
def test_a_cut_is_mended_by_what_its_message_offers(checked, sequence, said, after):
    shots = HEAD.replace("{model}", "longcat") + "}\n"
    text = f"{shots}{shots.replace('shot a', 'shot b')}cut c {{ sequence = {sequence} }}\n"
    (one,) = checked(text).diagnostics
    assert title(one) == said
    for edit in sorted(one.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text.endswith(f"sequence = {after} }}\n")
    assert checked(text).diagnostics == ()


def test_two_cuts_in_one_file_get_two_names(checked):
    shot = HEAD.replace("{model}", "longcat") + "}\n"
    cuts = 'cut c { sequence = [a] output = "x.mp4" }\ncut d { sequence = [a] output = "X.mp4" }\n'
    (one,) = checked(shot + cuts).diagnostics
    assert [(edit.span.text, edit.text) for edit in one.edits] == [('"X.mp4"', '"X-d.mp4"')]


def test_a_frame_after_the_end_becomes_the_last_one(checked):
    shot = HEAD.replace("{model}", "longcat") + "}\n"
    text = (
        f"{shot}{shot.replace('shot a', 'shot b').replace('  aspect_ratio = 16:9', '  start = a.frame(9s)')}"
    )
    (one,) = checked(text).diagnostics
    assert [(edit.span.text, edit.text) for edit in one.edits] == [(".frame(9s)", ".last_frame")]

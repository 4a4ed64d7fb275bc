"""Names of what fits, members, indexes, calls."""

import pytest

from vgdsl.ide.completion import offers


def test_a_frame_is_wanted_where_a_picture_is(labels):
    found = labels("shot a {\n  start = |\n}\n")
    assert {"opening.last_frame", "plate", "image(…)", 'postcard["Rome"].last_frame'} <= set(found)
    assert {"opening", "motion", "light", "marco", "noir", "video(…)", "postcard"}.isdisjoint(found)


def test_a_clip_is_wanted_in_a_cut(labels):
    found = labels("cut c {\n  sequence = [opening, |]\n}\n")
    assert {"opening", "postcard", 'postcard["Rome"]', "motion", "clip(…)", "dissolve(…)"} <= set(found)
    assert {"plate", "light", "marco", "noir"}.isdisjoint(found)


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("use = [|]", ["noir"]),
        ("use = |", ["[noir]"]),
        ("elements = [|]", ["marco"]),
        ("locations = [|]", ["canal"]),
        ("soundtrack = |", ["audio(…)"]),
        ("negative_prompt = |", ["light"]),
        ("hold = |", ["true", "false"]),
        ("consent = [|]", []),
    ],
)
def test_only_what_fits(labels, attribute, expected):
    assert labels(f"shot a {{\n  {attribute}\n}}\n") == expected


def test_a_list_that_is_not_begun_is_begun(offered):
    assert [offer.text for offer in offered("shot a {\n  use = |\n}\n")] == ["[noir]"]


def test_what_waits_for_a_shot_is_no_part_of_it(labels):
    text = 'shot a {\n  start = |\n  prompt = "x"\n}\nshot b {\n  start = a.last_frame\n  prompt = "y"\n}\n'
    found = labels(text)
    assert "opening.last_frame" in found
    assert not [label for label in found if label.startswith(("a.", "b."))]


def test_members_of_a_clip(labels):
    assert labels("shot a {\n  start = opening.|\n}\n") == ["last_frame", "first_frame", "frame(…)"]
    assert labels("shot a {\n  start = opening.la|\n}\n") == ["last_frame", "first_frame", "frame(…)"]
    assert labels('shot a {\n  start = postcard["Rome"].|\n}\n') == ["last_frame", "first_frame", "frame(…)"]
    assert labels('shot a {\n  start = video("plate.mp4").|\n}\n') == [
        "last_frame",
        "first_frame",
        "frame(…)",
    ]
    assert labels("shot a {\n  start = motion.|\n}\n") == ["last_frame", "first_frame", "frame(…)"]


@pytest.mark.parametrize("of", ["plate", "light", "marco", "postcard", "opening.last_frame", "nobody"])
def test_nothing_is_taken_of_what_has_no_frames(labels, of):
    assert labels(f"shot a {{\n  start = {of}.|\n}}\n") == []


def test_an_index_is_one_of_the_values(labels):
    assert labels("shot a {\n  start = postcard[|].last_frame\n}\n") == ['"Rome"', '"Oslo"']
    assert labels('shot a {\n  start = postcard["|"].last_frame\n}\n') == ["Rome", "Oslo"]
    assert labels("shot a[town in cities] {\n  start = postcard[|].last_frame\n}\n") == [
        "town",
        '"Rome"',
        '"Oslo"',
    ]


def test_a_for_each_goes_over_lists(labels):
    assert labels("shot a[town in |] {\n}\n") == ["cities"]
    assert labels("shot a[town |") == ["in"]


def test_names_of_an_import_stand_behind_its_prefix(labels):
    others = {
        "cast.vg": 'element nina {\n  description = "a girl"\n}\nlet dusk = "dusk"\nlet one = image("o.png")\n'
    }
    film = 'import "cast.vg" as cast\n'
    assert labels("shot a {\n  elements = [|]\n}\n", film=film, others=others) == ["cast.nina"]
    assert labels("shot a {\n  elements = [cast.|]\n}\n", film=film, others=others) == ["nina"]
    assert "cast.one" in labels("shot a {\n  start = |\n}\n", film=film, others=others)


def test_arguments_of_a_call(labels):
    assert labels("cut c {\n  sequence = [clip(opening, |)]\n}\n")[-2:] == ["in =", "out ="]
    assert labels("cut c {\n  sequence = [clip(opening, in = |)]\n}\n") == ["0.5s", "1s", "2s"]
    assert labels("cut c {\n  sequence = [clip(opening, in = 1s, |)]\n}\n")[-1:] == ["out ="]
    assert "opening.last_frame" in labels("shot a {\n  keyframes = [at(1s, |)]\n}\n")


def test_the_nearest_above_comes_first(labels):
    text = 'shot first {\n  prompt = "x"\n}\nshot second {\n  prompt = "y"\n}\nshot third {\n  start = |\n}\n'
    assert labels(text)[:2] == ["second.last_frame", "first.last_frame"]


def test_what_stands_behind_a_dot_stays(labels):
    text = "shot a {\n  start = |opening.last_frame\n}\n"
    assert labels(text) == labels(text.replace("|opening", "ope|ning"))
    assert set(labels(text)) == {"opening", "motion", 'postcard["Rome"]', 'postcard["Oslo"]'}


def test_a_list_of_names_takes_each_once(labels):
    assert labels("shot a {\n  use = [noir, |]\n}\n") == []
    assert "opening" in labels("cut c {\n  sequence = [opening, |]\n}\n")


def test_an_imported_file_is_asked_about_as_a_part_of_the_film(marked):
    """Names are those that the file itself sees; lengths are those of the model that the film chose."""
    film = 'import "more.vg" as more\nfilm f {\n  model = "kling-2.6-pro"\n  aspect_ratio = 16:9\n}\nlet away = "x"\n'
    text = 'let near = image("n.png")\nshot one {\n  duration = 5s\n  prompt = "x"\n}\nshot two {\n  start = ‹›\n}\n'
    found = marked(film, {"more.vg": text})
    assert [o.label for o in offers(found.view, found.at)] == [
        "one.last_frame",
        "near",
        "image(…)",
        "one.first_frame",
    ]
    found = marked(film, {"more.vg": text.replace("‹›", "one.last_frame\n  duration = ‹›")})
    assert [o.label for o in offers(found.view, found.at)] == ["5s", "10s"]


def test_a_let_is_no_part_of_itself(labels):
    assert "x" not in labels("let x = |\n")
    assert "light" in labels("let x = [|]\n")
    assert labels("let x = opening.|\n") == ["last_frame", "first_frame", "frame(…)"]


def test_a_text_that_differs_from_shot_to_shot_is_a_text(labels):
    text = 'let line = "{{ shot.name }}"\nshot a {\n  negative_prompt = |\n}\n'
    assert set(labels(text)) == {"line", "light"}

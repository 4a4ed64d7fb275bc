"""Broken scenes, as people and language models write them: each mistake is told once, in its own place."""

import pytest
from answers import answer
from marked import every, mark, read, written

from vgdsl.report.explain.page import written as pages
from vgdsl.report.wording import WORDING

SCENES = list(every())
"""All scenes on disk; what each of them gets is written below its lines."""


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.title)
def test_each_mistake_is_told_once_where_it_is(scene):
    assert sorted(mark(one) for one in answer(scene.files).diagnostics) == scene.marks


def test_there_are_enough_of_them_and_no_title_twice():
    titles = [scene.title for scene in SCENES]
    assert len(set(titles)) == len(titles) >= 300


def test_marks_are_read_as_they_are_written():
    text = (
        "=== Two files\n" + 'import "cast.vg"\n#      ^^^ VG210\n' + "--- cast.vg\nshto a { }\n^^^^ VG205\n"
    )
    (scene,) = read(text)
    assert scene.files == {"film.vg": 'import "cast.vg"', "cast.vg": "shto a { }"}
    assert [(one.file, one.line, one.column, one.length, one.code) for one in scene.marks] == [
        ("cast.vg", 1, 1, 4, "VG205"),
        ("film.vg", 1, 8, 3, "VG210"),
    ]
    assert written(scene, scene.marks) == text


def test_only_known_codes_are_marked():
    assert {one.code for scene in SCENES for one in scene.marks} <= set(WORDING)


def test_each_code_is_told_by_a_scene_or_shown_by_a_page():
    told = {one.code for scene in SCENES for one in scene.marks}
    assert set(WORDING) - told - set(pages()) == set()

"""`vgdsl init`: a film that runs at once, and a folder that is never overwritten."""

import pytest


def test_a_new_film_checks_and_runs(desk):
    said = desk("init", "my lagoon")
    assert said.code == 0
    assert "next: cd 'my lagoon' && vgdsl run film.vg --simulate" in said.out
    desk.folder /= "my lagoon"
    assert desk("check", "film.vg").out == "film.vg: 2 clips, 1 cut; nothing to complain about\n"
    assert desk("run", "film.vg", "--simulate").code == 0
    assert (desk.folder / "out/animatic/my_lagoon.mp4").stat().st_size > 10_000
    ignored = (desk.folder / ".gitignore").read_text().splitlines()
    assert {".vgdsl/", "out/"} <= set(ignored)


def test_a_second_time_nothing_is_touched(desk):
    desk("init", ".")
    mine = desk.write("film.vg", "# mine")
    said = desk("init", ".")
    assert said.code == 1
    assert said.err == "Error: film.vg is there already; nothing was written\n"
    assert mine.read_text() == "# mine"


@pytest.mark.parametrize("name", ["città", "東京", "2nd-film", "a b.c", "cut"])
def test_any_folder_name_makes_a_film(desk, name):
    assert desk("init", name).code == 0
    assert desk("check", f"{name}/film.vg").code == 0


def test_a_name_that_cannot_be_a_folder(desk):
    desk.write("taken", "a file")
    said = desk("init", "taken/film")
    assert said.code == 1
    assert "taken" in said.err

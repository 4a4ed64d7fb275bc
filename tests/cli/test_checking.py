"""A plain check takes a short way in; it says what the long way says."""

import subprocess
import sys

import pytest

SHOT = 'shot a {\n  model = "veo3.1-fast"\n  aspect_ratio = 16:9\n  duration = %s\n  prompt = "x"\n}\n'


@pytest.mark.parametrize(("duration", "code"), [("4s", 0), ("4 apples", 1)])
def test_both_ways_into_a_check_answer_alike(tmp_path, duration, code):
    (tmp_path / "film.vg").write_text(SHOT % duration)
    told = [called(tmp_path, "check", *words) for words in (["film.vg"], ["--", "film.vg"])]
    assert [each.returncode for each in told] == [code, code]
    assert told[0].stdout == told[1].stdout
    assert "film.vg" in told[0].stdout


def test_a_folder_stands_for_the_films_in_it(tmp_path):
    (tmp_path / "one.vg").write_text('import "lib/cast.vg"\n' + SHOT % "4s")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "cast.vg").write_text('element marco { description = "an old gondolier" }\n')
    assert called(tmp_path, "check", ".").stdout == "one.vg: 1 clip; nothing to complain about\n"
    (tmp_path / "two.vg").write_text(SHOT % "4 apples")  # no answer of before is given again
    told = called(tmp_path, "check", ".")
    assert told.returncode == 1
    assert told.stdout.startswith("one.vg: 1 clip; nothing to complain about\nerror[")
    assert told.stdout.endswith("\ntwo.vg: 2 errors\n")


def test_a_folder_without_films_is_said_to_be_one(tmp_path):
    told = called(tmp_path, "check", ".")
    assert told.returncode == 1
    assert told.stdout == (
        "error[VG210]: `.` is a folder\n --> .\nhelp: name a scene file in it, whose name ends in `.vg`\n\n.: 1 error\n"
    )


def called(folder, *words):
    code = "from vgdsl.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, capture_output=True, text=True, check=False
    )

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


def called(folder, *words):
    code = "from vgdsl.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, capture_output=True, text=True, check=False
    )

"""Answers are given again only while all that they rest on is as it was; a broken cache is as good as none."""

import os

import pytest

from vgdsl.answers import Evidence, digest, folder, keep, recall, stamp


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("VGDSL_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def scene(tmp_path):
    path = tmp_path / "film.vg"
    path.write_text("film a { }")
    return path


def resting_on(*texts, files=()) -> Evidence:
    return Evidence(
        {str(path): digest(str(path)) for path in texts}, {str(path): stamp(str(path)) for path in files}
    )


def test_an_answer_is_given_again(scene):
    keep("check film.vg", resting_on(scene), 1, "two\nlines: città\n")
    assert recall("check film.vg") == (1, "two\nlines: città\n")
    assert recall("check other.vg") is None


def test_a_changed_text_asks_again_and_the_same_text_back_does_not(scene):
    keep("q", resting_on(scene), 0, "fine\n")
    scene.write_text("film b { }")
    assert recall("q") is None
    scene.write_text("film a { }")
    assert recall("q") == (0, "fine\n")
    scene.unlink()
    assert recall("q") is None


def test_a_file_that_was_missing_asks_again_when_it_comes(scene, tmp_path):
    picture = tmp_path / "sea with spaces.png"
    keep("q", resting_on(scene, files=[picture]), 1, "no file\n")
    assert recall("q") == (1, "no file\n")
    picture.write_bytes(b"x")
    assert recall("q") is None


def test_a_file_that_was_touched_asks_again(scene, tmp_path):
    picture = tmp_path / "sea.png"
    picture.write_bytes(b"x")
    keep("q", resting_on(scene, files=[picture]), 0, "")
    assert recall("q") == (0, "")
    os.utime(picture, ns=(1, 1))
    assert recall("q") is None


@pytest.mark.parametrize("raw", [b"", b"vgdsl answer 1\n", b"vgdsl answer 1\n0\n9\ntext", b"\xff" * 50])
def test_a_broken_answer_is_none(scene, raw):
    keep("q", resting_on(scene), 0, "fine\n")
    (kept,) = os.scandir(folder())
    with open(kept.path, "wb") as file:  # noqa: PTH123 - the entry is what is at hand
        file.write(raw)
    assert recall("q") is None


def test_a_cache_that_cannot_be_written_is_no_trouble(scene, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VGDSL_CACHE", str(tmp_path / "file"))
    keep("q", resting_on(scene), 0, "fine\n")
    assert recall("q") is None


def test_a_path_with_a_line_break_is_not_kept(tmp_path):
    odd = tmp_path / "a\nb.vg"
    odd.write_text("x")
    keep("q", resting_on(odd), 0, "fine\n")
    assert recall("q") is None

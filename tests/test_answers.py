"""Answers are given again only while all that they rest on is as it was; a broken cache is as good as none."""

import os
import time

import pytest

from vgdsl import answers
from vgdsl.answers import Evidence, digest, folder, keep, recall, settled, stamp


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


@pytest.mark.parametrize("raw", [b"", b"vgdsl answer 2\n", b"vgdsl answer 2\n0 4\n9\ntext", b"\xff" * 50])
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


def test_an_answer_that_was_cut_anywhere_is_none(scene):
    keep("q", resting_on(scene, files=[scene, scene.parent / "none"]), 0, "two\nlines\n")
    (kept,) = os.scandir(folder())
    with open(kept.path, "rb+") as file:  # noqa: PTH123
        for length in reversed(range(len(file.read()))):
            file.truncate(length)
            assert recall("q") is None


def test_other_bytes_of_the_same_size_and_date_ask_again(scene, tmp_path):
    picture = tmp_path / "sea.png"
    picture.write_bytes(b"x")
    before = stamp(str(picture))
    keep("q", resting_on(scene, files=[picture]), 0, "")
    while stamp(str(picture)) == before:  # until the clock by which files are dated ticks
        picture.write_bytes(b"y")
        os.utime(picture, ns=(before[0], before[0]))
    assert stamp(str(picture))[::2] == before[::2]
    assert recall("q") is None


def test_a_link_that_leads_elsewhere_asks_again(scene, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(b"x")
    link = tmp_path / "sea.png"
    link.symlink_to("one")
    keep("q", resting_on(scene, files=[link]), 0, "")
    assert recall("q") == (0, "")
    link.unlink()
    link.symlink_to("two")
    assert recall("q") is None


SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("mtime", "ctime", "trusted"),
    [(-SECOND, -SECOND, True), (-SECOND, -1, False), (-1, -SECOND, False), (-SECOND, SECOND, True)],
    ids=["some time ago", "just now", "bytes just now", "a clock that was set back"],
)
def test_a_file_so_young_that_it_may_change_again_unnoticed_is_not_trusted(
    monkeypatch, mtime, ctime, trusted
):
    now = 1_800_000_000 * SECOND + 7
    monkeypatch.setattr(time, "time_ns", lambda: now)
    seen = (now + mtime, now + ctime, 1, 2)
    assert (settled(seen) == seen) is trusted
    assert settled(None) is None


def test_where_files_are_dated_by_the_second_young_is_longer(monkeypatch):
    now = 1_800_000_000 * SECOND
    monkeypatch.setattr(time, "time_ns", lambda: now)
    coarse, fine = (now - SECOND, now - SECOND, 1, 2), (now - SECOND - 3, now - SECOND - 3, 1, 2)
    assert settled(coarse) != coarse
    assert settled(fine) == fine


def test_an_answer_belongs_to_the_program_that_was_there_when_it_was_asked_for(scene, monkeypatch):
    """A run of hours may end after an update."""
    assert recall("q") is None
    before = answers._program
    monkeypatch.setattr(answers, "_program", lambda: "the next version")
    keep("q", resting_on(scene), 0, "what the old version says")
    assert recall("q") is None
    monkeypatch.setattr(answers, "_program", before)
    assert recall("q") == (0, "what the old version says")


def test_another_program_that_is_dated_alike_is_another(scene, tmp_path, monkeypatch):
    """Reproducible packages give all files one date."""
    for name, text in (("one", "x = 1"), ("two", "x = 10")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "answers.py").write_text(text)
        os.utime(tmp_path / name / "answers.py", ns=(1, 1))
    here = tmp_path / "here"
    monkeypatch.setattr(answers, "__file__", str(here / "answers.py"))
    (tmp_path / "one").rename(here)
    keep("dated alike", resting_on(scene), 0, "one")
    assert recall("dated alike") == (0, "one")
    here.rename(tmp_path / "one")
    (tmp_path / "two").rename(here)
    assert recall("dated alike") is None

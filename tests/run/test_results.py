"""The folder of results: names that people know, files that cannot break, and nothing of theirs touched."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.run.results import Results, ending_of, file_name, file_names, place


@pytest.mark.parametrize(
    ("job", "name"),
    [
        ("boarding", "boarding.mp4"),
        ("boarding#2", "boarding.2.mp4"),
        ('postcard["Rome"]', "postcard-Rome.mp4"),
        ('postcard["Rome"]#3', "postcard-Rome.3.mp4"),
        ('postcard["São Paulo / Süd"]', "postcard-São-Paulo-Süd.mp4"),
        ("cast.marco", "cast.marco.mp4"),
        ('postcard["../../etc"]', "postcard-..-..-etc.mp4"),
        ("con", "con_.mp4"),
    ],
)
def test_names(job, name):
    assert file_name(job) == name


def test_a_prores_result_is_a_mov():
    assert ending_of({"output_format": "prores"}) == "mov"
    assert ending_of({"output_format": "mp4"}) == ending_of({}) == "mp4"
    assert file_name("boarding#2", "mov") == "boarding.2.mov"


@given(st.dictionaries(st.text(min_size=1, max_size=60), st.sampled_from(["mp4", "mov"])))
def test_every_job_has_a_file_name_of_its_own_that_stays_in_the_folder(jobs):
    names = list(file_names(jobs).values())
    assert len({name.casefold() for name in names}) == len(jobs)
    for name in names:
        assert name == Path(name).name
        assert not name.startswith(".")
        assert len(name.encode()) < 255
        assert not set(name) & set('<>:"/\\|?*\0\n')


def clip(folder, name, data):
    path = folder / "store" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def show(folder, **clips):
    results = Results(folder / "out")
    for name, source in clips.items():
        results.put(f"{name}.mp4", source)
    results.keep_only(f"{name}.mp4" for name in clips)
    results.save()


def test_only_what_changed_is_touched(tmp_path):
    one, two, three = (clip(tmp_path, f"{n}.mp4", bytes([n])) for n in (1, 2, 3))
    show(tmp_path, a=one, b=two)
    before = (tmp_path / "out" / "a.mp4").stat().st_ctime_ns
    show(tmp_path, a=one, b=three)
    assert (tmp_path / "out" / "a.mp4").stat().st_ctime_ns == before
    assert (tmp_path / "out" / "b.mp4").read_bytes() == b"\x03"


def test_what_somebody_else_put_there_stays(tmp_path):
    show(tmp_path, a=clip(tmp_path, "1.mp4", b"1"))
    (tmp_path / "out" / "notes.txt").write_text("mine")
    show(tmp_path, b=clip(tmp_path, "2.mp4", b"2"))
    assert sorted(path.name for path in (tmp_path / "out").glob("[a-z]*")) == ["b.mp4", "notes.txt"]


def test_a_result_that_was_removed_comes_back(tmp_path):
    one = clip(tmp_path, "1.mp4", b"1")
    show(tmp_path, a=one)
    (tmp_path / "out" / "a.mp4").unlink()
    show(tmp_path, a=one)
    assert (tmp_path / "out" / "a.mp4").read_bytes() == b"1"


def test_where_there_are_no_links_the_file_is_copied(tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    source = clip(tmp_path, "1.mp4", b"1")
    place(source, tmp_path / "out" / "a.mp4")
    assert (tmp_path / "out" / "a.mp4").read_bytes() == b"1"
    assert not list((tmp_path / "out").glob(".*"))


def test_what_a_killed_run_left_half_done_is_swept_away_and_nothing_else(tmp_path):
    for name in (".draft-0a.mp4", ".made.4711", ".made", "notes.txt"):
        (tmp_path / name).write_bytes(b"{}")
    Results(tmp_path).sweep()
    assert {each.name for each in tmp_path.iterdir()} == {".made", "notes.txt"}

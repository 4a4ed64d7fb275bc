"""`vgdsl gc` removes what nothing names, and nothing at all where it cannot be told."""

import pytest


@pytest.fixture
def littered(desk, paid):
    """The paid film with leftovers of every kind."""
    state = desk.folder / ".vgdsl"
    for name in (f"store/aa/{'a' * 62}.mp4", f"frames/aa/{'a' * 62}-last.png", "tmp/x.png", "notes.txt"):
        desk.write(f".vgdsl/{name}", "left")
    return state


def kept(state):
    return sorted(path.relative_to(state).as_posix() for path in state.rglob("*.mp4"))


def test_what_nothing_names_goes_and_the_film_stays(desk, littered):
    before = kept(littered)
    said = desk("gc", "--dry-run")
    assert said.out == "would remove 1 clip, 1 frame, 1 unfinished file; 1 kB would be free\n"
    assert kept(littered) == before
    said = desk("gc", "--json")
    assert said.json == {
        "files": {"clips": 1, "frames": 1, "unfinished files": 1}, "freed": 12, "dry_run": False
    }  # fmt: skip
    assert len(kept(littered)) == 2
    assert (littered / "notes.txt").exists()
    assert not (littered / "store/aa").exists()
    assert desk("verify", "film.vg").code == 0
    assert desk("gc").out == "nothing to remove\n"


def test_clips_of_another_films_record_stay(desk, littered):
    text = (desk.folder / "film.lock").read_text()
    line = next(line for line in text.splitlines() if ".sha256" in line)
    digest, label = line.split('"')[1], line.split(".")[2]
    other = text.replace(digest, "a" * 64).replace(label, "a" * 12)
    desk.write("scenes/other.lock", other)
    desk("gc")
    assert f"store/aa/{'a' * 62}.mp4" in kept(littered)


def test_a_broken_record_anywhere_stops_it_before_it_removes_anything(desk, littered):
    desk.write("scenes/other.vg", "")
    desk.write("scenes/other.lock", "<<<<<<< HEAD\n")
    before = kept(littered)
    said = desk("gc")
    assert said.code == 1
    assert said.err.startswith("Error: scenes/other.lock:1: a merge left the versions of two branches here.")
    assert kept(littered) == before


def test_other_programs_locks_are_none_of_its_business(desk, littered):
    desk.write("uv.lock", "version = 1\n")
    assert desk("gc").code == 0


def test_what_was_simulated_goes_when_asked_for(pier):
    assert pier("run", "film.vg", "--simulate").code == 0
    assert pier("gc").out == "nothing to remove\n"
    said = pier("gc", "--simulated")
    assert said.code == 0
    assert "removed 4 clips, " in said.out
    assert not (pier.folder / ".vgdsl/simulator").exists()
    assert kept(pier.folder / ".vgdsl") == []
    assert pier("run", "film.vg", "--simulate").code == 0


def test_without_a_journal_nothing_can_be_told(desk):
    desk.write(f".vgdsl/store/aa/{'a' * 62}.mp4", "left")
    said = desk("gc")
    assert said.code == 1
    assert said.err == "Error: there is no journal in .vgdsl: what is needed there cannot be told\n"
    assert len(kept(desk.folder / ".vgdsl")) == 1

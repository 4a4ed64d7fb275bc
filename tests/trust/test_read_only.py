"""A disk that can be read only, and names that are taken by something else: loud, nothing bought unrecorded, nothing lost."""

import shutil
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

_spec = spec_from_file_location("hardship", Path(__file__).with_name("hardship.py"))
hardship = module_from_spec(_spec)
_spec.loader.exec_module(hardship)


def read_only_from_then_on(folder: Path, stride: int = 1):
    return hardship.every_step(
        folder, hardship.shut, "the disk is read-only from the nth step on", stride=stride
    )


def sampled(folder: Path):
    return read_only_from_then_on(folder, 4)


def test_read_only_from_any_step_on(tmp_path):
    found = hardship.alone(__file__, "sampled", tmp_path)
    assert found.tried > 20
    assert (found.twice, found.lost) == (0, 0)


def a_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("something else")


TAKEN = {
    "the folder of the project's state is a file": (".vgdsl", a_file),
    "the journal is a folder": (".vgdsl/journal.db", lambda path: path.mkdir(parents=True)),
    "the journal is something else": (".vgdsl/journal.db", a_file),
    "the store is a file": (".vgdsl/store", a_file),
    "the folder of what arrives is a file": (".vgdsl/incoming", a_file),
    "the lock is a folder": (".vgdsl/lock", lambda path: path.mkdir(parents=True)),
    "the folder of results is a file": ("out", a_file),
}


@pytest.mark.parametrize("what", TAKEN)
def test_a_name_that_is_taken_is_said_and_nothing_is_lost(tmp_path, what):
    name, take = TAKEN[what]
    take(tmp_path / name)
    said = hardship.perform(tmp_path)
    assert said.code == 1
    assert name.rpartition("/")[2] in said.text or "lock" in said.text
    bought = hardship.charges(tmp_path)
    if name != "out":
        assert not bought
    path = tmp_path / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert hardship.home(tmp_path, said) == (0, 0)


@pytest.mark.parametrize("name", ["store", "incoming", "tmp"])
@pytest.mark.parametrize("at", [1, 2, 3, 5])
def test_a_folder_that_is_removed_in_the_middle_of_a_run(tmp_path, name, at):
    """Whatever is in it is gone with it, and is not bought again by itself; what is only ordered comes home all the same."""
    polls = 0

    def prepare(stage) -> None:
        def removed(ticket) -> None:
            nonlocal polls
            polls += 1
            if polls == at:
                shutil.rmtree(tmp_path / ".vgdsl" / name)

        stage.provider.on_retrieve = removed

    said = hardship.perform(tmp_path, prepare=prepare)
    after = hardship.perform(tmp_path)
    gone = "not on this machine. Bring it with `vgdsl pull`" in after.text
    assert not gone or name == "store", (said, after)
    assert after.code == gone, (said, after)
    assert max(hardship.charges(tmp_path).values()) == 1, (said, after)


if __name__ == "__main__":
    hardship.main(globals())

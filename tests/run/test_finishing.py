"""What is bought in parts is finished for nothing, as often as it takes, and nothing that hangs on it is bought twice."""

import pytest

from vgdsl.plan.job import ClipInput, Finishing
from vgdsl.run.studio import StudioError


def tasks(shot):
    """A source, two parts of its upscale, the finished clip, and a shot that uses that."""
    return [
        shot("opening"),
        shot("hd/1", "first", node="hd", part=1, chain="opening"),
        shot("hd/2", "second", node="hd", part=2, chain="opening"),
        Finishing(id="hd/whole", node="hd", take=1, parts=("hd/1", "hd/2"), sound=ClipInput("opening")),
        shot("after", chain="hd/whole"),
    ]


def finished(stage) -> bytes:
    return (stage.folder / "out/hd.mp4").read_bytes()


def wholes(stage):
    return list(stage.folder.glob(".vgdsl/whole/*/*.mp4"))


def test_parts_are_joined_under_the_name_of_their_node(stage, shot):
    found = stage.perform(tasks(shot))
    assert (found.exit_code, set(found.finished)) == (0, {"opening", "hd/1", "hd/2", "after"})
    assert stage.names("hd/whole") == ["Ready", "Building", "Joined"]
    assert finished(stage).count(b"clip of") == 30  # both parts, and the sound
    assert {path.name for path in (stage.folder / "out").glob("*.mp4")} == {
        "opening.mp4",
        "hd.mp4",
        "after.mp4",
    }


def test_nothing_is_done_twice(stage, shot):
    stage.perform(tasks(shot))
    found = stage.perform(tasks(shot))
    assert (found.exit_code, found.finished, stage.provider.queues) == (0, (), 4)
    assert stage.names("hd/whole") == ["Kept"]


def test_a_finished_clip_that_is_gone_is_made_again_and_what_was_made_of_it_stays(stage, shot):
    stage.perform(tasks(shot))
    (whole,) = wholes(stage)
    whole.unlink()
    found = stage.perform(tasks(shot))
    assert (found.exit_code, stage.provider.queues) == (0, 4)
    assert stage.names("hd/whole") == ["Ready", "Building", "Joined"]
    assert stage.names("after") == ["Reused"]
    assert wholes(stage) == [whole]


def test_one_part_without_sound_is_the_clip(stage, shot):
    def silent(number):
        return b"clip silent" if number == "q1" else f"clip {number}".encode()

    stage.provider.deliver = silent
    whole = Finishing(id="hd/whole", node="hd", take=1, parts=("hd",), sound=ClipInput("opening"))
    stage.perform([shot("opening"), shot("hd", chain="opening"), whole])
    assert stage.names("hd/whole") == ["Ready", "Kept"]
    assert finished(stage) == b"clip q2"


def test_what_cannot_be_joined_blocks_what_needs_it_and_costs_nothing_more(stage, shot, monkeypatch):
    async def broken(parts, sound, out, progress):
        raise StudioError("The first part is damaged.")

    with monkeypatch.context() as patch:
        patch.setattr(stage.studio, "finish", broken)
        found = stage.perform(tasks(shot))
    assert (found.exit_code, found.problems, found.blocked) == (1, ("hd/whole",), ("after",))
    assert not list((stage.folder / ".vgdsl/tmp").iterdir())
    found = stage.perform(tasks(shot))
    assert (found.exit_code, found.finished, stage.provider.queues) == (0, ("after",), 4)


@pytest.mark.parametrize("gone", ["whole", "part"])
def test_a_part_that_is_elsewhere_matters_only_where_the_clip_is_too(stage, shot, gone):
    """Paid once is paid: nobody buys the part again by himself."""
    stage.perform(tasks(shot))
    part = next(e for e in stage.events if type(e).__name__ == "Finished" and e.job == "hd/2")
    stage.store.path(part.sha256).unlink()
    if gone == "whole":
        wholes(stage)[0].unlink()
    found = stage.perform(tasks(shot))
    assert stage.provider.queues == 4
    assert stage.names("hd/whole") == (["Kept"] if gone == "part" else ["Blocked"])
    assert stage.names("after") == ["Reused"]
    assert found.exit_code == 1


def test_a_part_alone_is_shown_by_its_own_name(stage, shot):
    stage.perform(tasks(shot)[:2])
    assert (stage.folder / "out/hd-1.mp4").exists()
    stage.perform(tasks(shot), whole=True)
    assert not (stage.folder / "out/hd-1.mp4").exists()

"""`vgdsl verify` says that all is well only when it is, and otherwise what to do."""

import re
import shutil

import pytest


def test_a_film_that_is_whole(desk, paid):
    said = desk("verify", "film.vg")
    assert said.code == 0, said.out
    assert re.fullmatch(
        r"film\.vg: 2 clips, [\d.]+ [kM]B, every byte as it was bought; nothing to buy\n", said.out
    )
    found = desk("verify", "film.vg", "--json").json
    assert (found["clips"], found["problems"]) == (2, [])
    assert found["bytes"] == sum(path.stat().st_size for path in stored(desk))


def stored(desk):
    return sorted((desk.folder / ".vgdsl/store").rglob("*.mp4"), key=lambda path: path.name)


def problems(desk) -> set[tuple[str, str, str]]:
    said = desk("verify", "film.vg", "--json")
    assert said.code == 1
    assert desk("verify", "film.vg").code == 1
    return {(each["about"], each["message"], each["way_out"]) for each in said.json["problems"]}


def clip_of(desk, job: str) -> str:
    digest = re.search(
        rf'^{job}\.1\.\w+\.sha256 = "(\w+)"', (desk.folder / "film.lock").read_text(), re.MULTILINE
    )[1]
    return f".vgdsl/store/{digest[:2]}/{digest[2:]}.mp4"


def test_a_byte_that_changed(desk, paid):
    path = clip_of(desk, "gulls")
    (desk.folder / path).chmod(0o644)
    with (desk.folder / path).open("r+b") as file:
        file.seek(100)
        file.write(b"!")
    assert problems(desk) == {
        ("gulls", f"its clip {path} has changed since it came", f"rm -f {path} && vgdsl pull film.vg")
    }


def test_a_clip_that_is_gone(desk, paid):
    (desk.folder / clip_of(desk, "waves")).unlink()
    assert problems(desk) == {("waves", "its clip is not on this machine", "vgdsl pull film.vg")}


def test_a_clip_that_is_not_bought_yet(desk, paid):
    desk.edit("film.vg", "Waves against", "Weeds against")
    assert problems(desk) == {("waves", "it is not bought yet", "vgdsl run film.vg")}


def test_a_record_that_is_behind(desk, paid):
    (desk.folder / "film.lock").unlink()
    assert problems(desk) == {
        (job, "the record does not know its clip", "vgdsl run film.vg") for job in ("gulls", "waves")
    }
    assert desk("run", "film.vg", "--jobs", "2").code == 0
    assert desk("verify", "film.vg").code == 0


@pytest.mark.parametrize("journal", [True, False], ids=["with its journal", "on another machine"])
def test_a_record_that_was_changed_by_hand(desk, paid, journal):
    desk.edit("film.lock", "Gulls over a wooden pier.", "Gulls over an iron pier.")
    if not journal:
        for path in (desk.folder / ".vgdsl").glob("journal*"):
            path.unlink()
    found = problems(desk)
    way_out = "git checkout -- film.lock"
    assert ("gulls", "its request in the record is not the one that was bought", way_out) in found
    differs = ("gulls", "the record and this machine's journal differ in its request", way_out)
    assert (differs in found) is journal


def test_another_machine_that_has_the_clips(desk, paid):
    for path in (desk.folder / ".vgdsl").glob("journal*"):
        path.unlink()
    shutil.rmtree(desk.folder / "out")
    assert desk("verify", "film.vg").code == 0

"""The whole way to another machine: push, a checkout, pull; and then nothing is to be bought."""

import json
import re
import shutil

import pytest

from vgdsl.media.probe import probe


@pytest.fixture
def elsewhere(desk, paid):
    """What a fresh checkout on another machine has, after the clips were pushed to `shared` beside it."""
    said = desk("push", "--to", "../shared")
    assert said.code == 0, said.err
    assert re.fullmatch(r"2 clips pushed to .*shared, [\d.]+ [kM]B; 0 there already\n", said.out)
    shutil.rmtree(desk.folder / ".vgdsl")
    shutil.rmtree(desk.folder / "out")
    return paid


def test_another_machine_pulls_and_buys_nothing(desk, elsewhere):
    said = desk("pull", "film.vg", "--from", "../shared")
    assert said.code == 0
    assert re.fullmatch(r"2 clips pulled from .*shared, [\d.]+ [kM]B; 0 there already\n", said.out)
    assert "nothing to buy: every clip exists already" in desk("plan", "film.vg").out
    said = desk("run", "film.vg")
    assert said.code == 0, said.out + said.err
    assert "nothing to make: 2 clips there already" in said.out
    assert probe(desk.folder / "out/pier.mp4").frame_count > 0
    assert elsewhere() == 0
    assert "0 clips pulled from" in desk("pull", "--from", "../shared").out


def test_a_clip_that_nobody_pushed_is_said(desk, elsewhere):
    for clip in (desk.folder.parent / "shared").rglob("*.mp4"):
        clip.unlink()
    said = desk("pull", "--from", "../shared")
    assert said.code == 1
    assert (
        said.err == "  gulls, waves: are neither here nor there: push them from the machine that has them\n"
    )
    said = desk("pull", "--from", "../shared", "--json")
    assert said.code == 1
    assert said.json == {
        "moved": [], "there": [], "missing": ["gulls", "waves"], "broken": [], "failed": [], "bytes": 0
    }  # fmt: skip


def test_the_place_is_that_of_the_projects_settings(desk, paid):
    desk.write("vgdsl.toml", '[share]\nurl = "../shared"\n')
    assert desk("push").code == 0
    assert len(list((desk.folder.parent / "shared").rglob("*.mp4"))) == 2
    assert json.loads(desk("push", "film.vg", "--json").out)["there"] == ["gulls", "waves"]


def test_no_place_is_wrong_usage(desk, paid):
    said = desk("push")
    assert said.code == 2
    assert '[share]\n  url = "s3://our-bucket/films"' in said.err


def test_a_mistake_in_the_settings_is_said(desk, paid):
    desk.write("vgdsl.toml", "[shares]\n")
    said = desk("pull")
    assert said.code == 1
    assert said.err == "Error: vgdsl.toml: there is no setting [shares]; did you mean share?\n"


def test_a_film_without_a_record_is_said(pier):
    said = pier("pull", "film.vg", "--from", "../shared")
    assert said.code == 1
    assert said.err == (
        "Error: there is no film.lock: nothing is bought for film.vg yet, or git has not brought it\n"
    )

"""What was paid for once is not bought again by itself: on another machine, after a loss, or after a failure."""

import re
import shutil
import signal

import pytest


@pytest.fixture
def elsewhere(desk, paid):
    """The same folder as a fresh checkout has it: the film and its record."""
    shutil.rmtree(desk.folder / ".vgdsl")
    shutil.rmtree(desk.folder / "out")
    return paid


def test_a_run_writes_the_record_and_a_second_one_leaves_it_alone(desk, paid):
    lock = desk.folder / "film.lock"
    text = lock.read_text()
    assert re.findall(r"^(\w+)\.1\.\w{12}\.cost = \"0\.28\"$", text, re.MULTILINE) == ["gulls", "waves"]
    assert "gulls.pick = 1" in text
    assert "queue" not in text
    before = lock.stat().st_mtime_ns
    assert desk("run", "film.vg", "--jobs", "3").code == 0
    assert lock.stat().st_mtime_ns == before
    assert lock.read_text() == text


def test_a_rehearsal_writes_no_record(pier):
    assert pier("run", "film.vg", "--simulate", "--only", "waves").code == 0
    assert not (pier.folder / "film.lock").exists()


def test_another_machine_knows_what_exists_and_does_not_buy_it(desk, elsewhere):
    said = desk("plan", "film.vg")
    day = r"\d{1,2} \w{3} \d{4}"
    assert re.search(
        rf"  pull    gulls   \S+   5s     360p    +bought on {day} for \$0\.28, not on this machine\n",
        said.out,
    )
    assert said.out.endswith(
        "  bought already, but not here: gulls, waves; bring with: vgdsl pull film.vg; to buy again: --again NAME\n"
    )
    assert desk("plan", "film.vg", "--json").json["spent"] == "0.56"
    said = desk("run", "film.vg", "--yes")
    assert said.code == 1
    assert "Bring it with `vgdsl pull`, or buy it again with --again gulls." in said.out
    assert elsewhere() == 0


def test_by_name_it_is_bought_again(desk, elsewhere):
    said = desk("plan", "film.vg", "--again", "gulls")
    assert re.search(
        r"make +gulls .* \$0\.28   bought again, as asked; bought on .*, not on this machine", said.out
    )
    with desk.start("run", "film.vg", "--again", "gulls", "--yes") as process:
        heard = ""
        while "bought, being made\n" not in heard and (line := process.stdout.readline()):
            heard += line
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert "gulls: bought, being made" in heard
    assert elsewhere() == 1


def test_a_name_that_means_nothing_is_wrong_usage(desk, paid):
    said = desk("plan", "film.vg", "--again", "gull")
    assert said.code == 2
    assert "did you mean 'gulls'?" in said.err


def test_a_broken_record_stops_everything_and_is_not_touched(desk, paid):
    lock = desk.folder / "film.lock"
    lock.write_text(lock.read_text() + "<<<<<<< HEAD\n")
    before = lock.read_bytes()
    for words in (("plan", "film.vg"), ("run", "film.vg", "--yes"), ("status", "film.vg")):
        said = desk(*words)
        assert said.code == 1
        assert re.match(r"Error: film\.lock:\d+: a merge left the versions of two branches here\.", said.err)
    assert lock.read_bytes() == before

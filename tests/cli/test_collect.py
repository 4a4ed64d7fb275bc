"""What is paid for comes home, whatever became of the scene file; and a stopped run says what it leaves behind."""

import re
import signal

import pytest

from vgdsl.media.probe import probe

FILM = """\
film pier {
  model        = "pixverse-v5.6"
  aspect_ratio = 16:9
  resolution   = 360p
  duration     = 5s
}

shot gulls { prompt = "Gulls over a wooden pier." }
shot waves { prompt = "Waves against the piles." }
"""


@pytest.fixture
def bought(desk, service):
    """A film whose two clips are bought and not collected; what the run said when it was stopped."""
    desk.write("film.vg", FILM)
    with desk.start("run", "film.vg", "--yes") as process:
        heard = ""
        while heard.count("bought, being made\n") < 2 and (line := process.stdout.readline()):
            heard += line
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 1
    return heard + out + err


def test_a_stopped_run_says_what_still_runs_what_it_costs_until_when_and_what_collects_it(desk, bought):
    until = r"\d{1,2} \w{3} \d\d:\d\d"
    assert re.search(
        "0 clips made, \\$0\\.00 spent, \\$0\\.56 under way\n"
        "  bought and still being made:\n"
        rf"    (gulls|waves)   \$0\.28   to be collected until {until}"
        "\n"
        rf"    (gulls|waves)   \$0\.28   to be collected until {until}"
        "\n"
        r"to collect what is bought: vgdsl collect film\.vg"
        "\n"
        r"to go on: vgdsl run film\.vg --yes"
        "\n",
        bought,
    )


def test_a_scene_file_that_is_gone_takes_no_paid_clip_with_it(desk, service, bought):
    (desk.folder / "film.vg").unlink()
    said = desk("collect", "film.vg")
    assert said.code == 0, said.out + said.err
    assert "gulls: bought earlier, collecting it (possible for 24 h 00 min more)" in said.out
    assert "film.vg: 2 clips collected, $0.56 spent\nclips: out\n" in said.out
    record = (desk.folder / "film.lock").read_text()
    assert re.findall(r"^(\w+)\.1\.\w+\.sha256 ", record, re.MULTILINE) == ["gulls", "waves"]
    for name in ("gulls", "waves"):
        assert probe(desk.folder / f"out/{name}.mp4").duration == 5
    assert len(service()) == 2

    again = desk("collect")
    assert (again.code, again.out) == (0, "film.vg: nothing to collect\n")


def test_a_broken_scene_file_is_said_and_what_is_paid_for_comes_home_all_the_same(desk, service, bought):
    desk.edit("film.vg", 'model        = "pixverse-v5.6"', 'model        = "pixverse')
    said = desk("run", "film.vg", "--yes")
    assert said.code == 1
    assert "error[VG1" in said.err
    assert "2 of its clips are bought already: collecting" in said.err
    assert (desk.folder / "out/gulls.mp4").exists()
    assert len(service()) == 2


def test_what_was_collected_is_used_by_the_next_run(desk, service, bought):
    assert desk("collect").code == 0
    said = desk("run", "film.vg")
    assert said.code == 0
    assert "nothing to make: 2 clips there already" in said.out
    assert len(service()) == 2


def test_another_address_is_asked_for_where_the_order_went(desk, service, bought):
    desk.environment["VENICE_BASE_URL"] = "https://elsewhere.example/api/v1"
    said = desk("collect")
    assert said.code == 1
    assert re.search(
        r"gulls: bought, but not collected yet\. It was ordered at http://127\.0\.0\.1:\d+/api/v1: set VENICE_BASE_URL to"
        r" that, with the key for it, and collect again\.",
        said.out,
    )
    assert said.out.endswith("to go on: vgdsl collect\n")


def test_cleaned_up_only_when_asked(desk, service, bought):
    said = desk("collect", "--clean-up")
    assert said.code == 0
    assert "gulls: its media is not deleted there: the provider does not confirm it" in said.out


def test_where_nothing_was_bought(desk):
    assert desk("collect").out == "nothing was ever bought here\n"
    assert desk("collect", "other.vg").out == "nothing was ever bought for other.vg\n"
    assert not (desk.folder / ".vgdsl").exists()


def test_a_rehearsal_is_collected_too(desk):
    desk.write("film.vg", FILM)
    with desk.start("run", "film.vg", "--simulate") as process:
        for line in process.stdout:
            if "bought" in line:
                break
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    (desk.folder / "film.vg").unlink()
    said = desk("collect", "--simulate")
    assert said.code == 0
    assert (desk.folder / "out/animatic").exists()


def test_a_record_that_cannot_be_read_stops_the_plan_but_not_what_is_paid_for(desk, service, bought):
    desk.write("film.lock", "<<<<<<< ours\n")
    said = desk("run", "film.vg", "--yes")
    assert said.code == 1
    assert "2 of its clips are bought already: collecting" in said.err
    assert "film.lock" in said.err
    assert (desk.folder / "out/gulls.mp4").exists()
    assert (desk.folder / "film.lock").read_text() == "<<<<<<< ours\n"
    assert len(service()) == 2

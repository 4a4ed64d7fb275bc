"""`vgdsl run` and `vgdsl status`: a film made on the simulator, in parts, under a cap, told to programs and through pipes."""

import subprocess
import sys


def test_json_lines_and_the_status_after_them(pier):
    before = pier("status", "film.vg", "--simulate", "--json").json
    assert {clip["state"] for clip in before["clips"]} == {"to make"}
    assert before["cuts"][0]["exists"] is False

    said = pier("run", "film.vg", "--simulate", "--json")
    assert said.code == 0
    kinds = [event["type"] for event in said.events]
    assert (kinds[0], kinds[-1]) == ("RunStarted", "RunEnded")
    assert kinds.count("Finished") == 4
    assert all(isinstance(event["at"], float) for event in said.events)
    assert not any("download_url" in event for event in said.events)
    (built,) = (event for event in said.events if event["type"] == "Built")
    assert built["path"] == str(pier.folder / "out/animatic/pier.mp4")
    assert said.events[-1]["finished"] == 4

    after = pier("status", "film.vg", "--simulate", "--json").json
    assert (after["film"], after["title"], after["provider"]) == ("pier", "The Pier", "simulator")
    assert {clip["id"]: clip["state"] for clip in after["clips"]} == dict.fromkeys(
        ("gulls", "walker", "walker#2", "waves"), "made"
    )
    assert after["cuts"][0]["exists"] is True
    assert after["spent"] == "0"
    assert pier("plan", "film.vg", "--simulate", "--json").json["spent"] == "0"

    pier.edit("film.vg", "Waves against", "Foam on")
    changed = pier("status", "film.vg", "--simulate", "--json").json
    assert next(clip for clip in changed["clips"] if clip["id"] == "waves")["state"] == "changed"

    real = pier("status", "film.vg", "--json").json
    assert {clip["state"] for clip in real["clips"]} == {"to make"}


def test_a_part_leaves_the_rest_alone(pier):
    assert pier("run", "film.vg", "--simulate", "--only", "gulls").code == 0
    assert pier.purchases() == {"gulls": 1}
    assert pier("run", "film.vg", "--simulate", "--only", "walker").code == 0
    assert pier.purchases() == {"gulls": 1, "walker": 1, "walker#2": 1}
    assert not (pier.folder / "out/animatic/pier.mp4").exists()
    said = pier("run", "film.vg", "--simulate", "--only", "gulls")
    assert "nothing to make: 1 clip there already" in said.out
    assert pier("run", "film.vg", "--simulate", "--exclude", "waves").code == 0
    assert pier.purchases().total() == 3


def test_a_cap_stops_and_names_itself(pier):
    said = pier("run", "film.vg", "--simulate", "--max-cost", "0.60")
    assert said.code == 3
    assert "$0.60" in said.out
    assert "stopped by a limit: " in said.out
    assert "--max-cost" in said.out
    assert sum(float(each.usd) for each in pier.bookings()) <= 0.60


def test_a_film_without_shots_is_nothing_to_make(desk):
    desk.write("film.vg", 'let mood = "calm"')
    said = desk("run", "film.vg", "--simulate")
    assert said.code == 0
    assert "nothing to make" in said.out
    assert not (desk.folder / "out").exists()


def test_nothing_but_text_where_there_is_no_terminal(pier):
    for words in (
        ("plan", "film.vg", "--simulate"),
        ("run", "film.vg", "--simulate"),
        ("status", "film.vg"),
    ):
        said = pier(*words)
        assert "\x1b" not in said.out + said.err
    pier.edit("film.vg", "5s", "7s")
    assert "\x1b" not in pier("check", "film.vg").out


def test_a_reader_that_leaves_is_no_trouble(desk):
    reader = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with desk.start("models", stdout=reader.stdin) as process:
        reader.stdin.close()
        _, err = process.communicate(timeout=30)
    reader.wait(timeout=30)
    assert "Traceback" not in err

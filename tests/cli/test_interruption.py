"""A run that is killed, or asked to stop: the same command goes on, and nothing is ever bought twice."""

import random
import re
import signal
import time
from collections import Counter

import pytest

from vgdsl.media.probe import probe

FILM = """\
film ferry {
  model        = "pixverse-v5.6"
  aspect_ratio = 16:9
  resolution   = 360p
  duration     = 5s
}

shot quay {
  prompt = "A ferry at the quay before dawn."
  takes  = 2
}

shot crossing {
  start  = quay.last_frame
  prompt = "Open water."
}

shot landing {
  start  = crossing.last_frame
  prompt = "The ramp comes down."
}

transition fog {
  from         = quay
  to           = landing
  model        = "pixverse-v5.6-transition"
  prompt       = "Fog closes in and lifts."
}

upscale landing_hd {
  source = landing
  factor = 1x
}

cut main {
  sequence = [quay, fog, crossing, landing_hd]
  output   = "ferry.mp4"
}
"""
JOBS = {"quay", "quay#2", "crossing", "landing", "fog", "landing_hd"}
MOMENTS = 10
COMMAND = ("run", "ferry.vg", "--simulate")


def charges(desk) -> Counter[str]:
    """How often each request was bought, whatever it was for."""
    return Counter(each.request for each in desk.bookings() if each.kind == "charge")


@pytest.mark.parametrize("seed", [3, 4])
def test_killed_at_ten_moments_of_chance_the_film_becomes_whole_and_each_job_was_bought_once(desk, seed):
    """Orders lost on the way to the simulator's account, or back from it, are settled by that account's own ledger."""
    desk.write("ferry.vg", FILM)
    chance = random.Random(seed)
    for _ in range(MOMENTS):
        with desk.start(*COMMAND) as process:
            time.sleep(chance.uniform(0.3, 1.5))
            process.kill()
            process.communicate()
        assert max(charges(desk).values(), default=1) == 1
    done = desk.finish(*COMMAND)
    assert done.code == 0, done.out + done.err
    assert max(charges(desk).values()) == 1
    assert_whole(desk)


def test_killed_while_a_clip_is_being_made_it_is_collected_and_the_film_becomes_whole(desk):
    desk.write("ferry.vg", FILM)
    chance = random.Random(5)
    for job in range(len(JOBS)):
        with desk.start(*COMMAND, "--jobs", "1") as process:
            for line in process.stdout:
                if line.endswith("bought, being made\n"):
                    break
            time.sleep(chance.uniform(0.02, 0.08))  # the ticket is on the disk, the next order not yet sent
            process.kill()
            process.communicate()
        assert charges(desk).total() == job + 1
    done = desk.finish(*COMMAND)
    assert done.code == 0, done.out + done.err
    assert "bought earlier, collecting it" in done.out
    assert_whole(desk)


def test_killed_while_the_film_is_put_together_it_leaves_no_half_film(desk):
    desk.write("ferry.vg", FILM)
    with desk.start(*COMMAND) as process:
        for line in process.stdout:
            if "landing_hd: done" in line:
                break
        time.sleep(0.3)
        process.kill()
        process.communicate()
    assert not (desk.folder / "out/animatic/ferry.mp4").exists()
    done = desk.finish(*COMMAND)
    assert done.code == 0
    assert_whole(desk)


def assert_whole(desk) -> None:
    """Every job was bought once, every clip is there, and the film is as long as planned."""
    assert desk.purchases() == dict.fromkeys(JOBS, 1)
    results = desk.folder / "out/animatic"
    files = {path.name for path in results.iterdir()}
    assert files == {
        ".made", "quay.mp4", "quay.2.mp4", "crossing.mp4", "landing.mp4", "fog.mp4", "landing_hd.mp4", "ferry.mp4"
    }  # fmt: skip
    length = desk("plan", "ferry.vg", "--simulate", "--json").json["builds"][0]["length"]
    assert probe(results / "ferry.mp4").frame_count == length["frames"]


def test_ctrl_c_ends_in_order_and_the_same_command_goes_on(desk):
    desk.write("ferry.vg", FILM)
    with desk.start(*COMMAND, "--set", "crossing.prompt=Grey, open water.") as process:
        for line in process.stdout:
            if "bought" in line:
                break
        process.send_signal(signal.SIGINT)
        rest, told = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "stopping: orders on their way are finished first; once more to leave at once" in told
    assert re.search(
        r"to go on: vgdsl run ferry\.vg --simulate --set 'crossing\.prompt=Grey, open water\.'\n", rest
    )

    done = desk.finish(*COMMAND)
    assert done.code == 0, done.out + done.err
    assert_whole(desk)


def test_a_second_run_waits_outside_and_says_for_whom(desk):
    desk.write("ferry.vg", FILM)
    with desk.start(*COMMAND) as process:
        for line in process.stdout:
            if "ordering" in line:
                break
        second = desk.finish(*COMMAND)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert second.code == 1
    assert f"process {process.pid}" in second.err
    assert f"kill {process.pid}" in second.err
    assert_whole(desk)

"""Several processes on one project: one works, the others say who; and one that slept through a take-over buys no more."""

import json
import os
import random
import re
import signal
import socket
import time
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest


def _neighbour(name):
    spec = spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


served = _neighbour("served")
Summary = _neighbour("hardship").Summary
RUN = served.RUN

IN_FLIGHT = 2
"""Orders that may be on their way at once, to be sent when who sends them wakes up."""
STOPPING = """
import os, signal
from vgdsl.providers.venice.client import VeniceClient
from vgdsl.run.memory.journal import Journal
steps = 0
def before(owner, name):
    method = getattr(owner, name)
    def counted(*args, **more):
        global steps
        steps += 1
        if steps == {at}:
            os.kill(os.getpid(), signal.SIGSTOP)
        return method(*args, **more)
    setattr(owner, name, counted)
for owner, name in ((Journal, "_write"), (VeniceClient, "_order"), (VeniceClient, "_arrival"), (Journal, "past")):
    before(owner, name)
"""
"""Stops its own process at the nth of the steps that matter: journal writes, orders, answers that bring results."""


def holder_of(place) -> int | None:
    try:
        return json.loads(place.lock.read_bytes())["pid"]
    except (FileNotFoundError, json.JSONDecodeError):
        return None


def contend(folder: Path, many: int, seed: int) -> Summary:
    """Start so many runs at once; kill the one that holds the lock at a moment of chance; again, until the film is whole."""
    place, chance = served.Place(folder), random.Random(seed)
    killed = 0
    with place.serving():
        for _ in range(8):
            if place.whole():
                break
            processes = [place.start(*RUN) for _ in range(many)]
            while holder_of(place) is None and any(each.poll() is None for each in processes):
                time.sleep(0.01)
            time.sleep(chance.uniform(0.05, 1.0))
            holder = holder_of(place)
            holding = [each for each in processes if each.pid == holder and each.poll() is None]
            for each in holding:
                each.kill()
                killed += 1
            for each in processes:
                out, err = each.communicate(timeout=60)
                if each in holding:
                    continue
                if each.returncode == 4:
                    place.settle_by_the_account()
                else:
                    assert each.returncode in {0, 1}, (out, err)
                if each.returncode == 1:
                    assert_turned_away(err, {other.pid for other in processes})
        twice, lost = place.finish_film()
    return Summary(f"{many} runs at once, the holder killed", killed, twice, lost)


def assert_turned_away(err: str, pids: set[int]) -> None:
    found = re.search(
        r"This project is being worked on by `vgdsl run film\.vg --yes` \(process (\d+) on (\S+), since \d\d:\d\d\)\."
        r" Wait for it, or end it with: kill (\d+)",
        err,
    )
    if found is None:  # its predecessor's lock was being replaced, or made, at this very moment
        assert "Another run has just begun on this project. Wait for it to end." in err, err
        return
    assert int(found[1]) == int(found[3]) in pids
    assert found[2] == socket.gethostname()


@contextmanager
def stopped(place, first: str = "", lines: int | None = None):
    """A run that stands still (SIGSTOP) while it holds the lock: by itself, or after so many lines of output."""
    process = place.start(*RUN, first=first)
    try:
        if lines is not None:
            served.read_until(process, lines)
            process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGCONT)
            process.kill()
        process.communicate()


def moved_away(place) -> None:
    """Let the lock look as if its holder were on another machine, and its heart had not beaten for long."""
    holder = json.loads(place.lock.read_bytes())
    place.lock.write_text(json.dumps({**holder, "host": "elsewhere"}))
    os.utime(place.lock, (1.0, 1.0))


def overtake(place, process) -> tuple[int, int]:
    """Let another process finish the film of one that stands still, wake that up, and see what it does."""
    if holder_of(place) is not None:
        moved_away(place)
    second = place.finish(*RUN)
    if second[0] == 4:
        assert "settle" in second[1]
    else:
        assert second[0] == 0, second
        assert place.whole()
    before = {path: path.stat().st_mtime_ns for path in (place.film / "out").glob("*.mp4")}
    count = place.bought()
    process.send_signal(signal.SIGCONT)
    out, err = process.communicate(timeout=60)
    after = place.bought()
    assert max(after.values(), default=0) <= 1, (after, out, err)
    if process.returncode == 0:  # it was at its very end when it fell asleep, and has done all that it says
        assert re.search("3 clips (made|there already)", out), (out, err)
        assert after == count
    else:
        assert after.total() <= count.total() + IN_FLIGHT, (out, err)
        assert "overtaken" in err or "worked on the project" in err or "worked on this project" in err, (
            out,
            err,
        )
    if second[0] == 0:
        assert {path: path.stat().st_mtime_ns for path in before} == before
    assert holder_of(place) is None
    return place.finish_film()


def overtaken_at_any_step(folder: Path, steps=(2, 5, 9, 15)) -> Summary:
    tried = twice = lost = 0
    for at in steps:
        place = served.Place(folder / str(at))
        with place.serving(), stopped(place, STOPPING.format(at=at)) as process:
            if process.poll() is not None:
                break
            tried += 1
            doubled, gone = overtake(place, process)
            twice, lost = twice + doubled, lost + gone
    return Summary("a run overtaken while it slept, at its nth step", tried, twice, lost)


@pytest.mark.parametrize(("many", "seed"), [(2, 1), (5, 2)])
def test_of_many_runs_at_once_one_works_though_it_is_killed_again_and_again(tmp_path, many, seed):
    found = contend(tmp_path, many, seed)
    assert found.tried >= 1
    assert (found.twice, found.lost) == (0, 0)


def test_while_one_stands_still_the_others_are_told_how_to_end_it_and_looking_is_free(tmp_path):
    place = served.Place(tmp_path)
    with place.serving(), stopped(place, lines=15) as process:
        bought = place.bought()
        for words in (RUN, ("collect", "film.vg"), ("settle", "film.vg")):
            code, out, err = place.finish(*words)
            assert code == 1, (words, out, err)
            assert_turned_away(err, {process.pid})
        for words in (("status", "film.vg"), ("plan", "film.vg")):
            code, out, err = place.finish(*words)
            assert code == 0, (words, out, err)
        assert place.bought() == bought
        process.send_signal(signal.SIGCONT)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, (out, err)
        assert place.whole()
        assert max(place.bought().values()) == 1


def test_a_run_that_was_overtaken_in_its_sleep_buys_no_more_and_says_so(tmp_path):
    found = overtaken_at_any_step(tmp_path)
    assert found.tried >= 3
    assert (found.twice, found.lost) == (0, 0)

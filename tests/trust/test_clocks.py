"""Clocks that jump, and machines that sleep: nothing is lost or given up, and nobody asks without end."""

import asyncio
import os
import socket
import time
from email.utils import formatdate
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import msgspec
import pytest

from vgdsl.providers.venice.headers import read_headers
from vgdsl.run.clock import CompressedClock
from vgdsl.run.lock import Holder, Lock, LockedError
from vgdsl.run.pacing.limiter import LONGEST_HOLD
from vgdsl.run.pacing.rhythm import Rhythm

_spec = spec_from_file_location("hardship", Path(__file__).with_name("hardship.py"))
hardship = module_from_spec(_spec)
_spec.loader.exec_module(hardship)

DAY, HOUR = 86400.0, 3600.0
MOST_POLLS = 120
"""Far above what four jobs need, and far below what a loop without a pause would reach."""


class JumpingClock(CompressedClock):
    """A wall clock that is set by `jump` seconds at its nth reading, whoever reads it; waits go on as before."""

    def __init__(self, at: int, jump: float) -> None:
        super().__init__(hardship.FACTOR)
        self.left, self.jump = at, jump
        self.readings = 0

    def now(self) -> float:
        self.readings += 1
        return super().now() + (self.jump if self.readings >= self.left else 0.0)


def jumping(folder: Path, jump: float, what: str, stride: int = 1):
    """Set the clock of a fresh film's run at its first reading, its second, and so on, until a run has fewer of them.

    The provider's clock stays true.
    """
    tried = twice = lost = 0
    at = 1
    while True:
        place = folder / str(at)
        place.mkdir(parents=True)
        clock = JumpingClock(at, jump)

        def true(stage) -> None:
            stage.provider.clock = CompressedClock(hardship.FACTOR)

        began = time.monotonic()
        said = hardship.perform(place, clock=clock, prepare=true)
        assert time.monotonic() - began < 30, "it waited for a clock"
        if clock.readings < at:
            return hardship.Summary(what, tried, twice, lost)
        tried += 1
        assert said.polls < MOST_POLLS, (at, said)
        assert said.code == 0, (at, said)
        doubled, gone = hardship.home(place, said)
        twice, lost = twice + doubled, lost + gone
        at += stride


@pytest.mark.parametrize("jump", [2 * DAY, -2 * DAY, HOUR])
def test_a_clock_that_is_set_at_any_reading_loses_nothing(tmp_path, jump):
    found = jumping(
        tmp_path, jump, f"the clock jumps by {jump / HOUR:+.0f} hours at its nth reading", stride=3
    )
    assert found.tried > 5
    assert (found.twice, found.lost) == (0, 0)


class SleepingClock(CompressedClock):
    """The clock of a laptop that is shut for eight hours at its nth reading: only the wall clock notices."""

    def __init__(self, at: int) -> None:
        super().__init__(hardship.FACTOR)
        self.left, self.readings = at, 0

    def now(self) -> float:
        self.readings += 1
        return super().now() + (8 * HOUR if self.readings >= self.left else 0.0)


def asleep(folder: Path, stride: int = 1):
    """Shut the laptop at each of a run's readings of the clock; the provider works on meanwhile."""
    tried = twice = lost = 0
    at = 1
    while True:
        place = folder / str(at)
        place.mkdir(parents=True)
        clock = SleepingClock(at)
        said = hardship.perform(place, clock=clock)
        if clock.readings < at:
            return hardship.Summary("a laptop that sleeps for eight hours", tried, twice, lost)
        tried += 1
        assert said.code == 0, (at, said)
        assert said.polls < MOST_POLLS, (at, said)
        doubled, gone = hardship.home(place, said)
        twice, lost = twice + doubled, lost + gone
        at += stride


def test_a_laptop_that_sleeps_at_any_moment_loses_nothing(tmp_path):
    found = asleep(tmp_path, stride=3)
    assert found.tried > 5
    assert (found.twice, found.lost) == (0, 0)


@pytest.mark.parametrize("ahead", [-2 * DAY, -HOUR, 0.0, HOUR, 2 * DAY])
@pytest.mark.parametrize("header", ["x-ratelimit-reset-requests", "x-ratelimit-resets", "retry-after"])
async def test_an_absolute_time_in_a_header_makes_no_one_wait_for_hours(monkeypatch, ahead, header):
    """Whatever this machine takes the time to be: the moment is held against the answer's own date."""
    true = 1_800_000_000.0
    moment = formatdate(true + 20, usegmt=True) if header == "retry-after" else str(round((true + 20) * 1000))
    said = {
        "date": formatdate(true, usegmt=True), header: moment,
        "x-ratelimit-limit-requests": "40", "x-ratelimit-remaining-requests": "0",
    }  # fmt: skip
    facts = read_headers("queue", 429, said, true + ahead, "wan")
    assert facts.retry_after == pytest.approx(20, abs=1)


@pytest.mark.parametrize("header", ["x-ratelimit-reset-requests", "x-ratelimit-resets", "retry-after"])
def test_without_a_date_a_clock_that_is_wrong_by_days_costs_a_minute_at_most(header):
    clock = CompressedClock(hardship.FACTOR)
    rhythm = Rhythm(clock)
    true = 1_800_000_000.0
    said = {header: str(round((true + 20) * 1000)), "x-ratelimit-remaining-requests": "0"}
    if header == "retry-after":
        said[header] = formatdate(true + 20, usegmt=True)
    rhythm.hear(read_headers("queue", 429, said, true - 2 * DAY, "wan"))

    async def sent() -> float:
        began = clock.monotonic()
        async with rhythm.submissions.turn("wan"):
            return clock.monotonic() - began

    assert asyncio.run(sent()) < 2 * LONGEST_HOLD


@pytest.mark.parametrize("skew", [-2 * DAY, -HOUR, HOUR, 2 * DAY])
def test_a_heartbeat_is_measured_by_the_disk_and_not_by_this_machine(tmp_path, monkeypatch, skew):
    path = tmp_path / "lock"
    true = time.time()
    monkeypatch.setattr(time, "time", lambda: true + skew)
    elsewhere = Holder(pid=1, host="elsewhere", started=true, command="vgdsl run film.vg")
    path.write_bytes(msgspec.json.encode(elsewhere))
    with pytest.raises(LockedError, match="elsewhere"), Lock(path, "vgdsl run film.vg"):
        pass
    os.utime(path, (true - 120, true - 120))
    with Lock(path, "vgdsl run film.vg"):
        assert msgspec.json.decode(path.read_bytes(), type=Holder).host == socket.gethostname()

"""Rehearsals go faster than life, and tests leap."""

import asyncio
import time

from vgdsl.run.clock import CompressedClock, LeapClock, LeapLoop, SystemClock


async def test_the_system_clock_is_the_machines():
    clock = SystemClock()
    before = clock.monotonic()
    await clock.sleep(0.01)
    assert clock.monotonic() - before >= 0.009
    assert abs(clock.now() - time.time()) < 1


async def test_a_compressed_minute_takes_a_fraction_of_a_second():
    clock = CompressedClock(1000.0)
    began, real = clock.now(), time.monotonic()
    await clock.sleep(60.0)
    assert clock.now() - began >= 59.9
    assert time.monotonic() - real < 5


def test_a_leaping_clock_keeps_the_order_of_things():
    seen = []

    async def wake(seconds):
        await LeapClock().sleep(seconds)
        seen.append(seconds)

    async def play():
        clock = LeapClock()
        await asyncio.gather(wake(7200.0), wake(5.0), wake(600.0))
        return clock.monotonic()

    real = time.monotonic()
    with asyncio.Runner(loop_factory=LeapLoop) as runner:
        assert runner.run(play()) == 7200.0
    assert seen == [5.0, 600.0, 7200.0]
    assert time.monotonic() - real < 5

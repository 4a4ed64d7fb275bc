"""The provider's limits hold, and a small film never waits for them."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from vgdsl.run.clock import LeapClock, LeapLoop
from vgdsl.run.limiter import Limiter, Window


def in_no_time(work):
    with asyncio.Runner(loop_factory=LeapLoop) as runner:
        return runner.run(work())


@given(st.integers(1, 20), st.lists(st.floats(0, 40), min_size=1, max_size=120))
def test_no_minute_holds_more_than_the_limit(limit, gaps):
    window, now, starts = Window(limit), 0.0, []
    for gap in gaps:
        now += gap
        starts.append(window.reserve(now))
        assert starts[-1] >= now
    assert starts == sorted(starts)
    assert all(later - earlier >= 60.0 for earlier, later in zip(starts, starts[limit:], strict=False))


def test_a_bundle_within_the_limit_goes_at_once():
    window = Window(40)
    assert {window.reserve(5.0) for _ in range(40)} == {5.0}
    assert window.reserve(5.0) >= 65.0


def test_those_who_came_first_go_first():
    async def work():
        clock, order = LeapClock(), []
        limiter = Limiter(clock, 2)

        async def one(number):
            await limiter.turn()
            order.append((number, clock.monotonic() // 60))

        await asyncio.gather(*(one(n) for n in range(6)))
        return sorted(order)

    assert in_no_time(work) == [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (5, 2)]


def test_a_refusal_keeps_everybody_still_for_as_long_as_it_said():
    async def work():
        clock = LeapClock()
        limiter = Limiter(clock, 40)
        limiter.refused(45.0)
        await limiter.turn()
        first = clock.monotonic()
        limiter.refused()
        await limiter.turn()
        return first, clock.monotonic()

    assert in_no_time(work) == (45.0, 75.0)


def test_a_refusal_also_holds_those_who_were_already_waiting():
    async def work():
        clock = LeapClock()
        limiter = Limiter(clock, 1)
        await limiter.turn()
        waiting = asyncio.ensure_future(limiter.turn())
        await asyncio.sleep(1)
        limiter.refused(100.0)
        await waiting
        return clock.monotonic()

    assert in_no_time(work) == 101.0


def test_answers_teach_the_limit_and_what_others_used_of_it():
    async def work():
        clock = LeapClock()
        limiter = Limiter(clock, 40)
        limiter.learn(limit=10, remaining=3, reset_at=None)
        learnt = limiter.per_minute
        limiter.learn(limit=10, remaining=0, reset_at=clock.now() + 20.0)
        await limiter.turn()
        return learnt, round(clock.monotonic(), 3)

    assert in_no_time(work) == (10, 20.0)


def test_a_reset_far_away_is_not_believed():
    async def work():
        clock = LeapClock()
        limiter = Limiter(clock, 40)
        limiter.learn(limit=None, remaining=0, reset_at=clock.now() + 1e9)
        await limiter.turn()
        return clock.monotonic()

    assert in_no_time(work) <= 61.0

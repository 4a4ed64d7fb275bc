"""The provider's limits hold, and a small film never waits for them."""

import asyncio

import pytest

from vgdsl.run.clock import LeapClock, LeapLoop
from vgdsl.run.pacing.limiter import FAILURES, LONGEST_HOLD, Limiter


def in_no_time(work):
    with asyncio.Runner(loop_factory=LeapLoop) as runner:
        return runner.run(work())


async def sent(limiter, model="", seconds=0.0):
    """A request whose answer takes so long; when it was sent."""
    async with limiter.turn(model):
        now = asyncio.get_running_loop().time()
        await asyncio.sleep(seconds)
        return now


async def failing(limiter, model, seconds=0.0):
    async with limiter.turn(model):
        now = asyncio.get_running_loop().time()
        await asyncio.sleep(seconds)
        limiter.failed(model)
        return now


def test_those_who_came_first_go_first():
    async def work():
        clock, order = LeapClock(), []
        limiter = Limiter(clock, 2)

        async def one(number):
            order.append((number, await sent(limiter) // 60))

        await asyncio.gather(*(one(n) for n in range(6)))
        return sorted(order)

    assert in_no_time(work) == [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (5, 2)]


def test_a_refusal_keeps_everybody_still_for_as_long_as_it_said():
    async def work():
        clock = LeapClock()
        limiter = Limiter(clock, 40)
        limiter.refused(45.0)
        await sent(limiter)
        first = clock.monotonic()
        limiter.refused()
        await sent(limiter)
        return first, clock.monotonic()

    assert in_no_time(work) == (45.0, 75.0)


def test_a_refusal_also_holds_those_who_were_already_waiting():
    async def work():
        clock = LeapClock()
        limiter = Limiter(clock, 1)
        await sent(limiter)
        waiting = asyncio.ensure_future(sent(limiter))
        await asyncio.sleep(1)
        limiter.refused(100.0)
        await waiting
        return clock.monotonic()

    assert in_no_time(work) == 101.0


def test_answers_teach_the_limit_and_what_others_used_of_it():
    async def work():
        clock = LeapClock()
        limiter = Limiter(clock, 40)
        limiter.learn(limit=10, remaining=10, resets_in=None)
        learnt = limiter.per_minute
        limiter.learn(limit=10, remaining=0, resets_in=20.0)
        await sent(limiter)
        return learnt, round(clock.monotonic(), 3)

    assert in_no_time(work) == (10, 20.0)


def test_a_reset_far_away_is_not_believed():
    async def work():
        clock = LeapClock()
        limiter = Limiter(clock, 40)
        limiter.learn(limit=None, remaining=0, resets_in=1e9)
        await sent(limiter)
        return clock.monotonic()

    assert in_no_time(work) <= 61.0


def test_a_wait_that_can_only_be_a_mistake_is_tried_again_after_some_minutes():
    async def work():
        limiter = Limiter(LeapClock(), 40)
        limiter.refused(1e6)
        return await sent(limiter)

    assert in_no_time(work) == LONGEST_HOLD


def test_no_more_are_sent_than_the_provider_says_are_left_though_we_know_of_none_that_used_them():
    async def work():
        limiter = Limiter(LeapClock(), 40)
        await sent(limiter)
        limiter.learn(limit=40, remaining=9, resets_in=20.0)
        return await asyncio.gather(*(sent(limiter) for _ in range(15)))

    starts = in_no_time(work)
    assert starts == [0.0] * 9 + [20.0] * 6


@pytest.mark.parametrize("seconds", [0.0, 2.0, 45.0])
def test_failures_of_a_model_stay_far_below_the_budget_and_other_models_go_on(seconds):
    async def work():
        limiter = Limiter(LeapClock(), 10**6)
        good = asyncio.gather(*(sent(limiter, "good") for _ in range(50)))
        bad = await asyncio.gather(*(failing(limiter, "bad", seconds) for _ in range(50)))
        return await good, [start + seconds for start in bad]

    good, failures = in_no_time(work)
    assert set(good) == {0.0}
    assert all(b - a >= 30.0 for a, b in zip(failures, failures[FAILURES:], strict=False))
    assert failures[-1] <= (len(failures) // FAILURES + 1) * (31.0 + seconds)


def test_requests_under_way_count_as_failures_only_until_they_are_answered():
    async def work():
        limiter = Limiter(LeapClock(), 10**6)
        limiter.failed("m")
        return await asyncio.gather(*(sent(limiter, "m", 1.0) for _ in range(FAILURES * 3)))

    assert max(in_no_time(work)) <= 4.0


def test_a_door_that_is_shut_keeps_its_model_still_for_the_whole_time_and_no_other():
    async def work():
        limiter = Limiter(LeapClock(), 40)
        limiter.shut("m")
        return await asyncio.gather(sent(limiter, "m"), sent(limiter, "other"))

    assert in_no_time(work) == [31.0, 0.0]


def test_questions_for_results_go_before_those_for_prices():
    async def work():
        limiter, order = Limiter(LeapClock(), 10**6), []

        async def asked(turn, name):
            async with turn:
                order.append(name)
                await asyncio.sleep(1)

        prices = [asked(limiter.attempt("m"), "price") for _ in range(FAILURES * 2)]
        await asyncio.gather(*prices, *(asked(limiter.turn("m"), "result") for _ in range(FAILURES)))
        return order

    assert in_no_time(work) == ["price"] * FAILURES + ["result"] * FAILURES + ["price"] * FAILURES


def test_who_gives_up_waiting_holds_nobody_up():
    async def work():
        limiter = Limiter(LeapClock(), 1)
        await sent(limiter)
        waiting = [asyncio.ensure_future(sent(limiter)) for _ in range(3)]
        await asyncio.sleep(1)
        waiting[0].cancel()
        waiting[1].cancel()
        return await waiting[2]

    assert in_no_time(work) == 61.0


def test_one_limiter_serves_one_event_loop_after_another():
    limiter = Limiter(LeapClock(), 2)

    async def work():
        return await asyncio.gather(*(sent(limiter) for _ in range(5)))

    assert in_no_time(work) == [0.0, 0.0, 61.0, 61.0, 122.0]
    assert len(in_no_time(work)) == 5

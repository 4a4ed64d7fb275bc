"""The provider's limits and its patience with failures, as the simulator counts them."""

import asyncio
import random
from collections import Counter

import pytest

from vgdsl.providers.simulator.account import limits
from vgdsl.providers.simulator.serve import Simulator
from vgdsl.providers.simulator.simulation import FAST, Simulation
from vgdsl.providers.venice.headers import Headers, RateState
from vgdsl.run import events as e
from vgdsl.run.clock import HastyClock, LeapClock, LeapLoop
from vgdsl.run.memory.journal import Journal
from vgdsl.run.pacing.limiter import FAILURES
from vgdsl.run.pacing.rhythm import Rhythm
from vgdsl.run.runner import run
from vgdsl.run.tools import Tools
from vgdsl.toolbox import _rhythm

MODEL = "wan-2.2-a14b-text-to-video"


class Simulated:
    """Runs against the simulator of this process, where a minute passes in a quarter of a second; all answers are heard."""

    def __init__(self, stage) -> None:
        self.stage = stage
        self.clock = HastyClock(FAST)
        self.heard: list[Headers] = []
        self.events: list[e.Event] = []

    async def perform(self, jobs, **more):
        rhythm = Rhythm(self.clock)

        def hear(headers: Headers) -> None:
            self.heard.append(headers)
            rhythm.hear(headers)

        stage, simulator = self.stage, Simulator(Simulation(), hear)
        stage.provider = simulator
        try:
            with Journal(stage.journal_path) as journal:
                tools = Tools(
                    project=stage.folder, provider=simulator, collector=lambda _: simulator, journal=journal,
                    store=stage.store, studio=stage.studio, results=stage.results, clock=self.clock,
                    submissions=rhythm.submissions, retrievals=rhythm.retrievals, chance=random.Random(1).random,
                )  # fmt: skip
                planned = dict.fromkeys(job.id for job in jobs)
                return await run(stage.order(jobs, planned=planned, **more), tools, [self.events.append])
        finally:
            await simulator.aclose()

    def refusals(self) -> Counter[tuple[str, int]]:
        return Counter((headers.call, headers.status) for headers in self.heard if headers.status >= 400)


@pytest.fixture
def simulated(stage):
    return Simulated(stage)


def refused(shot, name, field="seed"):
    """An order that is priced, and turned down with a 400 when it is placed."""
    body = {"model": MODEL, "prompt": name, "duration": "5s", "aspect_ratio": "16:9", field: 7}
    return shot(name, model=MODEL, body=body, quote={"model": MODEL, "duration": "5s"})


@pytest.mark.parametrize("patience", [20, limits.FAILURES])
async def test_a_hundred_refused_orders_never_shut_the_door(simulated, shot, monkeypatch, patience):
    monkeypatch.setattr(limits, "FAILURES", patience)
    outcome = await simulated.perform([refused(shot, f"s{n}") for n in range(100)], places=100)
    assert len(outcome.problems) == 100
    assert simulated.refusals() == {("queue", 400): 100}


async def test_prices_that_are_refused_never_shut_the_door_either(simulated, shot, monkeypatch):
    monkeypatch.setattr(limits, "FAILURES", 20)
    jobs = [shot(f"s{n}", model=MODEL, quote={"model": MODEL, "duration": f"{n}h"}) for n in range(60)]
    outcome = await simulated.perform(jobs, places=60)
    assert len(outcome.problems) == 60
    assert simulated.refusals() == {("quote", 400): 60}


def test_the_door_that_is_shut_is_told_from_a_rate_that_was_passed():
    async def work():
        rhythm = Rhythm(LeapClock())
        rhythm.hear(Headers("queue", 429, "shut", blocked_for=12.0, retry_after=12.0))
        rhythm.hear(Headers("retrieve", 429, "open", RateState(120, 0, 20.0), retry_after=20.0))
        asked = [
            rhythm.submissions.turn("shut"), rhythm.retrievals.turn("shut"), rhythm.retrievals.attempt("shut"),
            rhythm.submissions.turn("open"), rhythm.retrievals.turn("open"), rhythm.retrievals.attempt("open"),
        ]  # fmt: skip
        return await asyncio.gather(*map(moment, asked))

    with asyncio.Runner(loop_factory=LeapLoop) as runner:
        assert runner.run(work()) == [31.0, 31.0, 31.0, 0.0, 20.0, 0.0]


async def moment(turn):
    async with turn:
        return asyncio.get_running_loop().time()


@pytest.mark.parametrize(
    ("status", "counts"),
    [(400, True), (404, True), (422, True), (429, False), (500, False), (503, False), (200, False)],
)
def test_what_counts_as_a_failure_is_what_the_provider_counts(status, counts):
    async def work():
        rhythm = Rhythm(LeapClock())
        for _ in range(8):
            rhythm.hear(Headers("quote", status, "m"))
        return await moment(rhythm.retrievals.attempt("m"))

    with asyncio.Runner(loop_factory=LeapLoop) as runner:
        assert runner.run(work()) == (31.0 if counts else 0.0)


@pytest.mark.parametrize("others", [1, 13, 30, 39])
def test_a_key_that_others_use_too_is_refused_no_more_often_than_requests_are_under_way(others):
    """Somebody else uses up a part of every minute; the count of what is left is all that we are told of it."""

    async def work():
        rhythm, server, refused, sent = Rhythm(clock := LeapClock()), limits.RateLimits(1.0), 0, 0

        async def somebody():
            while True:
                for _ in range(others):
                    server.take("key", "queue", clock.now())
                await asyncio.sleep(60.0)

        async def one():
            nonlocal refused, sent
            async with rhythm.submissions.turn("m"):
                await asyncio.sleep(0.05)
                standing = server.take("key", "queue", clock.now())
                await asyncio.sleep(0.05)
                told = RateState(standing.limit, standing.remaining, standing.reset_at - clock.now())
                status = 200 if standing.allowed else 429
                rhythm.hear(Headers("queue", status, "m", told, retry_after=told.resets_in))
                refused += not standing.allowed
                sent += 1

        other = asyncio.ensure_future(somebody())
        await asyncio.gather(*(one() for _ in range(100)))
        other.cancel()
        return sent, refused, clock.monotonic()

    with asyncio.Runner(loop_factory=LeapLoop) as runner:
        sent, refused, seconds = runner.run(work())
    minutes = seconds // 60 + 1
    assert sent == 100
    assert refused <= (FAILURES - 1) * minutes


def test_films_that_are_made_one_after_another_share_the_limits_of_their_address():
    one, again, other = map(_rhythm, ("https://a.example", "https://a.example", "https://b.example"))
    assert one is again
    assert one is not other

"""Prices for a plan: each question once, and nobody is made to wait long for one that does not come."""

import asyncio
from decimal import Decimal

import pytest

from vgdsl.plan.estimate import Price, Sort
from vgdsl.plan.job import ClipInput
from vgdsl.providers import errors
from vgdsl.run.clock import LeapLoop
from vgdsl.run.memory.journal import Journal
from vgdsl.run.quoting import AT_ONCE, PATIENCE, prices

PRICE = Price(Decimal("0.40"), Sort.QUOTED)


@pytest.fixture
def asked(stage):
    """The prices of jobs, and the seconds that asking took."""

    def ask(jobs):
        async def work():
            with Journal(stage.journal_path) as journal:
                began = stage.clock.monotonic()
                return await prices(jobs, stage.tools(journal)), stage.clock.monotonic() - began

        with asyncio.Runner(loop_factory=LeapLoop) as runner:
            return runner.run(work())

    return ask


def answered(error, status, retry_after=None):
    error.reply = errors.Reply(status=status)
    error.retry_after = retry_after
    return error


def fails(*failures):
    left = list(failures)

    def raises(_):
        if left:
            raise left.pop(0)

    return raises


def test_jobs_that_are_priced_alike_are_asked_for_once(stage, shot, asked):
    jobs = [shot(f"s{n}", quote={"model": "wan", "duration": f"{n % 3}s"}) for n in range(30)]
    found, _ = asked(jobs)
    assert found == dict.fromkeys((job.id for job in jobs), PRICE)
    assert stage.provider.quotes == 3


def test_a_price_that_hangs_on_a_clip_yet_to_be_made_is_left_out(stage, shot, asked):
    jobs = [shot("a"), shot("b", quote={"model": "wan", "video_url": ClipInput("a")})]
    assert asked(jobs)[0] == {"a": PRICE}


def test_a_provider_in_passing_trouble_is_asked_again(stage, shot, asked):
    stage.provider.on_quote = fails(
        answered(errors.Transient("502"), 502), answered(errors.Transient("503"), 503)
    )
    assert asked([shot("a")])[0] == {"a": PRICE}


@pytest.mark.parametrize(
    "failure",
    [
        answered(errors.Transient("429"), 429, retry_after=60.0),
        answered(errors.Refused("400"), 400),
    ],
)
def test_before_a_long_wait_the_plan_does_without(stage, shot, asked, failure):
    stage.provider.on_quote = fails(*[failure] * 20)
    found, seconds = asked([shot("a")])
    assert found == {}
    assert seconds == 0.0
    assert stage.provider.quotes == 1


def test_a_connection_that_breaks_once_costs_no_price(stage, shot, asked):
    stage.provider.on_quote = fails(errors.Transient("The connection broke."))
    assert asked([shot("a")])[0] == {"a": PRICE}


def test_without_a_network_one_question_is_enough(stage, shot, asked):
    stage.provider.on_quote = fails(*[errors.Transient("No connection could be made.")] * 100)
    shots = [shot(f"s{n}", quote={"model": f"m{n}"}) for n in range(40)]
    found, seconds = asked(shots)
    assert found == {}
    assert seconds <= PATIENCE
    assert stage.provider.quotes <= 3 * AT_ONCE


def test_nobody_waits_longer_than_a_moment(stage, shot, asked):
    stage.provider.on_quote = fails(*[answered(errors.Transient("502"), 502)] * 20)
    found, seconds = asked([shot("a")])
    assert found == {}
    assert 0 < seconds <= PATIENCE

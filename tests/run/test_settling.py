"""A person's word on a lost order: it is written down, carried out by the next run, and counts as it should."""

import asyncio
import hashlib
from decimal import Decimal

import pytest

from vgdsl.providers import errors
from vgdsl.providers.base import Charge, Delivered, Progress, Statement
from vgdsl.run.memory.journal import Journal
from vgdsl.run.memory.past import FORGOTTEN
from vgdsl.run.settling import (
    SettlingError,
    accept,
    aside,
    evidence,
    forget,
    give_ticket,
    lost,
    release,
    reopen,
)

PRICE = Decimal("0.40")


def lose(stage, *, charged: bool):
    """The answer to the next order is lost, after or before the charge."""
    left = [errors.Uncertain("The answer never came.")]

    def raises(_):
        if left:
            raise left.pop()

    if charged:
        stage.provider.after_charge = raises
    else:
        stage.provider.before_charge = raises


def settle(stage, decide):
    """Do something about the one lost order, in a program of its own."""

    async def work():
        with Journal(stage.journal_path) as journal:
            tools = stage.tools(journal)
            (order,) = lost(journal.past(), "film.vg", "venice").values()
            found = decide(tools, order)
            return await found if asyncio.iscoroutine(found) else found

    return asyncio.run(work())


def spent(stage):
    return stage.past().spent("film.vg", "venice")[0]


@pytest.fixture
def film(stage, shot):
    return [shot("opening"), shot("crossing", chain="opening")]


@pytest.mark.parametrize("charged", [True, False])
def test_released_it_is_ordered_again_by_the_next_run_and_the_lost_one_counts_as_was_said(
    stage, film, charged
):
    lose(stage, charged=charged)
    assert stage.perform(film).exit_code == 4
    settle(stage, lambda tools, order: release(tools, order, charged=charged))
    assert spent(stage) == (PRICE if charged else 0)
    assert stage.perform(film).exit_code == 0
    assert len(stage.provider.charges()) == 2 + charged
    assert spent(stage) == PRICE * (2 + charged)


def test_given_up_it_is_not_ordered_again_until_it_changes_or_is_released(stage, shot, film):
    lose(stage, charged=True)
    stage.perform(film)
    settle(stage, lambda tools, order: forget(tools, order, charged=True))
    outcome = stage.perform(film)
    assert (outcome.problems, outcome.blocked, outcome.exit_code) == (("opening",), ("crossing",), 1)
    assert stage.provider.queues == 1
    assert spent(stage) == PRICE
    assert stage.perform([shot("opening", "another prompt")]).finished == ("opening",)
    settle(stage, lambda tools, order: release(tools, order, charged=True))
    assert stage.perform(film).exit_code == 0


def test_given_up_and_not_charged_it_no_longer_counts(stage, film):
    lose(stage, charged=False)
    stage.perform(film)
    settle(stage, lambda tools, order: forget(tools, order, charged=False))
    assert spent(stage) == 0
    assert [p.phase for p in stage.past().open.values()] == [FORGOTTEN]


def test_with_its_ticket_it_is_collected_and_nothing_is_bought(stage, film):
    lose(stage, charged=True)
    stage.perform(film)
    settle(stage, lambda tools, order: give_ticket(tools, order, "q1", None))
    outcome = stage.perform(film)
    assert outcome.finished == ("opening", "crossing")
    assert len(stage.provider.charges()) == 2


def test_a_ticket_that_the_provider_does_not_know_is_not_taken(stage, film):
    lose(stage, charged=True)
    stage.perform(film)

    async def gone(_ticket, _into):
        raise errors.Gone("Venice no longer has this job.")

    stage.provider.retrieve = gone
    with pytest.raises(SettlingError, match=r"^q7 is not known for wan\. Venice no longer has this job\.$"):
        settle(stage, lambda tools, order: give_ticket(tools, order, "q7", None))
    assert [p.phase for p in stage.past().open.values()] == ["uncertain"]


def test_a_result_that_is_handed_out_only_once_is_not_lost_by_asking_for_it(stage, film):
    lose(stage, charged=True)
    stage.perform(film)
    data, handed_out = b"clip of opening", []

    async def once(_ticket, into):
        if handed_out:
            raise errors.Gone("Request ID is invalid.")
        handed_out.append(into)
        into.write_bytes(data)
        return Delivered(into, len(data), hashlib.sha256(data).hexdigest(), "video/mp4")

    usual, stage.provider.retrieve = stage.provider.retrieve, once
    settle(stage, lambda tools, order: give_ticket(tools, order, "q1", None))
    assert stage.perform(film[:1]).finished == ("opening",)
    stage.provider.retrieve = usual
    assert stage.perform(film).exit_code == 0


def test_a_ticket_of_a_job_still_being_made_is_waited_for(stage, film):
    lose(stage, charged=True)
    stage.perform(film)
    usual = stage.provider.retrieve

    async def working(_ticket, _into):
        return Progress(60_000, 1_000)

    stage.provider.retrieve = working
    settle(stage, lambda tools, order: give_ticket(tools, order, "q1", "wan-echoed"))
    (order,) = stage.past().open.values()
    assert (order.phase, order.ticket.model, order.ticket.queue_id) == ("submitted", "wan-echoed", "q1")
    assert order.ticket.deadline == order.intended_at + 24 * 3600
    stage.provider.retrieve = usual
    assert stage.perform(film).exit_code == 0


def test_the_books_are_asked_and_known_purchases_set_aside(stage, shot):
    lose(stage, charged=True)
    stage.perform([shot("opening"), shot("harbour")])
    asked = []

    async def statement(since, until):
        asked.append((since, until))
        charges = [Charge(line["at"], PRICE, "wan", "charge") for line in stage.provider.charges()]
        return Statement(Decimal(5), tuple(charges), "usage history")

    stage.provider.statement = statement
    found = settle(stage, lambda tools, order: evidence(tools, order, []))
    assert (len(found.charges), found.explained, len(found.left)) == (2, 1, 1)
    assert asked[0][0] < stage.provider.charges()[0]["at"] < asked[0][1]


def test_books_that_cannot_be_read_are_no_evidence(stage, film):
    lose(stage, charged=True)
    stage.perform(film)

    async def statement(_since, _until):
        raise errors.Unauthorised("No key.")

    stage.provider.statement = statement
    found = settle(stage, lambda tools, order: evidence(tools, order, []))
    assert found.trouble == "No key."
    assert found.leaning(1e12) == "unclear"


def test_a_clip_that_came_otherwise_than_ordered_can_be_taken_as_it_is(stage, film):
    stage.provider.deliver = lambda _: b"something else"
    assert stage.perform(film).exit_code == 1

    async def take():
        with Journal(stage.journal_path) as journal:
            tools = stage.tools(journal)
            (kept,) = aside(tools, "film.vg").values()
            accept(tools, kept)
            return aside(tools, "film.vg")

    assert asyncio.run(take()) == {}
    stage.provider.deliver = lambda queue_id: f"clip of {queue_id}".encode()
    outcome = stage.perform(film)
    assert (outcome.reused, outcome.finished) == (("opening",), ("crossing",))
    assert len(stage.provider.charges()) == 2


def test_a_job_that_failed_while_the_service_was_out_of_order_is_asked_for_once_more(stage, film):
    usual = stage.provider.retrieve

    async def out_of_order(_ticket, _into):
        raise errors.JobFailed("The job failed at the provider.", errors.Reply(credits_refunded=True))

    stage.provider.retrieve = out_of_order
    assert stage.perform(film).problems == ("opening",)
    assert spent(stage) == 0
    stage.provider.retrieve = usual

    async def ask_again(at):
        with Journal(stage.journal_path) as journal:
            tools = stage.tools(journal)
            stage.clock._epoch += at
            return reopen(tools, "film.vg")

    assert asyncio.run(ask_again(0)) == 1
    assert asyncio.run(ask_again(0)) == 0
    assert spent(stage) == PRICE
    assert stage.perform(film).exit_code == 0
    assert len(stage.provider.charges()) == 2


def test_a_job_that_failed_too_long_ago_is_not_asked_for(stage, film):
    async def failed(_ticket, _into):
        raise errors.JobFailed("The job failed at the provider.")

    stage.provider.retrieve = failed
    stage.perform(film)

    async def ask_again():
        with Journal(stage.journal_path) as journal:
            stage.clock._epoch += 25 * 3600
            return reopen(stage.tools(journal), "film.vg")

    assert asyncio.run(ask_again()) == 0

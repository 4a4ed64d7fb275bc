"""A top-up is paid once, whatever breaks and wherever the process ends; and it is told what became of it."""

import asyncio
import contextlib
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vgdsl.providers.errors import ProviderError, Refused
from vgdsl.providers.simulator.account import topups
from vgdsl.providers.venice.teller import Teller
from vgdsl.providers.venice.x402.receipt import lost
from vgdsl.run.lock import LockedError
from vgdsl.wallet import paying
from vgdsl.wallet.topup import MARGIN

TEN = Decimal(10)
STEPS = 18
"""At which a process can be killed that tops up without trouble."""
SOON, LATER, AFTER = 5.0, 200.0, 300.0 + MARGIN + 1
"""Seconds until somebody types the command again: the payment is still good; nearly over; over."""


async def command(world):
    """`vgdsl wallet top-up 10`, typed by somebody who agrees: what is said; None where the process was killed before."""
    till, outcome, said = world.till(), None, False
    try:
        if (top_up := till.open()) is not None:
            outcome = await till.resume(top_up)
        else:
            outcome = await till.pay(await till.offer(TEN))
        world.step("say")
        said = True
        till.told()
    except world.Killed:
        return outcome if said else None
    except ProviderError:  # before anything was signed: the command says so, and ends
        return None
    return outcome


async def until_told(world, pause, most=8):
    """Type it until it is told that the money is there: what became of it each time."""
    told = []
    for _ in range(most):
        outcome = await command(world)
        told.append("killed" if outcome is None else outcome.state)
        if told[-1] == "credited":
            return told
        world.now += pause
    return told


async def test_a_top_up_is_credited_and_said(world):
    outcome = await command(world)
    assert (outcome.state, outcome.usd, outcome.balance) == ("credited", TEN, TEN)
    assert world.credited == [TEN]
    assert [each["how"] for each in world.events("Closed")] == ["credited"]
    assert (await command(world)).balance == 20, "agreed to once more, it is paid once more"


@pytest.mark.parametrize("pause", [SOON, LATER, AFTER])
@pytest.mark.parametrize("step", range(STEPS + 1))
async def test_killed_at_any_step_it_is_paid_once(world, step, pause):
    world.steps = step
    told = await until_told(world, pause)
    assert told[-1] == "credited"
    assert world.credited == [TEN]
    assert len(world.events("Closed")) == len(world.events("Intended"))


async def test_the_steps_that_are_tried_are_all_there_are(world):
    await command(world)
    assert len(world.taken) == STEPS


@pytest.mark.parametrize("pause", [SOON, AFTER])
@pytest.mark.parametrize("second", range(0, 12, 2))
@pytest.mark.parametrize("first", [5, 8, 10, 12])
async def test_killed_twice_it_is_paid_once(world, first, second, pause):
    world.steps = first
    assert await command(world) is None
    world.now += pause
    world.steps = second
    told = await until_told(world, pause)
    assert told[-1] == "credited"
    assert world.credited == [TEN]


LOST = ["reset-after", "truncated", "unreadable", "error-after", "settling"]
NEVER = ["reset-before", "error-before", "refuse", "storm"]


HARDSHIP = st.fixed_dictionaries({
    "faults": st.dictionaries(st.integers(1, 9), st.sampled_from([*LOST, *NEVER]), max_size=5),
    "kills": st.lists(st.none() | st.integers(0, STEPS), max_size=4),
    "pauses": st.lists(st.sampled_from([SOON, LATER, AFTER]), min_size=1, max_size=4),
    "ahead": st.sampled_from([0.0, 50.0, -50.0]),
})  # fmt: skip


@given(HARDSHIP)
@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
def test_whatever_comes_together_it_is_paid_once(tmp_path_factory, open_world, hardship):
    """Faults, kills, waits and a wrong clock, in any order: typed until it is told that the money is there, it is there once."""

    async def suffer():
        faults = [{"kind": kind, "call": "top-up", "at": at} for at, kind in hardship["faults"].items()]
        async with open_world(tmp_path_factory.mktemp("world"), faults) as world:
            world.ahead = hardship["ahead"]
            told = None
            for turn in range(14):
                world.steps = hardship["kills"][turn] if turn < len(hardship["kills"]) else None
                told = await command(world)
                if told is not None and told.state == "credited":
                    break
                world.now += hardship["pauses"][turn % len(hardship["pauses"])]
            assert told is not None
            assert told.state == "credited"
            assert world.credited == [TEN]

    asyncio.run(suffer())


@pytest.mark.parametrize("pause", [SOON, LATER, AFTER])
@pytest.mark.parametrize("kind", [*LOST, *NEVER])
async def test_whatever_happens_to_the_payment_it_is_paid_once(make_world, kind, pause):
    world = make_world({"kind": kind, "call": "top-up", "at": 3})  # after the terms, twice
    told = await until_told(world, pause)
    assert told[-1] == "credited"
    assert world.credited == [TEN]


@pytest.mark.parametrize("kind", LOST)
async def test_a_lost_answer_is_found_in_the_ledger_by_the_same_command(make_world, kind):
    world = make_world({"kind": kind, "call": "top-up", "at": 3})
    outcome = await command(world)
    assert (outcome.state, outcome.usd, outcome.balance) == ("credited", TEN, TEN)


async def test_a_payment_that_never_arrived_is_sent_again_as_it_is(make_world):
    world = make_world({"kind": "error-before", "call": "top-up", "at": 3})
    first = await command(world)
    assert first.state == "open"
    assert "does not say whether it was made" in first.message
    assert (await command(world)).state == "credited"
    assert len(world.events("Intended")) == 1
    assert [each["nonce"] for each in world.events("Sent")] == [
        world.events("Intended")[0]["authorisation"]["nonce"]
    ] * 2


async def test_one_that_was_never_used_is_over_after_its_time_and_not_before(make_world):
    world = make_world(*({"kind": "error-before", "call": "top-up", "at": at} for at in (3, 4, 5)))
    assert (await command(world)).state == "open"
    (intended,) = world.events("Intended")
    end = intended["authorisation"]["valid_before"]
    world.now = end + 0.0
    waiting = await command(world)
    assert (waiting.state, "just run out" in waiting.message) == ("open", True)
    world.now = end + MARGIN - 1
    assert (await command(world)).state == "open"
    world.now = end + MARGIN
    over = await command(world)
    assert (over.state, over.message) == (
        "expired",
        "It was not used in its time, and the ledger shows no credit of it.",
    )
    assert world.credited == []


async def test_a_clock_that_is_fast_ends_nothing_too_early(make_world):
    world = make_world({"kind": "error-before", "call": "top-up", "at": 3})
    world.ahead = 55.0  # nearly as far as a sign-in can be off
    assert (await command(world)).state == "open"
    (intended,) = world.events("Intended")
    assert intended["authorisation"]["valid_before"] == int(world.now - sum(paying.LOOKS)) + 300
    world.now += 100
    assert (await command(world)).state == "credited"
    assert world.credited == [TEN]


async def test_a_refusal_of_what_was_sent_once_closes_it(world, monkeypatch):
    monkeypatch.setattr(topups, "signed_record", lambda *_: False)
    outcome = await command(world)
    assert outcome.state == "rejected"
    assert outcome.message == (
        "Venice did not take the payment: the signature does not fit the wallet. It says: The signature is not the payer's."
    )
    assert world.till().open() is None


async def test_a_refusal_of_what_was_sent_before_proves_nothing(make_world, monkeypatch):
    """The first may have been paid after all: the service's own books decide, once it cannot be paid any more."""
    world = make_world({"kind": "error-before", "call": "top-up", "at": 3})
    assert (await command(world)).state == "open"
    monkeypatch.setattr(topups, "signed_record", lambda *_: False)
    assert (await command(world)).state == "open"
    world.now += AFTER
    assert (await command(world)).state == "expired"


@pytest.mark.parametrize("typed", [(5, 5), (5, 290), (200, 200), (350, 11), (400, 5)])
@pytest.mark.parametrize("arrives", [1, 100, 299, 301, 500])
async def test_a_payment_that_arrives_late_is_the_only_one(world, monkeypatch, typed, arrives):
    """It lies somewhere on the way while the command is typed again and again, and arrives in the end, or too late."""
    on_the_way, began = [], world.now
    pay = Teller.pay

    async def swallowed(_teller, envelope):
        on_the_way.append(envelope)
        raise lost()

    async def arrive():
        if on_the_way and world.now >= began + arrives:
            for envelope in on_the_way:
                with contextlib.suppress(Refused):
                    await pay(world.till().teller._teller, envelope)
            on_the_way.clear()
            monkeypatch.setattr(Teller, "pay", pay)

    monkeypatch.setattr(Teller, "pay", swallowed)
    for pause in (*typed, 400, 400, 400):
        told = await command(world)
        if told is not None and told.state == "credited":
            break
        for _ in range(10):
            world.now += pause / 10
            await arrive()
    assert told.state == "credited"
    assert world.credited == [TEN]


async def test_a_refusal_of_what_another_process_has_paid_meanwhile_proves_nothing(world):
    """This one slept over its request, and its turn was taken over."""
    sleeper = world.till()
    offer = await sleeper.offer(TEN)
    pay = sleeper.teller.pay

    async def late(envelope):
        other = world.till()
        assert (await other.resume(other.open())).state == "credited"
        return await pay(envelope)

    sleeper.teller.pay = late
    outcome = await sleeper.pay(offer)
    assert (outcome.state, world.credited) == ("credited", [TEN])
    assert [each["how"] for each in world.events("Closed")] == ["credited", "credited"]


async def test_other_top_ups_that_could_be_it_are_named(make_world):
    world = make_world({"kind": "error-before", "call": "top-up", "at": 3})
    await command(world)
    world.now += 10
    other = world.folder.parent / "elsewhere"
    till = world.till()
    till = paying.Till(
        world.address, till.wallet, till.teller, paying.Book(other / "book"), world.clock, world.sleep
    )
    assert (await till.pay(await till.offer(Decimal(7)))).state == "credited"
    world.now += AFTER
    over = await command(world)
    assert over.state == "expired"
    assert over.message.endswith("It shows other top-ups since: $7.00. See that none of them is this one.")


async def test_a_credit_of_before_is_not_taken_for_a_new_one(make_world):
    world = make_world({"kind": "error-before", "call": "top-up", "at": 6})
    assert (await command(world)).state == "credited"
    second = await command(world)
    assert second.state == "open"
    world.now += AFTER
    assert (await command(world)).state == "expired"
    assert world.credited == [TEN]


async def test_while_the_ledger_cannot_be_read_nothing_is_sent_and_nothing_closed(make_world, monkeypatch):
    world = make_world({"kind": "error-before", "call": "top-up", "at": 3})
    assert (await command(world)).state == "open"
    world.ahead = 3600  # no sign-in is taken
    world.now += AFTER
    outcome = await command(world)
    assert (outcome.state, "ledger could not be read" in outcome.message) == ("open", True)
    assert len(world.events("Sent")) == 1


async def test_terms_that_change_while_somebody_thinks_are_not_agreed_to(world, monkeypatch):
    till = world.till()
    offer = await till.offer(TEN)
    monkeypatch.setitem(topups.ACCEPTS[0], "payTo", "0x" + "11" * 20)
    with pytest.raises(paying.TermsChangedError, match="Nothing was signed"):
        await till.pay(offer)
    assert world.events("Intended") == []


async def test_neither_key_nor_signature_is_ever_written_down(make_world):
    world = make_world({"kind": "reset-after", "call": "top-up", "at": 3})
    await until_told(world, SOON)
    text = world.path.read_text()
    assert "1f1f1f" not in text
    assert "signature" not in text
    assert world.path.stat().st_mode & 0o777 == 0o600


async def test_who_lost_the_turn_meanwhile_signs_nothing(world):
    def insist():
        raise LockedError("taken over", None)

    till = world.till()
    till = paying.Till(world.address, till.wallet, till.teller, till.book, till.clock, till.sleep, insist)
    offer = await till.offer(TEN)
    with pytest.raises(LockedError):
        await till.pay(offer)
    assert world.credited == []
    assert world.events("Intended") == []

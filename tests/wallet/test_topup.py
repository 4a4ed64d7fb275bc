"""What a top-up allows next follows from what is written down about it, whatever the order in which things went wrong."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.base import Charge
from vgdsl.providers.venice.books import Entry
from vgdsl.providers.venice.x402.authorisation import Authorisation
from vgdsl.wallet.topup import (
    EARLIER,
    MARGIN,
    Closed,
    Event,
    Intended,
    Open,
    Returned,
    Sent,
    Step,
    Told,
    credit_of,
    next_step,
    others,
    proves_unpaid,
    still_open,
)

NOW = 1_795_000_000.0
WALLET, OTHER = "0x" + "aB" * 20, "0x" + "cd" * 20
HERE, THERE = "https://api.venice.ai/api/v1", "http://127.0.0.1/api/v1"


def intended(nonce="1", wallet=WALLET, address=HERE, known=()):
    given = Authorisation(wallet, "0x" + "22" * 20, 10_000_000, 0, int(NOW) + 300, nonce)
    return Intended(address, given, {}, NOW, known)


def test_nothing_is_open_where_nothing_was_intended():
    assert still_open([], HERE, WALLET) is None


def test_it_is_open_from_the_intent_until_somebody_is_told_how_it_ended():
    events = [intended()]
    assert still_open(events, HERE, WALLET) == Open(events[0])
    events += [Sent("1", NOW), Sent("1", NOW), Returned("1", NOW)]
    assert still_open(events, HERE, WALLET) == Open(events[0], 1)
    end = Closed("1", NOW, "credited", "payment_1")
    events.append(end)
    assert still_open(events, HERE, WALLET) == Open(events[0], 1, end)
    events.append(Told("1", NOW))
    assert still_open(events, HERE, WALLET) is None


def test_it_is_of_one_wallet_at_one_service():
    events = [intended("1", OTHER), intended("2", WALLET, THERE)]
    assert still_open(events, HERE, WALLET) is None
    assert still_open(events, THERE, WALLET.lower()).authorisation.nonce == "2"


NONCES = st.sampled_from(["1", "2", "3"])
EVENTS = st.lists(
    NONCES.map(intended)
    | st.builds(Sent, NONCES, st.just(NOW))
    | st.builds(Returned, NONCES, st.just(NOW))
    | st.builds(Closed, NONCES, st.just(NOW), st.sampled_from(["credited", "rejected", "expired"]))
    | st.builds(Told, NONCES, st.just(NOW)),
    max_size=12,
)


@given(EVENTS)
def test_every_event_is_read_as_it_was_written(events):
    for event in events:
        assert msgspec.json.decode(msgspec.json.encode(event), type=Event) == event


@given(EVENTS)
def test_an_intent_stays_until_it_is_told_of(events):
    events = [*events, intended("4")]
    assert (
        still_open(
            [*events, Told("1", NOW), Told("2", NOW), Told("3", NOW)], HERE, WALLET
        ).authorisation.nonce
        == "4"
    )


@pytest.mark.parametrize(
    ("here", "there", "step"),
    [
        (0, 0, Step.SEND),
        (1000, 299, Step.SEND),
        (0, 300, Step.WAIT),
        (300 + MARGIN - 1, 1000, Step.WAIT),
        (1000, 300 + MARGIN - 1, Step.WAIT),
        (300 + MARGIN, 300 + MARGIN, Step.CLOSE),
    ],
)
def test_it_can_be_sent_until_its_end_and_is_over_when_both_clocks_are_well_past_it(here, there, step):
    assert next_step(Open(intended()), NOW + here, NOW + there) is step


def test_a_verdict_proves_something_about_what_was_sent_once():
    assert [proves_unpaid(Open(intended(), sends)) for sends in (0, 1, 2)] == [False, True, False]


def entry(usd="10", kind="top-up", at=NOW, own="t-1"):
    return Entry(own, Charge(at, Decimal(usd), None, kind), None)


def test_its_credit_is_a_new_top_up_of_its_amount():
    top_up = Open(intended(known=("t-0",)))
    assert credit_of(top_up, [entry("7"), entry("10.00")]) == entry("10.00")
    assert credit_of(top_up, [entry(at=NOW - EARLIER)]) is not None
    for row in (entry("10.01"), entry(kind="refund"), entry(at=NOW - EARLIER - 1), entry(own="t-0")):
        assert credit_of(top_up, [row]) is None
    assert others(top_up, [entry("7"), entry("10"), entry("8", own="t-0"), entry("9", kind="charge")]) == (
        Decimal(7),
    )

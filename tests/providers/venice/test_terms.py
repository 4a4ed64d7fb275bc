"""The terms of a top-up are read in each form in use, and none but those for the known token on Base are agreed to."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.simulator.account.topups import ACCEPTS, terms
from vgdsl.providers.venice.headers import read_headers
from vgdsl.providers.venice.reply import Answer
from vgdsl.providers.venice.x402.terms import USDC, TermsError, read_elsewhere, read_terms

ROW = ACCEPTS[0]
RECEIVER = "0x" + "11" * 20


def body(*rows, **more):
    return {"x402Version": 2, "accepts": list(rows), **more}


def test_the_row_for_base_is_taken_and_sent_back_as_it_is(answer):
    found = read_terms(answer(402, terms()))
    assert (found.receiver, found.network, found.least, found.seconds) == (
        ROW["payTo"],
        "eip155:8453",
        Decimal(5),
        300,
    )
    assert found.row == ROW


def test_what_live_answers_leave_out_is_put_in(answer):
    """As seen in May 2026."""
    old = {"network": "eip155:8453", "amount": "5000000", "asset": USDC.lower(), "payTo": RECEIVER}
    found = read_terms(answer(402, {"protocol": "x402", "version": 2, "accepts": [old]}))
    assert (found.receiver, found.least, found.seconds) == (RECEIVER, Decimal(5), 300)
    assert found.row == {
        **old,
        "scheme": "exact",
        "maxTimeoutSeconds": 300,
        "extra": {"name": "USD Coin", "version": "2"},
    }


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"asset": "0x" + "22" * 20}, "another token"),
        ({"asset": None}, "another token"),
        ({"extra": {"name": "Tether", "version": "2"}}, "otherwise than it is known"),
        ({"extra": {"name": "USD Coin", "version": "1"}}, "otherwise than it is known"),
        ({"payTo": None}, "no receiver"),
        ({"payTo": "0x" + "00" * 20}, "no receiver"),
        ({"payTo": "venice.eth"}, "no receiver"),
        ({"amount": "-1"}, "cannot be read"),
        ({"amount": 1e300}, "cannot be read"),
        ({"maxTimeoutSeconds": 10**9}, "cannot be read"),
        ({"maxTimeoutSeconds": "soon"}, "cannot be read"),
        ({"network": "eip155:1"}, "no USDC on Base"),
        ({"scheme": "upto"}, "no USDC on Base"),
    ],
)
def test_terms_that_are_not_as_known_are_not_agreed_to(answer, change, text):
    with pytest.raises(TermsError, match=text):
        read_terms(answer(402, body({**ROW, **change})))


@pytest.mark.parametrize(
    "data", [{}, {"accepts": []}, {"accepts": "all"}, [], "x", body(ROW) | {"x402Version": 3}]
)
def test_what_is_no_terms_is_said(answer, data):
    with pytest.raises(TermsError):
        read_terms(answer(402, data))


def test_what_is_asked_for_on_solana_is_told_and_no_more(answer):
    assert read_elsewhere(answer(402, terms())) == (
        "at least $5 in USDC (EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v), to 11111111111111111111111111111111"
    )
    assert read_elsewhere(answer(402, body(ROW))) is None
    assert read_elsewhere(answer(402, body({**ACCEPTS[1], "payTo": "send it\nhere"}))) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ROW, "accepts"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON, st.dictionaries(st.sampled_from([*ROW]), JSON))
def test_whatever_comes_is_terms_or_a_refusal(data, change):

    facts = read_headers("terms", 402, {}, 0.0)
    for each in (data, body({**ROW, **change}), body(data)):
        answer = Answer(facts, json.dumps(each).encode())
        read_elsewhere(answer)
        try:
            found = read_terms(answer)
        except TermsError:
            continue
        assert found.row["asset"].lower() == USDC.lower()
        assert int(found.receiver, 16)

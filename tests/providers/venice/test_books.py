"""The account's books are read as they are documented; what is odd in a row costs that row and no other."""

import contextlib
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.base import Charge
from vgdsl.providers.errors import ProviderError, Transient, Unauthorised
from vgdsl.providers.venice.books import (
    Window,
    in_order,
    read_balance,
    read_ledger,
    read_usage,
    wallet_query,
)
from vgdsl.providers.venice.headers import read_headers
from vgdsl.providers.venice.reply import Answer

WAN, MAX, H3 = "wan-2-7-text-to-video", "minimax-h3-max-text-to-video", "minimax-h3"
MODELS = (WAN, MAX, H3)
NOON = 1_781_524_800.0
EVERYTHING = Window(0.0, NOON + 1e6)
VIDEO = {
    "amount": -0.55,
    "currency": "USD",
    "inferenceDetails": None,
    "notes": "API Inference",
    "pricePerUnitUsd": 0.55,
    "sku": f"{WAN}-video-unit",
    "timestamp": "2026-06-15T12:00:00.000Z",
    "units": 1,
}
BOUGHT = {
    "id": "ledger_1",
    "amount": -0.15,
    "balanceAfter": 12.35,
    "type": "CHARGE",
    "createdAt": "2026-06-15 12:00:00+00:00",
    "requestId": "0199",
    "modelId": WAN,
}


def answer(data, status=200):
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return Answer(read_headers("statement", status, {}, NOON), body)


def usage(*rows, cursor=None):
    return read_usage(answer({"data": rows, "nextCursor": cursor}), {}, MODELS)


def ledger(*rows, more=False, offset=0, window=EVERYTHING):
    data = {"transactions": rows, "currentBalance": 12.35, "pagination": {"hasMore": more}}
    return read_ledger(answer({"success": True, "data": data}), wallet_query(offset), window)


@pytest.mark.parametrize(
    ("odd", "charge"),
    [
        ({}, Charge(NOON, Decimal("0.55"), WAN, "charge", None, "API Inference")),
        ({"amount": 0.55}, Charge(NOON, Decimal("0.55"), WAN, "refund", None, "API Inference")),
        ({"sku": WAN, "notes": ""}, Charge(NOON, Decimal("0.55"), WAN, "charge", None, None)),
        (
            {"sku": "wan-2-7-text-to-video2"},
            Charge(NOON, Decimal("0.55"), None, "charge", None, "wan-2-7-text-to-video2, API Inference"),
        ),
        (
            {"sku": f"{MAX}-x", "timestamp": "2026-06-15 12:00:00.000000+00:00"},
            Charge(NOON, Decimal("0.55"), MAX, "charge", None, "API Inference"),
        ),
        (
            {"amount": -55, "currency": "DIEM"},
            Charge(NOON, Decimal("0.55"), WAN, "charge", None, "API Inference, 55 DIEM"),
        ),
        (
            {"amount": 10, "sku": "usd-top-up", "notes": None},
            Charge(NOON, Decimal(10), None, "top-up", None, "usd-top-up"),
        ),
        (
            {"inferenceDetails": {"requestId": "chatcmpl-40"}},
            Charge(NOON, Decimal("0.55"), WAN, "charge", "chatcmpl-40", "API Inference"),
        ),
    ],
)
def test_a_row_of_the_usage_history_is_money_with_a_model_and_a_kind(odd, charge):
    assert usage({**VIDEO, **odd}).charges == (charge,)


def test_the_least_that_a_row_needs_is_a_moment_and_an_amount():
    assert usage({"amount": "-0.1", "timestamp": "2026-06-15T12:00:00"}).charges == (
        Charge(NOON, Decimal("0.1"), None, "charge"),
    )
    assert ledger({"amount": -0.1, "createdAt": "2026-06-15T14:00:00+02:00"}).charges == (
        Charge(NOON, Decimal("0.1"), None, "charge"),
    )


@pytest.mark.parametrize(
    "odd",
    [
        {"amount": None},
        {"amount": True},
        {"amount": 0},
        {"amount": "NaN"},
        {"amount": "1e999999"},
        {"timestamp": None, "createdAt": 1_781_524_800},
        {"timestamp": "yesterday", "createdAt": "2026-13-45"},
    ],
)
def test_a_bad_row_is_left_out_alone(odd):
    assert len(usage(VIDEO, {**VIDEO, **odd}, 7, VIDEO).charges) == 2
    assert len(ledger(BOUGHT, {**BOUGHT, **odd}, None, BOUGHT).charges) == 2


@pytest.mark.parametrize(
    ("odd", "kind", "note"),
    [
        ({}, "charge", None),
        ({"type": "REFUND", "amount": 0.15}, "refund", None),
        ({"type": "TOP_UP", "amount": 5, "requestId": None, "modelId": None}, "top-up", None),
        ({"type": "ADJUSTMENT", "amount": 0.15}, "refund", "ADJUSTMENT"),
        ({"type": None, "amount": 5, "requestId": None, "modelId": None}, "top-up", None),
        ({"type": "SETTLEMENT"}, "charge", "SETTLEMENT"),
    ],
)
def test_a_row_of_a_wallets_ledger_says_its_kind_or_lets_it_be_seen(odd, kind, note):
    row = {**BOUGHT, **odd}
    (charge,) = ledger(row).charges
    assert charge == Charge(
        NOON, abs(Decimal(str(row["amount"]))), row["modelId"], kind, row["requestId"], note
    )


def test_a_page_asks_for_the_next_until_there_is_none():
    assert usage(VIDEO).following is None
    assert usage(VIDEO, cursor="AZq3").following == {"cursor": "AZq3"}
    assert ledger(BOUGHT).following is None
    assert ledger(BOUGHT, more=True, offset=200).following == {"limit": 100, "offset": 201}
    assert ledger(more=True).following is None
    assert ledger(BOUGHT).balance == Decimal("12.35")


def test_a_ledger_is_turned_back_to_the_beginning_of_the_window_and_no_further():
    newest_first = [{**BOUGHT, "createdAt": f"2026-06-15T12:00:{second}Z"} for second in (30, 20, 10)]
    assert ledger(*newest_first, more=True, window=Window(NOON + 10, NOON + 60)).following
    assert ledger(*newest_first, more=True, window=Window(NOON + 10.5, NOON + 60)).following is None
    assert ledger(*newest_first[::-1], more=True, window=Window(NOON + 31, NOON + 60)).following


def test_the_window_has_both_its_ends_and_the_query_is_no_narrower():
    window = Window(NOON + 0.0006, NOON + 2.0006)
    assert window.query == {
        "startTimestamp": "2026-06-15T12:00:00.000Z",
        "endTimestamp": "2026-06-15T12:00:02.002Z",
        "pageSize": 1000,
    }
    assert [window.holds(NOON + at) for at in (-0.001, 0.0006, 2.0006, 2.002)] == [False, True, True, False]


def test_what_comes_twice_because_the_ledger_grew_is_counted_once():
    one, other = Charge(NOON + 1, Decimal(1), WAN, "charge", "a"), Charge(NOON, Decimal(1), WAN, "charge")
    assert in_order([one, one, other, other], EVERYTHING) == (other, other, one)
    assert in_order([one, other], Window(NOON + 2, NOON + 3)) == ()


def test_what_happened_at_one_moment_keeps_its_order_in_books_that_begin_with_the_newest():
    bought, given_back = (Charge(NOON, Decimal(1), WAN, kind, "a") for kind in ("charge", "refund"))
    later = Charge(NOON + 1, Decimal(1), WAN, "charge", "b")
    assert in_order([later, given_back, bought], EVERYTHING) == (bought, given_back, later)
    assert in_order([bought, given_back, later], EVERYTHING) == (bought, given_back, later)


@pytest.mark.parametrize(
    ("data", "usd"),
    [
        (
            {"canConsume": True, "consumptionCurrency": "USD", "balances": {"diem": None, "usd": 25.10}},
            "25.1",
        ),
        ({"balances": {"diem": 90.5, "usd": None}}, None),
        ({"success": True, "data": {"walletAddress": "0x", "balanceUsd": 12.5, "canConsume": True}}, "12.5"),
        ({"balances": {"usd": "4.230000"}}, "4.230000"),
        ({"balances": []}, None),
        ([], None),
    ],
)
def test_a_balance_is_dollars_or_not_told(data, usd):
    assert read_balance(answer(data)) == (None if usd is None else Decimal(usd))


@pytest.mark.parametrize("data", [b"", b"<html>", {}, {"data": None}, {"data": {"transactions": 3}}])
def test_books_that_cannot_be_read_are_said_to_be_so(data):
    for read in (
        lambda: read_usage(answer(data), {}, MODELS),
        lambda: read_ledger(answer(data), {}, EVERYTHING),
    ):
        with pytest.raises(Transient, match="Venice's record of the account cannot be read"):
            read()


def test_a_refusal_is_raised_as_what_it_is():
    for read in (
        lambda it: read_usage(it, {}, MODELS),
        lambda it: read_ledger(it, {}, EVERYTHING),
        read_balance,
    ):
        with pytest.raises(Unauthorised):
            read(answer({"error": "Authentication failed"}, 401))
        with pytest.raises(Transient):
            read(answer({"error": "An unknown error occurred"}, 500))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([VIDEO, BOUGHT]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*VIDEO, *BOUGHT, "data", "transactions"]), inner, max_size=8)
    ),
    max_leaves=20,
)


@given(
    st.binary()
    | JSON
    | JSON.map(lambda rows: {"data": [rows, rows]})
    | JSON.map(lambda rows: {"data": {"transactions": [rows]}})
)
def test_junk_is_read_or_refused_and_never_breaks_the_reading(data):
    for read in (
        lambda it: read_usage(it, {}, MODELS).charges,
        lambda it: read_ledger(it, wallet_query(), EVERYTHING).charges,
    ):
        try:
            charges = read(answer(data))
        except ProviderError:
            continue
        assert all(each.usd > 0 and each.usd.is_finite() for each in charges)
    with contextlib.suppress(ProviderError):
        assert (read_balance(answer(data)) or Decimal(0)).is_finite()

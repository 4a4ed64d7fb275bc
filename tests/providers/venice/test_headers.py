"""What the headers of an answer tell."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.venice.headers import RateState, read_headers

NOW = 1_790_000_000.0


def read(**headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return read_headers("quote", 200, named, NOW)


@pytest.mark.parametrize("reset", ["1790000030", "1790000030000", "30"])
def test_a_reset_is_understood_in_seconds_milliseconds_and_as_a_wait(reset):
    facts = read(
        X_RateLimit_Limit_Requests="40",
        x_ratelimit_remaining_requests="0",
        x_ratelimit_reset_requests=reset,
        x_ratelimit_type="api_key",
    )
    assert facts.requests == RateState(40, 0, 30, "api_key")
    assert facts.retry_after == 30


@pytest.mark.parametrize("off", [-86400.0, -20.0, 0.0, 20.0, 86400.0])
@pytest.mark.parametrize(
    "given", [{"x_venice_timestamp": "2026-09-21T14:13:20.000Z"}, {"date": "Mon, 21 Sep 2026 14:13:20 GMT"}]
)
def test_a_reset_is_held_against_the_answers_own_time_whatever_this_machine_takes_it_for(off, given):
    marks = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1790000030000"}
    named = {name.replace("_", "-"): value for name, value in given.items()}
    assert read_headers("queue", 429, {**marks, **named}, NOW + off).retry_after == 30


@pytest.mark.parametrize("off", [-86400.0, 86400.0])
def test_a_wrong_clock_alone_holds_nothing_for_longer_than_the_limit_lasts(off):
    rate = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1790000030000"}
    assert read_headers("queue", 429, rate, NOW + off).retry_after in {0, 60}
    block = {"x-ratelimit-remaining": "0", "x-ratelimit-resets": "1790000030000"}
    assert read_headers("queue", 429, block, NOW + off).retry_after in {0, 30}


def test_a_limit_with_room_left_asks_for_no_wait():
    facts = read(x_ratelimit_remaining_requests="7", x_ratelimit_reset_requests="30")
    assert facts.requests.remaining == 7
    assert facts.retry_after is None


def test_the_block_after_many_failures_has_its_own_headers():
    facts = read(x_ratelimit_remaining="0", x_ratelimit_resets="1790000030000")
    assert facts.blocked_for == 30
    assert facts.retry_after == 30
    assert facts.requests is None


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("30", 30), ("1.5", 1.5), ("-4", 0), ("Mon, 21 Sep 2026 14:13:50 GMT", 30), ("soon", None)],
)
def test_retry_after_comes_in_seconds_or_as_a_date(said, seconds):
    assert read(retry_after=said).retry_after == seconds


def test_an_explicit_wait_wins_over_a_computed_one():
    assert read(retry_after="2", x_ratelimit_resets="1790000030000").retry_after == 2


def test_balances_are_exact_and_may_come_under_either_name():
    facts = read(
        x_venice_balance_usd="12.340000", x_venice_balance_diem="0.1", X_Balance_Remaining="4.230000"
    )
    assert (facts.balance_usd, facts.balance_diem, facts.wallet) == (
        Decimal("12.34"),
        Decimal("0.1"),
        Decimal("4.23"),
    )


def test_deprecation_routing_and_request_id_are_kept():
    facts = read(
        x_venice_model_deprecation_warning="goes away",
        x_venice_model_deprecation_date="2026-12-01",
        x_venice_model_id="wan-3-0",
        CF_RAY="8f-AMS",
        x_venice_is_content_violation="true",
        Content_Type="Video/MP4; codecs=avc1",
    )
    assert (facts.deprecation, facts.deprecation_date, facts.routed_model) == (
        "goes away",
        "2026-12-01",
        "wan-3-0",
    )
    assert (facts.request_id, facts.content_violation, facts.content_type) == ("8f-AMS", True, "video/mp4")


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "retry-after",
                "x-ratelimit-resets",
                "x-ratelimit-limit-requests",
                "x-ratelimit-reset-requests",
                "x-venice-balance-usd",
                "content-type",
            ]
        ),
        st.text(max_size=30) | st.sampled_from(["nan", "inf", "-inf", "1e400", "Infinity", "sNaN"]),
    )
)
def test_headers_that_make_no_sense_are_not_said(headers):
    facts = read_headers("queue", 200, headers, NOW)
    assert facts.retry_after is None or facts.retry_after >= 0
    assert facts.balance_usd is None or facts.balance_usd.is_finite()

"""A quote for an upscale is taken as it is where nothing speaks against it, and never counts for less than it may cost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.plan.estimate import Doubt, Price, Sort
from vgdsl.plan.trust import Bounds, trusted, twin, unquoted
from vgdsl.program.upscale_price import Second


def second(least: str, most: str | None = None) -> Second:
    return Second(Decimal(least), Decimal(most or least), Decimal(most or least))


LOWER_TIER, UPPER_TIER = second("0.25"), second("1.00", "1.20")
"""Ten seconds of 480 lines, at 2x and at 4x."""


def test_only_a_question_about_4x_has_a_twin():
    body = {"model": "topaz-video-upscale", "upscale_factor": 4, "video_url": "https://a.com/a.mp4"}
    assert twin(body) == {**body, "upscale_factor": 2}
    assert twin({**body, "upscale_factor": 2}) is None
    assert twin({"model": "topaz-video-deblur"}) is None


@pytest.mark.parametrize(
    ("quoted", "at_2x", "counts"),
    [
        ("1.10", "0.25", Price(Decimal("1.10"), Sort.QUOTED)),  # the factor was looked at
        ("1.30", "0.30", Price(Decimal("1.30"), Sort.QUOTED)),  # and everything costs more today
        ("0.25", "0.25", Price(Decimal("4.80"), Sort.AT_MOST, Doubt.FACTOR, Decimal("0.25"))),
    ],
)
def test_a_quote_at_4x_is_held_against_the_one_at_2x(quoted, at_2x, counts):
    bounds = Bounds(second("4.00", "4.80"), LOWER_TIER) if counts.doubt else Bounds(UPPER_TIER, LOWER_TIER)
    assert trusted(Decimal(quoted), Decimal(at_2x), bounds) == counts


def test_where_prices_have_risen_a_factor_that_was_ignored_counts_at_the_new_ones():
    found = trusted(Decimal("0.50"), Decimal("0.50"), Bounds(second("1.00"), second("0.25")))
    assert found == Price(Decimal("2.00"), Sort.AT_MOST, Doubt.FACTOR, Decimal("0.50"))


def test_the_same_price_is_right_where_both_are_in_one_tier():
    assert trusted(Decimal("1.00"), Decimal("1.00"), Bounds(UPPER_TIER, UPPER_TIER)).sort is Sort.QUOTED


def test_a_quote_below_every_known_price_counts_as_the_known_one():
    found = trusted(Decimal("0.13"), None, Bounds(UPPER_TIER))
    assert found == Price(Decimal("1.20"), Sort.AT_MOST, Doubt.LOW, Decimal("0.13"))
    assert trusted(Decimal("0.96"), None, Bounds(UPPER_TIER)).sort is Sort.QUOTED


def test_where_nothing_is_known_a_quote_is_believed():
    assert trusted(Decimal("0.13"), Decimal("0.13"), Bounds()) == Price(Decimal("0.13"), Sort.QUOTED)
    assert unquoted(Bounds()) is None


def test_a_price_of_nothing_stays_what_it_is():
    assert trusted(Decimal(0), None, Bounds(UPPER_TIER)) == Price(Decimal(0), Sort.QUOTED)


def test_what_is_not_quoted_counts_at_the_most_that_it_can_cost():
    assert unquoted(Bounds(second("0.984", "1.101"))) == Price(Decimal("1.11"), Sort.AT_MOST, Doubt.UNQUOTED)


amounts = st.decimals("0.01", "50", places=2)


@given(amounts, amounts | st.none(), amounts, amounts, amounts)
def test_what_counts_is_never_less_than_what_was_quoted(quoted, at_2x, one, other, factor):
    least, most = sorted((one, other))
    bounds = Bounds(Second(least, most, most), Second(least / factor, most / factor, most / factor))
    found = trusted(quoted, at_2x, bounds)
    assert found.usd >= quoted
    assert (found.doubt is None) == (found.sort is Sort.QUOTED)

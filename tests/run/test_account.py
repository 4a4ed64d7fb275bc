"""What answers tell in passing is heard from whichever of them tells it."""

from decimal import Decimal

import pytest

from vgdsl.providers.venice.headers import read_headers
from vgdsl.run.account import Account, Holding


def heard(*answers, model="wan") -> Account:
    account = Account()
    for headers in answers:
        account.hear(read_headers("queue", 200, headers, 0.0, model))
    return account


@pytest.mark.parametrize(
    ("headers", "held"),
    [
        ({}, None),
        ({"x-venice-balance-usd": "12.5"}, Holding(Decimal("12.5"))),
        ({"X-Balance-Remaining": "4.230000", "x-venice-balance-usd": "9"}, Holding(Decimal("4.230000"))),
        ({"x-venice-balance-diem": "3.1"}, Holding(Decimal("3.1"), "DIEM")),
        ({"x-venice-balance-usd": "much"}, None),
    ],
)
def test_what_the_account_holds_is_told_under_several_names(headers, held):
    assert heard(headers).last == held


def test_the_first_balance_is_held_against_the_last():
    account = heard(
        {}, {"x-venice-balance-usd": "10"}, {"x-venice-balance-usd": "9"}, {}, {"x-venice-balance-usd": "8"}
    )
    assert (account.first, account.last, account.balance) == (
        Holding(Decimal(10)),
        Holding(Decimal(8)),
        Decimal(8),
    )


def test_a_model_on_its_way_out_is_known_by_its_day_or_by_what_is_said():
    account = heard(
        {
            "x-venice-model-deprecation-warning": "Going soon.",
            "x-venice-model-deprecation-date": "2026-12-01",
        },
        {"x-venice-model-id": "wan-2", "x-venice-model-deprecation-warning": "Going soon."},
    )
    assert account.retiring == {"wan": "2026-12-01", "wan-2": "Going soon."}

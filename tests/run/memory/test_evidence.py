"""What an account's books say of an order whose answer was lost: charges are matched, nothing is decided."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.base import Charge, Statement
from vgdsl.run.memory.evidence import AFTER, Known, Leaning, weigh
from vgdsl.run.memory.past import Open

T = 1_800_000_000.0
PRICE = Decimal("0.40")
LATER = T + AFTER + 1


def order(at=T, balance=None, key="k"):
    return Open(
        "film.vg", "a", None, key, "wan-2-7-text-to-video", "0.40", "uncertain", at, "venice", "Cut.", None, None, None,
        None, None, quote="0.40", balance=balance,
    )  # fmt: skip


def charge(at, usd="0.40", model="wan-2-7-text-to-video", kind="charge"):
    return Charge(T + at, Decimal(usd), model, kind)


def books(*charges, balance=None):
    return Statement(None if balance is None else Decimal(balance), charges, "usage history")


def known(at, usd="0.40", model="wan-2-7-text-to-video"):
    return Known(T + at, Decimal(usd), model)


@pytest.mark.parametrize(
    ("charges", "purchases", "left", "leaning"),
    [
        ([], [], [], Leaning.NOT_BOUGHT),
        ([charge(2)], [], [2], Leaning.BOUGHT),
        ([charge(2)], [known(1.5)], [], Leaning.NOT_BOUGHT),
        ([charge(2), charge(3)], [known(1.5)], [3], Leaning.BOUGHT),
        ([charge(2), charge(2.5), charge(60)], [known(2.4), known(59)], [2], Leaning.BOUGHT),
        ([charge(2, model="kling-o3-pro")], [], [], Leaning.NOT_BOUGHT),
        ([charge(2, model="wan-2-7-text-to-video:720p")], [], [2], Leaning.BOUGHT),
        ([charge(2, model=None)], [], [2], Leaning.BOUGHT),
        ([charge(2, model=None, usd="9")], [], [], Leaning.NOT_BOUGHT),
        ([charge(2, usd="0.80")], [], [2], Leaning.UNCLEAR),
        ([charge(-500), charge(5000)], [], [], Leaning.NOT_BOUGHT),
        ([charge(2, kind="refund")], [], [], Leaning.NOT_BOUGHT),
    ],
)
def test_charges_of_known_purchases_are_set_aside_and_the_rest_is_shown(charges, purchases, left, leaning):
    found = weigh(order(), books(*charges), purchases)
    assert [each.at - T for each in found.left] == left
    assert found.explained == len(found.charges) - len(left)
    assert found.leaning(LATER) is leaning


def test_books_are_not_trusted_to_be_complete_too_early():
    assert weigh(order(), books(), []).leaning(T + 60) is Leaning.UNCLEAR


def test_money_that_is_missing_without_a_purchase_speaks_against_not_bought():
    statement = books(charge(900, "0.10", kind="refund"), balance="8.50")
    found = weigh(order(balance="10"), statement, [known(3, "1.20", "veo")])
    assert (found.before, found.now, found.known_since) == (Decimal(10), Decimal("8.50"), Decimal("1.10"))
    assert found.unexplained == PRICE
    assert found.leaning(LATER) is Leaning.UNCLEAR


def test_other_lost_orders_of_the_time_are_counted():
    assert weigh(order(), books(), [], [order(T + 5, key="l"), order(T + 5000, key="m")]).rivals == 1


AT = st.floats(-100, 800).map(lambda at: round(at, 1))


@given(st.lists(AT, max_size=8), st.integers(0, 2), st.randoms(use_true_random=False))
def test_as_many_charges_are_left_as_there_are_charges_beyond_the_known_purchases(moments, more, chance):
    """Each known purchase is charged within a second; whatever else was charged at that price stays."""
    purchases = [known(at) for at in moments]
    charges = [charge(at + chance.random()) for at in moments] + [charge(at) for at in range(more)]
    found = weigh(order(), books(*sorted(charges, key=lambda each: each.at)), purchases)
    assert len(found.left) == more

"""The account's book keeps what was written, whatever happens to the process that writes it."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.providers.simulator.account.ledger import Booking, Ledger, read_bookings

AMOUNTS = st.lists(st.decimals(min_value="0.01", max_value="99.99", places=2), max_size=12)


def booking(number, usd, kind="charge"):
    return Booking(kind, float(number), f"id-{number}", "model", usd, f"shot-{number % 3}")


@settings(max_examples=30, deadline=None)
@given(amounts=AMOUNTS, cut=st.integers(min_value=0, max_value=4000))
def test_a_cut_loses_bookings_from_the_end_and_nothing_else(tmp_path_factory, amounts, cut):
    path = tmp_path_factory.mktemp("ledger") / "ledger.jsonl"
    ledger = Ledger(path, Decimal(100))
    for number, usd in enumerate(amounts):
        ledger.book(booking(number, usd))
    ledger.close()
    whole = read_bookings(path)
    with path.open("r+b") as file:
        file.truncate(min(cut, path.stat().st_size))
    left = read_bookings(path)
    assert left == whole[: len(left)]
    reopened = Ledger(path, Decimal(100))
    reopened.book(booking(99, Decimal(1)))
    reopened.close()
    assert read_bookings(path) == [*left, booking(99, Decimal(1))]


@settings(max_examples=30, deadline=None)
@given(amounts=AMOUNTS)
def test_what_is_left_is_what_was_there_less_what_was_not_given_back(tmp_path_factory, amounts):
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "l", Decimal(1000))
    for number, usd in enumerate(amounts):
        ledger.book(booking(number, usd))
        if number % 2:
            ledger.book(booking(number, usd, "refund"))
    assert ledger.spent == sum(amounts[::2])
    assert ledger.balance == 1000 - ledger.spent
    assert ledger.purchases() == len(amounts)
    ledger.close()

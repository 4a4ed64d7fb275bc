"""A cap is a promise: nothing that happens, in whatever order, spends more."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from vgdsl.run.budget import Limits, Spending, stopped_by, wrong_price

MONEY = st.decimals("0.01", "9.99", places=2)
SCENES = st.sampled_from([None, "harbour", "sea"])
CAP = st.none() | st.decimals("0", "20", places=2)


@st.composite
def limits(draw):
    return Limits(
        run=draw(CAP), film=draw(CAP), scenes={"harbour": cap} if (cap := draw(CAP)) is not None else {}
    )


@given(limits(), st.lists(st.tuples(SCENES, MONEY), max_size=40), st.randoms(use_true_random=False))
def test_no_order_of_purchases_and_refunds_passes_a_cap(caps, wishes, chance):
    spending, kept = Spending(), []
    for scene, price in wishes:
        if stopped_by(caps, spending, scene, price) is None:
            spending = spending.plus(scene, price)
            kept.append((scene, price))
        if kept and chance.random() < 0.3:
            back, amount = kept.pop(chance.randrange(len(kept)))
            spending = spending.plus(back, -amount)
        total = sum((price for _, price in kept), Decimal(0))
        harbour = sum((price for scene, price in kept if scene == "harbour"), Decimal(0))
        assert total == spending.run == spending.film
        assert caps.run is None or total <= caps.run
        assert caps.film is None or total <= caps.film
        assert "harbour" not in caps.scenes or harbour <= caps.scenes["harbour"]


@given(limits(), SCENES, MONEY)
def test_what_fits_is_let_through(caps, scene, price):
    tight = [caps.run, caps.film, caps.scenes.get(scene or "")]
    fits = all(cap is None or price <= cap for cap in tight)
    assert (stopped_by(caps, Spending(), scene, price) is None) is fits


def test_the_limit_that_stops_is_named_with_its_numbers():
    stop = stopped_by(
        Limits(scenes={"sea": Decimal(2)}), Spending(scenes={"sea": Decimal("1.90")}), "sea", Decimal("0.40")
    )
    assert stop is not None
    assert stop.limit == "scene:sea"
    assert "$2.00" in stop.message
    assert "$1.90" in stop.message


def test_spending_of_earlier_runs_counts_for_the_film_but_not_for_this_run():
    before = Spending(film=Decimal(5))
    assert stopped_by(Limits(run=Decimal(1)), before, None, Decimal(1)) is None
    assert stopped_by(Limits(film=Decimal(5)), before, None, Decimal(1)) is not None


def test_a_price_as_planned_or_below_is_right():
    assert wrong_price(Decimal("0.40"), Decimal("0.40")) is None
    assert wrong_price(Decimal("0.30"), Decimal("0.40")) is None
    assert wrong_price(Decimal(7), None) is None

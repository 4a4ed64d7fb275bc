"""Numbers and units as they are written."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vgdsl.check.quantities import meant, read
from vgdsl.program.values import Duration, Factor, Money, Rate, Ratio, Resolution


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("-30", -30),
        ("0.5", 0.5),
        ("500ms", Duration(500)),
        ("1.5s", Duration(1500)),
        ("2m", Duration(120_000)),
        ("16:9", Ratio(16, 9)),
        ("720p", Resolution("720p")),
        ("2K", Resolution("2K")),
        ("2x", Factor(2)),
        ("24fps", Rate(24)),
        ("23.976fps", Rate(24000, 1001)),
        ("12.5fps", Rate(25, 2)),
        ("$4.50", Money(Decimal("4.50"))),
    ],
)
def test_a_quantity_means(text, value):
    assert read(text) == value
    assert type(read(text)) is type(value)


@pytest.mark.parametrize(
    "text", ["5sec", "-5s", "16:0", "1.5x", "0x", "0fps", "$-1", "$5s", "9" * 5000, "5s5"]
)
def test_nothing_else_is_a_quantity(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "better"), [("5sec", "5s"), ("2min", "2m"), ("720px", "720p"), ("25hz", "25fps")]
)
def test_a_unit_that_was_probably_meant(text, better):
    assert meant(text) == better


@example("1.6:9")
@given(st.text(alphabet="0123456789.:$smxpkf-+ٓ٣", max_size=12))
def test_every_text_gets_an_answer(text):
    read(text)
    meant(text)

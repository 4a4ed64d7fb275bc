"""A provider that nobody asks is never opened."""

from decimal import Decimal

from vgdsl.providers.base import Statement
from vgdsl.providers.late import Late


class Quoting:
    """A provider that quotes one price and notes when it is closed."""

    def __init__(self) -> None:
        self.closed = False

    async def quote(self, body) -> Decimal:
        return Decimal("0.40")

    async def statement(self, since, until) -> Statement:
        return Statement(Decimal(since), (), f"until {until}")

    async def aclose(self) -> None:
        self.closed = True


async def test_a_provider_that_is_not_asked_is_not_opened():
    opened = []
    late = Late("venice", "https://api.venice.ai/api/v1", lambda: opened.append(1))
    assert (late.name, late.address) == ("venice", "https://api.venice.ai/api/v1")
    await late.aclose()
    assert opened == []


async def test_it_is_opened_once_and_closed_with_it():
    opened = []

    def open_provider() -> Quoting:
        opened.append(Quoting())
        return opened[-1]

    late = Late("venice", "https://api.venice.ai/api/v1", open_provider)
    assert [await late.quote({}), await late.quote({})] == [Decimal("0.40")] * 2
    assert await late.statement(1, 2) == Statement(Decimal(1), (), "until 2")
    await late.aclose()
    assert [one.closed for one in opened] == [True]

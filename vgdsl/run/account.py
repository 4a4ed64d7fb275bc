"""What a provider's answers tell in passing: what the account holds, and which models are on their way out. Asks nobody."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from vgdsl.providers.venice.headers import Headers


class Holding(msgspec.Struct, frozen=True):
    """What an account holds: US dollars, or DIEM, which buys a dollar's worth each day."""

    amount: Decimal
    unit: str = "USD"


class Account:
    """Listens to the headers of every answer. Balances are those before the request that was answered.

    `first` is the balance that was heard first, `last` the newest. `retiring` are the days on which models are retired, or
    what is said of that, by model.
    """

    __slots__ = ("_retiring", "first", "last")

    def __init__(self) -> None:
        self.first: Holding | None = None
        self.last: Holding | None = None
        self._retiring: dict[str, str] = {}

    @property
    def balance(self) -> Decimal | None:
        """What the account was last said to hold."""
        return None if self.last is None else self.last.amount

    @property
    def retiring(self) -> Mapping[str, str]:
        return dict(self._retiring)

    def hear(self, headers: Headers) -> None:
        """Take in what an answer says beside its body."""
        held = _held(headers)
        if held is not None:
            self.last = held
            if self.first is None or self.first.unit != held.unit:
                self.first = held
        model = headers.routed_model or headers.model
        if model and (headers.deprecation or headers.deprecation_date):
            self._retiring[model] = headers.deprecation_date or headers.deprecation or ""


def _held(headers: Headers) -> Holding | None:
    for amount, unit in (
        (headers.wallet, "USD"),
        (headers.balance_usd, "USD"),
        (headers.balance_diem, "DIEM"),
    ):
        if amount is not None:
            return Holding(amount, unit)
    return None

"""Says of a request that was tried before, without a clip of it at hand, whether it may be bought by itself.

What was paid for once is bought a second time only when a person asks for that by name (`--again`). What cost nothing may be
tried again, but not for ever: a request that failed three times in a row will fail a fourth time. Knows no history.
"""

from decimal import Decimal

import msgspec

TRIES = 3
"""Failures in a row after which nobody tries again by himself (a scheduler that did was billed at every cycle)."""


class Before(msgspec.Struct, frozen=True):
    """What became of a request so far. `phase` is `finished` (there is a clip, of `sha256`, but not here), or that of its
    last failure: `failed`, `refused` or `expired`.

    `cost`, in US dollars, is what was kept of the price, in all of the `times` that it was tried in a row; `at` is when it
    was tried last, in Unix seconds, and `message` what was said then.
    """

    phase: str
    at: float
    cost: Decimal
    message: str = ""
    times: int = 1
    sha256: str | None = None

    @property
    def bars(self) -> bool:
        """Whether only a person may have it bought again."""
        return self.sha256 is not None or self.cost > 0 or self.times >= TRIES

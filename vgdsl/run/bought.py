"""A purchase on its way home: all that is needed to collect it and to say what became of it. Knows no provider."""

from decimal import Decimal

import msgspec

from vgdsl.plan.job import Expected, Job
from vgdsl.providers.base import Ticket


class Bought(msgspec.Struct, frozen=True):
    """A purchase to collect. `usual` is how many seconds such a job takes; `early` asks at once, whatever its age.

    `task` is the job of the film that it was bought for, where the film has it still.
    """

    job: str
    key: str
    price: Decimal
    ticket: Ticket
    expected: Expected = Expected()
    usual: float = 120.0
    early: bool = False
    task: Job | None = None

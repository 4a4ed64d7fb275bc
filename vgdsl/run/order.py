"""What a run is to do: which tasks of which film, at which prices, within which limits. Knows nothing of how it is done."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from vgdsl.plan.job import Task
from vgdsl.run.budget import Limits
from vgdsl.run.memory.past import Settled

Planned = Mapping[str, Decimal | None]

PLACES = 16
"""Jobs under way at once, where nobody says otherwise."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is to do. `planned` are the prices by job: what is not among them is not bought, and nothing above its
    price (None: any). `whole` says that the tasks are the whole film, so that results of others are outdated. `clean_up`
    has the provider delete the media of what is collected. `elsewhere` are purchases of other machines that the film's
    record tells of; jobs in `again` may be bought a second time.
    """

    film: str
    tasks: tuple[Task, ...]
    planned: Planned = {}
    limits: Limits = Limits()
    places: int = PLACES
    whole: bool = False
    clean_up: bool = False
    elsewhere: tuple[Settled, ...] = ()
    again: frozenset[str] = frozenset()

"""What a run works with: everything that touches the world, in one record. Knows nothing itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vgdsl.providers.base import Provider, Ticket
from vgdsl.run.account import Account
from vgdsl.run.clock import Clock
from vgdsl.run.memory.journal import Journal
from vgdsl.run.memory.recovery import Witness
from vgdsl.run.pacing.limiter import Limiter
from vgdsl.run.results import Results
from vgdsl.run.store import Store
from vgdsl.run.studio import Studio


@dataclass(frozen=True, slots=True)
class Tools:
    """`project` is the folder that file inputs are in, `results` the one that people open.

    `owner` says which process this is. `account` is what answers have told of the account and of models so far.
    `collector` finds who can collect a ticket: the provider at the address that it names, or None when there is no
    access to it. `chance` returns a number from 0 to 1, to keep callers apart who failed together. `witness` can say what
    became of an order that was lost, where anybody can.
    """

    project: Path
    provider: Provider
    collector: Callable[[Ticket], Provider | None]
    journal: Journal
    store: Store
    studio: Studio
    results: Results
    clock: Clock
    submissions: Limiter
    retrievals: Limiter
    chance: Callable[[], float]
    witness: Witness | None = None
    owner: str = ""
    upscale_quotes: Limiter | None = None
    account: Account = field(default_factory=Account)

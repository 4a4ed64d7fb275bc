"""How one simulated provider is set up. Knows no request, no job and no server."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from vgdsl.program.catalog import Catalog
from vgdsl.program.editions import load
from vgdsl.providers.simulator.faults.faults import Script
from vgdsl.providers.simulator.judging.strictness import Strictness
from vgdsl.providers.simulator.judging.upscaling import Dialect
from vgdsl.providers.simulator.listing import SuiteKey

Faces = Literal["asked", "all", "none"]
"""Whose media show faces: that of orders to models which ask for consent, that of all orders, or nobody's."""

NAME = "simulator"
ORIGIN = "http://simulator"
ADDRESS = f"{ORIGIN}/api/v1"
"""Where the simulator of this process is; no other process finds anything there."""

FAST = 240.0
"""A minute of making passes in a quarter of a second."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """Settings. Everything else that the simulator knows is in its folder.

    `folder` keeps jobs, clips and the ledger, so that a later simulation of the same folder still knows them; None
    forgets all when it ends. `speed` compresses time: how long clips take, and the minutes and seconds of the rate
    limits; a job's day of life stays a day. `balance` is what the account started with, in US dollars: so much that
    no rehearsal runs dry. Wallets draw on the same account, unless `wallet_credit` gives each new one a credit of its own, of so
    many US dollars. With a `key` only that key opens the account, else any key and any wallet do. `completes`: whether
    /video/complete deletes; of late the service refuses it for every job (Venice video skill, September 2026). `strictness`:
    how much of what is wrong with a request is minded. `faces` says whose media show them. `faults`
    go wrong; their calls are counted from 1 by every process, while what a job was fated to is in its file.

    Where sources disagree about upscalers it can be either way: `upscaler` is the older one's dialect; without
    `quotes_factor` a quote takes every factor for 2, as an older guide says; `suite_key` is what /models calls the suite's settings.
    """

    folder: Path | None = None
    speed: float = FAST
    balance: Decimal = Decimal(1_000_000)
    wallet_credit: Decimal | None = None
    key: str | None = None
    completes: bool = False
    strictness: Strictness = "strict"
    faces: Faces = "asked"
    faults: Script | None = None
    upscaler: Dialect = "guide"
    quotes_factor: bool = True
    suite_key: SuiteKey = "topaz"
    catalog: Catalog = field(default_factory=load)
    clock: Callable[[], float] = time.time

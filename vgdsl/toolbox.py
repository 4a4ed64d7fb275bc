"""Opens what planning, running and collecting need from the world, for one project at one provider; and closes it again.

Knows which provider, which journal, which clock; knows no film's content and decides nothing. What is made on the
simulator goes to `out/animatic/`.
"""

import os
import random
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from vgdsl.project import Project
from vgdsl.providers.base import Provider, Ticket
from vgdsl.providers.late import Late
from vgdsl.providers.simulator.faults.faults import Script
from vgdsl.providers.simulator.simulation import ADDRESS as SIMULATOR
from vgdsl.providers.simulator.simulation import FAST, NAME, Simulation
from vgdsl.providers.venice.auth import base_address, payer, who_pays
from vgdsl.providers.venice.headers import Headers
from vgdsl.run.account import Account
from vgdsl.run.clock import Clock, HastyClock, SystemClock
from vgdsl.run.memory.journal import Journal
from vgdsl.run.memory.past import Open
from vgdsl.run.memory.recovery import Witness
from vgdsl.run.pacing.rhythm import Rhythm
from vgdsl.run.results import Results
from vgdsl.run.store import Store
from vgdsl.run.suite import Suite
from vgdsl.run.tools import Tools


@asynccontextmanager
async def toolbox(
    project: Project, results: Path, *, simulate: bool, faults: Script | None = None
) -> AsyncIterator[Tools]:
    """The tools of a project; `results` is the folder `out` of the film. Without a key nothing can be bought with them.

    `faults` go wrong where it is simulated.

    Raises JournalError, and Unauthorised for an address or a key that cannot be one.
    """
    clock: Clock = HastyClock(FAST) if simulate else SystemClock()
    rhythm = Rhythm(clock) if simulate else _rhythm(base_address(os.environ).rstrip("/"))
    account = Account()

    def hear(headers: Headers) -> None:
        rhythm.hear(headers)
        account.hear(headers)

    provider = _provider(project.state, hear, simulate=simulate, faults=faults)
    try:
        with Journal(project.state / "journal.db") as journal:
            yield Tools(
                project=project.root,
                provider=provider,
                collector=lambda ticket: _collector(ticket, provider),
                journal=journal,
                store=Store(project.state),
                studio=Suite(project.root),
                results=Results(results / "animatic" if simulate else results),
                clock=clock,
                submissions=rhythm.submissions,
                retrievals=rhythm.retrievals,
                upscale_quotes=rhythm.upscale_quotes,
                chance=random.random,
                witness=_witness(provider) if simulate else None,
                owner=f"process {os.getpid()} on {socket.gethostname()}",
                account=account,
            )
    finally:
        await provider.aclose()


@cache
def _rhythm(address: str) -> Rhythm:  # noqa: ARG001 - each address has limits of its own
    """The limits of an address, whichever film of this process uses them up."""
    return Rhythm(SystemClock())


def _provider(
    state: Path, learn: Callable[[Headers], None], *, simulate: bool, faults: Script | None
) -> Late:
    def simulated() -> Provider:
        from vgdsl.providers.simulator.serve import provider  # noqa: PLC0415 - see vgdsl.providers.late

        return provider(Simulation(folder=state / "simulator", faults=faults), learn)

    def real() -> Provider:
        from vgdsl.providers.venice.client import VeniceClient  # noqa: PLC0415

        return VeniceClient(address, auth or who_pays(os.environ), on_headers=learn)

    if simulate:
        return Late(NAME, SIMULATOR, simulated)
    address = base_address(os.environ).rstrip("/")
    auth = payer(os.environ)
    return Late("venice", address, real)


def _witness(provider: Late) -> Witness:
    """What became of an order that was lost on the simulator: its ledger is here to be read, and a rehearsal goes on."""

    def witness(purchase: Open) -> Ticket | None:
        from vgdsl.providers.simulator.serve import Simulator  # noqa: PLC0415 - see vgdsl.providers.late

        simulator = provider.opened
        return (
            simulator.accepted(purchase.job, purchase.intended_at)
            if isinstance(simulator, Simulator)
            else None
        )

    return witness


def _collector(ticket: Ticket, provider: Provider) -> Provider | None:
    """Who can collect a ticket: the provider at hand if it is of the same name, at the address that the ticket names.

    A key goes only to the address that it is for: another host than today's is not sent it.
    """
    if ticket.provider != provider.name:
        return None
    same = urlsplit(ticket.address).netloc == urlsplit(provider.address).netloc
    return provider if same else None

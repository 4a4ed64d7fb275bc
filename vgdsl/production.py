"""A film's production: everything that planning and running need from the world, opened for one project and closed again.

Knows which provider, which journal, which clock; decides nothing about jobs and prints nothing. What is made on the
simulator goes to `out/animatic/`, and neither counts as bought nor against a budget.
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from vgdsl.pipeline import Opened
from vgdsl.plan.estimate import Price, Sort
from vgdsl.plan.freshness import Action
from vgdsl.plan.freshness import Provider as Maker
from vgdsl.plan.graph import Graph
from vgdsl.plan.job import Job
from vgdsl.plan.lower import Lowered, lower
from vgdsl.plan.plan import Known, Plan, plan
from vgdsl.plan.select import Selected, Selection, UnknownName, select
from vgdsl.program.catalog import load
from vgdsl.program.entities import Program
from vgdsl.providers.base import Provider, Ticket
from vgdsl.providers.errors import ProviderError
from vgdsl.providers.late import Late
from vgdsl.providers.simulator.faults import Script
from vgdsl.providers.simulator.simulation import ADDRESS as SIMULATOR
from vgdsl.providers.simulator.simulation import FAST, NAME, Simulation
from vgdsl.providers.venice.auth import ADDRESS_VARIABLE, KEY_VARIABLE, base_address, bearer_key
from vgdsl.providers.venice.headers import Headers
from vgdsl.run.announcer import Listener
from vgdsl.run.budget import Limits
from vgdsl.run.clock import Clock, HastyClock, SystemClock
from vgdsl.run.inputs import Darkroom
from vgdsl.run.journal import Journal
from vgdsl.run.limiter import RETRIEVALS_PER_MINUTE, SUBMISSIONS_PER_MINUTE, Limiter
from vgdsl.run.outcome import Outcome
from vgdsl.run.past import FilmHistory, Open
from vgdsl.run.recovery import Witness, recovered
from vgdsl.run.results import Results
from vgdsl.run.runner import Order, run
from vgdsl.run.store import Store
from vgdsl.run.studio import StudioError
from vgdsl.run.suite import Suite
from vgdsl.run.tools import Tools

QUOTES_AT_ONCE = 8


class UnknownSelectionError(Exception):
    """A name on the command line that means nothing in this film."""

    def __init__(self, unknown: UnknownName) -> None:
        hint = f"; did you mean {unknown.nearest!r}?" if unknown.nearest else ""
        super().__init__(f"nothing in the film is called {unknown.name!r}{hint}")


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with what it was made from."""

    plan: Plan
    program: Program
    lowered: Lowered
    graph: Graph
    selected: Selected


class Production:
    """One film of one project at one provider. Made by `production`."""

    def __init__(self, film: Opened, program: Program, tools: Tools, *, simulated: bool, asks: bool) -> None:
        self.film, self.program, self.tools = film, program, tools
        self.simulated = simulated
        self._asks = asks
        self.lowered = lower(program, load())
        self.graph = Graph((*self.lowered.jobs, *self.lowered.assemblies))

    def recover(self) -> None:
        """Find out what became of orders that an earlier run lost, so that the plan knows it. For who holds the lock."""
        tools = self.tools
        recovered(tools.journal, tools.clock.now(), tools.provider.name, tools.witness)

    async def plan(self, selection: Selection, *, quoted: bool = True) -> Planned:
        """The plan as things stand, with fresh quotes where the provider can be asked. Raises UnknownSelectionError."""
        selected = select(self.graph, selection)
        if isinstance(selected, UnknownName):
            raise UnknownSelectionError(selected)
        first = self._plan(selected, {})
        bought = {step.id for step in first.steps if step.action is Action.MAKE}
        asked = [job for job in self.lowered.jobs if job.id in bought] if quoted and self._asks else []
        quotes = await self._quotes(asked)
        found = self._plan(selected, quotes) if quotes else first
        return Planned(found, self.program, self.lowered, self.graph, selected)

    async def run(
        self,
        planned: Planned,
        cap: Decimal | None,
        places: int,
        listeners: Iterable[Listener],
        stop: asyncio.Event,
    ) -> Outcome:
        """Carry the plan out; whoever calls holds the project's lock."""
        steps, chosen = planned.plan.steps, planned.selected.tasks
        order = Order(
            film=self.film.name,
            tasks=tuple(task for name, task in self.graph.tasks.items() if name in chosen),
            planned={step.id: self._most(step.price) for step in steps if step.action is Action.MAKE},
            limits=Limits(run=cap) if self.simulated else self._limits(cap),
            places=places,
            whole=len(chosen) == len(self.graph.tasks),
        )
        return await run(order, self.tools, listeners, stop)

    def made(self) -> list[Path]:
        """The files that hold what the film has: the journal, every clip of it in the store, and the results."""
        past, tools = self.tools.journal.past(), self.tools
        mine = (
            p for p in past.by_key.values() if (p.film, p.provider) == (self.film.name, tools.provider.name)
        )
        clips = (tools.store.path(p.sha256) for p in mine if p.sha256)
        return [tools.journal.path, *clips, *tools.results.files]

    def _most(self, price: Price | None) -> Decimal | None:
        """The most that a job may turn out to cost: what the plan said. None where it could not say, or nothing is spent."""
        return None if price is None or self.simulated or price.sort is Sort.AT_LEAST else price.usd

    def _limits(self, cap: Decimal | None) -> Limits:
        scenes = {
            name: scene.budget.usd for name, scene in self.program.scenes.items() if scene.budget is not None
        }
        budget = self.program.film.budget
        return Limits(run=cap, film=None if budget is None else budget.usd, scenes=scenes)

    def _plan(self, selected: Selected, quotes: Mapping[str, Decimal]) -> Plan:
        past, tools = self.tools.journal.past(), self.tools
        known = Known(
            history=FilmHistory(past, self.film.name, tools.provider.name, tools.store.has),
            provider=Maker(tools.provider.name, tools.provider.address),
            quotes=quotes,
            spent=Decimal(0) if self.simulated else past.spent(self.film.name, tools.provider.name)[0],
        )
        return plan(self.program, self.lowered, load(), known, selected)

    async def _quotes(self, jobs: Iterable[Job]) -> dict[str, Decimal]:
        """What the provider asks for each job whose price does not hang on a clip yet to be made; without those it refuses."""
        darkroom = Darkroom(self.tools.project, self.tools.store, self.tools.studio)
        slots = asyncio.Semaphore(QUOTES_AT_ONCE)

        async def ask(job: Job) -> tuple[str, Decimal] | None:
            async with slots:
                try:
                    return job.id, await self.tools.provider.quote(await darkroom.ready(job.quote, {}))
                except (ProviderError, StudioError, KeyError):
                    return None

        answers = await asyncio.gather(*(ask(job) for job in jobs))
        return dict(answer for answer in answers if answer is not None)


@asynccontextmanager
async def production(
    film: Opened, program: Program, *, simulate: bool, faults: Script | None = None
) -> AsyncIterator[Production]:
    """Open what is needed. Without a key the production can be planned from what is known, but not run.

    `faults` go wrong where it is simulated.

    Raises JournalError, and Unauthorised for an address or a key that cannot be one.
    """
    project = film.project
    clock: Clock = HastyClock(FAST) if simulate else SystemClock()
    submissions, retrievals = Limiter(clock, SUBMISSIONS_PER_MINUTE), Limiter(clock, RETRIEVALS_PER_MINUTE)

    def learn(headers: Headers) -> None:
        limiter = {"queue": submissions, "retrieve": retrievals}.get(headers.call)
        if limiter is not None and headers.requests is not None:
            limiter.learn(headers.requests.limit, headers.requests.remaining, headers.requests.reset_at)

    provider = _provider(project.state, learn, simulate=simulate, faults=faults)
    try:
        with Journal(project.state / "journal.db") as journal:
            results = film.film.resolve().parent / "out"
            tools = Tools(
                project=project.root,
                provider=provider,
                collector=lambda ticket: _collector(ticket, provider),
                journal=journal,
                store=Store(project.state),
                studio=Suite(project.root),
                results=Results(results / "animatic" if simulate else results),
                clock=clock,
                submissions=submissions,
                retrievals=retrievals,
                chance=random.random,
                witness=_witness(provider) if simulate else None,
            )
            asks = simulate or KEY_VARIABLE in os.environ or ADDRESS_VARIABLE in os.environ
            yield Production(film, program, tools, simulated=simulate, asks=asks)
    finally:
        await provider.aclose()


def _provider(
    state: Path, learn: Callable[[Headers], None], *, simulate: bool, faults: Script | None
) -> Late:
    def simulated() -> Provider:
        from vgdsl.providers.simulator.serve import provider  # noqa: PLC0415 - see vgdsl.providers.late

        return provider(Simulation(folder=state / "simulator", faults=faults), learn)

    def real() -> Provider:
        from vgdsl.providers.venice.client import VeniceClient  # noqa: PLC0415

        return VeniceClient(address, key, on_headers=learn)

    if simulate:
        return Late(NAME, SIMULATOR, simulated)
    address = base_address(os.environ).rstrip("/")
    key = bearer_key(os.environ) if KEY_VARIABLE in os.environ else None
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

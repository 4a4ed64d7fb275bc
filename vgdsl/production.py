"""A film's production: everything that planning and running need from the world, opened for one project and closed again.

Knows which provider, which journal, which clock; decides nothing about jobs and prints nothing. What is made on the
simulator goes to `out/animatic/`, and neither counts as bought nor against a budget.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal

from vgdsl.check.files import FileTrouble
from vgdsl.pipeline import Opened
from vgdsl.plan.estimate import Price, most
from vgdsl.plan.finishing import enlarged
from vgdsl.plan.freshness import Action, standing
from vgdsl.plan.freshness import Provider as Maker
from vgdsl.plan.graph import Graph
from vgdsl.plan.job import Job, PartInput, made_by
from vgdsl.plan.lower import Lowered, lower
from vgdsl.plan.plan import Known, Plan, plan
from vgdsl.plan.recipe import recipes
from vgdsl.plan.saved import SavedPlan
from vgdsl.plan.select import Selected, Selection, UnknownName, named, select
from vgdsl.program.editions import load
from vgdsl.program.entities import MediaFacts, Program
from vgdsl.program.splitting import WHOLE
from vgdsl.program.values import MediaKind
from vgdsl.providers.simulator.faults.faults import Script
from vgdsl.providers.venice.auth import ADDRESS_VARIABLE, who_pays
from vgdsl.run.announcer import Listener
from vgdsl.run.budget import Limits
from vgdsl.run.events import Event, Finished, Held, Reused
from vgdsl.run.memory.past import FilmHistory, Past, Settled
from vgdsl.run.memory.record import bought_for, entry_of
from vgdsl.run.memory.record_file import RecordFile
from vgdsl.run.memory.recovery import recovered
from vgdsl.run.order import Order
from vgdsl.run.outcome import Outcome
from vgdsl.run.quoting import prices
from vgdsl.run.runner import run
from vgdsl.run.tools import Tools
from vgdsl.toolbox import toolbox


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
    again: frozenset[str] = frozenset()


class Production:
    """One film of one project at one provider. Made by `production`."""

    def __init__(
        self, film: Opened, program: Program, tools: Tools, *, simulated: bool, asks: Callable[[], bool]
    ) -> None:
        """`asks` tells whether anybody can be asked for prices: to find out may take a look into the keyring.

        Raises RecordError where the film's record cannot be read; a simulated production has none.
        """
        self.film, self.program, self.tools = film, program, tools
        self.record = None if simulated else RecordFile.of(film.film.resolve(), film.shown)
        self.simulated = simulated
        self._asks = asks
        self.lowered = lower(program, load())
        self.elsewhere = self._elsewhere()
        self._look_at_sources()

    @property
    def graph(self) -> Graph:
        return self.lowered.graph

    def recover(self) -> None:
        """Find out what became of orders that an earlier run lost, so that the plan knows it. For who holds the lock."""
        tools = self.tools
        recovered(tools.journal, tools.clock.now(), tools.provider.name, tools.witness)

    async def plan(self, selection: Selection, *, quoted: bool = True) -> Planned:
        """The plan as things stand, with fresh quotes where the provider can be asked. Raises UnknownSelectionError."""
        selected, again = select(self.graph, selection), named(self.graph, selection.again)
        if isinstance(selected, UnknownName):
            raise UnknownSelectionError(selected)
        if isinstance(again, UnknownName):
            raise UnknownSelectionError(again)
        first = self._plan(selected, {}, again)
        bought = {step.id for step in first.steps if step.action is Action.MAKE}
        asked = [job for job in self.lowered.jobs if job.id in bought] if quoted else []
        if asked and not self._asks():
            return Planned(first, self.program, self.lowered, self.graph, selected, again)
        quotes = await prices(asked, self.tools, self._cut_clips(asked))
        found = self._plan(selected, quotes, again) if quotes else first
        return Planned(found, self.program, self.lowered, self.graph, selected, again)

    async def run(
        self,
        planned: Planned,
        cap: Decimal | None,
        places: int,
        listeners: Iterable[Listener],
        stop: asyncio.Event,
        *,
        clean_up: bool = False,
        agreed: SavedPlan | None = None,
    ) -> Outcome:
        """Carry the plan out; whoever calls holds the project's lock. Nothing is bought above what was `agreed` to."""
        chosen = planned.selected.tasks
        order = Order(
            film=self.film.name,
            tasks=tuple(task for name, task in self.graph.tasks.items() if name in chosen),
            planned=self._prices(planned.plan, agreed),
            limits=Limits(run=cap) if self.simulated else self._limits(cap, agreed),
            places=places,
            whole=len(chosen) == len(self.graph.tasks),
            clean_up=clean_up,
            elsewhere=self.elsewhere,
            again=planned.again,
        )
        served = _Served()
        try:
            return await run(order, self.tools, (served, *listeners), stop)
        finally:
            self._keep_record(served.keys)

    def _look_at_sources(self) -> None:
        """Lower again for as long as clips are found that are too large to be upscaled whole, and so must be cut."""
        known = dict[str, MediaFacts]()
        while waiting := enlarged(self.lowered.jobs, self.program):
            clips = self._standing()
            new = {
                node: facts
                for node, (task, cut) in waiting.items()
                if node not in known and (facts := self._facts(clips.get(task), cut=cut)) is not None
            }
            if not new:
                break
            known |= new
            self.lowered = lower(self.program, load(), known)

    def _cut_clips(self, jobs: Iterable[Job]) -> Mapping[str, str]:
        """The digests of the clips of which some jobs are parts: they are there, so their parts have a price."""
        parts = (source for job in jobs for source in job.inputs if isinstance(source, PartInput))
        wanted = {maker for part in parts if (maker := made_by(part)) is not None}
        clips = self._standing() if wanted else {}
        return {task: digest for task, digest in clips.items() if task in wanted}

    def _standing(self) -> Mapping[str, str]:
        tools = self.tools
        history = FilmHistory(self.past, self.film.name, tools.provider.name, tools.store.has)
        return standing(self.graph, history, Maker(tools.provider.name, tools.provider.address))

    def _facts(self, digest: str | None, *, cut: bool) -> MediaFacts | None:
        """The facts of a clip, where it is here, and is to be `cut` or too large to be sent whole."""
        path = None if digest is None else self.tools.store.clip(digest)
        if path is None or not path.exists() or not (cut or path.stat().st_size > WHOLE):
            return None
        project = self.film.project
        try:
            facts = project.facts(path.relative_to(project.root).as_posix(), MediaKind.VIDEO)
        except FileTrouble:
            return None
        project.remember()
        return facts

    def _elsewhere(self) -> tuple[Settled, ...]:
        """The purchases that the film's record tells of."""
        if self.record is None:
            return ()
        scenes = {job.node: job.scene for job in self.lowered.jobs}
        return tuple(self.record.read().purchases(self.film.name, scenes))

    def _keep_record(self, served: Mapping[str, str]) -> None:
        """Write down what was bought for the film, and what served it; `served` are the keys by job."""
        if self.record is None:
            return
        past = self.past
        entries = bought_for(past, self.film.name)
        for job in self.lowered.jobs:
            clip = past.by_key.get(served.get(job.id, ""))
            entry = None if clip is None else entry_of(clip, job.piece, job.take)
            entries += [] if entry is None else [entry]
        self.record.grow({job.node: self.program.nodes[job.node].pick for job in self.lowered.jobs}, entries)

    @property
    def past(self) -> Past:
        """All that was bought for the project, here and, for this film, elsewhere."""
        return self.tools.journal.past().joined(self.elsewhere)

    def made(self) -> list[str]:
        """The files that hold what the film has: the journal, every clip of it in the store, and the results."""
        past, tools = self.past, self.tools
        mine = (
            p for p in past.by_key.values() if (p.film, p.provider) == (self.film.name, tools.provider.name)
        )
        clips = (tools.store.where(p.sha256) for p in mine if p.sha256)
        record = [] if self.record is None else [self.record.path]
        return [*clips, *map(str, (tools.journal.path, *record, *tools.results.files))]

    def left(self, agreed: SavedPlan) -> Decimal | None:
        """What may still be spent of a saved plan's sum; None where it has none."""
        return agreed.left(self.past.spent(self.film.name, self.tools.provider.name)[0])

    def _prices(self, plan: Plan, agreed: SavedPlan | None) -> dict[str, Decimal | None]:
        """The most that each purchase may cost: what the plan says, or the saved one where that says something.

        None is any price: where nobody could say, or nothing is spent.
        """
        bought = [step for step in plan.steps if step.action is Action.MAKE]
        if self.simulated:
            return dict.fromkeys(step.id for step in bought)
        prices = {step.id: most(step.price) for step in bought}
        if agreed is None:
            return prices
        found = recipes(self.graph, self.tools.provider.name, self.tools.provider.address)
        kept = {name: agreed.buys[found[name].digest].most for name in prices}
        return {name: price if kept[name] is None else kept[name] for name, price in prices.items()}

    def _limits(self, cap: Decimal | None, agreed: SavedPlan | None) -> Limits:
        scenes = {
            name: scene.budget.usd for name, scene in self.program.scenes.items() if scene.budget is not None
        }
        budget = self.program.film.budget
        left = None if agreed is None else self.left(agreed)
        return Limits(run=cap, plan=left, film=None if budget is None else budget.usd, scenes=scenes)

    def _plan(self, selected: Selected, quotes: Mapping[str, Price], again: frozenset[str]) -> Plan:
        past, tools = self.past, self.tools
        known = Known(
            history=FilmHistory(past, self.film.name, tools.provider.name, tools.store.has),
            provider=Maker(tools.provider.name, tools.provider.address),
            quotes=quotes,
            again=again,
            retiring=tools.account.retiring,
            spent=Decimal(0) if self.simulated else past.spent(self.film.name, tools.provider.name)[0],
        )
        return plan(self.program, self.lowered, load(), known, selected)


class _Served:
    """Listens to a run for the key of the clip that each job came to have. Implements vgdsl.run.announcer.Listener."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def __call__(self, event: Event) -> None:
        if isinstance(event, Finished | Reused | Held):
            self.keys[event.job] = event.key


@asynccontextmanager
async def production(
    film: Opened, program: Program, *, simulate: bool, faults: Script | None = None
) -> AsyncIterator[Production]:
    """Open what is needed. Without a key the production can be planned from what is known, but not run.

    `faults` go wrong where it is simulated.

    Raises JournalError, RecordError, and Unauthorised for an address or a key that cannot be one.
    """
    results = film.film.resolve().parent / "out"
    async with toolbox(film.project, results, simulate=simulate, faults=faults) as tools:
        yield Production(
            film,
            program,
            tools,
            simulated=simulate,
            asks=lambda: simulate or ADDRESS_VARIABLE in os.environ or who_pays(os.environ) is not None,
        )

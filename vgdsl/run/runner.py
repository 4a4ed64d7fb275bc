"""Runs a plan: starts what may start, and hands each job to whoever can do it. Knows the order of a run; knows neither
prices nor polling, and does nothing to the world itself.

What is bought already comes first: intents without an outcome become uncertain, open tickets are collected, whether or
not the film still has their jobs. A job that becomes ready is reused, held, collected, shared with another job of the
same request, or bought; in this order. What fails takes down only what depends on it.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from uuid import uuid4

from vgdsl.plan.again import Before
from vgdsl.plan.freshness import Made
from vgdsl.plan.graph import Graph
from vgdsl.plan.job import Assembly, Expected, Finishing, Job
from vgdsl.plan.key import Key, cut_key, finished, key
from vgdsl.providers.base import Provider
from vgdsl.run import events as e
from vgdsl.run.again import told
from vgdsl.run.announcer import Announcer, Listener
from vgdsl.run.assembling import build
from vgdsl.run.bought import Bought
from vgdsl.run.budget import Spending, Stop
from vgdsl.run.collection import Collection
from vgdsl.run.finishing import finish
from vgdsl.run.memory.journal import UnwrittenError
from vgdsl.run.memory.past import FORGOTTEN, FilmHistory, Open
from vgdsl.run.memory.recovery import recovered, strays
from vgdsl.run.order import Order
from vgdsl.run.outcome import Outcome, outcome
from vgdsl.run.results import free_name, shown_names
from vgdsl.run.schedule import Schedule
from vgdsl.run.shelter import Shelter
from vgdsl.run.till import Till
from vgdsl.run.tools import Tools

USUAL = 120.0
_GIVEN_UP = "Its order was lost and given up. To order it again: vgdsl settle, with --resubmit."


async def run(
    order: Order, tools: Tools, listeners: Iterable[Listener] = (), stop: asyncio.Event | None = None
) -> Outcome:
    """Carry out an order; whoever calls holds the project's lock.

    Once `stop` is set, nothing new is begun, what must not be cut short is brought to its end, and the outcome is
    `interrupted`. Cancelling leaves at once. Raises JournalError or OSError when the disk fails, after the same end.
    """
    return await _Run(order, tools, tuple(listeners)).go(stop or asyncio.Event())


class _Run:
    def __init__(self, order: Order, tools: Tools, listeners: tuple[Listener, ...]) -> None:
        self.order, self.tools = order, tools
        announcer = Announcer(tools.journal, listeners)
        self.state, self.emit = announcer.state, announcer.emit
        self.shelter = Shelter()
        self.graph = Graph(order.tasks)
        seconds = {task.id: task.seconds for task in order.tasks if isinstance(task, Job)}
        graph = self.graph
        self.schedule = Schedule(graph.needs, graph.needed_by, graph.remaining(seconds), order.places)
        here = recovered(tools.journal, tools.clock.now(), tools.provider.name, tools.witness)
        past = here.joined(order.elsewhere)
        self.open = dict(past.open)
        self.history = FilmHistory(past, order.film, tools.provider.name, tools.store.has)
        spent, scenes = past.spent(order.film, tools.provider.name)
        spending = Spending(film=spent, scenes=scenes)
        self.till = Till(
            *(tools, self.shelter, self.emit),
            limits=order.limits, spending=spending, planned=order.planned,
        )  # fmt: skip
        self.collection = Collection(tools, self.shelter, self.emit, clean_up=order.clean_up)
        self.names = shown_names(order.tasks)
        self.clips: dict[str, str] = {}
        self.away: set[str] = set()
        self.makers: dict[str, list[str]] = {}
        self.told: dict[str, tuple[str, str | None]] = {}
        self.active: dict[str, asyncio.Task[str | None]] = {}
        self.idle = asyncio.Event()
        self.stopping = False
        self.crashes: list[Exception] = []

    async def go(self, stop: asyncio.Event) -> Outcome:
        self._carefully(self._begin_run)
        ended = asyncio.ensure_future(self.idle.wait())
        stopped = asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not self.idle.is_set():
                self._halt()
                await ended
        except asyncio.CancelledError:
            await self._leave()
            raise
        finally:
            ended.cancel()
            stopped.cancel()
        if self.crashes:
            raise _told_together(self.crashes)
        return self._end_run()

    def _begin_run(self) -> None:
        tasks = self.order.tasks
        self.emit(
            e.RunStarted(
                at=self.tools.clock.now(), run=uuid4().hex, film=self.order.film, provider=self.tools.provider.name,
                jobs=tuple(t.id for t in tasks if isinstance(t, Job)),
                assemblies=tuple(t.id for t in tasks if not isinstance(t, Job)),
                cap=self.order.limits.run, spent=self.till.spending.film, owner=self.tools.owner,
            )
        )  # fmt: skip
        self.tools.journal.flush()  # from here on the project is ours
        self.tools.store.prepare()
        self.tools.results.sweep()
        self._advance()
        self._collect_strays()

    def _end_run(self) -> Outcome:
        if self.order.whole:
            outputs = (task.cut.output for task in self.order.tasks if isinstance(task, Assembly))
            self.tools.results.keep_only({*self.names.values(), *outputs})
        self.tools.results.save()
        found = outcome(self.state, self.tools.account, interrupted=self.stopping)
        before, after = found.balance_before, found.balance
        self.emit(
            e.RunEnded(
                at=self.tools.clock.now(), spent=found.spent, finished=len(found.finished), reused=len(found.reused),
                running=tuple(each.job for each in found.running), interrupted=found.interrupted,
                balance_before=before.amount if before else None, balance=after.amount if after else None,
                unit=after.unit if after else "USD", retiring=found.retiring,
            )
        )  # fmt: skip
        self.tools.journal.flush()
        return found

    def _halt(self) -> None:
        """Begin nothing new, and let what is under way come to where it can stop."""
        self.stopping = True
        self.shelter.close(self.active.values())

    async def _leave(self) -> None:
        """Drop everything, now. An order on its way stays in the journal as an intent whose outcome is not known."""
        self.stopping = True
        for task in self.active.values():
            task.cancel()
        await asyncio.gather(*self.active.values(), return_exceptions=True)
        self.tools.journal.flush()

    def _advance(self) -> None:
        """Start whatever may start."""
        while not self.stopping and (name := self.schedule.take()) is not None:
            task = self.graph.tasks[name]
            if isinstance(task, Assembly):
                self._assemble(task)
            elif isinstance(task, Finishing):
                self._finish(task)
            else:
                self._begin(task)

    def _assemble(self, assembly: Assembly) -> None:
        now, name = self.tools.clock.now(), assembly.id
        if self.tools.results.holds(assembly.cut.output, cut_key(assembly, self.clips)):
            self.emit(e.Unchanged(at=now, job=name))
            self._release(name, "")
        elif not self.away.isdisjoint(assembly.needs):
            self._blocked(name, assembly.needs)
            self._release(name, None)
        else:
            self.emit(e.Ready(at=now, job=name))
            self._start(name, name, build(assembly, self.clips, self.tools, self.emit))

    def _finish(self, finishing: Finishing) -> None:
        now, name, identity = self.tools.clock.now(), finishing.id, finished(finishing, self.clips)
        if self.tools.store.whole(identity).exists():
            self.emit(e.Kept(at=now, job=name))
            self._release(name, identity)
        elif not self.away.isdisjoint(finishing.needs):
            self._blocked(name, finishing.needs)
            self._pass_by(name, identity)
        else:
            self.emit(e.Ready(at=now, job=name))
            self._start(name, name, finish(finishing, self.clips, self.tools, self.emit))

    def _begin(self, job: Job) -> None:
        """Find the cheapest way to the clip of a job."""
        found = key(job, self.clips, self.tools.provider.name, self.tools.provider.address)
        now, digest = self.tools.clock.now(), found.digest
        if (made := self.history.by_key(digest)) is not None:
            self.emit(e.Reused(at=now, job=job.id, key=digest, sha256=made.sha256))
            self._release(job.id, made.sha256)
        elif (kept := self._held(job)) is not None:
            self.emit(e.Held(at=now, job=job.id, key=kept.key, sha256=kept.sha256))
            self._release(job.id, kept.sha256)
        elif digest in self.makers:
            self.makers[digest].append(job.id)
        elif digest in self.told:
            self._share(job.id, digest)
        elif (purchase := self.open.pop(digest, None)) is not None:
            self._resume(job.id, purchase, job.expected, job.seconds)
        elif (before := self._barred(job, digest)) is not None:
            self.emit(e.Stopped(at=now, job=job.id, limit="again", message=told(before, job.id)))
            self._pass_by(job.id, before.sha256)
        elif job.needs and not self.away.isdisjoint(job.needs):
            self._blocked(job.id, job.needs)
            self._release(job.id, None)
        else:
            self.emit(e.Ready(at=now, job=job.id))
            self._start(job.id, digest, self._make(job, found))

    def _held(self, job: Job) -> Made | None:
        """The clip that a held job keeps, though it would be made otherwise today."""
        last = self.history.last(job.piece, job.take) if job.hold else None
        return None if last is None else self.history.by_key(last.key)

    def _pass_by(self, name: str, sha256: str | None) -> None:
        """Go on without the clip of a job; where it exists elsewhere, what was made from it may be here all the same."""
        if sha256 is None:
            return self._release(name, None)
        self.clips[name] = sha256
        self.away.add(name)
        return self.schedule.done(name)

    def _blocked(self, name: str, needs: Iterable[str]) -> None:
        by = next(need for need in needs if need in self.away)
        self.emit(e.Blocked(at=self.tools.clock.now(), job=name, by=by))

    def _barred(self, job: Job, digest: str) -> Before | None:
        """What was paid for before and is not at hand, where nobody has asked to buy it a second time."""
        if job.id in self.order.again:
            return None
        last = self.history.last(job.piece, job.take) if job.hold else None
        before = self.history.before(digest if last is None else last.key)
        return before if before is not None and before.bars else None

    async def _make(self, job: Job, found: Key) -> str | None:
        bought = await self.till.buy(job, found, self.clips)
        if bought is None:
            return None
        ticket, price = bought
        order = Bought(job.id, found.digest, price, ticket, job.expected, job.seconds, task=job)
        return await self._collect(order, self.tools.provider)

    async def _collect(self, bought: Bought, provider: Provider) -> str | None:
        sha256 = await self.collection.collect(bought, provider)
        if self.collection.trouble is not None and self.till.closed is None:
            self.till.closed = Stop("disk", self.collection.trouble)
        return sha256

    def _collect_strays(self) -> None:
        """Collect what earlier runs bought for jobs that the film no longer has, or has otherwise."""
        film, provider = self.order.film, self.tools.provider.name
        for name, purchase in strays(self.open.values(), film, provider, self.graph.tasks).items():
            del self.open[purchase.key]
            self.names[name] = free_name(name, {taken.casefold() for taken in self.names.values()})
            self._resume(name, purchase, purchase.expected, purchase.usual or USUAL)

    def _resume(self, name: str, purchase: Open, expected: Expected, usual: float) -> None:
        """Go on with a purchase of an earlier run, as far as that can be done here."""
        now, price, ticket = self.tools.clock.now(), purchase.price, purchase.ticket
        if purchase.phase == FORGOTTEN:
            self.emit(e.Stopped(at=now, job=name, limit="settled", message=_GIVEN_UP))
            return self._give_up(name, purchase.key)
        if ticket is None or purchase.phase == "uncertain":
            message = purchase.message or "its outcome is not known"
            self.emit(e.Uncertain(at=now, job=name, key=purchase.key, message=message))
            return self._give_up(name, purchase.key)
        self.emit(
            e.Resumed(
                at=now, job=name, key=purchase.key, model=ticket.model, quote=price, deadline=ticket.deadline
            )
        )
        provider = self.tools.collector(ticket)
        if provider is None:
            message = f"It was ordered at {ticket.address}: set VENICE_BASE_URL to that, with the key for it, and collect again."
            self.emit(
                e.Uncollected(at=now, job=name, key=purchase.key, message=message, deadline=ticket.deadline)
            )
            return self._give_up(name, purchase.key)
        task = self.graph.tasks.get(name)
        of = task if isinstance(task, Job) else None
        bought = Bought(name, purchase.key, price, ticket, expected, usual, early=True, task=of)
        return self._start(name, purchase.key, self._collect(bought, provider))

    def _give_up(self, name: str, digest: str) -> None:
        self.makers[digest] = []
        self._settle(name, digest, None)

    def _start(self, name: str, digest: str, work: Coroutine[None, None, str | None]) -> None:
        self.makers[digest] = []
        task = asyncio.create_task(work, name=name)
        self.active[name] = task
        task.add_done_callback(partial(self._ended, name, digest))

    def _ended(self, name: str, digest: str, task: asyncio.Task[str | None]) -> None:
        del self.active[name]
        self._carefully(lambda: None if task.cancelled() else self._go_on(name, digest, task.result()))

    def _go_on(self, name: str, digest: str, sha256: str | None) -> None:
        self.tools.journal.insist()  # a run that was overtaken leaves the results to its successor
        self._settle(name, digest, sha256)
        self._advance()

    def _carefully(self, step: Callable[[], None]) -> None:
        """Take a step; a mistake in it ends the run, in the same orderly way as a wish to stop."""
        try:
            step()
        except Exception as error:  # noqa: BLE001 - raised by `go`, when all is brought to its end
            self.crashes.append(error)
            self._halt()
        if not self.active:
            self.idle.set()

    def _settle(self, name: str, digest: str, sha256: str | None) -> None:
        """Let go on, or not, whoever waited for a job: those that need it, and those that want the same clip."""
        self.told[digest] = name, sha256
        self._release(name, sha256)
        for other in self.makers.pop(digest):
            self._share(other, digest)

    def _share(self, name: str, digest: str) -> None:
        """Give a job the clip that was made in this run for the same request; where none came, none is bought either."""
        maker, sha256 = self.told[digest]
        now = self.tools.clock.now()
        if sha256 is None:
            self.emit(e.Blocked(at=now, job=name, by=maker))
        else:
            self.emit(e.Reused(at=now, job=name, key=digest, sha256=sha256))
        self._release(name, sha256)

    def _release(self, name: str, sha256: str | None) -> None:
        if sha256:
            self.clips[name] = sha256
            if name in self.names:
                self.tools.results.put(self.names[name], self.tools.store.clip(sha256))
        if name not in self.graph.tasks:
            return
        if sha256 is not None:
            self.schedule.done(name)
        else:
            for other in self.schedule.drop(name):
                self.emit(e.Blocked(at=self.tools.clock.now(), job=other, by=name))


def _told_together(errors: list[Exception]) -> Exception:
    """The error that ends a run: the first, unless others hold the numbers of purchases that are nowhere else."""
    unwritten = [str(error) for error in errors if isinstance(error, UnwrittenError)]
    return UnwrittenError("\n".join(unwritten)) if unwritten else errors[0]

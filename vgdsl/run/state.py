"""What has become of each job of a run. Knows events only: no clock, no disk, no network, and decides nothing.

Theory of operation. Nothing in a run is remembered in variables that only the running program sees: whatever happens is
an event (events.py), the journal keeps the events, and this module says what they add up to. The state of a run, live
or read back years later, is the fold of its events over one table, TRANSITIONS. A row of the table names the phases
in which an event may happen and the phase that it leads to:

    waiting -> ready -> submitting -> submitted -> finished
                 ^          |             |-> refused | failed | expired
                 |- NotSent-|-> refused
                            '-> uncertain
    waiting | ready -> reused | held | blocked | stopped
    waiting -> built, ready -> building -> built | failed          (assemblies, finishings)

Two rows carry the money. Only NotSent, the proof that nothing was bought, leads back to ready, from where a purchase may
be sent; no row leads back from submitted or uncertain. And submitted is left only by a verdict: a result that is not
to be had today (Uncollected) leaves the job where it is, for the next run.

An event that the table does not allow is a mistake of the program and raises TransitionError.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

import msgspec

from vgdsl.run import events as e


class Phase(StrEnum):
    WAITING = "waiting"
    READY = "ready"
    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    FINISHED = "finished"
    REFUSED = "refused"
    FAILED = "failed"
    EXPIRED = "expired"
    UNCERTAIN = "uncertain"
    REUSED = "reused"
    HELD = "held"
    BLOCKED = "blocked"
    STOPPED = "stopped"
    BUILDING = "building"
    BUILT = "built"


class Step(msgspec.Struct, frozen=True):
    """An event's row: the phases it may happen in, and where it leads; None stays where it is."""

    within: frozenset[Phase]
    to: Phase | None


class TransitionError(Exception):
    """An event came in a phase in which it cannot happen."""


def _step(to: Phase | None, *within: Phase) -> Step:
    return Step(frozenset(within), to)


TRANSITIONS: Mapping[type[e.JobEvent], Step] = {
    e.Ready: _step(Phase.READY, Phase.WAITING),
    e.Reused: _step(Phase.REUSED, Phase.WAITING, Phase.READY),
    e.Held: _step(Phase.HELD, Phase.WAITING, Phase.READY),
    e.Blocked: _step(Phase.BLOCKED, Phase.WAITING, Phase.READY),
    e.Stopped: _step(Phase.STOPPED, Phase.WAITING, Phase.READY),
    e.Intended: _step(Phase.SUBMITTING, Phase.READY),
    e.NotSent: _step(Phase.READY, Phase.SUBMITTING),
    e.Submitted: _step(Phase.SUBMITTED, Phase.SUBMITTING),
    e.Resumed: _step(Phase.SUBMITTED, Phase.WAITING, Phase.READY),
    e.Delayed: _step(None, Phase.READY, Phase.SUBMITTED),
    e.Progressed: _step(None, Phase.SUBMITTED),
    e.Downloading: _step(None, Phase.SUBMITTED),
    e.Uncollected: _step(None, Phase.SUBMITTED),
    e.Finished: _step(Phase.FINISHED, Phase.SUBMITTED),
    e.Refused: _step(Phase.REFUSED, Phase.SUBMITTING, Phase.SUBMITTED),
    e.Failed: _step(Phase.FAILED, Phase.SUBMITTED),
    e.Expired: _step(Phase.EXPIRED, Phase.SUBMITTED),
    e.Uncertain: _step(Phase.UNCERTAIN, Phase.WAITING, Phase.READY, Phase.SUBMITTING),
    e.Building: _step(Phase.BUILDING, Phase.READY, Phase.BUILDING),
    e.Built: _step(Phase.BUILT, Phase.READY, Phase.BUILDING),
    e.BuildFailed: _step(Phase.FAILED, Phase.READY, Phase.BUILDING),
    e.Unchanged: _step(Phase.BUILT, Phase.WAITING),
    e.Joined: _step(Phase.BUILT, Phase.READY, Phase.BUILDING),
    e.Kept: _step(Phase.BUILT, Phase.WAITING, Phase.READY, Phase.BUILDING),
}

PRICED = (e.Intended, e.Resumed)
TICKETED = (e.Submitted, e.Resumed)

DONE = frozenset({Phase.FINISHED, Phase.REUSED, Phase.HELD, Phase.BUILT})
"""What depends on a job in one of these phases may go on."""


class RunState:
    """Where every job and assembly of one run stands; grows by `apply`, event by event.

    `last` is the newest event of each job: it holds the ticket, the reason, the progress. `quotes` are those of
    the purchases in this run, by job, and `deadlines` (Unix seconds) until when they can be collected.
    """

    __slots__ = ("deadlines", "ended", "last", "phases", "quotes", "started")

    def __init__(self) -> None:
        self.started: e.RunStarted | None = None
        self.ended: e.RunEnded | None = None
        self.phases: dict[str, Phase] = {}
        self.last: dict[str, e.JobEvent] = {}
        self.quotes: dict[str, Decimal] = {}
        self.deadlines: dict[str, float] = {}

    def apply(self, event: e.Event) -> None:
        """Take in what happened next. Raises TransitionError."""
        if isinstance(event, e.JobEvent):
            self._step(event)
        elif isinstance(event, e.RunStarted):
            self.started = event
            self.phases = dict.fromkeys(event.jobs + event.assemblies, Phase.WAITING)
        elif isinstance(event, e.RunEnded):
            self.ended = event

    def _step(self, event: e.JobEvent) -> None:
        kind = type(event)
        step = TRANSITIONS[kind]
        phase = self.phases.get(event.job, Phase.WAITING)
        if phase not in step.within:
            raise TransitionError(f"{kind.__name__} of {event.job!r}, which is {phase}")
        self.phases[event.job] = step.to or phase
        self.last[event.job] = event
        if isinstance(event, PRICED):
            self.quotes[event.job] = event.quote
        if isinstance(event, TICKETED):
            self.deadlines[event.job] = event.deadline

    def jobs(self, *phases: Phase) -> tuple[str, ...]:
        """The jobs that stand in one of these phases, in the order in which the run knows them."""
        return tuple(job for job, phase in self.phases.items() if phase in phases)

    @property
    def spent(self) -> Decimal:
        """What the clips collected by this run cost."""
        return sum((x.cost for x in self.last.values() if isinstance(x, e.Finished)), Decimal(0))

    @property
    def reserved(self) -> Decimal:
        """The quotes of purchases on their way, and of those nobody knows the outcome of."""
        open_jobs = self.jobs(Phase.SUBMITTING, Phase.SUBMITTED, Phase.UNCERTAIN)
        return sum((self.quotes.get(job, Decimal(0)) for job in open_jobs), Decimal(0))


def fold(events: Iterable[e.Event]) -> RunState:
    """The state that these events add up to."""
    state = RunState()
    for event in events:
        state.apply(event)
    return state

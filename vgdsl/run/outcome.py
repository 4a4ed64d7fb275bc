"""What a run came to, and what that means for whoever started it. Knows the state of a run; prints nothing."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from vgdsl.run import events as e
from vgdsl.run.account import Account, Holding
from vgdsl.run.state import Phase, RunState

DONE = 0
PROBLEM = 1
CAPPED = 3
UNCERTAIN = 4

_MONEY = ("run", "film", "scene:", "plan")
"""Limits that are about money; others (an account, a disk, a missing price) are problems like any other."""


class Waiting(msgspec.Struct, frozen=True):
    """A purchase still to be collected: its price in US dollars, and the Unix second until which that is possible."""

    job: str
    price: Decimal
    deadline: float


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The jobs of a run by what became of them. `running` are bought and still to be collected; `verdicts` is what was said
    of those that came to nothing. Balances and `retiring` models are as the provider told them in passing.
    """

    finished: tuple[str, ...]
    reused: tuple[str, ...]
    held: tuple[str, ...]
    built: tuple[str, ...]
    problems: tuple[str, ...]
    blocked: tuple[str, ...]
    capped: tuple[str, ...]
    uncertain: tuple[str, ...]
    running: tuple[Waiting, ...]
    spent: Decimal
    reserved: Decimal
    interrupted: bool
    verdicts: tuple[e.Judged, ...] = ()
    balance_before: Holding | None = None
    balance: Holding | None = None
    retiring: Mapping[str, str] = {}

    @property
    def exit_code(self) -> int:
        """0 done, 1 a problem, 3 stopped by a cap, 4 a purchase whose outcome only a person can find out."""
        if self.uncertain:
            return UNCERTAIN
        if self.capped:
            return CAPPED
        return PROBLEM if self.problems or self.blocked or self.running or self.interrupted else DONE


def outcome(state: RunState, account: Account, *, interrupted: bool) -> Outcome:
    """Read the outcome off the state of a run that has ended, and what was told of the account."""
    stopped = state.jobs(Phase.STOPPED)
    capped = tuple(job for job in stopped if _is_cap(state.last[job]))
    failed = state.jobs(Phase.REFUSED, Phase.FAILED, Phase.EXPIRED)
    return Outcome(
        finished=state.jobs(Phase.FINISHED),
        reused=state.jobs(Phase.REUSED),
        held=state.jobs(Phase.HELD),
        built=state.jobs(Phase.BUILT),
        problems=failed + tuple(job for job in stopped if job not in capped),
        blocked=state.jobs(Phase.BLOCKED),
        capped=capped,
        uncertain=state.jobs(Phase.UNCERTAIN),
        running=tuple(
            Waiting(job, state.quotes[job], state.deadlines[job]) for job in state.jobs(Phase.SUBMITTED)
        ),
        spent=state.spent,
        reserved=state.reserved,
        interrupted=interrupted,
        verdicts=tuple(event for job in failed if isinstance(event := state.last[job], e.Judged)),
        balance_before=account.first,
        balance=account.last,
        retiring=account.retiring,
    )


def _is_cap(event: e.JobEvent) -> bool:
    return isinstance(event, e.Stopped) and event.limit.startswith(_MONEY)

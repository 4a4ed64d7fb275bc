"""A film as a Python program meets it: opened, checked, planned, made. Knows the stages; prints nothing and asks nobody."""

import asyncio
from collections.abc import Iterable
from decimal import Decimal
from os import PathLike
from pathlib import Path

from vgdsl.diagnostics import Diagnostic
from vgdsl.pipeline import opened
from vgdsl.plan.plan import Plan
from vgdsl.plan.select import Selection
from vgdsl.production import Production, production
from vgdsl.program.entities import Program
from vgdsl.report.broken import BrokenFilmError
from vgdsl.run.announcer import Listener
from vgdsl.run.lock import Lock
from vgdsl.run.order import PLACES
from vgdsl.run.outcome import Outcome


class Film:
    """A scene file and all that it imports, read when it is opened.

    `profile` and `overrides` ("light=blue hour", "opening.takes=3") are those of the command line. A film with mistakes
    can be opened too: `diagnostics` says what is wrong, and `program` is None.
    """

    def __init__(
        self, path: str | PathLike[str], *, profile: str | None = None, overrides: Iterable[str] = ()
    ) -> None:
        self._opened = opened(Path(path), profile, tuple(overrides))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self._opened.checked.diagnostics

    @property
    def program(self) -> Program | None:
        """What the film means; None where it has errors."""
        return self._opened.checked.program

    def plan(self, selection: Selection | None = None, *, simulate: bool = False) -> Plan:
        """What would be made, why and for how much. Buys nothing. Raises BrokenFilmError and ProviderError."""

        async def work() -> Plan:
            async with production(self._opened, self._valid(), simulate=simulate) as made:
                return (await made.plan(selection or Selection())).plan

        return asyncio.run(work())

    def run(
        self,
        selection: Selection | None = None,
        *,
        simulate: bool = False,
        max_cost: Decimal | None = None,
        jobs: int = PLACES,
        listeners: Iterable[Listener] = (),
    ) -> Outcome:
        """Make the film; without `simulate` this buys, up to `max_cost` US dollars, which must be said then.

        Raises BrokenFilmError, ProviderError, RecordError where film.lock cannot be read, LockedError where another run is
        at work, and ValueError without a limit.
        """
        if max_cost is None and not simulate:
            raise ValueError("say with max_cost how much may be spent, or simulate")
        program = self._valid()

        async def work() -> Outcome:
            async with production(self._opened, program, simulate=simulate) as made:
                return await self._made(made, selection or Selection(), max_cost, jobs, listeners)

        with Lock(self._opened.project.state / "lock", f"vgdsl.Film({str(self._opened.film)!r}).run()"):
            return asyncio.run(work())

    async def _made(
        self,
        made: Production,
        selection: Selection,
        cap: Decimal | None,
        places: int,
        listeners: Iterable[Listener],
    ) -> Outcome:
        made.recover()
        return await made.run(await made.plan(selection), cap, places, listeners, asyncio.Event())

    def _valid(self) -> Program:
        if self.program is None:
            raise BrokenFilmError(self.diagnostics)
        return self.program

"""`vgdsl run`: makes the film. Shows the sum first, and spends nothing that nobody agreed to."""

import asyncio
import gc
import os
import sys
from collections.abc import Coroutine
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import msgspec

from vgdsl.answers import Evidence, keep, stamp
from vgdsl.cli import options, question, terminal
from vgdsl.cli.failures import told
from vgdsl.cli.opening import open_film, selected
from vgdsl.cli.stopping import stoppable
from vgdsl.cli.terminal import called, listening
from vgdsl.pipeline import Opened
from vgdsl.plan.estimate import Sort
from vgdsl.plan.plan import Plan
from vgdsl.plan.select import Selection
from vgdsl.production import Planned, Production, production
from vgdsl.providers.venice.auth import require_payer
from vgdsl.report.live import Listener
from vgdsl.report.outcome import Commands, outcome_text
from vgdsl.report.summary import money, plan_text
from vgdsl.run.lock import Lock
from vgdsl.run.outcome import CAPPED, DONE, Outcome
from vgdsl.run.runner import PLACES


@click.command("run")
@options.film
@options.selection
@options.values
@click.option(
    "--max-cost",
    type=options.dollars,
    metavar="USD",
    help="The most this run may spend; agrees to spend as much.",
)
@click.option("--yes", is_flag=True, help="Agree to what the plan costs, without being asked.")
@click.option(
    "--jobs", default=PLACES, show_default=True, type=click.IntRange(1, 500), help="Clips made at once."
)
@options.clean_up
@options.simulate
@options.json
@click.pass_context
def command(
    ctx: click.Context,
    film: Path,
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    from_: tuple[str, ...],
    until: tuple[str, ...],
    profile: str | None,
    overrides: tuple[str, ...],
    max_cost: Decimal | None,
    jobs: int,
    *,
    yes: bool,
    clean_up: bool,
    simulate: bool,
    as_json: bool,
) -> None:
    """Make the film: buy what is not there yet, put it together, and say where it is.

    On a terminal the sum is shown and asked for; elsewhere --yes or --max-cost must agree to it. A run that was
    interrupted, even by a power cut, goes on where it was and buys nothing twice.

    \b
    Example:
      vgdsl run film.vg --simulate
      vgdsl run film.vg --max-cost 5
      vgdsl run film.vg --only boarding --set boarding.takes=3 --yes
    """
    try:
        opened, program = open_film(film, profile, overrides, as_json=as_json)
    except click.exceptions.Exit:
        _collect_all_the_same(film, simulate=simulate, clean_up=clean_up, as_json=as_json)
        raise
    order = _Order(
        selection=selected(only, exclude, from_, until),
        cap=max_cost,
        agreed=yes or max_cost is not None,
        places=jobs,
        clean_up=clean_up,
        as_json=as_json,
    )

    async def work() -> int:
        async with production(opened, program, simulate=simulate) as made:
            return await order.carry_out(made, lock)

    gc.freeze()  # the film stays to the end: to search it for cycles again and again is a tenth of a large run
    with told(), Lock(opened.project.state / "lock", called()) as lock:
        code = asyncio.run(work())
    if order.words:  # only now is the journal closed, and is what it was when this answer was found
        keep(question(sys.argv[1:]), order.evidence(opened), code, order.words)
    ctx.exit(code)


def _collect_all_the_same(film: Path, *, simulate: bool, clean_up: bool, as_json: bool) -> None:
    """Bring home what is paid for, whatever became of the scene file: results do not wait for ever."""
    from vgdsl.cli.collect import collected
    from vgdsl.cli.place import Place

    with told():
        place = Place.of(film)
        for name, count in place.waiting(simulate=simulate).items():
            click.echo(
                f"{count} of its clips {'is' if count == 1 else 'are'} bought already: collecting", err=True
            )
            with Lock(place.project.state / "lock", called()):
                asyncio.run(collected(place, name, simulate=simulate, clean_up=clean_up, as_json=as_json))


class _Order:
    """What the command line asked for, and how it went."""

    def __init__(
        self,
        *,
        selection: Selection,
        cap: Decimal | None,
        agreed: bool,
        places: int,
        clean_up: bool,
        as_json: bool,
    ) -> None:
        self.selection, self.cap, self.agreed = selection, cap, agreed
        self.places, self.clean_up, self.as_json = places, clean_up, as_json
        self.words = ""
        self._files: list[Path] = []

    async def carry_out(self, made: Production, lock: Lock) -> int:
        made.recover()
        planned = await made.plan(self.selection)
        if not self.as_json:
            click.echo(plan_text(planned.plan, made.film.shown, terminal.style()))
            if planned.plan.purchases and made.simulated:
                click.echo("  on the simulator: nothing is spent, the prices are those of the real thing\n")
        if planned.plan.purchases and not made.simulated:
            require_payer(os.environ)
            self._agree(planned.plan)
        lock.insist()  # a question may have stood on the screen for a night
        outcome = await self._run(made, planned)
        self._tell(made, planned, outcome)
        return outcome.exit_code

    def _agree(self, plan: Plan) -> None:
        """Ends the command unless somebody agrees to the sum, and the sum is within the limits."""
        limits = {
            "--max-cost": self.cap,
            "the film's budget": None if plan.budget is None else plan.budget - plan.spent,
        }
        for name, limit in limits.items():
            if limit is not None and plan.price.usd > limit and plan.price.sort is not Sort.AT_MOST:
                click.echo(
                    f"this run would cost {money(plan.price.usd)}; {name} leaves {money(limit)}", err=True
                )
                raise click.exceptions.Exit(CAPPED)
        if self.agreed:
            if plan.unpriced and all(limit is None for limit in limits.values()):
                raise click.UsageError(
                    f"the price of {', '.join(plan.unpriced)} is not known before it is made: say with --max-cost how much"
                    " this run may spend"
                )
            return
        if not terminal.answering() or self.as_json:
            raise click.UsageError(
                "this run would spend money; agree with --yes, or with --max-cost and an amount"
            )
        click.confirm("spend that?", abort=True)

    async def _run(self, made: Production, planned: Planned) -> Outcome:
        def work(listener: Listener, stop: asyncio.Event) -> Coroutine[Any, Any, Outcome]:
            return made.run(planned, self.cap, self.places, [listener], stop, clean_up=self.clean_up)

        listener = listening(
            {step.id: step.minutes * 60 for step in planned.plan.steps}, as_json=self.as_json
        )
        return await stoppable(work, listener, _commands(made).about("collect"))

    def _tell(self, made: Production, planned: Planned, outcome: Outcome) -> None:
        folder = made.tools.results.folder
        films = [folder / build.output for build in planned.plan.builds if build.id in outcome.built]
        if self.as_json:
            return
        click.echo(outcome_text(outcome, films, folder, _commands(made)), nl=False)
        if outcome.exit_code == DONE:
            again = msgspec.structs.replace(outcome, finished=(), reused=outcome.finished + outcome.reused)
            self.words = outcome_text(again, films, folder, _commands(made))
            self._files = made.made()

    def evidence(self, film: Opened) -> Evidence:
        """What the next answer rests on: the film's files, the journal, every clip and every film made of them."""
        found = film.project.evidence
        found.files.update({str(path): stamp(str(path)) for path in self._files})
        return found


def _commands(made: Production) -> Commands:
    return Commands(called(), made.film.shown, made.simulated)

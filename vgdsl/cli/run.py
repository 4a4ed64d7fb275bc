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

from vgdsl.answers import Evidence, digest, keep, stamp
from vgdsl.cli import options, planfile, question, terminal
from vgdsl.cli.consent import Consent
from vgdsl.cli.failures import told
from vgdsl.cli.opening import open_film, selected
from vgdsl.cli.planfile import PlanFile
from vgdsl.cli.stopping import stoppable
from vgdsl.cli.terminal import called, listening
from vgdsl.pipeline import Opened
from vgdsl.plan.saved import Asked
from vgdsl.production import Planned, Production, UnknownSelectionError, production
from vgdsl.program.entities import Program
from vgdsl.providers.simulator.faults.faults import Script
from vgdsl.providers.venice.auth import require_payer
from vgdsl.report.live import Listener
from vgdsl.report.outcome import Commands, outcome_text
from vgdsl.report.summary import plan_text
from vgdsl.run.lock import Lock
from vgdsl.run.memory.record_text import RecordError
from vgdsl.run.order import PLACES
from vgdsl.run.outcome import DONE, Outcome


@click.command("run")
@options.film
@options.selection
@options.again
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
@options.faults
@options.json
@click.pass_context
def command(
    ctx: click.Context,
    film: Path,
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    from_: tuple[str, ...],
    until: tuple[str, ...],
    again: tuple[str, ...],
    profile: str | None,
    overrides: tuple[str, ...],
    max_cost: Decimal | None,
    jobs: int,
    faults: Script | None,
    *,
    yes: bool,
    clean_up: bool,
    simulate: bool,
    as_json: bool,
) -> None:
    """Make the film, or a plan of it: buy what is not there yet, put it together, and say where it is.

    On a terminal the sum is shown and asked for; elsewhere --yes or --max-cost must agree to it. A run that was
    interrupted, even by a power cut, goes on where it was and buys nothing twice. A plan that `vgdsl plan --output`
    wrote is made in place of a film, exactly and without a question; it is refused where it is out of date.

    \b
    Example:
      vgdsl run film.vg --simulate
      vgdsl run film.vg --max-cost 5
      vgdsl run film.vg --only boarding --set boarding.takes=3 --yes
      vgdsl run film.plan
    """
    chosen = selected(only, exclude, from_, until, again)
    asked = Asked(profile=profile, overrides=overrides, selection=chosen, simulate=simulate)
    if (kept := planfile.opened(film)) is not None:
        planfile.carried_out_alone(film, asked)
        asked = kept.plan.asked
    if faults and not asked.simulate:
        raise click.UsageError("--faults is for the simulator: add --simulate, or leave it out")
    opened, program = _opened(film, asked, kept, clean_up=clean_up, as_json=as_json)
    order = _Order(
        asked=asked,
        kept=kept,
        cap=max_cost,
        agreed=yes or max_cost is not None or kept is not None,
        places=jobs,
        clean_up=clean_up,
        as_json=as_json,
    )

    with told():
        code = _made(order, opened, program, faults)
    if order.words:  # only now is the journal closed, and is what it was when this answer was found
        keep(question(sys.argv[1:]), order.evidence(opened), code, order.words)
    ctx.exit(code)


def _opened(
    film: Path, asked: Asked, kept: PlanFile | None, *, clean_up: bool, as_json: bool
) -> tuple[Opened, Program]:
    """The film. Where it has errors, what is paid for is brought home all the same, and the command ends."""
    try:
        if kept is not None:
            return kept.open(as_json=as_json)
        return open_film(film, asked.profile, asked.overrides, as_json=as_json)
    except click.exceptions.Exit:
        from vgdsl.cli.collect import collect_waiting

        scene = film if kept is None else kept.film
        collect_waiting(scene, simulate=asked.simulate, clean_up=clean_up, as_json=as_json)
        raise


def _made(order: "_Order", opened: Opened, program: Program, faults: Script | None) -> int:
    """Carry an order out, alone in the project; the exit code."""

    async def work(lock: Lock) -> int:
        async with production(opened, program, simulate=order.asked.simulate, faults=faults) as made:
            return await order.carry_out(made, lock)

    gc.freeze()  # the film stays to the end: to search it for cycles again and again is a tenth of a large run
    try:
        with Lock(opened.project.state / "lock", called()) as lock:
            return asyncio.run(work(lock))
    except (
        RecordError
    ):  # nothing can be planned by a record that cannot be read, but what is paid for comes home
        from vgdsl.cli.collect import collect_waiting

        collect_waiting(
            opened.film, simulate=order.asked.simulate, clean_up=order.clean_up, as_json=order.as_json
        )
        raise


class _Order:
    """What the command line asked for, and how it went."""

    def __init__(
        self,
        *,
        asked: Asked,
        kept: PlanFile | None,
        cap: Decimal | None,
        agreed: bool,
        places: int,
        clean_up: bool,
        as_json: bool,
    ) -> None:
        self.asked, self.kept, self.cap, self.agreed = asked, kept, cap, agreed
        self.places, self.clean_up, self.as_json = places, clean_up, as_json
        self.words = ""
        self._files: list[str] = []

    async def carry_out(self, made: Production, lock: Lock) -> int:
        made.recover()
        planned = await self._planned(made)
        if not self.as_json:
            click.echo(plan_text(planned.plan, made.film.shown, terminal.style()))
            if planned.plan.purchases and made.simulated:
                click.echo("  on the simulator: nothing is spent, the prices are those of the real thing\n")
        if planned.plan.purchases and not made.simulated:
            require_payer(os.environ)
            left = made.left(self.kept.plan) if self.kept else None
            Consent(cap=self.cap, agreed=self.agreed, kept=self.kept, asking=not self.as_json).demand(
                planned.plan, left
            )
        lock.insist()  # a question may have stood on the screen for a night
        outcome = await self._run(made, planned)
        self._tell(made, planned, outcome)
        return outcome.exit_code

    async def _planned(self, made: Production) -> Planned:
        """The plan as things stand. Ends the command where it is not the one that was kept."""
        try:
            planned = await made.plan(self.asked.selection)
        except UnknownSelectionError as error:
            if self.kept is None:
                raise
            self.kept.refuse([str(error)], as_json=self.as_json)
        if self.kept is not None:
            self.kept.refuse_stale(made, planned, as_json=self.as_json)
        return planned

    async def _run(self, made: Production, planned: Planned) -> Outcome:
        agreed = self.kept.plan if self.kept else None

        def work(listener: Listener, stop: asyncio.Event) -> Coroutine[Any, Any, Outcome]:
            return made.run(
                planned, self.cap, self.places, [listener], stop, agreed=agreed, clean_up=self.clean_up
            )

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
        found.files.update({path: stamp(path) for path in self._files})
        if self.kept is not None and (read := digest(path := str(self.kept.path.resolve()))) is not None:
            found.texts[path] = read
        return found


def _commands(made: Production) -> Commands:
    return Commands(called(), made.film.shown, made.simulated)

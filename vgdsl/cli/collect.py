"""`vgdsl collect`: brings home what is paid for. Needs no scene file: the journal knows what was ordered, and where."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import click

from vgdsl.cli import options
from vgdsl.cli.failures import told
from vgdsl.cli.place import Place
from vgdsl.cli.stopping import stoppable
from vgdsl.cli.terminal import called, listening
from vgdsl.report.live import Listener
from vgdsl.report.outcome import Commands, outcome_text
from vgdsl.run.lock import Lock
from vgdsl.run.order import Order
from vgdsl.run.outcome import DONE, Outcome
from vgdsl.run.runner import run
from vgdsl.run.settling import reopen
from vgdsl.toolbox import toolbox


@click.command("collect")
@options.place
@click.option(
    "--failed", is_flag=True, help="Ask once more also for jobs that failed there, while their tickets live."
)
@options.clean_up
@options.simulate
@options.json
@click.pass_context
def command(
    ctx: click.Context, where: Path, *, failed: bool, clean_up: bool, simulate: bool, as_json: bool
) -> None:
    """Bring home every clip that is bought and not collected yet. Buys nothing.

    WHERE is a film, which need not be there any more, or a folder of the project, for all its films. Each clip is asked
    for where it was ordered, waited for, looked at, and put into the film's folder `out`.

    \b
    Example:
      vgdsl collect
      vgdsl collect film.vg
      vgdsl collect film.vg --failed
    """
    with told():
        place = Place.of(where)
        if not place.films:
            place.say_empty(where, as_json=as_json)
            return
        with Lock(place.project.state / "lock", called()):
            codes = [
                asyncio.run(
                    collected(
                        place, film, failed=failed, simulate=simulate, clean_up=clean_up, as_json=as_json
                    )
                )
                for film in place.films
            ]
    ctx.exit(max(codes, default=DONE))


async def collected(
    place: Place, film: str, *, simulate: bool, clean_up: bool, as_json: bool, failed: bool = False
) -> int:
    """Collect one film's purchases, with `failed` also those that failed there, and tell; the exit code.

    For whoever holds the project's lock.
    """
    async with toolbox(place.project, place.results(film), simulate=simulate) as tools:
        if failed:
            reopen(tools, film)

        def work(listener: Listener, stop: asyncio.Event) -> Coroutine[Any, Any, Outcome]:
            return run(Order(film=film, tasks=(), clean_up=clean_up), tools, [listener], stop)

        commands = Commands(called(), place.shown(film), simulate, "collect")
        try:
            outcome = await stoppable(work, listening({}, as_json=as_json), commands.about("collect"))
        finally:
            if not simulate:
                place.keep_record(film, tools.journal)
    if not as_json:
        click.echo(f"{commands.film}: {outcome_text(outcome, (), tools.results.folder, commands)}", nl=False)
    return outcome.exit_code


def collect_waiting(film: Path, *, simulate: bool, clean_up: bool, as_json: bool) -> None:
    """Bring home what is paid for a film that cannot be run: results do not wait for ever."""
    with told():
        place = Place.of(film)
        for name, count in place.waiting(simulate=simulate).items():
            are = "is" if count == 1 else "are"
            click.echo(f"{count} of its clips {are} bought already: collecting", err=True)
            with Lock(place.project.state / "lock", called()):
                asyncio.run(collected(place, name, simulate=simulate, clean_up=clean_up, as_json=as_json))

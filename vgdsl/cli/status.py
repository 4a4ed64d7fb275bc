"""`vgdsl status`: what is made, what is being made, what was spent. Reads the journal; asks nobody and changes nothing."""

import asyncio
import time
from pathlib import Path

import click
import msgspec

from vgdsl.cli import options
from vgdsl.cli.failures import told
from vgdsl.cli.opening import open_film
from vgdsl.cli.terminal import called
from vgdsl.plan.select import Selection
from vgdsl.production import production
from vgdsl.report.outcome import Commands
from vgdsl.report.status import Status, status, status_text


@click.command("status")
@options.film
@options.values
@options.simulate
@options.json
def command(
    film: Path, profile: str | None, overrides: tuple[str, ...], *, simulate: bool, as_json: bool
) -> None:
    """Show what is made, what is being made, and what was spent.

    \b
    Example:
      vgdsl status film.vg
      vgdsl status film.vg --simulate --json
    """
    opened, program = open_film(film, profile, overrides, as_json=as_json)

    async def work() -> Status:
        async with production(opened, program, simulate=simulate) as made:
            past = made.tools.journal.past()
            planned = await made.plan(Selection(), quoted=False)
            jobs = planned.lowered.jobs
            return status(planned.plan, jobs, past, opened.name, made.tools.results.folder)

    with told():
        found = asyncio.run(work())
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        commands = Commands(called(), opened.shown, simulate)
        click.echo(status_text(found, time.time(), lambda name: commands.about("accept", name)), nl=False)

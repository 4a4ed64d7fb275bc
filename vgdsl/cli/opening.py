"""Opens a film for a command: shows what is wrong with it, and goes on only with a film that can be made."""

from pathlib import Path

import click

from vgdsl.cli.terminal import room, style
from vgdsl.pipeline import Opened, opened
from vgdsl.plan.select import Selection
from vgdsl.program.entities import Program
from vgdsl.report import messages, problems


def open_film(
    film: Path, profile: str | None, overrides: tuple[str, ...], *, as_json: bool = False
) -> tuple[Opened, Program]:
    """The film and its program. Ends the command with exit code 1 where the film has errors."""
    found = opened(film, profile, overrides)
    diagnostics = found.checked.diagnostics
    if found.checked.program is None and as_json:
        import json

        click.echo(json.dumps(problems.report(found.shown, diagnostics), ensure_ascii=False, indent=2))
    elif not as_json:
        for each in diagnostics:
            click.echo(f"{messages.draw(each, style(error=True), room(error=True))}\n", err=True)
    if found.checked.program is None:
        if not as_json:
            click.echo(f"{found.shown}: {messages.summary(diagnostics)}", err=True)
        raise click.exceptions.Exit(1)
    return found, found.checked.program


def selected(
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    from_: tuple[str, ...],
    until: tuple[str, ...],
    again: tuple[str, ...] = (),
) -> Selection:
    """What --only, --exclude, --from, --until and --again say together."""
    return Selection(*map(_names, (only, exclude, from_, until, again)))


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    """`--only a --only b` and `--only a,b` say the same; a comma in the brackets of a for-each does not separate."""
    import re

    return tuple(name.strip() for each in given for name in re.split(r",(?![^\[]*\])", each) if name.strip())

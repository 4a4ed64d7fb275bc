"""`vgdsl check`: everything that is wrong with scene files, in one go. Spends nothing and asks nobody."""

from pathlib import Path

import click

from vgdsl.cli import options
from vgdsl.cli.checking import answer


@click.command("check")
@click.argument("films", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILM...")
@options.values
@options.json
@click.pass_context
def command(
    ctx: click.Context,
    films: tuple[Path, ...],
    profile: str | None,
    overrides: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Say everything that is wrong with a scene file, with the place, the cause and the way out.

    \b
    Example:
      vgdsl check film.vg
      vgdsl check film.vg --profile draft --json
    """
    ctx.exit(answer(films, profile, overrides, as_json=as_json))

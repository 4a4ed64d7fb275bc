"""`vgdsl check`: everything that is wrong with scene files, in one go. Spends nothing and asks nobody."""

from pathlib import Path

import click

from vgdsl.cli import options
from vgdsl.cli.checking import Form, answer


@click.command("check")
@click.argument("films", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILM...")
@options.values
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    help="For people; for programs; for code scanning (SARIF 2.1.0); as annotations of a GitHub workflow.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_context
def command(
    ctx: click.Context,
    films: tuple[Path, ...],
    profile: str | None,
    overrides: tuple[str, ...],
    *,
    form: Form | None,
    as_json: bool,
) -> None:
    """Say everything that is wrong with a scene file, with the place, the cause and the way out.

    FILM is a scene file, or a folder for all films in it; what they import is checked as a part of them.

    \b
    Example:
      vgdsl check film.vg
      vgdsl check .
      vgdsl check film.vg --profile draft --json
      vgdsl check film.vg --format sarif > film.sarif
    """
    if as_json and form not in {None, "json"}:
        raise click.UsageError(f"--json and --format {form} are two answers: ask for one", ctx)
    ctx.exit(answer(films, profile, overrides, "json" if as_json else form or "text"))

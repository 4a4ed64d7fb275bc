"""`vgdsl graph`: what depends on what, as Mermaid, DOT, JSON or a picture. Needs no Graphviz, asks nobody."""

from pathlib import Path

import click

from vgdsl.cli import options
from vgdsl.cli.opening import open_film

FORMATS = {".svg": "svg", ".mmd": "mermaid", ".md": "mermaid", ".dot": "dot", ".gv": "dot", ".json": "json"}


@click.command("graph")
@options.film
@options.values
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "dot", "json", "svg"]),
    help="Mermaid unless the file's name says otherwise.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@options.json
def command(
    film: Path,
    profile: str | None,
    overrides: tuple[str, ...],
    form: str | None,
    output: Path | None,
    *,
    as_json: bool,
) -> None:
    """Draw what depends on what.

    \b
    Example:
      vgdsl graph film.vg -o film.svg
      vgdsl graph film.vg --format dot
    """
    _, program = open_film(film, profile, overrides, as_json=as_json)
    from vgdsl.plan.lower import lower
    from vgdsl.program.editions import load
    from vgdsl.report.graph import dot, mermaid, picture, svg

    drawn = picture.picture(program, lower(program, load()))
    form = "json" if as_json else form or FORMATS.get(output.suffix.lower() if output else "", "mermaid")
    if form == "json":
        text = picture.as_json(drawn).decode().rstrip("\n")
    else:
        text = {"mermaid": mermaid.mermaid, "dot": dot.dot, "svg": svg.svg}[form](drawn).rstrip("\n")
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{output}: {error.strerror}") from None
    click.echo(f"wrote {output}")

"""`vgdsl pull`: brings clips that were bought on another machine."""

from pathlib import Path

import click

from vgdsl.cli import options
from vgdsl.cli.failures import told
from vgdsl.cli.terminal import called


@click.command("pull")
@options.some_film
@click.option("--from", "where", metavar="WHERE", help="A folder, or a URL: file://, s3://, gs://, az://.")
@options.json
@click.pass_context
def command(ctx: click.Context, film: Path | None, where: str | None, *, as_json: bool) -> None:
    """Bring the clips that a film's record names, or those of all films of the project, from a shared place.

    WHERE is that of --from, or of [share] in vgdsl.toml. What is here already is not fetched again, and nothing is kept that
    is not, byte for byte, what the record names.

    \b
    Example:
      vgdsl pull film.vg && vgdsl run film.vg
      vgdsl pull --from s3://our-bucket/films
    """
    from vgdsl.cli.sharing import moved, project_of, report
    from vgdsl.run.lock import Lock
    from vgdsl.share.transfer import pull

    project = project_of(film)
    with told(), Lock(project.state / "lock", called()):
        found, place = moved(project, film, where, pull)
    ctx.exit(report(found, "pulled from", place, as_json=as_json))

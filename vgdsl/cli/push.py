"""`vgdsl push`: brings a project's clips to where other machines get them."""

from pathlib import Path

import click

from vgdsl.cli import options
from vgdsl.cli.failures import told


@click.command("push")
@options.some_film
@click.option("--to", "where", metavar="WHERE", help="A folder, or a URL: file://, s3://, gs://, az://.")
@options.json
@click.pass_context
def command(ctx: click.Context, film: Path | None, where: str | None, *, as_json: bool) -> None:
    """Bring the clips that a film's record names, or those of all films of the project, to a shared place.

    WHERE is that of --to, or of [share] in vgdsl.toml. What is there already is not sent again. Keys for object storage come
    from the environment, as the service's own tools want them.

    \b
    Example:
      vgdsl push --to /mnt/films
      vgdsl push film.vg --to s3://our-bucket/films
    """
    from vgdsl.cli.sharing import moved, project_of, report
    from vgdsl.share.transfer import push

    with told():
        found, place = moved(project_of(film), film, where, push)
    ctx.exit(report(found, "pushed to", place, as_json=as_json))

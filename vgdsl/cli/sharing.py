"""What `vgdsl push` and `vgdsl pull` have in common: which clips, to or from where, and what is said. Decides nothing else."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from vgdsl.cli.place import films_of
from vgdsl.cli.progress import Progress, size
from vgdsl.project import Project
from vgdsl.run.memory.record_file import RecordFile, records
from vgdsl.run.store import Store
from vgdsl.settings import settings
from vgdsl.share.depot import Depot
from vgdsl.share.opening import open_depot
from vgdsl.share.transfer import Clip, Moved, Tell

Move = Callable[[Iterable[Clip], Store, Depot, Tell], Coroutine[Any, Any, Moved]]

_MANY = 4


def moved(project: Project, film: Path | None, where: str | None, move: Move) -> tuple[Moved, str]:
    """Move the clips of a film, or of the whole project; what became of it, and where the depot is."""
    depot = _depot(project, where)
    clips = list(_clips(project, film))
    tell = Progress(sum(clip.size for clip in {clip.sha256: clip for clip in clips}.values()))
    try:
        return asyncio.run(move(clips, Store(project.state), depot, tell)), depot.where
    finally:
        tell.close()


def project_of(film: Path | None) -> Project:
    """The project of a film, or of the folder one stands in."""
    return Project.of(Path("film.vg") if film is None else film)


def report(found: Moved, words: str, where: str, *, as_json: bool) -> int:
    """Tell what became of it; the exit code."""
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return 0 if found.whole else 1
    count = len(found.moved)
    click.echo(
        f"{count} clip{'s' * (count != 1)} {words} {where}, {size(found.bytes)}; {len(found.there)} there already"
    )
    _complain(found.missing, "are neither here nor there: push them from the machine that has them")
    _complain(found.broken, "are not the bytes that the record names, and were left: see vgdsl verify")
    _complain(found.failed, "did not get there: try again")
    return 0 if found.whole else 1


def _complain(names: tuple[str, ...], words: str) -> None:
    if names:
        more = f" and {len(names) - _MANY} more" if len(names) > _MANY else ""
        click.echo(f"  {', '.join(names[:_MANY])}{more}: {words}", err=True)


def _depot(project: Project, where: str | None) -> Depot:
    if where is not None:
        return open_depot(where, Path.cwd())
    share = settings(project.root).share
    if share is None:
        raise click.UsageError(
            "say where the clips are shared: a folder or a URL on the command line, or in vgdsl.toml\n\n"
            '  [share]\n  url = "s3://our-bucket/films"'
        )
    return open_depot(share, project.root)


def _clips(project: Project, film: Path | None) -> Iterable[Clip]:
    if film is None:
        found = list(records(project.root, films_of(project)))
    else:
        found = [RecordFile.of(film.resolve(), project.shown(film.resolve()))]
        if not found[0].path.exists():
            raise click.ClickException(
                f"there is no {project.shown(found[0].path)}: nothing is bought for {film} yet, or git has not brought it"
            )
    return (Clip(each.sha256, each.size, each.job) for file in found for each in file.read().entries)

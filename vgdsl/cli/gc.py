"""`vgdsl gc`: removes from a project's `.vgdsl` what nothing names any more. Buys nothing, and asks nobody."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import msgspec

from vgdsl.cli import options
from vgdsl.cli.failures import told
from vgdsl.cli.place import films_of
from vgdsl.cli.progress import size
from vgdsl.cli.terminal import called
from vgdsl.project import Project
from vgdsl.run.lock import Lock
from vgdsl.run.memory.journal import Journal
from vgdsl.run.memory.record_file import records
from vgdsl.run.sweep import File, Named, Sort, Wishes, named, needless

_ONE = {
    Sort.CLIP: "clip",
    Sort.FRAME: "frame",
    Sort.PART: "part of a source",
    Sort.WHOLE: "finished clip",
    Sort.UNFINISHED: "unfinished file",
    Sort.REJECTED: "clip that was set aside",
    Sort.SIMULATOR: "file of the simulator",
}


class Swept(msgspec.Struct, frozen=True):
    """The answer of `vgdsl gc --json`: files by what they were, the bytes that became free, and whether it was a trial."""

    files: dict[Sort, int]
    freed: int
    dry_run: bool


@click.command("gc")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
@click.option(
    "--simulated", is_flag=True, help="Also all that was simulated: clips, and the simulator's account."
)
@click.option(
    "--rejected", is_flag=True, help="Also clips that were set aside because they were not as ordered."
)
@options.json
def command(folder: Path, *, dry_run: bool, simulated: bool, rejected: bool, as_json: bool) -> None:
    """Remove from a project's folder .vgdsl what nothing names any more.

    Whatever a film's record or the journal names stays, of any film of the project; so does every file of which it is not
    known what it is. Where a record cannot be read, nothing is removed.

    \b
    Example:
      vgdsl gc --dry-run
      vgdsl gc --simulated
    """
    wishes = Wishes(simulated, rejected)
    project = Project.of(folder / "film.vg")
    with told():
        if not (project.state / "journal.db").exists():
            raise click.ClickException(
                f"there is no journal in {project.shown(project.state)}: what is needed there cannot be told"
            )
        with Lock(project.state / "lock", called()):
            found = _swept(project.state, _needed(project, wishes), wishes, dry_run=dry_run)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        click.echo(_words(found))


def _needed(project: Project, wishes: Wishes) -> Named:
    """All that is named: every record is read before anything is removed."""
    recorded = {
        entry.sha256 for record in records(project.root, films_of(project)) for entry in record.read().entries
    }
    with Journal(project.state / "journal.db") as journal:
        return named(journal.past(), recorded, wishes)


def _swept(state: Path, needed: Named, wishes: Wishes, *, dry_run: bool) -> Swept:
    files = list(_files(state))
    going = needless(files, needed, wishes)
    freed = sum(file.frees for file in files if file.path in going)
    if not dry_run:
        for path in going:
            (state / path).unlink(missing_ok=True)
            _tidy(state / path, state)
    return Swept(dict(Counter(going.values())), freed, dry_run)


def _tidy(path: Path, state: Path) -> None:
    """Remove the folders that are left empty."""
    with suppress(OSError):  # others are left in one
        for folder in path.parents[: len(path.relative_to(state).parts) - 1]:
            folder.rmdir()


def _files(state: Path) -> Iterator[File]:
    """A file that has another name as well, in a folder of results, frees nothing here."""
    for path in state.rglob("*"):
        if path.is_file() or path.is_symlink():
            about = path.lstat()
            yield File(path.relative_to(state).as_posix(), about.st_size if about.st_nlink == 1 else 0)


def _words(found: Swept) -> str:
    if not found.files:
        return "nothing to remove"
    what = ", ".join(
        f"{count} {_ONE[sort] if count == 1 else sort}" for sort, count in sorted(found.files.items())
    )
    return (
        f"would remove {what}; {size(found.freed)} would be free"
        if found.dry_run
        else f"removed {what}; {size(found.freed)} are free"
    )

"""`vgdsl fmt`: scene files in their canonical layout. Asks nobody, and writes whole files or nothing."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec

from vgdsl.check.files import FileTrouble
from vgdsl.check.findings import Findings
from vgdsl.check.imports import report
from vgdsl.cli import options
from vgdsl.cli.terminal import style
from vgdsl.edit.file import ChangedError, replace_text
from vgdsl.format.layout import layout
from vgdsl.project import Project, decoded
from vgdsl.report import formatting
from vgdsl.report.formatting import Fate
from vgdsl.scene_files import scene_files
from vgdsl.source import Source, Span

STDIN = Path("-")


@click.command("fmt")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILM...")
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 where a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@options.json
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], *, check: bool, diff: bool, as_json: bool) -> None:
    """Put scene files into their canonical layout. What they say, their comments and the plan stay the same.

    FILM is a scene file, a folder for all scene files in it, or `-` for standard input, which goes to standard output. Lines
    that are not understood stay as they are; exit code 1 says so.

    \b
    Example:
      vgdsl fmt film.vg
      vgdsl fmt --diff .
      vgdsl fmt --check .
    """
    piped = STDIN in paths
    if piped and (len(paths) > 1 or as_json):
        raise click.UsageError("`-` stands alone: what comes in goes out")
    fates = [_piped()] if piped else [*_read_all(paths)]
    if not (check or diff):
        fates = [_passed_on(fate) if piped else _written(fate) for fate in fates]
    if as_json:
        click.echo(formatting.as_json(fates, diff=diff))
    elif check or diff or not piped:
        click.echo(formatting.text(fates, style(), check=check, diff=diff), nl=False)
    if not as_json:
        for line in formatting.troubles(fates, style(error=True)):
            click.echo(line, err=True)
    failed = not all(fate.is_done for fate in fates) or (check and any(fate.changes for fate in fates))
    ctx.exit(int(failed))


def _read_all(paths: Iterable[Path]) -> Iterator[Fate]:
    """Each file once; of a folder all scene files, as scene_files finds them."""
    seen: set[str] = set()
    shut: list[OSError] = []
    for path in paths:
        for film in scene_files(path, shut=shut.append) if path.is_dir() else (path,):
            if (real := os.path.realpath(film)) not in seen:
                seen.add(real)
                yield _read(film)
    for error in shut:
        name = Path(error.filename).as_posix()
        yield Fate(Source(name, ""), trouble=f"`{name}`: {error.strerror}")


def _read(path: Path) -> Fate:
    project = Project.of(path)
    try:
        return _laid_out(project.text(project.name(path)))
    except FileTrouble as trouble:
        return _refused(trouble, project)


def _refused(trouble: FileTrouble, project: Project) -> Fate:
    source, findings = Source(project.shown(project.root / trouble.path), ""), Findings()
    report(trouble, Span(source, 0, 0), project, findings)
    return Fate(source, trouble=formatting.why(next(iter(findings))))


def _laid_out(source: Source) -> Fate:
    from vgdsl.plan.saved import resembles

    if resembles(source.text[:64].encode()):
        trouble = f"`{source.name}` is a saved plan, no scene file; `vgdsl run` makes what it says"
        return Fate(source, trouble=trouble)
    return Fate(source, layout(source))


def _written(fate: Fate) -> Fate:
    """Keeps a layout, unless the file has it already."""
    if fate.layout is None or not fate.changes:
        return fate
    try:
        replace_text(Path(fate.source.name), fate.source.text, fate.layout.text)
    except ChangedError as error:
        return msgspec.structs.replace(fate, trouble=str(error))
    except OSError as error:
        return msgspec.structs.replace(
            fate, trouble=f"`{fate.source.name}`: {error.strerror}; it stays as it was"
        )
    return msgspec.structs.replace(fate, written=True)


def _piped() -> Fate:
    """Standard input. Its byte order mark is a part of the text."""
    raw = sys.stdin.buffer.read()
    try:
        decoded(raw, "standard input")
    except FileTrouble as trouble:
        return _refused(trouble, Project(Path()))
    return _laid_out(Source("standard input", raw.decode()))


def _passed_on(fate: Fate) -> Fate:
    """What goes to standard output: of a text that is none nothing, so that nobody takes it for the layout."""
    if fate.layout is not None:
        sys.stdout.buffer.write(fate.layout.text.encode())
    return fate

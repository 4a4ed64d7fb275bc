"""`vgdsl models --refresh` and `--forget`: the list of the provider itself, what it changes, and which shots it breaks."""

import os
from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from vgdsl.answers import refreshed as kept_at
from vgdsl.check.difference import Moved, moved, news
from vgdsl.cli.failures import told
from vgdsl.cli.terminal import room, style
from vgdsl.diagnostics import Diagnostic
from vgdsl.pipeline import opened, profiles
from vgdsl.program.catalog import Catalog
from vgdsl.program.changes import Changes, changes
from vgdsl.program.editions import bundled, load
from vgdsl.project import root_of
from vgdsl.providers.errors import ProviderError
from vgdsl.refreshing import Fresh, forget, refresh, today
from vgdsl.report import messages, problems
from vgdsl.report.changes import changes_text
from vgdsl.scene_files import scene_files


class Touched(msgspec.Struct, frozen=True):
    """A film that fares differently with the new catalogue."""

    shown: str
    found: tuple[Diagnostic, ...]
    moved: tuple[Moved, ...]


def refreshed(films: tuple[Path, ...], *, as_json: bool) -> int:
    """Refresh the catalogue and say what that means; the exit code: 1 where a film is the worse for it."""
    for film in films:
        if not film.is_file():
            raise click.UsageError(f"--refresh looks at films, and {film} is no file")
    before = load()
    try:
        fresh = refresh(os.environ, today())
    except (ProviderError, OSError) as error:
        raise click.ClickException(
            f"{_trouble(error)} The catalogue of {before.date} stays as it is."
        ) from None
    films = films or _films_here()
    touched = tuple(_touched(films, before, fresh.catalog))
    found = changes(before, fresh.catalog)
    words = (
        _as_json(fresh, found, touched) if as_json else _as_text(before, fresh, found, touched, len(films))
    )
    click.echo(words, nl=False)
    return 1 if any(film.found for film in touched) else 0


def _trouble(error: ProviderError | OSError) -> str:
    if isinstance(error, OSError):
        return f"{Path(kept_at()).parent}: {error.strerror or error}. Let VGDSL_CACHE name a folder that can be written to."
    return str(error)


def forgotten(*, as_json: bool) -> None:
    """Go back to the catalogue that comes with the program, and say so."""
    with told():
        was = forget()
    if as_json:
        click.echo(msgspec.json.encode({"forgotten": was, "date": bundled().date}).decode())
        return
    now = f"the catalogue that comes with vgdsl holds, of {bundled().date}"
    click.echo(f"the refreshed catalogue is forgotten; {now}" if was else f"nothing to forget: {now}")


def _films_here() -> tuple[Path, ...]:
    """The scene files of the project that one stands in; outside of a project, those of this folder."""
    here = Path.cwd()
    root = root_of(here / "film.vg")
    if not any((root / mark).exists() for mark in ("vgdsl.toml", ".git")):
        return tuple(sorted(here.glob("*.vg")))
    return tuple(sorted(scene_files(root)))


def _touched(films: Iterable[Path], before: Catalog, after: Catalog) -> Iterable[Touched]:
    """Each film, and each with every profile of its own. What is said of a place once is not said again."""
    said = set[tuple[str, str, int]]()
    for film in films:
        for profile in (None, *profiles(opened(film, catalog=after))):
            old, new = (opened(film, profile, catalog=catalog) for catalog in (before, after))
            fresh = [each for each in news(old.checked, new.checked) if _place(each) not in said]
            said.update(map(_place, fresh))
            others = tuple(moved(old.checked, new.checked))
            if fresh or others:
                shown = new.shown if profile is None else f"{new.shown} with --profile {profile}"
                yield Touched(shown, tuple(fresh), others)


def _place(diagnostic: Diagnostic) -> tuple[str, str, int]:
    return diagnostic.code, diagnostic.span.source.name, diagnostic.span.start


def _as_text(
    before: Catalog, fresh: Fresh, found: Changes, touched: tuple[Touched, ...], looked_at: int
) -> str:
    count = len(fresh.listing.rows)
    parts = [
        f"{fresh.address} lists {count} video models on {fresh.catalog.date}; known before as of {before.date}\n",
        changes_text(found, fresh.catalog, style()),
    ]
    if fresh.unreadable:
        parts.append("".join(f"  not understood: {row}\n" for row in fresh.unreadable))
    parts += [_film_text(film) for film in touched]
    if not touched:
        parts.append(
            f"{_counted(looked_at)} no worse for it\n" if looked_at else "there is no film here to look at\n"
        )
    return "\n".join(parts)


def _counted(films: int) -> str:
    return "the one film here is" if films == 1 else f"the {films} scene files here are"


def _film_text(film: Touched) -> str:
    lines = [
        f"{film.shown}: {each.node} is made by {each.after} now, no longer by {each.before}: a request of its own, bought anew\n"
        for each in film.moved
    ]
    lines += [f"{messages.draw(each, style(), room())}\n\n" for each in film.found]
    if film.found:
        lines.append(f"{film.shown}: {messages.summary(film.found)} that the new catalogue brings\n")
    return "".join(lines)


def _as_json(fresh: Fresh, found: Changes, touched: tuple[Touched, ...]) -> str:
    answer = {
        "date": fresh.catalog.date,
        "address": fresh.address,
        "models": len(fresh.listing.rows),
        "added": found.added,
        "gone": found.gone,
        "back": found.back,
        "changed": found.changed,
        "unreadable": fresh.unreadable,
        "films": [
            {
                "file": film.shown,
                "diagnostics": [problems.problem(each) for each in film.found],
                "moved": film.moved,
            }
            for film in touched
        ],
    }
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode() + "\n"

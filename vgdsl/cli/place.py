"""What a command that needs no scene file is about: one film by its name, or all films that a project ever bought for."""

from collections import Counter
from pathlib import Path

import click
import msgspec

from vgdsl.project import Project
from vgdsl.providers.simulator.simulation import NAME
from vgdsl.run.memory.journal import Journal
from vgdsl.run.memory.record import bought_for
from vgdsl.run.memory.record_file import RecordFile


class Place(msgspec.Struct, frozen=True):
    """A project, and the films in it that are meant, by their paths inside it."""

    project: Project
    films: tuple[str, ...]

    @classmethod
    def of(cls, where: Path) -> "Place":
        """The place that a path names: a film, there or not, or a folder. Raises JournalError."""
        if where.is_dir():
            project = Project.of(where / "film.vg")
            return cls(project, films_of(project))
        project = Project.of(where)
        name = project.name(where)
        return cls(project, tuple(film for film in films_of(project) if film == name))

    def waiting(self, *, simulate: bool) -> dict[str, int]:
        """How many purchases of each film wait to be collected; films without any are left out. Raises JournalError."""
        if not self.films:
            return {}
        with Journal(_journal(self.project)) as journal:
            bought = Counter(
                purchase.film
                for purchase in journal.past().open.values()
                if purchase.phase == "submitted" and (purchase.provider == NAME) is simulate
            )
        return {film: bought[film] for film in self.films if film in bought}

    def keep_record(self, film: str, journal: Journal) -> None:
        """Put what was bought into a film's record; its picks only the film could change. Raises RecordError and OSError."""
        record = RecordFile.of(self.project.root / film, self.shown(film))
        record.grow(record.read().picks, bought_for(journal.past(), film))

    def say_empty(self, where: Path, *, as_json: bool) -> None:
        """Tell that there is nothing to be about."""
        if not as_json:
            click.echo(
                "nothing was ever bought here" if where.is_dir() else f"nothing was ever bought for {where}"
            )

    def results(self, film: str) -> Path:
        """The folder of a film's results."""
        return (self.project.root / film).parent / "out"

    def shown(self, film: str) -> str:
        """A film as it is seen from where the command was called."""
        return self.project.shown(self.project.root / film)


def _journal(project: Project) -> Path:
    return project.state / "journal.db"


def films_of(project: Project) -> tuple[str, ...]:
    """The films that something was ever bought for here, by their paths in the project. Raises JournalError."""
    path = _journal(project)
    if not path.exists():
        return ()
    with Journal(path) as journal:
        return journal.films()

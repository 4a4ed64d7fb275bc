"""Plan files as commands meet them: written by `plan --output`, told apart from scene files, carried out or refused.

Knows the disk and the words; what a saved plan is and when it is out of date is vgdsl.plan.saved's.
"""

import os
import shlex
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click
import msgspec

from vgdsl.cli.opening import open_film
from vgdsl.pipeline import Opened
from vgdsl.plan.recipe import recipes
from vgdsl.plan.saved import (
    Asked,
    Origin,
    SavedPlan,
    UnreadablePlanError,
    read,
    resembles,
    saved,
    stale,
    written,
)
from vgdsl.production import Planned, Production
from vgdsl.program.editions import load
from vgdsl.program.entities import Program
from vgdsl.report.staleness import refusal_text, stale_text

_HEAD = 64


class PlanFile:
    """A plan file that was read, and what it says."""

    def __init__(self, path: Path, plan: SavedPlan) -> None:
        self.path, self.plan = path, plan

    @property
    def film(self) -> Path:
        """The scene file, from where the command was called."""
        return Path(os.path.normpath(self.path.parent / self.plan.film))

    @property
    def again(self) -> str:
        """The command that makes a new plan in place of this one."""
        return shlex.join(
            ["vgdsl", "plan", str(self.film), *self.plan.asked.words, "--output", str(self.path)]
        )

    def open(self, *, as_json: bool) -> tuple[Opened, Program]:
        """The film as it was planned. Ends the command with exit code 1 where it has errors or is gone."""
        asked = self.plan.asked
        try:
            return open_film(self.film, asked.profile, asked.overrides, as_json=as_json)
        except click.exceptions.Exit:
            if not as_json:
                click.echo(
                    f"{self.path} is out of date, and nothing was bought: its film has errors", err=True
                )
            raise

    def refuse_stale(self, made: Production, planned: Planned, *, as_json: bool) -> None:
        """Ends the command with exit code 1 unless the film stands as it did when it was planned."""
        address = made.tools.provider.address
        found = recipes(made.graph, made.tools.provider.name, address)
        differing = stale(self.plan, planned.plan, made.graph, found, address)
        if differing:
            self.refuse([*map(stale_text, differing), *self._other_catalog()], as_json=as_json)

    def _other_catalog(self) -> Iterator[str]:
        """What may explain the rest: the plan was made by another catalogue. By itself that is no reason to refuse."""
        now = load()
        if self.plan.catalog and self.plan.catalog != now.digest:
            yield f"the models are known as of {now.date} here; the plan was made by another catalogue, of {self.plan.catalog_date}"

    def refuse(self, reasons: list[str], *, as_json: bool) -> NoReturn:
        """Ends the command with exit code 1, with all reasons and the way out."""
        if as_json:
            answer = {"type": "PlanStale", "plan": str(self.path), "reasons": reasons, "again": self.again}
            click.echo(msgspec.json.encode(answer).decode())
        else:
            click.echo(refusal_text(str(self.path), reasons, self.again), err=True, nl=False)
        raise click.exceptions.Exit(1)


def opened(path: Path) -> PlanFile | None:
    """The plan in a file, or None where the file is not meant as one: whatever is wrong with it is then the checker's."""
    try:
        with path.open("rb") as file:
            raw = file.read(_HEAD)
            if not resembles(raw):
                return None
            raw += file.read()
    except OSError:
        return None
    try:
        return PlanFile(path, read(raw))
    except UnreadablePlanError as error:
        raise click.ClickException(f"{path} {error}") from None


def carried_out_alone(path: Path, given: Asked) -> None:
    """Wrong usage where options would change what a saved plan says."""
    if given.words:
        options = ", ".join(dict.fromkeys(word for word in given.words if word.startswith("--")))
        raise click.UsageError(
            f"{path} is a saved plan and says what is run: {options} cannot change that; make another plan with"
            " `vgdsl plan`"
        )


def write(path: Path, made: Production, planned: Planned, asked: Asked) -> None:
    """Keep a plan, whole or not at all. OSError; a file that is no plan is not written over."""
    provider = made.tools.provider
    origin = Origin(
        film=_way(made.film.film, path),
        asked=asked,
        provider=provider.name,
        address=provider.address,
        made=datetime.now(UTC).replace(microsecond=0),
        spent=planned.plan.spent,
        catalog=load().digest,
    )
    raw = written(saved(planned.plan, recipes(made.graph, provider.name, provider.address), origin))
    _refuse_to_replace(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(raw)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None


def told(path: Path, planned: Planned) -> str:
    """What to do with a plan that was written."""
    needs = " --max-cost USD" if planned.plan.unpriced and planned.plan.provider != "simulator" else ""
    return f"\nkept in {path}; to make exactly that: vgdsl run {shlex.quote(str(path))}{needs}"


def _refuse_to_replace(path: Path) -> None:
    if path.is_dir():
        raise click.UsageError(f"--output {path} is a folder; name a file, such as {path / 'film.plan'}")
    if path.exists() and path.stat().st_size and not resembles(path.read_bytes()[:_HEAD]):
        raise click.UsageError(f"--output {path} is there already and is no plan; name another file")


def _way(film: Path, plan: Path) -> str:
    """The film's path from the plan's folder, with forward slashes; they can be moved and committed together."""
    try:
        return Path(os.path.relpath(film.absolute(), plan.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return film.absolute().as_posix()

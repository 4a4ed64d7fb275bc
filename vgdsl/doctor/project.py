"""The project one stands in: its settings, its journal, who works on it. Knows no film's content; changes nothing."""

import time
from collections.abc import Iterator

from vgdsl.doctor.line import Line, note, ok, problem
from vgdsl.project import Project
from vgdsl.providers.simulator.simulation import NAME as SIMULATOR
from vgdsl.run.lock import Holder, alive, read
from vgdsl.run.memory.journal import Journal, JournalError
from vgdsl.run.memory.past import Past
from vgdsl.run.memory.record_file import records
from vgdsl.run.memory.record_text import RecordError
from vgdsl.settings import FILE, SettingsError, settings


def project_lines(project: Project) -> Iterator[Line]:
    """What is known of the project in whose folder one stands."""
    yield _settings(project)
    yield from _journal(project)
    yield from _records(project)
    yield from _holder(project)


def _settings(project: Project) -> Line:
    try:
        found = settings(project.root)
    except SettingsError as error:
        return problem("project", str(error), f"correct {project.shown(project.root / FILE)}")
    except OSError as error:
        return problem("project", f"{FILE} cannot be read: {error.strerror or error}")
    shared = f", shares clips at {found.share}" if found.share else ""
    return ok("project", f"{project.root}{shared}", root=str(project.root))


def _journal(project: Project) -> Iterator[Line]:
    path = project.state / "journal.db"
    if not path.exists():
        yield ok("journal", "nothing was bought here yet")
        return
    try:
        with Journal(path) as journal:
            past = journal.past()
    except JournalError as error:
        yield problem(
            "journal",
            str(error),
            f"keep {project.shown(path)} as it is: it is what keeps clips from being bought again",
        )
        return
    bought = sum(each.provider != SIMULATOR for each in past.by_key.values())
    yield ok("journal", f"whole, {bought} clip{'s' * (bought != 1)} bought", bought=bought)
    yield from _waiting(past)


def _waiting(past: Past) -> Iterator[Line]:
    phases = [purchase.phase for purchase in past.open.values() if purchase.provider != SIMULATOR]
    waiting = phases.count("submitted")
    uncertain = len(phases) - waiting
    if waiting:
        yield note("journal", f"{waiting} paid for and not yet here", "vgdsl collect")
    if uncertain:
        yield note("journal", f"{uncertain} of which nobody knows whether they were bought", "vgdsl settle")


def _records(project: Project) -> Iterator[Line]:
    """The records beside the films, which say what other machines bought. Outside of a project nobody has any."""
    if not (project.state.exists() or (project.root / FILE).exists()):
        return
    read_well = 0
    for record in records(project.root, ()):
        try:
            record.read()
        except (RecordError, OSError) as error:
            yield problem(
                "record",
                str(error),
                "correct it before the next run: nothing is planned by one that cannot be read",
            )
        else:
            read_well += 1
    if read_well:
        yield ok("record", f"{read_well} film{'s' * (read_well != 1)} with a record, all readable")


def _holder(project: Project) -> Iterator[Line]:
    path = project.state / "lock"
    holder = read(path)
    if holder is None:
        return
    if alive(path):
        yield note(
            "lock",
            f"being worked on by {_who(holder)}",
            "wait for it to end",
            pid=holder.pid,
            host=holder.host,
        )
    else:
        yield ok("lock", f"left behind by {_who(holder)}, which is no more; the next run takes it over")


def _who(holder: Holder) -> str:
    since = time.strftime("%H:%M", time.localtime(holder.started))
    return f"`{holder.command}` (process {holder.pid} on {holder.host}, since {since})"

"""This computer: versions, extras, media libraries, fonts, terminal, disks. Knows no project's content and no network."""

import os
import platform
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from vgdsl import __version__
from vgdsl.doctor.line import Line, note, ok, problem
from vgdsl.run.memory.disk import shared_between_machines
from vgdsl.run.memory.journal import Journal, JournalError

SCARCE = 2_000_000_000
"""Bytes free under which a film of a few minutes may not fit beside its clips."""

_GONE = 100_000_000
_GB = 1_000_000_000
_EXTRA = re.compile(r"""^([A-Za-z0-9._-]+).*extra == ["']([a-z0-9_-]+)["']""")
_FOR = {
    "share": "clips in object storage",
    "x402": "a wallet that pays",
    "keyring": "a key in the system's keyring",
}


def machine(project: Path, state: Path) -> Iterator[Line]:
    """All that can be said without a network; `state` is where the project's journal and clips are."""
    yield versions()
    yield from extras()
    yield from media()
    yield font()
    yield terminal()
    yield from disks(project, state)


def versions() -> Line:
    python, system = platform.python_version(), f"{platform.system()} {platform.machine()}"
    return ok("program", f"vgdsl {__version__}, Python {python}, {system}", vgdsl=__version__, python=python)


def extras() -> Iterator[Line]:
    """What may be installed besides. A vgdsl that is not installed at all tells of none."""
    try:
        wanted = _extras(metadata.requires("vgdsl") or [])
    except metadata.PackageNotFoundError:
        return
    there = sorted(name for name, packages in wanted.items() if all(map(_installed, packages)))
    if there:
        yield ok("extras", f"installed: {', '.join(there)}", installed=there)
    for name in sorted(wanted.keys() - set(there)):
        use = _FOR.get(name)
        yield note(
            "extras",
            f"not installed: {name}" + (f", for {use}" if use else ""),
            f"pip install 'vgdsl[{name}]'",
        )


def _extras(requirements: list[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in requirements:
        if (match := _EXTRA.match(each)) and match[2] != "dev":
            found[match[2]].append(match[1])
    return dict(found)


def _installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def media() -> Iterator[Line]:
    """The media libraries, tried with a few pictures."""
    try:
        from vgdsl.media.support import libraries, tried  # noqa: PLC0415 - may be what does not work
    except ImportError as error:
        yield problem(
            "media", f"the media library cannot be loaded: {error}", "pip install --force-reinstall av"
        )
        return
    found = tried()
    named, parts = [each.name for each in found if each.trouble is None], libraries()
    yield ok(
        "media",
        f"PyAV {parts['PyAV']} writes and reads {', '.join(named) or 'nothing'}",
        works=named,
        versions=parts,
    )
    for each in found:
        if each.trouble is not None:
            say = problem if each.needed else note
            use = "every film" if each.needed else "what some upscalers deliver"
            yield say(
                "media",
                f"{each.name} does not work ({each.trouble}), for {use}",
                "pip install --force-reinstall av",
            )


def font() -> Line:
    try:
        from vgdsl.media.slate.type import REGULAR  # noqa: PLC0415 - may be what does not work
    except ImportError as error:
        return problem(
            "font", f"slates cannot be drawn: {error}", "pip install --force-reinstall font-manrope pillow"
        )
    if not Path(REGULAR).is_file():
        return problem(
            "font", "the font of slates is not there", "pip install --force-reinstall font-manrope"
        )
    return ok("font", "slates are set in Manrope")


def terminal() -> Line:
    encoding = (sys.stdout.encoding or "ascii").lower().replace("_", "-")
    if encoding not in {"utf-8", "utf8"}:
        return note(
            "terminal", f"it is told {encoding}, which lacks signs that vgdsl writes", "export PYTHONUTF8=1"
        )
    kind = os.environ.get("TERM", "none") if sys.stdout.isatty() else "no terminal"
    return ok("terminal", f"UTF-8, {kind}", encoding=encoding)


def disks(project: Path, state: Path) -> Iterator[Line]:
    """Where the project's memory is, and where unfinished work is."""
    place = next(each for each in (state, *state.parents) if each.exists())
    yield from _room("disk", place)
    temporary = Path(tempfile.gettempdir())
    if temporary.stat().st_dev != place.stat().st_dev:
        yield from _room("temporary files", temporary)
    if shared_between_machines(place):
        yield note(
            "disk",
            f"{place} is a network disk: the journal is kept more carefully there, and slower",
            "keep the project on a disk of this computer, and share clips with `vgdsl push`",
        )
    yield _written(place, project)


def _room(topic: str, place: Path) -> Iterator[Line]:
    free = shutil.disk_usage(place).free
    says = f"{free / _GB:.1f} GB free at {place}"
    if free < _GONE:
        yield problem(topic, says, "make room: a run stops where nothing can be written")
    elif free < SCARCE:
        yield note(topic, says, "make room before a long film; `vgdsl gc` finds what nothing needs")
    else:
        yield ok(topic, says, free=free, place=str(place))


def _written(place: Path, project: Path) -> Line:
    """Whether a journal can be made there, written, locked and closed. A trial leaves nothing behind."""
    try:
        with (
            tempfile.TemporaryDirectory(prefix=".vgdsl-doctor-", dir=place) as trial,
            Journal(Path(trial) / "journal.db"),
        ):
            pass
    except JournalError as error:
        return problem("journal's disk", f"no journal can be kept at {place}: {error}", _elsewhere(project))
    except OSError as error:
        return problem(
            "journal's disk", f"{place} cannot be written to: {error.strerror or error}", _elsewhere(project)
        )
    return ok("journal's disk", f"a journal can be kept at {place}")


def _elsewhere(project: Path) -> str:
    return f"see that {project} can be written to by you, or move the project to another disk"

"""The folder of results that people open: clips under the names of their nodes. Knows files and names; runs nothing.

Everything in it can be made again from the store. A list of what was put there (`.made`) tells our files from those that
somebody else put beside them: only ours are ever replaced or removed, and only when they change.
"""

import os
import re
import shutil
from collections.abc import Container, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import msgspec

from vgdsl.plan.inputs import job_id
from vgdsl.plan.job import Assembly, Finishing, Job, Task

_LIST = ".made"
_DRAFT = ".draft-"
_UNSAFE = re.compile(r"[^\w.+-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
_LONGEST = 120


def file_name(job: str, ending: str = "mp4") -> str:
    """A job's name as a file name anywhere: `postcard["Rome"]#2` becomes `postcard-Rome.2.mp4`."""
    node, _, take = job.rpartition("#")
    if not (node and take.isdigit()):
        node, take = job, ""
    safe = _UNSAFE.sub("-", node).strip("-.") or "clip"
    safe = safe[:_LONGEST] + ("_" if _RESERVED.match(safe) else "")
    return f"{safe}.{take}.{ending}" if take else f"{safe}.{ending}"


def ending_of(body: Mapping[str, object]) -> str:
    """The ending of what an order's result is stored as: everything is MP4 but ProRes (Venice enhancement guide, 2026)."""
    return "mov" if body.get("output_format") == "prores" else "mp4"


def file_names(jobs: Mapping[str, str]) -> dict[str, str]:
    """A file name for each job, of the ending given; where two would be the same on some disk, the later one has a digest."""
    names: dict[str, str] = {}
    taken = set[str]()
    for job, ending in jobs.items():
        names[job] = free_name(job, taken, ending)
        taken.add(names[job].casefold())
    return names


def free_name(job: str, taken: Container[str], ending: str = "mp4") -> str:
    """A job's file name that is not taken, as names are on a disk that knows no capitals."""
    name = file_name(job, ending)
    if name.casefold() in taken:
        return f"{name.removesuffix(f'.{ending}')}-{sha256(job.encode()).hexdigest()[:6]}.{ending}"
    return name


def shown_names(tasks: Iterable[Task]) -> dict[str, str]:
    """The file names of the clips that people see, by what makes each: not of what another task of these finishes."""
    known = {task.id: task for task in tasks}
    inside = {part for task in known.values() if isinstance(task, Finishing) for part in task.parts}
    clips = {
        _called(task): task
        for task in known.values()
        if not isinstance(task, Assembly) and task.id not in inside
    }
    names = file_names({name: _ending(task, known) for name, task in clips.items()})
    return {clips[name].id: file for name, file in names.items()}


def _called(task: Task) -> str:
    return job_id(task.node, task.take) if isinstance(task, Finishing) else task.id


def _ending(task: Task, known: Mapping[str, Task]) -> str:
    """A finished clip is stored as its parts are."""
    maker = known.get(task.parts[0]) if isinstance(task, Finishing) else task
    return ending_of(maker.body) if isinstance(maker, Job) else "mp4"


class Results:
    """One folder of results. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = self._read_list()

    def draft(self) -> Path:
        """A new path to write a result to before it gets its name."""
        return self.folder / f"{_DRAFT}{uuid4().hex}.mp4"

    def sweep(self) -> None:
        """Remove what a run that was killed left half-written. For whoever holds the project's lock."""
        if self.folder.is_dir():
            for leftover in self.folder.iterdir():
                if _DRAFT in leftover.name or leftover.name.startswith(f"{_LIST}."):
                    leftover.unlink(missing_ok=True)

    def put(self, name: str, source: Path) -> None:
        """Let a result be this file of the store."""
        if not self.holds(name, source.name):
            place(source, self.folder / name)
            self._made[name] = source.name

    def holds(self, name: str, mark: str) -> bool:
        """Whether a result of this name is there, and is the one that was marked so."""
        # Asked for every clip of a film: pathlib would take three times as long.
        return self._made.get(name) == mark and os.path.exists(f"{self.folder}/{name}")  # noqa: PTH110

    def mark(self, name: str, mark: str) -> None:
        """Remember what a result that was written here is."""
        self._made[name] = mark

    @property
    def files(self) -> list[Path]:
        """All that was put or marked here."""
        return [self.folder / name for name in self._made]

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove those of our results that have none of these names: the film no longer has them."""
        for name in self._made.keys() - set(names):
            (self.folder / name).unlink(missing_ok=True)
            del self._made[name]

    def save(self) -> None:
        """Remember what was put here."""
        if self._made != self._read_list():
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f"{_LIST}.{os.getpid()}"
            draft.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(self._made.items())))))
            draft.replace(self.folder / _LIST)

    def _read_list(self) -> dict[str, str]:
        try:
            return msgspec.json.decode((self.folder / _LIST).read_bytes(), type=dict[str, str])
        except (FileNotFoundError, msgspec.DecodeError):
            return {}


def place(source: Path, target: Path) -> None:
    """Let `target` be the file at `source`: a hard link where the disk can, a copy otherwise; never half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{_DRAFT}{uuid4().hex}{target.suffix}")
    try:
        os.link(source, draft)
    except OSError:
        shutil.copyfile(source, draft)
    draft.replace(target)
    draft.unlink(missing_ok=True)  # renaming one of two links to a file onto the other leaves both

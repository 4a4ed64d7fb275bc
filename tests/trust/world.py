"""The machine fails, not the program: a disk that is full, broken or read-only from some write on, a clock that jumps.

The disk fails in the child alone, from a step on, and is well again in the next run. On a full one the journal can be
written once the room that it keeps is given up, as on a real one.
"""

import errno
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import proof
from case import Attempt, Case, Row
from project import Desk, Hurt
from steps import Steps, watch

DAYS = 2 * 86400.0
_WRITES = ("journal commit", "fsync", "file write", "second half of a file write", "rename", "link")


class _Disk:
    """Fails every write from the nth on, and leaves a mark for the parent that it came to that."""

    def __init__(self, error: int, number: int, kinds: tuple[str, ...], mark: str, *, room: bool) -> None:
        self._error, self._room, self._kinds = error, room, kinds
        self._mark, self._number, self._count = mark, number, 0

    def __call__(self, kind: str) -> None:
        if kind not in self._kinds:
            return
        self._count += 1
        if self._count < self._number:
            return
        if self._count == self._number:
            os.close(os.open(self._mark, os.O_CREAT | os.O_WRONLY))
        if kind == "journal commit" and self._room and _given_up():
            return
        if kind == "journal commit":
            raise sqlite3.OperationalError("database or disk is full" if self._room else "disk I/O error")
        raise OSError(self._error, os.strerror(self._error))


def _given_up() -> bool:
    return not Path(".vgdsl/journal.room").exists()


def disk(what: str, error: int, kinds: tuple[str, ...] = _WRITES, *, room: bool = False) -> Attempt:
    def attempt(desk: Desk, number: int) -> Case | None:
        project = desk.project(f"disk-{errno.errorcode[error]}-{number}")
        mark = project.folder / "failed.txt"
        failing = _Disk(error, number, kinds, str(mark), room=room)
        first = project.run(lambda: watch(Steps(failing, 0)))
        if not mark.exists():
            return None
        doubtful, heard = proof.under_way(project), project.said()
        whole = (
            first == 0 and not proof.look(project, 0).wrong
        )  # it hit what only saves time, after all was done
        found = proof.look(project, project.run(), doubtful)
        return Case(what, found if whole else _loud(found, first, heard), project.said())

    return attempt


def _loud(found: proof.Found, code: int, heard: str) -> proof.Found:
    """Adds to what is wrong that the run ended as if all was well, or without a word."""
    if code == 0:
        return proof.also(found, "the run that met it ended with 0")
    if "Traceback" in heard or not ("rror" in heard or "disk" in heard):
        return proof.also(found, "the run that met it did not say so to a film maker")
    return found


def clock(what: str, seconds: float) -> Attempt:
    def jumped(number: int, mark: str) -> Hurt:
        now, ahead = time.time, [0.0]

        def act(_kind: str) -> None:
            ahead[0] = seconds
            os.close(os.open(mark, os.O_CREAT | os.O_WRONLY))

        def hurt() -> None:
            time.time = lambda: now() + ahead[0]
            watch(Steps(act, number))

        return hurt

    def attempt(desk: Desk, number: int) -> Case | None:
        project = desk.project(f"clock-{'ahead' if seconds > 0 else 'back'}-{number}")
        mark = project.folder / "jumped.txt"
        project.run(jumped(number, str(mark)))
        if not mark.exists():
            return None
        code = project.run()
        return Case(what, proof.look(project, code, frozenset()), project.said())

    return attempt


def _row(
    name: str, make: Callable[..., Attempt], what: str, *how: object, stride: int, **more: object
) -> Row:
    return Row(name, make(what, *how, **more), (what,), stride=stride)


ROWS = (
    _row("disk-full", disk, "the disk is full from a write on", errno.ENOSPC, room=True, stride=7),
    _row("disk-broken", disk, "the disk fails from a write on", errno.EIO, stride=7),
    _row("disk-read-only", disk, "nothing can be renamed from a step on", errno.EROFS, ("rename",), stride=4),
    _row("clock-ahead", clock, "the clock jumps 2 days ahead at a step", DAYS, stride=18),
    _row("clock-back", clock, "the clock jumps 2 days back at a step", -DAYS, stride=18),
)

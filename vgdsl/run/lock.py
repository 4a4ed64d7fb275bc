"""Lets one run at a time work on a project. Knows files, processes and this machine's name; knows nothing of runs.

The lock is a file that only one process can create. It says who holds it; its time of change is the holder's heartbeat.
A holder on this machine is alive when its process is; one on another machine while its heart beats. The age of a
beat is measured against a file written at the same moment on the same disk, so clocks need not agree.
"""

import os
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

import msgspec

BEAT = 10.0
DEAD_AFTER = 60.0
"""Seconds without a beat after which a holder on another machine counts as dead."""
_TAKEOVER_PATIENCE = 10.0


class Holder(msgspec.Struct, frozen=True):
    """Who holds a lock. `started` is when, in Unix seconds; `born` tells its process from a later one of the same number."""

    pid: int
    host: str
    started: float
    command: str
    born: str = ""


class LockedError(Exception):
    """Somebody else holds the lock; the text names them and says what to do."""

    def __init__(self, message: str, holder: Holder | None) -> None:
        super().__init__(message, holder)
        self.message = message
        self.holder = holder

    def __str__(self) -> str:
        return self.message


class Lock:
    """Held from `with` to its end. Raises LockedError."""

    def __init__(self, path: Path, command: str) -> None:
        self.path = path
        self._me = Holder(os.getpid(), socket.gethostname(), time.time(), command, _born(os.getpid()))
        self._released = threading.Event()

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self._create(self.path) and not self._take_over():
            raise _locked(self.path, _living(self.path))
        self._sweep()
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._released.set()
        if read(self.path) == self._me:
            self.path.unlink(missing_ok=True)

    def insist(self) -> None:
        """See that the lock is still ours, after a time in which this machine may have slept. Raises LockedError."""
        holder = read(self.path)
        if holder is None:
            raise LockedError("Another run has worked on this project meanwhile. Run again.", None)
        if holder != self._me:
            raise _locked(self.path, holder)

    def _create(self, path: Path) -> bool:
        """Make the file with our name in it, whole from its first moment; False where there is one."""
        draft = path.with_name(f"{path.name}.{uuid4().hex}")
        draft.write_bytes(msgspec.json.encode(self._me))
        try:
            os.link(draft, path)
        except FileExistsError:
            return False
        except OSError:  # a disk without links
            return self._create_empty(path, draft)
        finally:
            draft.unlink(missing_ok=True)
        return True

    def _create_empty(self, path: Path, draft: Path) -> bool:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        try:
            draft.replace(path)
        except OSError:  # a file without a name would keep everybody out for a while
            path.unlink(missing_ok=True)
            raise
        return True

    def _take_over(self) -> bool:
        """Replace a dead holder. Only who holds the second file may, so that two cannot replace each other.

        Who holds it may be killed as well; then it is taken away at once, for nobody is told to wait for the dead.
        """
        turn = self.path.with_name(self.path.name + ".takeover")
        if _age(turn) > _TAKEOVER_PATIENCE or not alive(turn):
            turn.unlink(missing_ok=True)
        if not self._create(turn):
            return False
        try:
            if alive(self.path):
                return False
            self.path.unlink(missing_ok=True)
            return self._create(self.path)
        finally:
            turn.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Remove what those who were killed while they asked for the lock have left beside it."""
        for left in self.path.parent.glob(f"{self.path.name}.*"):
            if not alive(left):
                left.unlink(missing_ok=True)

    def _beat(self) -> None:
        """Show that we live, as long as the lock is ours: after a long sleep it may be somebody else's."""
        while not self._released.wait(BEAT):
            with suppress(OSError):
                if read(self.path) != self._me:
                    return
                os.utime(self.path)


def read(path: Path) -> Holder | None:
    """Who holds the lock, None where nobody does or the file is not readable as one."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holder)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def alive(path: Path) -> bool:
    """Whether the lock's holder still works."""
    holder = read(path)
    if holder is None:  # its name is not in it yet, or never will be
        return 0 <= _age(path) < _TAKEOVER_PATIENCE
    return _lives(holder, path)


def _living(path: Path) -> Holder | None:
    """Who holds the lock and still works; nobody is told to wait for a dead one, or to end its number, while another replaces it."""
    holder = read(path)
    return holder if holder is not None and _lives(holder, path) else None


def _lives(holder: Holder, path: Path) -> bool:
    """Whether a lock's holder still works; one on a machine where asking for a process would end it, by its heartbeat."""
    if holder.host != socket.gethostname() or os.name == "nt":
        return _age(path) < DEAD_AFTER
    return _exists(holder.pid) and holder.born == _born(holder.pid)


def _locked(path: Path, holder: Holder | None) -> LockedError:
    if holder is None:
        return LockedError("Another run has just begun on this project. Wait for it to end.", None)
    since = time.strftime("%H:%M", time.localtime(holder.started))
    text = f"This project is being worked on by `{holder.command}` (process {holder.pid} on {holder.host}, since {since})."
    if holder.host == socket.gethostname():
        return LockedError(f"{text} Wait for it, or end it with: kill {holder.pid}", holder)
    return LockedError(
        f"{text} If that machine is gone, wait a minute and run again, or: rm '{path}'", holder
    )


def _age(path: Path) -> float:
    """Seconds since a file was touched, by the clock of the disk that it is on; below zero where there is none."""
    probe = path.with_name(f"{path.name}.{uuid4().hex}")
    try:
        touched = path.stat().st_mtime
        probe.touch()
        return probe.stat().st_mtime - touched
    except FileNotFoundError:
        return -1.0
    finally:
        probe.unlink(missing_ok=True)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _born(pid: int) -> str:
    """When a process began, in the system's own count, where it tells; process numbers are used again.

    One that has ended, and whose parent has not heard of it, began never.
    """
    try:
        state, *facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return "" if state == "Z" else facts[18]
    except (OSError, ValueError, IndexError):
        return ""

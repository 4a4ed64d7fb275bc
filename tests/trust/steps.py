"""Counts the durable steps and the network's of a process, and does something at one of them. Knows no vgdsl.

Everything that outlives the process goes through a few functions of Python: those are replaced, in the process that is
to be hurt and nowhere else. To end before each step covers every state in which the disk can be left, because
between two steps nothing of it changes; a write is besides cut in the middle.
"""

import io
import os
import sqlite3
import threading
from collections.abc import Callable

Act = Callable[[str], None]
"""What is done at a step of a kind: nothing, or the end, or an error, or a jump of the clock."""

KINDS = (
    "journal commit",
    "fsync",
    "rename",
    "link",
    "unlink",
    "file write",
    "second half of a file write",
    "connect",
    "part of a request",
    "part of an answer",
)


class Steps:
    """Counts, in all threads, and calls `act` at the step of a number; with 0, at each."""

    def __init__(self, act: Act, number: int, kinds: tuple[str, ...] = KINDS) -> None:
        self._act, self._number, self._kinds = act, number, kinds
        self._lock, self._count = threading.Lock(), 0

    def __call__(self, kind: str) -> None:
        if kind not in self._kinds:
            return
        with self._lock:
            self._count += 1
            meant = self._number in {0, self._count}
        if meant:
            self._act(kind)

    @property
    def count(self) -> int:
        return self._count


def watch(step: Steps) -> None:
    """From now on, every step of this process is counted."""
    _files(step)
    _names(step)
    _journal(step)
    _network(step)


def _before(owner: object, name: str, kind: str, step: Steps) -> None:
    function = getattr(owner, name)

    def counted(*args, **kwargs):
        step(kind)
        return function(*args, **kwargs)

    setattr(owner, name, counted)


def _names(step: Steps) -> None:
    for name, kind in (
        ("fsync", "fsync"), ("replace", "rename"), ("rename", "rename"), ("link", "link"), ("unlink", "unlink"),
        ("remove", "unlink"),
    ):  # fmt: skip
        _before(os, name, kind, step)


def _files(step: Steps) -> None:
    opened = io.open

    class Writer(io.BufferedWriter):
        """Writes each piece at once, in two halves."""

        def write(self, data) -> int:
            step("file write")
            data = bytes(data)
            written = super().write(data[: len(data) // 2])
            self.flush()
            step("second half of a file write")
            written += super().write(data[len(data) // 2 :])
            self.flush()
            return written

    def open_(file, mode="r", *args, **kwargs):
        if mode in {"wb", "ab", "xb"} and isinstance(file, str | os.PathLike):
            return Writer(io.FileIO(file, mode))
        return opened(file, mode, *args, **kwargs)

    io.open = open_


def _journal(step: Steps) -> None:
    class Connection(sqlite3.Connection):
        def execute(self, sql, *args):
            if sql == "COMMIT":
                step("journal commit")
            return super().execute(sql, *args)

        def executescript(self, sql):
            step("journal commit")
            return super().executescript(sql)

    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **kwargs: connect(*args, **{"factory": Connection, **kwargs})


def _network(step: Steps) -> None:
    from httpcore._backends.anyio import AnyIOBackend, AnyIOStream  # noqa: PLC0415 - only where a client is

    def counted(owner: type, name: str, kind: str) -> None:
        method = getattr(owner, name)

        async def call(self, *args, **kwargs):
            step(kind)
            return await method(self, *args, **kwargs)

        setattr(owner, name, call)

    counted(AnyIOBackend, "connect_tcp", "connect")
    counted(AnyIOStream, "write", "part of a request")
    counted(AnyIOStream, "read", "part of an answer")

"""Keeps what becomes of top-ups, in a file of the user's that only grows. Knows the disk, and no rule.

One JSON line an event, on the disk before `write` returns. No key and no signature is in it; whoever reads it can pay with
nothing. A line that was cut off by the end of a process counts as not written: what it tells had not begun.
"""

import os
import sys
from pathlib import Path

import msgspec

from vgdsl.wallet.topup import Event


class BookError(Exception):
    """The file cannot be read, so it is not known whether a top-up is open. Nothing is signed then."""


def folder() -> Path:
    """The user's own folder for what must not be lost."""
    own = os.environ.get("VGDSL_STATE") or os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(own) if own else Path.home() / ".local" / "state") / "vgdsl"


class Book:
    """The events of all top-ups of this user."""

    def __init__(self, path: Path) -> None:
        """Nothing is read or made yet."""
        self.path = path

    def events(self) -> list[Event]:
        """All events, oldest first. Raises BookError."""
        try:
            lines = self.path.read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []
        try:
            return [msgspec.json.decode(line, type=Event) for line in lines]
        except msgspec.DecodeError as error:
            text = f"{self.path} cannot be read ({error}), so nobody knows whether a top-up is open. Nothing was signed."
            raise BookError(text) from None

    def write(self, event: Event) -> None:
        """Put an event on the disk. Raises OSError."""
        new = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            _cut(file)
            line = msgspec.json.encode(event) + b"\n"
            if os.write(file, line) != len(line):
                raise OSError(f"{self.path} could not be written whole")
            os.fsync(file)
        finally:
            os.close(file)
        if new:
            _sync(self.path.parent)


def _cut(file: int) -> None:
    """Take away a line that was never finished."""
    size = os.fstat(file).st_size
    os.lseek(file, 0, os.SEEK_SET)
    content = b""
    while len(content) < size and (piece := os.read(file, size - len(content))):
        content += piece
    os.ftruncate(file, content.rfind(b"\n") + 1)


def _sync(folder: Path) -> None:
    """Put the name of a new file on the disk too, where folders can be asked for that."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""How far a command is with many bytes: one line on a terminal, nothing elsewhere. Knows no files."""

import sys
import threading

from vgdsl.cli import terminal


def size(count: int) -> str:
    """A number of bytes: `4 kB`, `12.5 MB`, `3.2 GB`."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{(count + 999) // 1000} kB"


class Progress:
    """A line on a terminal that says how far it is; nothing elsewhere."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._shown = terminal.moving()
        self._turn = threading.Lock()

    def __call__(self, count: int) -> None:
        with self._turn:
            self._done += count
            if self._shown:
                sys.stdout.write(f"\r{size(self._done)} of {size(self._total)} ")
                sys.stdout.flush()

    def close(self) -> None:
        if self._shown and self._done:
            sys.stdout.write("\r\x1b[K")

"""What a place is where machines share clips. Knows names of clips; knows no address and moves nothing itself.

A clip has the same name everywhere, made of its digest (`ab/cdef….mp4`), so what has a name is never replaced by something
else, and machines that share need not agree on anything.
"""

from pathlib import Path
from typing import Protocol


class DepotError(Exception):
    """A place to share cannot be used; the text says why, and what to do. It holds no secrets."""


class Depot(Protocol):
    """Every call raises DepotError, and OSError where the disk of this machine refuses."""

    @property
    def where(self) -> str:
        """Its address, as messages call it."""

    async def size(self, name: str) -> int | None:
        """How many bytes there are under a name; None where there is nothing."""

    async def put(self, path: Path, name: str) -> None:
        """Let a name there have the bytes of a file: all of them at once, or nothing."""

    async def get(self, name: str, into: Path) -> None:
        """Write the bytes of a name to a new file."""


def name_of(sha256: str) -> str:
    """What a clip is called at every depot."""
    return f"{sha256[:2]}/{sha256[2:]}.mp4"

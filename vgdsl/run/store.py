"""Keeps clips by the digest of their bytes. Knows files; knows no jobs, no names and no journal.

`store/ab/cdef….mp4` holds the bytes whose SHA-256 begins with abcdef. A file comes in by being renamed, after its bytes
have reached the disk, so what has a name here is whole. Files are read-only: results are hard links to them, and an
editor that wrote into a result would otherwise change the original.
"""

import asyncio
import hashlib
import os
from pathlib import Path
from uuid import uuid4

from vgdsl.run.results import place


class Store:
    """The store in one folder (`.vgdsl` of the project). Raises OSError, loudly, when the disk will not take a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._clips = str(folder / "store")
        self._incoming = folder / "incoming"
        self._mine = uuid4().hex

    def path(self, sha256: str, suffix: str = ".mp4") -> Path:
        """Where the bytes with this digest are, or would be."""
        return Path(self.where(sha256, suffix))

    def where(self, sha256: str, suffix: str = ".mp4") -> str:
        """The same as a text: asked for every clip of a film, several times, and pathlib would take most of the time."""
        return f"{self._clips}/{sha256[:2]}/{sha256[2:]}{suffix}"

    def whole(self, identity: str) -> Path:
        """Where a clip is that was finished here, by what it is made of: it can always be made again."""
        return self.folder / "whole" / identity[:2] / f"{identity[2:]}.mp4"

    def clip(self, digest: str) -> Path:
        """Where the clip is that is known by these bytes, or by what it is made of."""
        return self.path(digest) if self.has(digest) else self.whole(digest)

    def has(self, sha256: str) -> bool:
        return os.path.exists(self.where(sha256))  # noqa: PTH110 - see where

    def temporary(self, suffix: str = ".mp4") -> Path:
        """A new path to write to, on the same disk as the store; nothing is there yet."""
        return self.folder / "tmp" / f"{uuid4().hex}{suffix}"

    def incoming(self, key: str) -> Path:
        """Where the result of a purchase is received: one file for each, which nobody sweeps away.

        Each process has its own: one that was stopped, and is overtaken, would write into that of its successor.
        """
        return self._incoming / f"{key}.{self._mine}.mp4"

    def received(self, key: str) -> list[Path]:
        """What was ever received for a purchase and not kept, by this process or an earlier one; the newest first."""
        # Asked for every clip: a pattern would be compiled anew each time, which takes longer than all the rest.
        names = os.listdir(self._incoming) if os.path.isdir(self._incoming) else ()  # noqa: PTH112, PTH208
        found = [self._incoming / name for name in names if name.startswith(f"{key}.")]
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)

    @property
    def clips(self) -> Path:
        """Where the clips are."""
        return Path(self._clips)

    @property
    def pulling(self) -> Path:
        """Where clips from elsewhere are received, before they are proved to be what their names say."""
        return self.folder / "pulling"

    async def keep(self, received: Path, sha256: str) -> Path:
        """Take in what was received; when this returns, its bytes and its name are on the disk.

        The received file stays as well, until it is written down what it was: a provider may hand a result out only once.
        """
        return await asyncio.to_thread(self._keep, received, sha256)

    def _keep(self, received: Path, sha256: str) -> Path:
        twin = self.temporary(received.suffix)
        place(received, twin)
        return self.put(twin, sha256)

    def put(self, temporary: Path, sha256: str) -> Path:
        """Move a file in for good; when this returns, its bytes and its name are on the disk."""
        final = self.path(sha256)
        final.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o444)
        sync(temporary)
        temporary.replace(final)
        sync(final.parent)
        sync(final.parent.parent)
        return final

    def finish(self, temporary: Path, identity: str) -> None:
        """Move a finished clip in. What is lost of it when the power fails is made again."""
        final = self.whole(identity)
        final.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o444)
        temporary.replace(final)

    def set_aside(self, temporary: Path, name: str) -> Path:
        """Keep a file that is not what was ordered where a person can look at it; it was paid for."""
        kept = self.rejected(name)
        kept.parent.mkdir(parents=True, exist_ok=True)
        return temporary.replace(kept)

    def rejected(self, name: str) -> Path:
        """Where a file that is not what was ordered is kept."""
        return self.folder / "rejected" / f"{name}.mp4"

    def verify(self, sha256: str) -> bool:
        """Whether the bytes are there and are still those of the digest."""
        try:
            return digest(self.path(sha256)) == sha256
        except FileNotFoundError:
            return False

    def prepare(self) -> None:
        """Make the folders, and remove half-made frames of a run that broke off. For whoever holds the project's lock."""
        for name in ("tmp", "incoming", "store"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for leftover in (self.folder / "tmp").iterdir():
            leftover.unlink(missing_ok=True)


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps names safe itself and cannot open folders
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""A folder as a place to share: on a disk that several machines see, or one that is carried about. Knows files only."""

import asyncio
import shutil
from pathlib import Path
from uuid import uuid4

from vgdsl.run.store import sync


class Folder:
    """Implements vgdsl.share.depot.Depot."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def where(self) -> str:
        return str(self._path)

    async def size(self, name: str) -> int | None:
        try:
            return (self._path / name).stat().st_size
        except FileNotFoundError:
            return None

    async def put(self, path: Path, name: str) -> None:
        await asyncio.to_thread(_copy, path, self._path / name)

    async def get(self, name: str, into: Path) -> None:
        await asyncio.to_thread(shutil.copyfile, self._path / name, into)


def _copy(source: Path, target: Path) -> None:
    """Copy under another name, and rename once the bytes are on the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        shutil.copyfile(source, draft)
        sync(draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)

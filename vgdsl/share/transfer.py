"""Moves clips between the store of a project and a depot, several at once. Knows digests and sizes; knows no films.

What is there already is not moved, so a move that was cut off goes on where it was. Nothing enters the store, and nothing
leaves it, before its bytes are proved to be those of its name.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import msgspec

from vgdsl.run.store import Store, digest
from vgdsl.share.depot import Depot, DepotError, name_of

AT_ONCE = 4

Tell = Callable[[int], None]
"""Hears of the bytes of each clip that is done with."""


class Clip(msgspec.Struct, frozen=True):
    """A clip to move: its digest and size, and what to call it in messages."""

    sha256: str
    size: int
    job: str


class Moved(msgspec.Struct, frozen=True):
    """What became of a move, by what the clips are called. `bytes` were moved; `missing` are on neither side, `broken` are
    not what their names say, `failed` says why the others did not get there.
    """

    moved: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    bytes: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything is where it was to be."""
        return not (self.missing or self.broken or self.failed)


async def push(clips: Iterable[Clip], store: Store, depot: Depot, tell: Tell = lambda _: None) -> Moved:
    """Bring clips of the store to a depot."""

    async def move(clip: Clip) -> str:
        name = name_of(clip.sha256)
        if await depot.size(name) == clip.size:
            return "there"
        if not store.has(clip.sha256):
            return "missing"
        if not await asyncio.to_thread(store.verify, clip.sha256):
            return "broken"
        await depot.put(store.path(clip.sha256), name)
        return "moved"

    return await _all(clips, move, tell, depot.where)


async def pull(clips: Iterable[Clip], store: Store, depot: Depot, tell: Tell = lambda _: None) -> Moved:
    """Bring clips from a depot into the store. For whoever holds the project's lock."""
    folder = store.pulling
    folder.mkdir(parents=True, exist_ok=True)

    async def move(clip: Clip) -> str:
        if store.has(clip.sha256):
            return "there"
        name = name_of(clip.sha256)
        if await depot.size(name) is None:
            return "missing"
        draft = folder / f"{clip.sha256}.mp4"
        draft.unlink(missing_ok=True)
        await depot.get(name, draft)
        return await asyncio.to_thread(_take_in, store, draft, clip)

    return await _all(clips, move, tell, depot.where)


def _take_in(store: Store, draft: Path, clip: Clip) -> str:
    if draft.stat().st_size != clip.size or digest(draft) != clip.sha256:
        draft.unlink()
        return "broken"
    store.put(draft, clip.sha256)
    return "moved"


async def _all(
    clips: Iterable[Clip], move: Callable[[Clip], Awaitable[str]], tell: Tell, where: str
) -> Moved:
    slots = asyncio.Semaphore(AT_ONCE)
    each_once = {clip.sha256: clip for clip in clips}
    fates: dict[str, list[str]] = {"moved": [], "there": [], "missing": [], "broken": [], "failed": []}
    moved = 0

    async def one(clip: Clip) -> None:
        nonlocal moved
        async with slots:
            try:
                fate, words = await move(clip), clip.job
            except DepotError as error:
                fate, words = "failed", f"{clip.job}: {error}"
            except OSError as error:
                fate, words = "failed", f"{clip.job}: {error.filename or where}: {error.strerror or error}"
        moved += clip.size if fate == "moved" else 0
        fates[fate].append(words)
        tell(clip.size)

    await asyncio.gather(*map(one, each_once.values()))
    return Moved(**{fate: tuple(sorted(names)) for fate, names in fates.items()}, bytes=moved)

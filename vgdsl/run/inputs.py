"""Turns a job's body into the one that is sent, with real files in place of its inputs. Knows files; sends nothing."""

import asyncio
import hashlib
from collections.abc import Mapping
from pathlib import Path

from vgdsl.media.intact import read_head
from vgdsl.media.sniff import sniff
from vgdsl.plan.job import ClipInput, FileInput, FrameInput, Input, LinkInput, inputs_of
from vgdsl.program.values import Duration, Edge
from vgdsl.providers.base import DataFile
from vgdsl.run.store import Store
from vgdsl.run.studio import Studio, StudioError

_PLAIN = frozenset({str, int, float, bool, type(None)})


class Darkroom:
    """Finds or makes the files that stand for inputs: of one project, with the clips its store has."""

    def __init__(self, project: Path, store: Store, studio: Studio) -> None:
        self._project = project
        self._store = store
        self._studio = studio

    async def ready(self, body: Mapping[str, object], clips: Mapping[str, str]) -> Mapping[str, object]:
        """The body as it will be sent; `clips` are the digests of the clips that other jobs made, by job.

        Raises StudioError when a file is no longer what the plan was made with, or a frame cannot be had.
        """
        if _PLAIN.issuperset(map(type, body.values())):
            return body
        media = {source: await self._medium(source, clips) for source in dict.fromkeys(inputs_of(body))}
        return {field: _filled(value, media) for field, value in body.items()}

    async def _medium(self, source: Input, clips: Mapping[str, str]) -> DataFile | str:
        if isinstance(source, LinkInput):
            return source.url
        if isinstance(source, FrameInput):
            return DataFile(await self._frame(source, clips), "image/png")
        return await self._file(source, clips)

    async def _file(self, source: FileInput | ClipInput, clips: Mapping[str, str]) -> DataFile:
        if isinstance(source, ClipInput):
            return await asyncio.to_thread(_clip, self._store.path(clips[source.job]))
        path = self._project / source.path
        if await asyncio.to_thread(_digest, path) != source.sha256:
            raise StudioError(
                f"{source.path} has changed since the plan was made. Run again to plan with it as it is now."
            )
        return DataFile(path, source.mime)

    async def _frame(self, source: FrameInput, clips: Mapping[str, str]) -> Path:
        """A frame is made once and kept by the digest of its clip and its moment."""
        of = source.of
        sha256 = clips[of.job] if isinstance(of, ClipInput) else of.sha256
        kept = self._store.folder / "frames" / sha256[:2] / f"{sha256[2:]}-{_moment(source.at)}.png"
        if not kept.exists():
            draft = self._store.temporary(".png")
            await self._studio.frame((await self._file(of, clips)).path, source.at, draft)
            kept.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(kept)
        return kept


def _filled(value: object, media: Mapping[Input, DataFile | str]) -> object:
    if isinstance(value, Input):
        return media[value]
    if isinstance(value, Mapping):
        return {name: _filled(inner, media) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_filled(inner, media) for inner in value]
    return value


def _moment(at: Edge | Duration) -> str:
    return at.value if isinstance(at, Edge) else f"{at.ms}ms"


def _clip(path: Path) -> DataFile:
    """A clip of the store, by its bytes: most are MP4, an HDR one may be MOV."""
    try:
        found = sniff(read_head(path))
    except OSError as error:
        raise StudioError(f"{path.name} cannot be read any more ({error.strerror}).") from error
    return DataFile(path, found.mime if found is not None and found.kind == "video" else "video/mp4")


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StudioError(f"{path.name} cannot be read any more ({error.strerror}).") from error

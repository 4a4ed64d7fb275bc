"""Turns a job's body into the one that is sent, with real files in place of its inputs. Knows files; sends nothing."""

import asyncio
import hashlib
from collections.abc import Mapping
from pathlib import Path

from vgdsl.media.intact import read_head
from vgdsl.media.sniff import sniff
from vgdsl.plan.inputs import shown
from vgdsl.plan.job import ClipInput, FileInput, FrameInput, Input, Job, LinkInput, PartInput, inputs_of
from vgdsl.program.entities import NodeKind
from vgdsl.program.splitting import WHOLE
from vgdsl.program.values import Duration, Edge
from vgdsl.providers.base import DataFile
from vgdsl.run.store import Store
from vgdsl.run.studio import Studio, StudioError

_ENDINGS = {"video/quicktime": ".mov", "video/webm": ".webm"}
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
        if isinstance(source, PartInput):
            return DataFile(await self._part(source, clips), source.mime)
        return await self.file(source, clips)

    async def file(self, source: FileInput | ClipInput, clips: Mapping[str, str]) -> DataFile:
        """A file of the project, or a clip. Raises StudioError where the file is another one now."""
        if isinstance(source, ClipInput):
            return _clip(self._store.clip(clips[source.job]))
        path = self._project / source.path
        if await asyncio.to_thread(_digest, path) != source.sha256:
            raise StudioError(
                f"{source.path} has changed since the plan was made. Run again to plan with it as it is now."
            )
        return DataFile(path, source.mime)

    async def _path(self, source: FileInput | ClipInput, clips: Mapping[str, str]) -> Path:
        """Where it is: of a clip of the store nothing else has to be known."""
        if isinstance(source, ClipInput):
            return self._store.clip(clips[source.job])
        return (await self.file(source, clips)).path

    async def _frame(self, source: FrameInput, clips: Mapping[str, str]) -> Path:
        """A frame is made once and kept by the digest of its clip and its moment."""
        sha256 = _digest_of(source.of, clips)
        kept = self._store.folder / "frames" / sha256[:2] / f"{sha256[2:]}-{_moment(source.at)}.png"
        if not kept.exists():
            draft = self._draft(".png")
            await self._studio.frame(await self._path(source.of, clips), source.at, draft)
            kept.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(kept)
        return kept

    async def _part(self, source: PartInput, clips: Mapping[str, str]) -> Path:
        """So is a part, by its pictures."""
        sha256, ending = _digest_of(source.of, clips), _ENDINGS.get(source.mime, ".mp4")
        kept = (
            self._store.folder / "parts" / sha256[:2] / f"{sha256[2:]}-{source.first}-{source.last}{ending}"
        )
        if not kept.exists():
            draft, of = self._draft(ending), await self._path(source.of, clips)
            await self._studio.part(of, source.mime, source.first, source.last, draft)
            kept.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(kept)
        return kept

    def _draft(self, ending: str) -> Path:
        """A file to write to; a plan may want one where nothing has ever been run."""
        draft = self._store.temporary(ending)
        draft.parent.mkdir(parents=True, exist_ok=True)
        return draft


def _digest_of(source: ClipInput | FileInput, clips: Mapping[str, str]) -> str:
    return clips[source.job] if isinstance(source, ClipInput) else source.sha256


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


def too_much(job: Job, clips: Mapping[str, str], store: Store) -> str | None:
    """Why the clip that a job enlarges is not sent, where it turns out to be more than one request holds."""
    source = job.body.get("video_url")
    if job.kind is not NodeKind.UPSCALE or not isinstance(source, ClipInput):
        return None
    name, size = shown(source.job), store.clip(clips[source.job]).stat().st_size
    if job.stuck:
        return f"{name} is more than one request holds, and its key pictures are too far apart to cut it into parts."
    if job.open:
        return f"{name} is there now, and is to be cut into parts. Run again: the plan then has them."
    if size <= WHOLE:
        return None
    return (
        f"{name} became {size / 1e6:.1f} MB, more than one request holds, so nothing was sent. Run again: it is then cut"
        " into parts."
    )

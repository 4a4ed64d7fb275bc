"""The editing suite: a run's wishes for pictures and sound, carried out by vgdsl.media in threads. Knows no run and no money."""

import asyncio
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Literal, TypeVar

from vgdsl.media.assemble import Clip, Dissolve, Music, Timeline, assemble
from vgdsl.media.errors import MediaError
from vgdsl.media.frames import extract_frame
from vgdsl.media.probe import check_clip, probe
from vgdsl.plan.job import Assembly, Expected
from vgdsl.program import entities
from vgdsl.program.model import lines
from vgdsl.program.values import Clip as NodeClip
from vgdsl.program.values import Duration, Edge, Resolution
from vgdsl.run.studio import Assembled, StudioError

_Result = TypeVar("_Result")


class Suite:
    """Implements vgdsl.run.studio.Studio for the files of one project."""

    def __init__(self, project: Path) -> None:
        """`project` is the folder that paths in a film are relative to."""
        self._project = project

    async def frame(self, clip: Path, at: Edge | Duration, out: Path) -> None:
        await _in_thread(lambda: extract_frame(clip, _moment(at), out))

    async def verify(self, clip: Path, expected: Expected) -> None:
        await _in_thread(lambda: check_clip(clip, seconds=expected.seconds))

    async def assemble(
        self, assembly: Assembly, clips: Mapping[str, Path], out: Path, progress: Callable[[float], None]
    ) -> Assembled:
        loop = asyncio.get_running_loop()

        def tell(share: float) -> None:
            loop.call_soon_threadsafe(progress, share)

        def work() -> Assembled:
            timeline = self._timeline(assembly, clips)
            film = assemble(timeline, out, progress=tell)
            return Assembled(film.frames, float(film.duration), film.copied, film.encoded)

        return await _in_thread(work)

    def _timeline(self, assembly: Assembly, clips: Mapping[str, Path]) -> Timeline:
        cut = assembly.cut
        doubled = {second for _, second in assembly.seams}
        items = tuple(
            self._item(item, assembly, clips, doubled=number in doubled)
            for number, item in enumerate(cut.sequence)
        )
        first = next(item.path for item in items if isinstance(item, Clip))
        return Timeline(
            items,
            music=None if cut.music is None else self._music(cut.music),
            fps=None if cut.fps is None else cut.fps.fraction,
            size=None if cut.resolution is None else _size(cut.resolution, first),
        )

    def _item(
        self,
        item: entities.Part | entities.Dissolve,
        assembly: Assembly,
        clips: Mapping[str, Path],
        *,
        doubled: bool,
    ) -> Clip | Dissolve:
        if isinstance(item, entities.Dissolve):
            return Dissolve(item.duration.seconds)
        if isinstance(item.clip, NodeClip):
            path = clips[assembly.jobs[item.clip.node]]
        else:
            path = self._project / str(item.clip.path)
        return Clip(path, _seconds(item.start), _seconds(item.end), doubled)

    def _music(self, music: entities.Music) -> Music:
        return Music(
            self._project / str(music.media.path),
            start=music.start.seconds,
            fade_in=music.fade_in.seconds,
            fade_out=music.fade_out.seconds,
            gain_db=music.gain,
        )


def _moment(at: Edge | Duration) -> Literal["first", "last"] | Fraction:
    if isinstance(at, Duration):
        return at.seconds
    return "first" if at is Edge.FIRST else "last"


def _seconds(duration: Duration | None) -> Fraction | None:
    return None if duration is None else duration.seconds


def _size(resolution: Resolution, first: Path) -> tuple[int, int]:
    """The cut's size: the shape of its first clip, its shorter side as many lines as the resolution says."""
    info = probe(first)
    width, height = info.width or 1, info.height or 1
    scale = Fraction(lines(str(resolution)), min(width, height))
    return 2 * round(width * scale / 2), 2 * round(height * scale / 2)


async def _in_thread(work: Callable[[], _Result]) -> _Result:
    try:
        return await asyncio.to_thread(work)
    except MediaError as error:
        raise StudioError(str(error)) from error

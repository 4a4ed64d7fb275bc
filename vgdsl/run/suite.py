"""The editing suite: a run's wishes for pictures and sound, carried out by vgdsl.media in threads. Knows no run and no money.

Decoders take long to be loaded, and a run with nothing to do needs none; so each wish brings its own.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from vgdsl.media.errors import MediaError
from vgdsl.plan.job import Assembly, Expected
from vgdsl.program.values import Duration, Edge
from vgdsl.run.studio import Assembled, Finished, StudioError

_Result = TypeVar("_Result")


class Suite:
    """Implements vgdsl.run.studio.Studio for the files of one project."""

    def __init__(self, project: Path) -> None:
        """`project` is the folder that paths in a film are relative to."""
        self._project = project

    async def frame(self, clip: Path, at: Edge | Duration, out: Path) -> None:
        from vgdsl.media.frames import extract_frame  # noqa: PLC0415

        await _in_thread(lambda: extract_frame(clip, _moment(at), out))

    async def measure(self, clip: Path) -> Expected:
        from vgdsl.media.footage import read_footage  # noqa: PLC0415

        track = (await _in_thread(lambda: read_footage(clip))).pictures
        return Expected(float(track.duration), track.width, track.height, float(track.rate))

    async def part(self, clip: Path, mime: str, first: int, last: int, out: Path) -> None:
        from vgdsl.media.parting import write_part  # noqa: PLC0415

        await _in_thread(lambda: write_part(clip, mime, first, last, out))

    async def finish(
        self, parts: Sequence[Path], sound: Path | None, out: Path, progress: Callable[[float], None]
    ) -> Finished | None:
        from vgdsl.media.joining import finish  # noqa: PLC0415

        tell = _from_a_thread(progress)
        made = await _in_thread(lambda: finish(parts, sound, out, progress=tell))
        if made is None:
            return None
        return Finished(made.frames, float(made.duration), made.copied, made.sounding)

    async def verify(self, clip: Path, expected: Expected) -> None:
        from vgdsl.media.delivery import Ordered, check_clip  # noqa: PLC0415

        ordered = Ordered(*msgspec.structs.astuple(expected))
        await _in_thread(lambda: check_clip(clip, ordered))

    async def assemble(
        self, assembly: Assembly, clips: Mapping[str, Path], out: Path, progress: Callable[[float], None]
    ) -> Assembled:
        from vgdsl.run.editing import assembled  # noqa: PLC0415

        tell = _from_a_thread(progress)
        return await _in_thread(lambda: assembled(self._project, assembly, clips, out, tell))


def _from_a_thread(progress: Callable[[float], None]) -> Callable[[float], None]:
    """The same to be called from a thread: it is heard in the loop of the run."""
    loop = asyncio.get_running_loop()

    def tell(share: float) -> None:
        loop.call_soon_threadsafe(progress, share)

    return tell


def _moment(at: Edge | Duration) -> Literal["first", "last"] | Fraction:
    if isinstance(at, Duration):
        return at.seconds
    return "first" if at is Edge.FIRST else "last"


async def _in_thread(work: Callable[[], _Result]) -> _Result:
    try:
        return await asyncio.to_thread(work)
    except MediaError as error:
        raise StudioError(str(error)) from error

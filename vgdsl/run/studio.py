"""What a run wants done with pictures and sound on this machine. Knows no files' formats; whoever starts a run brings one."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from vgdsl.plan.job import Assembly, Expected
from vgdsl.program.values import Duration, Edge


class Assembled(msgspec.Struct, frozen=True):
    """A film put together: its frames and seconds, and how many parts were copied as they were or encoded anew."""

    frames: int
    seconds: float
    copied: int
    encoded: int


class Finished(msgspec.Struct, frozen=True):
    """A clip finished from its parts: its frames and seconds, whether these went in as they were, and whether it sounds."""

    frames: int
    seconds: float
    copied: bool
    sounding: bool


class StudioError(Exception):
    """Something cannot be done with these files; the text is for the film maker."""


class Studio(Protocol):
    """A few things, each of which may take a while and none of which changes its inputs. They raise StudioError."""

    async def frame(self, clip: Path, at: Edge | Duration, out: Path) -> None:
        """Write the frame shown at a moment of a clip as a PNG."""
        ...

    async def measure(self, clip: Path) -> Expected:
        """What a clip measures: seconds, pixels and frames a second."""
        ...

    async def part(self, clip: Path, mime: str, first: int, last: int, out: Path) -> None:
        """Write some pictures of a clip, from `first` up to but without `last`, as they are and without sound."""
        ...

    async def finish(
        self, parts: Sequence[Path], sound: Path | None, out: Path, progress: Callable[[float], None]
    ) -> Finished | None:
        """Join a clip's parts and give it the sound of another one; None where it is one part, and nothing sounds."""
        ...

    async def verify(self, clip: Path, expected: Expected) -> None:
        """Make sure that a delivered clip is whole, and as ordered."""
        ...

    async def assemble(
        self, assembly: Assembly, clips: Mapping[str, Path], out: Path, progress: Callable[[float], None]
    ) -> Assembled:
        """Put a film together from the clips of its jobs; `progress` hears the share that is done, from 0 to 1."""
        ...

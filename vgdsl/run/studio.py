"""What a run wants done with pictures and sound on this machine. Knows no files' formats; whoever starts a run brings one."""

from collections.abc import Callable, Mapping
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

    async def verify(self, clip: Path, expected: Expected) -> None:
        """Make sure that a delivered clip is whole, and as ordered."""
        ...

    async def assemble(
        self, assembly: Assembly, clips: Mapping[str, Path], out: Path, progress: Callable[[float], None]
    ) -> Assembled:
        """Put a film together from the clips of its jobs; `progress` hears the share that is done, from 0 to 1."""
        ...

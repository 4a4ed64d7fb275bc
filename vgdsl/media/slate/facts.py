"""What a slate states: a clip as it was ordered. Knows no pixel, no word's place and no video."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

Picture = Path | str
"""A picture or clip by its path; or, for one that is not at hand, the words that stand for it."""


@dataclass(frozen=True, slots=True)
class Slate:
    """What a clip was ordered to be, and who says so.

    `start` is the first picture and dissolves into `end`; `source` is a clip that runs under the words. Width and
    height are in pixels and even. `thumbnails` stand in a row; `badge` is the small mark in the corner.
    """

    node: str
    prompt: str
    model: str
    seconds: Fraction
    width: int
    height: int
    fps: Fraction
    audio: bool = True
    start: Picture | None = None
    end: Picture | None = None
    source: Path | None = None
    thumbnails: tuple[Picture, ...] = ()
    badge: str = "Simulated"

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def frames(self) -> int:
        """How many frames the clip has."""
        return max(1, round(self.seconds * self.fps))

    @property
    def title(self) -> str:
        """The name of the shot; of an order without one, the model's."""
        return self.node or self.model

    @property
    def cards(self) -> tuple[Picture, ...]:
        """What is shown small: the references, and the words for frames that are not at hand."""
        return (*self.thumbnails, *(frame for frame in (self.start, self.end) if isinstance(frame, str)))

    @property
    def measures(self) -> str:
        """Length, size, rate and sound in small capitals."""
        sound = "SOUND" if self.audio else "SILENT"
        return f"{_plain(self.seconds)} S · {self.width}×{self.height} · {_plain(self.fps)} FPS · {sound}"


def _plain(number: Fraction) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")

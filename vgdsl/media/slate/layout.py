"""Decides where things stand on a slate, in pixels. Knows no picture, no word and no colour.

Two opaque bars hold the facts, the picture lies between them. Their heights are fixed shares of the shorter side,
so that the bars of any slate cover those of a frame taken from another slate of its shape, large or small.
"""

from dataclasses import dataclass

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The places on a slate of `width` by `height`, both even. Edges that chroma knows are even, too."""

    width: int
    height: int

    @property
    def unit(self) -> float:
        """A hundredth of the shorter side."""
        return min(self.width, self.height) / 100

    @property
    def margin(self) -> int:
        return round(4 * self.unit)

    @property
    def top(self) -> int:
        """The height of the upper bar: 64 of 720."""
        return min(self.width, self.height) * 4 // 45 // 2 * 2

    @property
    def bottom(self) -> int:
        """The height of the lower bar: 48 of 720."""
        return min(self.width, self.height) // 15 // 2 * 2

    @property
    def picture(self) -> Box:
        """Where the picture lies."""
        return 0, self.top, self.width, self.height - self.bottom

    @property
    def picture_size(self) -> tuple[int, int]:
        return self.width, self.height - self.bottom - self.top

    @property
    def small(self) -> int:
        """The size of captions."""
        return max(7, round(1.8 * self.unit))

    @property
    def clock(self) -> int:
        """The size of the time code."""
        return max(9, round(2.9 * self.unit))

    @property
    def name(self) -> int:
        """The size of the shot's name."""
        return max(11, round(3.5 * self.unit))

    @property
    def stacked(self) -> bool:
        """Whether the model has room under the name; on small clips it stands beside it."""
        return self.top >= self.name + 2 * self.small

    @property
    def progress(self) -> Box:
        """The progress bar, along the upper edge of the lower bar."""
        top = self.height - self.bottom
        return 0, top, self.width, top + max(2, round(0.28 * self.unit) * 2)

    @property
    def foot(self) -> int:
        """The baseline of everything in the lower bar."""
        under = self.progress[3]
        return under + (self.height - under + round(self.clock * 0.7)) // 2

"""Moves what moves on a slate: time code, frame counter and progress bar, drawn into the brightness of a frame.

Only brightness changes: the strip has one colour, so that a frame costs a few short rows of bytes. Knows no page
and no encoder.
"""

from fractions import Fraction

from av.video.frame import VideoFrame
from PIL import Image, ImageDraw

from vgdsl.media.slate import type as letters
from vgdsl.media.slate.facts import Slate
from vgdsl.media.slate.layout import Layout

_SIGNS = "0123456789:/"
_WHITE, _GREY, _TRACK = 226, 150, 62
"""Brightness of the clock, of the counter and bar, and of the empty bar; 16 is black, 235 white."""


class Clock:
    """The moving part of one slate, drawn into a frame's plane of brightness.

    Keeps what it has drawn, to draw only what changes.
    """

    def __init__(self, slate: Slate, frame: VideoFrame) -> None:
        """`frame` has the bar on which the clock stands, still empty."""
        plane, layout = frame.planes[0], Layout(*slate.size)
        ground = memoryview(plane)[(slate.height - 1) * plane.line_size]
        self._fps, self._frames = slate.fps, slate.frames
        self._stride, self._bar = plane.line_size, layout.progress
        right = slate.width - layout.margin
        self._code = _Line(_Signs(layout.clock, _WHITE, ground), right, layout.foot)
        right -= self._code.width(time_code(0, slate.fps)) + layout.clock
        self._counter = _Line(_Signs(layout.small, _GREY, ground), right, layout.foot)
        self.left = right - self._counter.width(self._count(0))
        """Where the clock begins, in pixels; it reaches to the right margin."""

    def draw(self, plane: memoryview, index: int) -> None:
        """Bring the plane from any earlier frame to frame number `index`."""
        self._code.write(plane, self._stride, time_code(index, self._fps))
        self._counter.write(plane, self._stride, self._count(index))
        self._draw_bar(plane, index)

    def _count(self, index: int) -> str:
        return f"{index + 1:0{len(str(self._frames))}}/{self._frames}"

    def _draw_bar(self, plane: memoryview, index: int) -> None:
        left, top, right, bottom = self._bar
        done = round((right - left) * (index + 1) / self._frames)
        row = bytes([_WHITE - 24]) * done + bytes([_TRACK]) * (right - left - done)
        for y in range(top, bottom):
            start = y * self._stride + left
            plane[start : start + len(row)] = row


def time_code(index: int, fps: Fraction) -> str:
    """Hours, minutes, seconds and frames of frame number `index`, counted without dropping numbers."""
    base = max(1, round(fps))
    seconds, frame = divmod(index, base)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{frame:02}"


class _Signs:
    """Ready-made cells of bytes, one for each sign, all digits equally wide."""

    def __init__(self, size: int, ink: int, ground: int) -> None:
        face = letters.face_for("0", size, letters.BOLD)
        digit = max(round(face.width(sign) + size * 0.06) for sign in "0123456789")
        narrow = {sign: round(face.width(sign) + size * 0.22) for sign in ":/"}
        self.ascent, self.height = round(size * 0.85), round(size * 1.05)
        self.width = {sign: narrow.get(sign, digit) for sign in _SIGNS}
        self.rows = {sign: self._rows(sign, face, ink, ground) for sign in _SIGNS}

    def _rows(self, sign: str, face: letters.Face, ink: int, ground: int) -> list[bytes]:
        width = self.width[sign]
        cell = Image.new("L", (width, self.height), ground)
        left = (width - face.width(sign)) / 2
        ImageDraw.Draw(cell).text((left, self.ascent), sign, fill=ink, font=face.font, anchor="ls")
        data = cell.tobytes()
        return [data[row * width : (row + 1) * width] for row in range(self.height)]


class _Line:
    """A line of signs that ends at `right` and stands on `baseline`."""

    def __init__(self, signs: _Signs, right: int, baseline: int) -> None:
        self._signs, self._right, self._top = signs, right, baseline - signs.ascent
        self._shown = ""

    def width(self, text: str) -> int:
        """Pixels that a text takes."""
        return sum(self._signs.width[sign] for sign in text)

    def write(self, plane: memoryview, stride: int, text: str) -> None:
        """Draw the signs that differ from those drawn before. Every text of a line has the same length."""
        left = self._right - self.width(text)
        for place, sign in enumerate(text):
            if self._shown[place : place + 1] != sign:
                self._blit(plane, stride, left, sign)
            left += self._signs.width[sign]
        self._shown = text

    def _blit(self, plane: memoryview, stride: int, left: int, sign: str) -> None:
        """Draw one sign; on a picture too small for it, draw the part that falls on the picture."""
        width = self._signs.width[sign]
        for number, row in enumerate(self._signs.rows[sign]):
            start = (self._top + number) * stride + left
            if left >= 0 and 0 <= start <= len(plane) - width:
                plane[start : start + width] = row

"""Sets type: which font can draw a text, where its lines break, what is cut. Knows no slate and no colours of one.

Manrope comes with the package and knows Latin, Greek and Cyrillic letters. A text with other letters is set in the
first font of this computer that has them all; a sign that is no letter is borrowed from another font alone. What
nothing here can draw becomes an ellipsis, never a row of empty boxes.
"""

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from font_manrope import font_files  # type: ignore[import-untyped]  # has no notes on types
from PIL import ImageDraw, ImageFont

Font = ImageFont.FreeTypeFont

REGULAR: str = font_files["ManropeMedium"]
BOLD: str = font_files["ManropeBold"]

_INSTALLED = (
    "NotoSans-Regular.ttf",
    "SegoeUI.ttf",
    "segoeui.ttf",
    "HelveticaNeue.ttc",
    "Arial.ttf",
    "arial.ttf",
    "DejaVuSans.ttf",
    "LiberationSans-Regular.ttf",
    "NotoSansCJK-Regular.ttc",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    "msyh.ttc",
    "YuGothM.ttc",
    "malgun.ttf",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "Arial Unicode.ttf",
)
_ELLIPSIS = "…"
_LONGEST_WORD = 30
_PROBE = 16  # pixels; coverage does not depend on the size


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface in one size, in pixels, that can draw every text made for it by `face_for`."""

    name: str
    size: int

    @property
    def font(self) -> Font:
        return _font(self.name, self.size)

    def width(self, text: str, tracking: float = 0.0) -> float:
        """Pixels that `text` takes; `tracking` is added after every letter but the last."""
        drawn = sum(_font(name, self.size).getlength(run) for name, run in _runs(text, self.name))
        return drawn + tracking * max(0, len(text) - 1)


def face_for(text: str, size: int, weight: str = REGULAR) -> Face:
    """The face for a text: of the given weight, or the first whose font has all letters, or that lacks fewest."""
    letters = frozenset(char for char in text if char.isalpha() and not char.isascii())
    if not letters:
        return Face(weight, size)
    fonts = weight, *_fonts()
    return Face(min(fonts, key=lambda name: sum(not _has(name, char) for char in letters)), size)


def drawable(text: str) -> str:
    """The text with composed letters, single spaces, and an ellipsis for what no font of this computer can draw."""
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    kept = "".join(char if _home(char, REGULAR) is not None else _ELLIPSIS for char in composed)
    while _ELLIPSIS * 2 in kept:
        kept = kept.replace(_ELLIPSIS * 2, _ELLIPSIS)
    return kept


def draw(
    canvas: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    face: Face,
    *,
    ink: str,
    tracking: float = 0.0,
) -> None:
    """Draw one line whose baseline starts at `at`; `tracking` pixels are added after every letter."""
    x, y = at
    for name, run in _runs(text, face.name):
        font = _font(name, face.size)
        for piece in run if tracking else (run,):
            canvas.text((x, y), piece, fill=ink, font=font, anchor="ls")
            x += font.getlength(piece) + tracking


def cut(text: str, face: Face, width: float, tracking: float = 0.0) -> str:
    """The text, or as much of its beginning as fits into `width` with an ellipsis after it."""
    if face.width(text, tracking) <= width:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if face.width(text[:middle].rstrip() + _ELLIPSIS, tracking) <= width:
            fits = middle
        else:
            too_long = middle
    return text[:fits].rstrip() + _ELLIPSIS


def fit(
    text: str, sizes: Iterable[int], width: float, height: float, leading: float
) -> tuple[Face, list[str]]:
    """The largest of `sizes` (falling) in which the text fits the box, and its lines; in the last, it is cut.

    `leading` is the distance of baselines, in sizes. Lines are evened out, so that no word stands alone below.
    """
    face, lines = face_for(text, 1), [text]
    for size in sizes:
        face = Face(face.name, size)
        room = max(1, int(height // (size * leading)))
        lines = wrap(text, face, width)
        if len(lines) <= room:
            return face, _evened(text, face, width, lines)
    lines = lines[: max(1, int(height // (face.size * leading)))]
    lines[-1] = cut(f"{lines[-1]}{_ELLIPSIS}", face, width) if len(lines) > 0 else text
    return face, lines


def wrap(text: str, face: Face, width: float) -> list[str]:
    """Break the text into lines at most `width` wide: between words, or anywhere in scripts without spaces.

    Words are measured one by one, which overlooks the kerning between a word and a space.
    """
    lines, line, taken = [], "", 0.0
    for piece in _pieces(text):
        if line and taken + _measure(face, piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, taken = "", 0.0
        line, taken = line + piece, taken + _measure(face, piece)
        while len(line) > 1 and _measure(face, piece.rstrip()) > width and taken > width:
            head = _head(line, face, width)
            lines.append(head)
            line = line[len(head) :]
            taken = face.width(line)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _evened(text: str, face: Face, width: float, lines: list[str]) -> list[str]:
    narrow, wide = width * 0.5, width
    for _ in range(5):
        middle = (narrow + wide) / 2
        tried = wrap(text, face, middle)
        if len(tried) == len(lines):
            wide, lines = middle, tried
        else:
            narrow = middle
    return lines


@functools.lru_cache(maxsize=4096)
def _measure(face: Face, piece: str) -> float:
    return face.width(piece)


def _head(line: str, face: Face, width: float) -> str:
    """As many letters as fit, at least one, and not all."""
    fits, too_long = 1, len(line)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if face.width(line[:middle]) <= width:
            fits = middle
        else:
            too_long = middle
    return line[:fits]


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: words with the space after them; single letters of scripts that need no spaces.

    A word longer than any real one may be broken anywhere.
    """
    word = ""
    for char in text:
        if unicodedata.east_asian_width(char) in {"W", "F"}:
            yield from ((word, char) if word else (char,))
            word = ""
            continue
        word += char
        if char.isspace() or len(word) > _LONGEST_WORD:
            yield word
            word = ""
    if word:
        yield word


def _runs(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Stretches of the text that one font draws, with that font's name."""
    if text.isascii():
        yield name, text
        return
    run, owner = "", name
    for char in text:
        home = _home(char, name) or name
        if home != owner and run:
            yield owner, run
            run = ""
        run, owner = run + char, home
    if run:
        yield owner, run


@functools.cache
def _home(char: str, preferred: str) -> str | None:
    """The font that draws a character: the preferred one, or the first that has it, or None."""
    if char.isspace() or _has(preferred, char):
        return preferred
    return next((name for name in _fonts() if _has(name, char)), None)


@functools.cache
def _has(name: str, char: str) -> bool:
    font = _font(name, _PROBE)
    return char.isspace() or bytes(font.getmask(char)) != bytes(font.getmask("\uffff"))


@functools.cache
def _fonts() -> tuple[str, ...]:
    return (REGULAR, *(name for name in _INSTALLED if _is_installed(name)))


@functools.cache
def _is_installed(name: str) -> bool:
    try:
        ImageFont.truetype(name, _PROBE)
    except OSError:
        return False
    return True


@functools.cache
def _font(name: str, size: int) -> Font:
    """The font; Arabic or Hindi need the slow layout, which no letter of our own faces does."""
    engine = ImageFont.Layout.BASIC if name in (REGULAR, BOLD) else None
    return ImageFont.truetype(name, size, layout_engine=engine)

"""Sets the words that come and go over the picture of a slate: the prompt, small pictures, a shade below them.

Knows where they stand and how they are drawn; no time and no video.
"""

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from vgdsl.media.slate import type as letters
from vgdsl.media.slate.cards import cards_of, gap, place
from vgdsl.media.slate.facts import Slate
from vgdsl.media.slate.layout import Box, Layout

_INK = "#ffffff"
_SHADE = (8, 8, 12)
_DARKEST, _HALO = 190, 120
"""How much the shade covers at its foot, and the dark edge around letters; 255 would be all."""

_WIDE = 1.2
"""The ratio of width and height from which small pictures stand beside the words."""

_LEADING = 1.34
_LONGEST = 1800  # letters of a prompt; no slate shows more


@dataclass(frozen=True, slots=True)
class Words:
    """What is laid over the picture, in RGB, and how much it covers; `box` is where, on even pixels of the slate."""

    box: Box
    page: Image.Image
    cover: Image.Image


def words_of(slate: Slate) -> Words | None:
    """The words over a slate's picture, or None where there is nothing to say or no room.

    They stand at the foot of the picture, the small pictures beside them, or above them on a narrow slate. Over a
    source clip they stand at its head: the clip may be a slate with words of its own.
    """
    layout, wide = Layout(*slate.size), slate.width > slate.height * _WIDE
    across = slate.width - 2 * layout.margin
    cards = list(cards_of(slate, layout, across * (0.5 if wide else 1.0)))
    row = sum(card.width + gap(layout) for card in cards)
    face, lines = _set_prompt(slate, layout, across - row - layout.margin if wide and cards else across)
    text, tall = round(face.size * _LEADING * len(lines)), max((card.height for card in cards), default=0)
    inner = max(text, tall) if wide else text + tall + (layout.margin // 2 if tall and text else 0)
    if not inner or inner > layout.picture_size[1]:
        return None
    reach = max(map(face.width, lines), default=0) if wide and not cards else slate.width
    box = _box(layout, inner, reach, high=slate.source is not None)
    words = _shaded(box, sideways=box[2] < slate.width, high=slate.source is not None)
    foot = layout.margin + inner if slate.source is not None else words.page.height - layout.margin
    left = slate.width - layout.margin - row + gap(layout) if wide else layout.margin
    place(cards, layout, words.page, words.cover, (left, foot if wide else foot - inner + tall))
    _write(lines, face, words, (layout.margin, foot - text))
    return words


def _box(layout: Layout, inner: int, reach: float, *, high: bool) -> Box:
    """The place of the shade, which is well higher than what stands on it, and ends well beside it."""
    _, top, right, bottom = layout.picture
    tall = min(bottom - top, inner + layout.margin + round(12 * layout.unit)) // 2 * 2
    right = min(right, round(reach + layout.margin + 30 * layout.unit) // 2 * 2)
    return (0, top, right, top + tall) if high else (0, bottom - tall, right, bottom)


def _shaded(box: Box, *, sideways: bool, high: bool) -> Words:
    """Only the shade: darkest at its foot, or at its head if it is high; and lighter towards the right, if it ends there."""
    size = box[2] - box[0], box[3] - box[1]
    cover = Image.linear_gradient("L").point([round(_DARKEST * min(1.0, v / 190) ** 1.4) for v in range(256)])
    if high:
        cover = ImageOps.flip(cover)
    if sideways:
        ramp = [round(255 * min(1.0, v / 130) ** 1.6) for v in range(256)]
        cover = ImageChops.multiply(cover, Image.linear_gradient("L").rotate(-90).point(ramp))
    return Words(box, Image.new("RGB", size, _SHADE), cover.resize(size, Image.Resampling.BILINEAR))


def _set_prompt(slate: Slate, layout: Layout, room: float) -> tuple[letters.Face, list[str]]:
    """The prompt in the largest size in which it needs few lines."""
    prompt = letters.drawable(slate.prompt[:_LONGEST])
    width, most = (
        min(room, 105 * layout.unit),
        round((21 if slate.width >= slate.height else 44) * layout.unit),
    )
    if not prompt or width < 8 * layout.small:
        return letters.face_for(prompt, layout.small), []
    sizes = [max(8, round(size * layout.unit)) for size in (4.2, 3.8, 3.4, 3.0, 2.7)]
    return letters.fit(prompt, sizes, width, most, _LEADING)


def _write(lines: list[str], face: letters.Face, words: Words, at: tuple[int, int]) -> None:
    """Set the lines, with a soft dark edge around the letters, so that they can be read on any picture."""
    page, cover = words.page, words.cover
    written = Image.new("L", page.size)
    canvas, baseline = ImageDraw.Draw(written), float(at[1] + face.size)
    for line in lines:
        letters.draw(canvas, (at[0], baseline), line, face, ink=_INK)
        baseline += face.size * _LEADING
    halo = written.resize((max(1, page.width // 4), max(1, page.height // 4)), Image.Resampling.BOX)
    halo = halo.filter(ImageFilter.BoxBlur(max(1, face.size / 10))).resize(page.size)
    cover.paste(ImageChops.lighter(cover, halo.point([min(_HALO, v) for v in range(256)])))
    page.paste(_INK, (0, 0), written)
    cover.paste(ImageChops.lighter(cover, written))

"""Makes the small pictures on a slate, of what a clip is to show or keep to. Knows neither the prompt nor any video."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw

from vgdsl.media.slate import picture
from vgdsl.media.slate import type as letters
from vgdsl.media.slate.facts import Picture, Slate
from vgdsl.media.slate.layout import Layout

_INK, _EDGE = "#ffffff", "#e9e6df"
_GROUND = (30, 30, 36)
_LONGEST = 200  # letters of a label; no card shows more


def gap(layout: Layout) -> int:
    """Pixels between two cards."""
    return round(1.6 * layout.unit)


def cards_of(slate: Slate, layout: Layout, room: float) -> Iterator[Image.Image]:
    """The small pictures in their row, as many as there is room for; the last tells how many more there are."""
    height, shown = round(13 * layout.unit), slate.cards
    for number, value in enumerate(shown):
        card = _card(value, height, layout)
        rest = len(shown) - number
        more = _label(f"+{rest}", height, layout)
        if card.width > room or (rest > 1 and card.width + more.width + gap(layout) > room):
            yield more
            return
        room -= card.width + gap(layout)
        yield card


def _card(value: Picture, height: int, layout: Layout) -> Image.Image:
    if isinstance(value, Path):
        return picture.thumbnail(picture.open_picture(value), height)
    return _label(value, height, layout)


def _label(text: str, height: int, layout: Layout) -> Image.Image:
    """A card that shows words."""
    text = letters.drawable(text[:_LONGEST])
    face = letters.face_for(text, round(layout.small * 1.15))
    wide = max(height, min(2.2 * height, face.width(text) + 2.4 * layout.small))
    card = Image.new("RGB", (round(wide), height), _GROUND)
    shown = letters.cut(text, face, wide - 2 * layout.small)
    at = ((card.width - face.width(shown)) / 2, height / 2 + layout.small * 0.36)
    letters.draw(ImageDraw.Draw(card), at, shown, face, ink=_INK)
    return card


def place(
    cards: list[Image.Image], layout: Layout, page: Image.Image, cover: Image.Image, at: tuple[int, int]
) -> None:
    """Stand the cards in a row whose left lower corner is `at`, with rounded corners and a thin light edge."""
    left, radius, edge = at[0], max(2, round(1.2 * layout.unit)), max(1, round(0.18 * layout.unit))
    for card in cards:
        top = at[1] - card.height
        ImageDraw.Draw(card).rounded_rectangle(
            (0, 0, card.width - 1, card.height - 1), radius, outline=_EDGE, width=edge
        )
        corners = picture.rounded(card, radius)
        page.paste(card, (left, top), corners)
        cover.paste(255, (left, top), corners)
        left += card.width + gap(layout)

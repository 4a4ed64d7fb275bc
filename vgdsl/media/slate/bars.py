"""Draws the two bars of a slate and the facts in them that do not move. Knows no picture and no video."""

from PIL import Image, ImageDraw

from vgdsl.media.slate import type as letters
from vgdsl.media.slate.facts import Slate
from vgdsl.media.slate.layout import Layout

GROUND = (14, 14, 17)
_INK = "#f6f3ec"
_QUIET = "#9b988f"
_TRACKING = 0.11
"""Space after each small capital, in sizes."""


def upper(slate: Slate, accent: str) -> Image.Image:
    """The bar with the shot's name, the model and the badge."""
    layout = Layout(*slate.size)
    bar = Image.new("RGB", (slate.width, layout.top), GROUND)
    canvas = ImageDraw.Draw(bar)
    right = _draw_badge(slate, layout, canvas)
    mark = max(2, round(0.55 * layout.unit))
    canvas.rectangle((0, 0, mark - 1, layout.top), fill=accent)
    name, model = letters.drawable(slate.title), letters.drawable(slate.model).upper()
    room = right - layout.margin
    middle = layout.top / 2
    if layout.stacked:
        _draw_name(canvas, name, layout, (layout.margin, middle + layout.name * 0.12), room)
        _caption(
            canvas, model, layout, (layout.margin, middle + layout.name * 0.12 + layout.small * 1.5), room
        )
        return bar
    baseline = middle + layout.name * 0.36
    width = _draw_name(canvas, name, layout, (layout.margin, baseline), room * 0.6)
    left = layout.margin + width + layout.name
    _caption(canvas, model, layout, (left, baseline), right - left)
    return bar


def lower(slate: Slate, accent: str, room: float) -> Image.Image:
    """The bar with the measures, `room` pixels of them, and the empty progress bar; the rest is for the clock."""
    layout = Layout(*slate.size)
    bar = Image.new("RGB", (slate.width, layout.bottom), GROUND)
    top, canvas = slate.height - layout.bottom, ImageDraw.Draw(bar)
    canvas.rectangle((0, 0, slate.width, layout.progress[3] - top - 1), fill=accent)
    _caption(canvas, slate.measures, layout, (layout.margin, layout.foot - top), room)
    return bar


def _draw_name(
    canvas: ImageDraw.ImageDraw, name: str, layout: Layout, at: tuple[float, float], room: float
) -> float:
    """Draw the name into `room` pixels; return how many it took."""
    face = letters.face_for(name, layout.name, letters.BOLD)
    shown = letters.cut(name, face, room)
    letters.draw(canvas, at, shown, face, ink=_INK)
    return face.width(shown)


def _caption(
    canvas: ImageDraw.ImageDraw, text: str, layout: Layout, at: tuple[float, float], room: float
) -> None:
    face, tracking = letters.face_for(text, layout.small, letters.BOLD), layout.small * _TRACKING
    letters.draw(canvas, at, letters.cut(text, face, room, tracking), face, ink=_QUIET, tracking=tracking)


def _draw_badge(slate: Slate, layout: Layout, canvas: ImageDraw.ImageDraw) -> float:
    """Draw the outlined mark at the right; return where the room to its left ends."""
    badge, right = letters.drawable(slate.badge).upper(), slate.width - layout.margin
    if not badge:
        return right
    face, tracking = letters.face_for(badge, layout.small, letters.BOLD), layout.small * _TRACKING
    width, pad, middle = face.width(badge, tracking), layout.small * 0.85, layout.top / 2
    half = layout.small * 0.95
    box = (right - width - 2 * pad, middle - half, right, middle + half)
    canvas.rounded_rectangle(box, half, outline="#55534e", width=max(1, round(layout.unit * 0.16)))
    at = (box[0] + pad, middle + layout.small * 0.36)
    letters.draw(canvas, at, badge, face, ink=_QUIET, tracking=tracking)
    return box[0] - layout.margin / 2

"""Paints the illustration of a shot: sky, sun or moon, and the land in layers, the nearer the darker.

A scene has two sheets, what is far and what is near, both wider than the screen, to be moved at two speeds. The
same mood gives the same scene. Knows no prompt, no words to set and no video.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageOps

from vgdsl.media.slate import outline
from vgdsl.media.slate.mood import Mood, Palette, Place

Colour = tuple[int, int, int]
Thing = Callable[[float], outline.Shape]
Outline = Callable[[Random, int, int], outline.Shape]

_SHADES = 101
"""Colours of a gradient that are reckoned; those between follow."""

_SMOOTH = 2
"""Outlines are drawn this many times larger, then reduced."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is far, in RGB; what is near, in RGB, and how much of it covers what is far. All of one size."""

    far: Image.Image
    near: Image.Image
    cover: Image.Image


@dataclass(frozen=True, slots=True)
class _Layer:
    """Land from `top` to `foot`, in shares of the picture's height; `depth` is 0 at the horizon, 1 before one's feet."""

    draw: Outline
    top: float
    foot: float
    depth: float


_SHORES = (_Layer(outline.peaks, 0.45, 0.6, 0.06), _Layer(outline.rolling, 0.53, 0.6, 0.25))

_FAR = {
    Place.SEA: _SHORES,
    Place.COAST: _SHORES,
    Place.HILLS: (
        _Layer(outline.peaks, 0.3, 0.72, 0.08),
        _Layer(outline.rolling, 0.52, 0.78, 0.28),
        _Layer(outline.rolling, 0.6, 0.9, 0.48),
    ),
    Place.FOREST: (
        _Layer(outline.rolling, 0.34, 0.7, 0.05),
        _Layer(outline.conifers, 0.32, 0.8, 0.26),
        _Layer(outline.conifers, 0.42, 0.92, 0.5),
    ),
    Place.CITY: (
        _Layer(outline.rolling, 0.46, 0.66, 0.05),
        _Layer(outline.roofs, 0.36, 0.8, 0.22),
        _Layer(outline.roofs, 0.44, 0.92, 0.46),
    ),
    Place.DUNES: (
        _Layer(outline.peaks, 0.5, 0.66, 0.05),
        _Layer(outline.dunes, 0.5, 0.8, 0.3),
        _Layer(outline.dunes, 0.58, 0.95, 0.52),
    ),
    Place.ROOM: (_Layer(outline.peaks, 0.36, 0.66, 0.08), _Layer(outline.groves, 0.42, 0.86, 0.4)),
}

_NEAR = {
    Place.SEA: _Layer(outline.swell, 0.88, 1.0, 0.94),
    Place.COAST: _Layer(outline.rolling, 0.72, 1.1, 0.97),
    Place.HILLS: _Layer(outline.conifers, 0.56, 1.12, 0.96),
    Place.FOREST: _Layer(outline.groves, 0.5, 1.12, 0.97),
    Place.CITY: _Layer(outline.roofs, 0.6, 1.14, 0.96),
    Place.DUNES: _Layer(outline.dunes, 0.72, 1.05, 0.88),
}

_LIT, _MIRRORED = 0.16, 0.62
"""Of all windows, those with a light; of all glints on the water, those below sun or moon."""

_HORIZON = 0.6
"""Where the water begins, as a share of the picture's height."""


_GREY = (128, 128, 128)
_CORNER = 76
"""What the library's radial gradient, inverted, has left at the middle of its edges; it is 0 at the corners only."""


def paint(mood: Mood, size: tuple[int, int]) -> Scene:
    """The scene of a mood; the same mood gives the same scene."""
    rng, palette = Random(mood.seed), mood.palette  # noqa: S311  # shapes by chance, not secrets
    far = _sky(palette, size)
    light = _shine(far, palette, rng)
    for layer in _FAR[mood.place]:
        _lay(far, None, layer, palette, rng)
    if mood.place in {Place.SEA, Place.COAST}:
        _flood(far, palette, light, rng)
    near, cover = Image.new("RGB", size, palette.near), Image.new("L", size)
    if mood.place is Place.ROOM:
        _furnish(near, cover, palette, rng)
    else:
        _lay(near, cover, _NEAR[mood.place], palette, rng)
    if mood.place in {Place.SEA, Place.COAST}:
        _put_to_sea(mood.place, cover, rng)
    return Scene(far, near, cover)


def light(mood: Mood, size: tuple[int, int]) -> Image.Image:
    """The scene's light alone, around a middle grey: what it would do to another picture."""
    rng, palette = Random(mood.seed), mood.palette  # noqa: S311  # shapes by chance, not secrets
    small = max(2, size[0] // 8), max(2, size[1] // 8)
    sky = _gradient(
        small, ((0.0, _rgb(palette.zenith)), (0.6, _rgb(palette.middle)), (1.0, _rgb(palette.near)))
    )
    page = Image.blend(Image.new("RGB", small, _GREY), sky, 0.55)
    _glow(page, (small[0] * rng.uniform(0.2, 0.8), small[1] * 0.35), small[1] * 0.9, _rgb(palette.light), 0.8)
    return page.resize(size, Image.Resampling.BICUBIC)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour in the one."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _rgb(name: str) -> Colour:
    red, green, blue = ImageColor.getrgb(name)[:3]
    return red, green, blue


def _pixel(page: Image.Image, x: float, y: float) -> Colour:
    at = min(page.width - 1, max(0, int(x))), min(page.height - 1, max(0, int(y)))
    red, green, blue = page.crop((*at, at[0] + 1, at[1] + 1)).tobytes()
    return red, green, blue


def _gradient(size: tuple[int, int], stops: tuple[tuple[float, Colour], ...]) -> Image.Image:
    """Colours from top to bottom; `stops` are shares of the height, rising, the first 0 and the last 1."""
    column = Image.new("RGB", (1, _SHADES))
    for (start, one), (end, other) in pairwise(stops):
        first, last = round(start * (_SHADES - 1)), round(end * (_SHADES - 1))
        for row in range(first, last + 1):
            column.putpixel((0, row), mix(one, other, (row - first) / (last - first)))
    tall = column.resize((1, size[1]), Image.Resampling.BILINEAR)
    return tall.resize(size, Image.Resampling.NEAREST)


def _sky(palette: Palette, size: tuple[int, int]) -> Image.Image:
    zenith, middle, horizon = _rgb(palette.zenith), _rgb(palette.middle), _rgb(palette.horizon)
    return _gradient(size, ((0.0, zenith), (0.34, middle), (0.64, horizon), (1.0, horizon)))


def _shine(page: Image.Image, palette: Palette, rng: Random) -> float:
    """Draw sun or moon with its glow; return where it stands from left to right, in pixels."""
    width, height = page.size
    x = width * rng.choice((rng.uniform(0.2, 0.38), rng.uniform(0.6, 0.8)))
    y = height * (rng.uniform(0.17, 0.28) if palette.moon else rng.uniform(0.3, 0.46))
    light, radius = _rgb(palette.light), height * rng.uniform(0.07, 0.105)
    for reach, strength in ((7.5, 0.42), (2.4, 0.45)):
        _glow(page, (x, y), radius * reach, light, strength)
    disc = round(radius) * 2
    mask = Image.new("L", (disc * 4, disc * 4))
    ImageDraw.Draw(mask).ellipse((0, 0, disc * 4 - 1, disc * 4 - 1), fill=255)
    page.paste(light, (round(x) - disc // 2, round(y) - disc // 2), mask.reduce(4))
    if palette.moon:
        _sprinkle(page, light, rng)
    return x


def _glow(page: Image.Image, at: tuple[float, float], radius: float, light: Colour, strength: float) -> None:
    ramp = [max(0, value - _CORNER) / (255 - _CORNER) for value in range(256)]
    halo = ImageOps.invert(Image.radial_gradient("L")).point([round(255 * strength * v * v) for v in ramp])
    side = round(radius * 2)
    page.paste(
        light,
        (round(at[0] - radius), round(at[1] - radius)),
        halo.resize((side, side), Image.Resampling.BILINEAR),
    )


def _sprinkle(page: Image.Image, light: Colour, rng: Random) -> None:
    """Stars, fewer towards the horizon."""
    canvas, (width, height) = ImageDraw.Draw(page), page.size
    for _ in range(70):
        x, y, size = (
            rng.uniform(0, width),
            height * 0.5 * rng.random() ** 1.6,
            height * rng.uniform(0.0008, 0.0022),
        )
        sky = _pixel(page, x, y)
        canvas.ellipse((x - size, y - size, x + size, y + size), fill=mix(sky, light, rng.uniform(0.35, 0.9)))


def _lay(page: Image.Image, cover: Image.Image | None, layer: _Layer, palette: Palette, rng: Random) -> None:
    """Paint a layer of land and everything below it; mark it in `cover`, if there is one."""
    width, height = page.size
    top, foot = round(height * layer.top), round(height * layer.foot)
    mask = _silhouette(layer.draw(rng, width * _SMOOTH, (foot - top) * _SMOOTH), (width, foot - top))
    colour = mix(_rgb(palette.far), _rgb(palette.near), layer.depth)
    hazy = mix(colour, _rgb(palette.horizon), 0.42 * (1 - layer.depth))
    page.paste(_gradient(mask.size, ((0.0, colour), (0.25, colour), (1.0, hazy))), (0, top), mask)
    page.paste(hazy, (0, foot, width, height))
    if cover is not None:
        cover.paste(mask, (0, top))
        cover.paste(255, (0, foot, width, height))
    if layer.draw is outline.roofs and palette.dark:
        _light_windows(page, mask, top, palette, rng)


def _silhouette(shape: outline.Shape, size: tuple[int, int]) -> Image.Image:
    large = Image.new("L", (size[0] * _SMOOTH, size[1] * _SMOOTH))
    canvas = ImageDraw.Draw(large)
    for polygon in shape:
        canvas.polygon(polygon, fill=255)
    return large.reduce(_SMOOTH)


def _light_windows(page: Image.Image, mask: Image.Image, top: int, palette: Palette, rng: Random) -> None:
    canvas, pane = ImageDraw.Draw(page), max(2, mask.height // 30)
    lit = mix(_rgb(palette.light), _rgb(palette.horizon), 0.35)
    for x in range(pane, mask.width - pane * 2, pane * 3):
        for y in range(pane * 6, mask.height - pane * 2, pane * 4):
            box = (x - pane, y - pane * 2, x + pane * 2, y + pane * 2)
            if rng.random() < _LIT and mask.crop(box).getextrema() == (255, 255):
                canvas.rectangle((x, top + y, x + pane - 1, top + y + round(pane * 1.5)), fill=lit)


def _flood(page: Image.Image, palette: Palette, light: float, rng: Random) -> None:
    """Fill the lower part with water that mirrors the sky, and a path of light below sun or moon."""
    width, height = page.size
    top = round(height * _HORIZON)
    deep = mix(_rgb(palette.zenith), _rgb(palette.near), 0.35)
    bright = mix(_rgb(palette.horizon), _rgb(palette.far), 0.25)
    stops = ((0.0, bright), (0.35, mix(_rgb(palette.middle), _rgb(palette.far), 0.3)), (1.0, deep))
    page.paste(_gradient((width, height - top), stops), (0, top))
    canvas = ImageDraw.Draw(page)
    for _ in range(90):
        down = rng.random() ** 1.3
        y, thick = top + 2 + (height - top) * down, height * (0.0016 + 0.005 * down)
        below = rng.random() < _MIRRORED
        x = light + rng.gauss(0, height * (0.05 + 0.1 * down)) if below else rng.uniform(0, width)
        half = height * rng.uniform(0.02, 0.07) * (0.4 + down)
        under = _pixel(page, x, y)
        ink = mix(under, _rgb(palette.light), 0.5 - 0.22 * down if below else 0.16)
        canvas.rounded_rectangle((x - half, y - thick, x + half, y + thick), thick, fill=ink)


def _put_to_sea(place: Place, cover: Image.Image, rng: Random) -> None:
    """A sailing boat on the water, or a lighthouse on the shore."""
    width, height = cover.size
    x = width * rng.choice((rng.uniform(0.2, 0.35), rng.uniform(0.62, 0.75)))
    if place is Place.SEA:
        _stamp(
            cover, outline.sailing_boat, (x, height * rng.uniform(0.7, 0.8)), height * rng.uniform(0.14, 0.22)
        )
        return
    tall = height * 0.4
    middle = round(x + tall / 2)
    shore = (cover.crop((middle, 0, middle + 1, height)).getbbox() or (0, height))[1]
    _stamp(cover, outline.lighthouse, (x, min(height * 0.98, shore + height * 0.04)), tall)


def _stamp(cover: Image.Image, draw: Thing, foot: tuple[float, float], tall: float) -> None:
    """Mark a thing `tall` pixels high whose left lower corner is `foot`."""
    side = round(tall * 1.06)
    mask = _silhouette(draw(side * _SMOOTH), (side, side))
    at = round(foot[0]), round(foot[1]) - side
    cover.paste(ImageChops.lighter(mask, cover.crop((*at, at[0] + side, at[1] + side))), at)


def _furnish(near: Image.Image, cover: Image.Image, palette: Palette, rng: Random) -> None:
    """A room around a window: a wall, its panes, a sill with a vase, and the light that falls in."""
    width, height = cover.size
    wall = mix(_rgb(palette.near), _rgb(palette.far), 0.3)
    near.paste(_gradient(cover.size, ((0.0, wall), (1.0, _rgb(palette.near)))))
    cover.paste(255, (0, 0, width, height))
    wide = min(width * 0.62, height * rng.uniform(0.8, 1.05))
    left = (width - wide) * rng.uniform(0.25, 0.8)
    top, bottom, bar = height * 0.12, height * 0.7, max(2, round(height * 0.012))
    hole = ImageDraw.Draw(cover)
    hole.rounded_rectangle((left, top, left + wide, bottom), height * 0.02, fill=0)
    for share in (1 / 3, 2 / 3):
        hole.rectangle((left + wide * share - bar / 2, top, left + wide * share + bar / 2, bottom), fill=255)
    hole.rectangle((left, top + height * 0.2, left + wide, top + height * 0.2 + bar), fill=255)
    _stamp(cover, outline.plant, (left + wide * rng.choice((0.1, 0.66)), bottom), height * 0.3)
    canvas = ImageDraw.Draw(near)
    sill = mix(wall, _rgb(palette.horizon), 0.35)
    canvas.rectangle(
        (left - height * 0.04, bottom, left + wide + height * 0.04, bottom + height * 0.025), fill=sill
    )
    fall = [
        (left, height * 0.84),
        (left + wide, height * 0.84),
        (left + wide * 1.2, height),
        (left + wide * 0.1, height),
    ]
    canvas.polygon(fall, fill=mix(_rgb(palette.near), _rgb(palette.horizon), 0.24))

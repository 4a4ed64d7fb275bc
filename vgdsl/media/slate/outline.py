"""Draws outlines as far as the eye can tell them: hills, peaks, trees, roofs, dunes. Knows no colour.

A shape is a list of polygons over a strip `width` by `height`, in pixels, with y downwards.
"""

import math
from collections.abc import Iterator
from itertools import pairwise
from random import Random

Point = tuple[float, float]
Shape = list[list[Point]]


def rolling(rng: Random, width: int, height: int) -> Shape:
    """Soft hills: three waves of chance length, one over the other."""
    waves = [
        (share, length * height * rng.uniform(0.8, 1.25), rng.uniform(0, math.tau))
        for share, length in _WAVES
    ]
    points = []
    for x in _steps(width, height):
        lift = sum(share * math.sin(math.tau * x / length + phase) for share, length, phase in waves)
        points.append((x, height * (0.5 - 0.48 * lift)))
    return [_grounded(points, width, height)]


def peaks(rng: Random, width: int, height: int) -> Shape:
    """A mountain range: lines broken again and again, less each time."""
    count = max(2, round(width / height / 1.1))
    line = [rng.uniform(0.0, 0.35) if place % 2 else rng.uniform(0.6, 0.95) for place in range(count + 1)]
    rough = 0.13
    while len(line) < _FINE:
        line = _broken(rng, line, rough)
        rough *= 0.58
    step = width / (len(line) - 1)
    points = [(place * step, height * min(1.0, max(0.0, y))) for place, y in enumerate(line)]
    return [_grounded(points, width, height)]


def conifers(rng: Random, width: int, height: int) -> Shape:
    """A dark edge of pointed trees on rising ground."""
    ground = _level(rng, width)
    shape = [
        _grounded([(x, height * (0.72 + 0.12 * ground(x))) for x in _steps(width, height)], width, height)
    ]
    x = -height * 0.1
    while x < width + height * 0.1:
        tall = height * rng.uniform(0.3, 0.66)
        shape.append(_conifer(x, height * (0.76 + 0.12 * ground(x)), tall))
        x += tall * rng.uniform(0.16, 0.42)
    return shape


def groves(rng: Random, width: int, height: int) -> Shape:
    """Round trees, near each other, on level ground."""
    ground = _level(rng, width)
    shape = [
        _grounded([(x, height * (0.74 + 0.1 * ground(x))) for x in _steps(width, height)], width, height)
    ]
    x = -height * 0.2
    while x < width + height * 0.2:
        tall = height * rng.uniform(0.36, 0.7)
        shape.extend(_round_tree(rng, x, height * (0.78 + 0.1 * ground(x)), tall))
        x += tall * rng.uniform(0.3, 1.1)
    return shape


def roofs(rng: Random, width: int, height: int) -> Shape:
    """A town: flat and pitched roofs, here and there a dome, a tower or a chimney."""
    shape: Shape = []
    x = -height * rng.uniform(0.0, 0.2)
    while x < width:
        wide = height * rng.uniform(0.16, 0.42)
        top = height * rng.uniform(0.3, 0.72)
        shape.append([(x, height), (x, top), (x + wide, top), (x + wide, height)])
        shape.extend(_crown(rng, x, top, wide))
        x += wide * rng.uniform(0.86, 1.0)
    return shape


def dunes(rng: Random, width: int, height: int) -> Shape:
    """Dunes: long backs that rise slowly and fall quickly."""
    points: list[Point] = []
    x, y = -height * rng.uniform(0.2, 1.5), height * 0.8
    while x < width:
        long, top = height * rng.uniform(2.2, 3.6), height * rng.uniform(0.05, 0.4)
        low = height * rng.uniform(0.6, 0.85)
        points.extend(_curve((x, y), (x + long * 0.68, top), 1.7))
        points.extend(_curve((x + long * 0.68, top), (x + long, low), 0.62))
        x, y = x + long, low
    return [_grounded(points, width, height)]


def swell(rng: Random, width: int, height: int) -> Shape:
    """The crests of a wave: shallow bows, one after the other."""
    points: list[Point] = []
    x = -height * rng.uniform(0, 4)
    while x < width:
        long = height * rng.uniform(2.2, 3.4)
        bow = range(13)
        points.extend((x + long * k / 12, height * (0.08 + 0.5 * math.sin(math.pi * k / 12))) for k in bow)
        x += long
    return [_grounded(points, width, height)]


def sailing_boat(size: float) -> Shape:
    """A small boat with two sails, in a square of `size`."""
    hull = [(0.0, 0.87), (0.86, 0.87), (0.7, 1.0), (0.14, 1.0)]
    main, jib = [(0.42, 0.02), (0.42, 0.84), (0.8, 0.84)], [(0.4, 0.1), (0.4, 0.84), (0.08, 0.84)]
    return _scaled(size, hull, main, jib)


def lighthouse(size: float) -> Shape:
    """A tower with a lantern, in a square of `size`."""
    tower = [(0.4, 1.0), (0.438, 0.22), (0.562, 0.22), (0.6, 1.0)]
    gallery = [(0.4, 0.22), (0.6, 0.22), (0.6, 0.19), (0.4, 0.19)]
    lantern = [(0.45, 0.19), (0.45, 0.08), (0.5, 0.0), (0.55, 0.08), (0.55, 0.19)]
    return _scaled(size, tower, gallery, lantern)


def plant(size: float) -> Shape:
    """A pot with a few long leaves, in a square of `size`."""
    pot = [(0.36, 0.7), (0.64, 0.7), (0.6, 1.0), (0.4, 1.0)]
    tips = ((0.12, 0.34), (0.26, 0.08), (0.46, 0.0), (0.68, 0.12), (0.88, 0.3))
    leaves = [[(0.5, 0.72), (x - 0.06, y + 0.2), (x, y), (x + 0.07, y + 0.2)] for x, y in tips]
    return _scaled(size, pot, *leaves)


_FINE = 90
"""Points from which on a mountain range is fine enough."""

_WAVES = ((0.55, 4.6), (0.3, 2.3), (0.12, 1.1))
"""Of soft hills: height as a share of the strip's half, length in heights of the strip."""


def _scaled(size: float, *parts: list[Point]) -> Shape:
    return [[(x * size, y * size) for x, y in part] for part in parts]


def _steps(width: int, height: int) -> Iterator[float]:
    step = max(2, height // 20)
    return iter(range(0, width + step, step))


def _grounded(points: list[Point], width: int, height: int) -> list[Point]:
    return [(points[0][0], height), *points, (max(width, points[-1][0]), height)]


def _broken(rng: Random, line: list[float], rough: float) -> list[float]:
    finer = [line[0]]
    for one, other in pairwise(line):
        finer += [(one + other) / 2 + rng.uniform(-rough, rough), other]
    return finer


class _Level:
    """Gently uneven ground, from -1 to 1."""

    def __init__(self, length: float, phase: float) -> None:
        self._length, self._phase = length, phase

    def __call__(self, x: float) -> float:
        return math.sin(math.tau * x / self._length + self._phase)


def _level(rng: Random, width: int) -> _Level:
    return _Level(width * rng.uniform(0.5, 0.9), rng.uniform(0, math.tau))


def _conifer(x: float, base: float, tall: float) -> list[Point]:
    sides = [(0.0, -1.0), (0.09, -0.62), (0.05, -0.62), (0.15, -0.32), (0.08, -0.32), (0.2, 0.02)]
    right = [(x + across * tall, base + up * tall) for across, up in sides]
    return [*right, *((2 * x - px, py) for px, py in reversed(right))]


def _round_tree(rng: Random, x: float, base: float, tall: float) -> Shape:
    trunk = tall * 0.03
    shape: Shape = [
        [(x - trunk, base), (x - trunk, base - tall / 2), (x + trunk, base - tall / 2), (x + trunk, base)]
    ]
    for _ in range(4):
        radius = tall * rng.uniform(0.17, 0.27)
        middle = (x + tall * rng.uniform(-0.2, 0.2), base - tall * rng.uniform(0.52, 0.8))
        shape.append(_disc(middle, radius))
    return shape


def _disc(middle: Point, radius: float) -> list[Point]:
    turns = [math.tau * k / 20 for k in range(20)]
    return [(middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn)) for turn in turns]


def _crown(rng: Random, x: float, top: float, wide: float) -> Shape:
    """What stands on a wall `wide` pixels wide: a pitched roof mostly; or a dome, a spire, a chimney; or nothing."""
    return rng.choice(_CROWNS)(x, top, wide * rng.uniform(0.8, 1.15), x + wide / 2)


def _gable(x: float, top: float, wide: float, middle: float) -> Shape:
    half = 2 * (middle - x) * 0.54
    return [[(middle - half, top), (middle, top - wide * 0.38), (middle + half, top)]]


def _dome(_: float, top: float, wide: float, middle: float) -> Shape:
    mast = wide * 0.015
    return [
        _disc((middle, top), wide * 0.32),
        [(middle - mast, top), (middle, top - wide * 0.6), (middle + mast, top)],
    ]


def _spire(_: float, top: float, wide: float, middle: float) -> Shape:
    slim, eaves = wide * 0.16, top - wide * 0.6
    right = [(middle + slim, eaves), (middle + slim, top)]
    return [[(middle - slim, top), (middle - slim, eaves), (middle, eaves - slim * 3), *right]]


def _chimney(x: float, top: float, wide: float, _: float) -> Shape:
    left, right, up = x + wide * 0.2, x + wide * 0.29, top - wide * 0.2
    return [[(left, top), (left, up), (right, up), (right, top)]]


_CROWNS = (_gable, _gable, _gable, _gable, _dome, _spire, _chimney, _chimney)


def _curve(start: Point, end: Point, bend: float) -> Iterator[Point]:
    for k in range(13):
        at = k / 12
        eased = (1 - math.cos(math.pi * at**bend)) / 2
        yield start[0] + (end[0] - start[0]) * at, start[1] + (end[1] - start[1]) * eased

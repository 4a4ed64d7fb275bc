"""Where the boxes of a drawing stand and how its lines run. Knows sizes and links; knows no film and no format.

Connected groups are laid out in columns (layers.py), one below the other; there every box moves towards its neighbours as
far as the order and the gaps allow. Boxes without any link stand in rows at the end.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean

from vgdsl.report.graph.layers import Item, Layers, Link, connected, layered

Point = tuple[float, float]

GAP_X = 104.0
GAP_Y = 26.0
ROW = 4
"""How many boxes without links stand side by side where the rest of the drawing is narrower."""

_ROUNDS = 12
_LINE_HEIGHT = 14.0  # of the place that a passing line takes


@dataclass(slots=True)
class Layout:
    """The left top corner of every box, the points of every line, the size of the whole."""

    corners: dict[str, Point] = field(default_factory=dict)
    lines: dict[Link, tuple[Point, ...]] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0


def lay_out(sizes: Mapping[str, Point], links: Iterable[Link]) -> Layout:
    """Place boxes of these widths and heights; links lead from left to right and form no circle."""
    layout = Layout()
    singles: list[str] = []
    for names, inside in connected(sizes, dict.fromkeys(links)):
        if inside:
            _put(layout, layered(names, inside), sizes)
        else:
            singles += names
    _put_rows(layout, singles, sizes)
    return layout


def _put(layout: Layout, layers: Layers, sizes: Mapping[str, Point]) -> None:
    """Add a group below what is there."""
    middles = _settled(layers, sizes)
    top = layout.height + 2 * GAP_Y if layout.corners else 0.0
    shift = top - min(middle - _height(item, sizes) / 2 for item, middle in middles.items())
    lefts = _lefts(layers, sizes)
    for column, (left, right) in zip(layers.columns, pairwise(lefts), strict=True):
        for name in column:
            if isinstance(name, str):
                wide, high = sizes[name]
                layout.corners[name] = ((left + right - GAP_X - wide) / 2, middles[name] + shift - high / 2)
    for link, path in layers.paths.items():
        passing = [
            point
            for item in path
            if not isinstance(item, str)
            for point in (
                (lefts[item.column], middles[item] + shift),
                (lefts[item.column + 1] - GAP_X, middles[item] + shift),
            )
        ]
        layout.lines[link] = (_side(layout, link[0], sizes, 1), *passing, _side(layout, link[1], sizes, 0))
    layout.height = max(middle + shift + _height(item, sizes) / 2 for item, middle in middles.items())
    layout.width = max(layout.width, lefts[-1] - GAP_X)


def _lefts(layers: Layers, sizes: Mapping[str, Point]) -> list[float]:
    """Where each column begins, and where one more would."""
    lefts = [0.0]
    for column in layers.columns:
        widest = max((sizes[item][0] for item in column if isinstance(item, str)), default=0.0)
        lefts.append(lefts[-1] + widest + GAP_X)
    return lefts


def _side(layout: Layout, name: str, sizes: Mapping[str, Point], right: int) -> Point:
    x, y = layout.corners[name]
    return (x + right * sizes[name][0], y + sizes[name][1] / 2)


def _settled(layers: Layers, sizes: Mapping[str, Point]) -> dict[Item, float]:
    """The middles of all items: each as near to the mean of its neighbours as the order and the gaps allow."""
    gaps = [
        [(_height(one, sizes) + _height(two, sizes)) / 2 + GAP_Y for one, two in pairwise(column)]
        for column in layers.columns
    ]
    middles: dict[Item, float] = {}
    for column, between in zip(layers.columns, gaps, strict=True):
        middles.update(zip(column, _spread([0.0] * len(column), between), strict=True))
    for number in range(_ROUNDS):
        forward = number % 2 == 0
        neighbours = layers.before if forward else layers.after
        pairs = list(zip(layers.columns, gaps, strict=True))
        for column, between in pairs if forward else reversed(pairs):
            wanted = [fmean(middles[near] for near in neighbours.get(item, (item,))) for item in column]
            middles.update(zip(column, _spread(wanted, between), strict=True))
    return middles


def _spread(wanted: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Places in order, each at least its gap after the one before: the mean of pushing all down and pushing all up."""
    down, up = list(wanted), list(wanted)
    for index, gap in enumerate(gaps):
        down[index + 1] = max(down[index + 1], down[index] + gap)
    for index in range(len(gaps) - 1, -1, -1):
        up[index] = min(up[index], up[index + 1] - gaps[index])
    return [(one + other) / 2 for one, other in zip(down, up, strict=True)]


def _height(item: Item, sizes: Mapping[str, Point]) -> float:
    return sizes[item][1] if isinstance(item, str) else _LINE_HEIGHT


def _put_rows(layout: Layout, names: Sequence[str], sizes: Mapping[str, Point]) -> None:
    """Add boxes without links below what is there, in rows as wide as the rest of the drawing."""
    if not names:
        return
    y = layout.height + 2 * GAP_Y if layout.corners else 0.0
    room = max(layout.width, ROW * max(sizes[name][0] + GAP_Y for name in names) - GAP_Y)
    x = high = 0.0
    for name in names:
        wide, tall = sizes[name]
        if x and x + wide > room:
            x, y, high = 0.0, y + high + GAP_Y, 0.0
        layout.corners[name] = (x, y)
        layout.width = max(layout.width, x + wide)
        x, high = x + wide + GAP_Y, max(high, tall)
    layout.height = y + high

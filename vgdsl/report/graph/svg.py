"""A film's graph as a storyboard in SVG, without Graphviz. Knows pictures and their layout; knows no plan and no disk."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from vgdsl.report.graph.layout import Layout, Point, lay_out
from vgdsl.report.graph.picture import Picture
from vgdsl.report.graph.shapes import SIZES, card, strip
from vgdsl.report.graph.theme import CSS, clean, text, width

MARGIN = 36.0
HEAD = 64.0
NARROWEST = 640.0

Box = tuple[float, float, float]
"""The middle of a label and half its width."""

_LABEL_HEIGHT = 17.0
_LABEL_PLACES = (0.5, 0.62, 0.38, 0.7, 0.3)

_TIP = (
    '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0.5L8 4L0 7.5z" class="tip"/></marker>'
)


def svg(picture: Picture) -> str:
    """The whole drawing as an SVG document, light or dark as the reader's screen is."""
    sizes = {shown.name: SIZES[shown.kind] for shown in picture.cards}
    labels = _labels(picture)
    layout = lay_out(sizes, labels)
    board = [*_lines(layout, labels), *_cards(picture, layout)]
    room = max(layout.width, NARROWEST)
    strips, high = _strips(picture, room, layout.height)
    wide = room + 2 * MARGIN
    tall = HEAD + MARGIN + high + MARGIN
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {tall:g}"',
            f' width="{wide:g}" height="{tall:g}" role="img">',
            f"<title>{clean(picture.title)}</title><style>{CSS}</style><defs>{_TIP}</defs>",
            f'<rect width="{wide:g}" height="{tall:g}" class="sheet"/>',
            text(MARGIN, MARGIN + 14, picture.title, "title", room=room),
            text(MARGIN, MARGIN + 36, _count(picture), "count"),
            f'<g transform="translate({MARGIN:g} {HEAD + MARGIN:g})">',
            *board,
            *strips,
            "</g></svg>\n",
        ]
    )


def _labels(picture: Picture) -> Mapping[tuple[str, str], str]:
    """What flows between two cards; several things at once are told together."""
    found: dict[tuple[str, str], list[str]] = {}
    for arrow in picture.arrows:
        found.setdefault((arrow.source, arrow.target), []).append(arrow.label)
    return {link: ", ".join(labels) for link, labels in found.items()}


def _cards(picture: Picture, layout: Layout) -> Iterator[str]:
    for shown in picture.cards:
        x, y = layout.corners[shown.name]
        yield f'<g transform="translate({x:.1f} {y:.1f})">{card(shown)}</g>'


def _lines(layout: Layout, labels: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """All lines first, then their labels, so that no line runs through a word."""
    for link, points in layout.lines.items():
        css = "line order" if labels[link] == "after" else "line"
        yield f'<path d="{_curve(points)}" class="{css}" marker-end="url(#tip)"/>'
    taken: list[Box] = []
    for link, points in layout.lines.items():
        yield from _label(points[-2], points[-1], labels[link], taken)


def _label(start: Point, end: Point, words: str, taken: list[Box]) -> Iterator[str]:
    """A label on the last bend of a line: in its middle, or where no other label is."""
    wide = width(words, "label") + 8
    boxes = [(*_on_bend(start, end, part), wide / 2) for part in _LABEL_PLACES]
    x, y, half = next((box for box in boxes if not any(_overlap(box, other) for other in taken)), boxes[0])
    taken.append((x, y, half))
    yield f'<rect x="{x - half:.1f}" y="{y - 8:.1f}" width="{wide:.1f}" height="16" rx="8" class="tag"/>'
    yield text(round(x, 1), round(y + 3.5, 1), words, "label", anchor="middle")


def _overlap(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0]) < one[2] + other[2] and abs(one[1] - other[1]) < _LABEL_HEIGHT


def _on_bend(start: Point, end: Point, part: float) -> Point:
    """The point of the bend that `_curve` draws, at a part of its way from 0 to 1."""
    (x0, y0), (x1, y1) = start, end
    rest = 1 - part
    early, late = 3 * rest * rest * part, 3 * rest * part * part
    x = x0 * rest**3 + (x0 + x1) / 2 * (early + late) + x1 * part**3
    return x, y0 * (rest**3 + early) + y1 * (late + part**3)


def _curve(points: Sequence[Point]) -> str:
    """A line that leaves and arrives level, and passes columns straight."""
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for (x0, y0), (x1, y1) in pairwise(points):
        bend = (x1 - x0) / 2
        parts.append(f"C{x0 + bend:.1f} {y0:.1f} {x1 - bend:.1f} {y1:.1f} {x1:.1f} {y1:.1f}")
    return "".join(parts)


def _strips(picture: Picture, room: float, top: float) -> tuple[list[str], float]:
    """The cuts below the cards, and where the last one ends."""
    parts = []
    for shown in picture.strips:
        top += MARGIN if top else 0.0
        drawn, _, high = strip(shown, room)
        parts.append(f'<g transform="translate(0 {top:.1f})">{drawn}</g>')
        top += high
    return parts, top


def _count(picture: Picture) -> str:
    """`5 shots · 1 transition · 1 upscale`."""
    kinds = [shown.kind.value for shown in picture.cards]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    return " · ".join(f"{count} {kind}{'s' * (count > 1)}" for kind, count in counts.items())

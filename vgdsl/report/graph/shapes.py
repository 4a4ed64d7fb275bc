"""The cards of the storyboard as SVG: shots, transitions, upscales, strips of film. Knows nothing of what stands where."""

from collections.abc import Iterator

from vgdsl.program.entities import NodeKind
from vgdsl.report.graph.picture import Card, Frame, Strip
from vgdsl.report.graph.theme import attribute, fitted, text, width

SIZES = {
    NodeKind.SHOT: (288.0, 116.0),
    NodeKind.TRANSITION: (288.0, 72.0),
    NodeKind.UPSCALE: (272.0, 76.0),
}

_GLASS = (74.0, 56.0)  # room for the little picture in the shape of the shot
_USUAL_RATIO = (16, 9)


def card(shown: Card) -> str:
    """One card at the origin, in a group that carries its name for scripts and its words for readers of screens."""
    draw = {NodeKind.SHOT: _shot, NodeKind.TRANSITION: _transition, NodeKind.UPSCALE: _upscale}[shown.kind]
    return f"<g data-node={attribute(shown.name)}>{''.join(draw(shown))}</g>"


def _shot(shown: Card) -> Iterator[str]:
    wide, high = SIZES[shown.kind]
    yield _box(0, 0, wide, high, css="card", radius=14)
    yield f'<path d="M0 14a14 14 0 0 1 5-10.7v{high - 6.6:g}a14 14 0 0 1-5-10.7z" class="shot"/>'
    yield from _glass(18, 16, shown.ratio or _USUAL_RATIO)
    left = 18 + _GLASS[0] + 14
    count = f"×{shown.takes}" if shown.takes > 1 else ""
    room = wide - left - 14 - (_chip_width(count) + 6 if count else 0)
    yield text(left, 32, shown.name, "name", room=room)
    if count:
        yield _chip(wide - 14 - _chip_width(count), 18, count, "chip")
    yield text(left, 50, shown.model, "model", room=wide - left - 14)
    yield text(left, 68, " · ".join(shown.measures), "measures", room=wide - left - 14)
    status = _status(shown)
    room = wide - 32 - (_chip_width(status) + 8 if status else 0)
    yield text(18, 98, shown.words, "words", room=room)
    if status:
        yield _chip(wide - 14 - _chip_width(status), 85, status, shown.action or "chip")
    if shown.scene:
        yield text(wide - 14, high + 12, shown.scene.upper(), "scene", room=wide / 2, anchor="end")


def _transition(shown: Card) -> Iterator[str]:
    wide, high = SIZES[shown.kind]
    yield _box(0, 0, wide, high, css="card", radius=high / 2)
    yield _box(26, 20, 28, 21, css="mist", radius=4)
    yield _box(40, 27, 28, 21, css="mist", radius=4)
    yield from _lines(shown, 82, wide - 82 - 30)


def _upscale(shown: Card) -> Iterator[str]:
    wide, high = SIZES[shown.kind]
    yield _box(6, 6, wide - 6, high - 6, css="back", radius=12)
    yield _box(0, 0, wide - 6, high - 6, css="card", radius=12)
    yield _box(20, 32, 16, 12, css="grow", radius=3)
    yield _box(20, 22, 34, 26, css="grow", radius=4)
    yield '<path d="M39 37l8-8m-6 0h6v6" class="grow"/>'
    yield from _lines(shown, 70, wide - 6 - 70 - 16)


def _lines(shown: Card, left: float, room: float) -> Iterator[str]:
    """Name, maker and measures of the smaller cards, with the plan's word at the right end."""
    status = _status(shown)
    count = f" ×{shown.takes}" if shown.takes > 1 else ""
    measures = " · ".join(shown.measures)
    yield text(left, 27, fitted(shown.name, "name", room - width(count, "name")) + count, "name")
    yield text(left, 43, shown.model, "model", room=room)
    taken = _chip_width(status) + 6 if status else 0
    yield text(left, 59, measures, "measures", room=room - taken)
    if status:
        yield _chip(left + room - _chip_width(status), 47, status, shown.action or "chip")


def _glass(x: float, y: float, ratio: tuple[int, int]) -> Iterator[str]:
    """A picture of the shot's own shape, in the middle of its room, with a sign for play."""
    scale = min(_GLASS[0] / ratio[0], _GLASS[1] / ratio[1])
    wide, high = round(ratio[0] * scale, 1), round(ratio[1] * scale, 1)
    middle_x, middle_y = x + _GLASS[0] / 2, y + _GLASS[1] / 2
    yield _box(middle_x - wide / 2, middle_y - high / 2, wide, high, css="glass", radius=5)
    yield f'<path d="M{middle_x - 5:g} {middle_y - 7:g}l12 7l-12 7z" class="shot"/>'


def _status(shown: Card) -> str:
    return " ".join(part for part in (shown.action, shown.price) if part)


def _chip_width(words: str) -> float:
    return round(width(words, "chiptext") + 16, 1)


def _chip(x: float, y: float, words: str, css: str) -> str:
    wide = _chip_width(words)
    return _box(x, y, wide, 18, css=css, radius=9) + text(
        x + wide / 2, y + 12.5, words, "chiptext", anchor="middle"
    )


def _box(x: float, y: float, wide: float, high: float, *, css: str, radius: float) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="{radius:g}" class="{css}"/>'


STILL = (136.0, 76.0)
_BAND = 18.0  # above and below the pictures, with the holes
_SEAM = 6.0
_HEAD = 30.0


def strip(shown: Strip, room: float) -> tuple[str, float, float]:
    """A cut as strips of film, as many as the room's width asks for; with its own width and height."""
    per_row = max(1, int((room - _SEAM) // (STILL[0] + _SEAM)))
    rows = [shown.frames[at : at + per_row] for at in range(0, len(shown.frames), per_row)] or [()]
    wide = _SEAM + max(len(row) for row in rows) * (STILL[0] + _SEAM)
    row_high = STILL[1] + 2 * _BAND
    parts = [text(0, 14, shown.name, "name"), text(width(shown.name, "name") + 14, 14, shown.output, "model")]
    for number, row in enumerate(rows):
        top = _HEAD + number * (row_high + 10)
        parts.append(_film(row, top, _SEAM + max(1, len(row)) * (STILL[0] + _SEAM)))
    name = attribute(shown.name)
    return f"<g data-cut={name}>{''.join(parts)}</g>", wide, _HEAD + len(rows) * (row_high + 10) - 10


def _film(row: tuple[Frame, ...], top: float, wide: float) -> str:
    parts = [_box(0, top, wide, STILL[1] + 2 * _BAND, css="film", radius=6)]
    for y in (top + 5, top + _BAND + STILL[1] + 5):
        holes = (_box(x, y, 10, 8, css="hole", radius=2) for x in _steps(9, wide - 12, 20))
        parts.extend(holes)
    for number, frame in enumerate(row):
        x = _SEAM + number * (STILL[0] + _SEAM)
        parts.append(_box(x, top + _BAND, *STILL, css="fade" if frame.dissolve else "still", radius=3))
        parts.append(
            text(
                x + STILL[0] / 2, top + _BAND + 42, frame.name, "caption", room=STILL[0] - 12, anchor="middle"
            )
        )
        if frame.seconds is not None:
            parts.append(
                text(
                    x + STILL[0] - 7, top + _BAND + STILL[1] - 7, f"{frame.seconds:g}s", "time", anchor="end"
                )
            )
    return "".join(parts)


def _steps(start: float, end: float, step: float) -> Iterator[float]:
    at = start
    while at <= end:
        yield at
        at += step

"""Moves the picture of a slate: a pan over a scene, a dissolve, a change of light. Knows no words, bars or encoder.

For each frame there is what changed of the picture between the bars, or None where nothing did: slow motion has to
draw every fourth frame or so only, and what is not drawn is time saved.
"""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops

from vgdsl.media.slate import scene as scenery
from vgdsl.media.slate.facts import Slate
from vgdsl.media.slate.layout import Layout
from vgdsl.media.slate.mood import mood_of
from vgdsl.media.slate.picture import filling, open_picture
from vgdsl.media.slate.planes import Patch, Planes, Sheet, blend, crop, lay, masks_of, planes_of
from vgdsl.media.slate.source import running

_HOLD = 0.22
"""The part of a clip that the start frame stands before the dissolve begins, and the end frame after it."""

_DISSOLVE_STEPS, _LIGHT_STEPS = 32, 16
_SPEED, _FARTHEST = 0.004, 0.06
"""Of a pan: widths a second, and widths in all."""


def pictures(slate: Slate) -> Iterator[Patch | None]:
    """What changes with each frame; the first frame has the whole picture.

    Raises MediaError when a picture or clip cannot be opened.
    """
    if slate.source is not None:
        return running(slate)
    if isinstance(slate.start, Path):
        start = _area(slate, slate.start)
        if isinstance(slate.end, Path):
            return _dissolve(slate, start, _area(slate, slate.end))
        return _relight(slate, start)
    if isinstance(slate.end, Path):
        return _dissolve(slate, _still(slate), _area(slate, slate.end))
    return _pan(slate)


def _area(slate: Slate, path: Path) -> Image.Image:
    """What a frame given shows between the bars, once it fills the whole slate."""
    return filling(open_picture(path), slate.size).crop(Layout(*slate.size).picture)


def _still(slate: Slate) -> Image.Image:
    scene = scenery.paint(mood_of(slate), Layout(*slate.size).picture_size)
    return Image.composite(scene.near, scene.far, scene.cover)


def _dissolve(slate: Slate, start: Image.Image, end: Image.Image) -> Iterator[Patch | None]:
    """From all of the start in the first frame to all of the end in the last."""
    return _mixed(slate, planes_of(start), planes_of(end), _HOLD, _DISSOLVE_STEPS)


def _relight(slate: Slate, start: Image.Image) -> Iterator[Patch | None]:
    """The light changes slowly towards what the prompt tells of."""
    light = scenery.light(mood_of(slate), start.size)
    lit = Image.blend(start, ImageChops.soft_light(start, light), 0.7)
    return _mixed(slate, planes_of(start), planes_of(lit), 0.0, _LIGHT_STEPS)


def _mixed(slate: Slate, start: Planes, end: Planes, hold: float, steps: int) -> Iterator[Patch | None]:
    shown, last = -1.0, slate.frames - 1
    for index in range(last + 1):
        at = index / max(1, last)
        linear = min(1.0, max(0.0, (at - hold) / (1 - 2 * hold)))
        share = round(linear * linear * (3 - 2 * linear) * steps) / steps
        yield (0, blend(start, end, share)) if share != shown else None
        shown = share


def _pan(slate: Slate) -> Iterator[Patch | None]:
    """A slow move along a painted scene: what is near passes before what is far."""
    width, height = Layout(*slate.size).picture_size
    way = round(width * min(_SPEED * float(slate.seconds), _FARTHEST)) // 2 * 2
    mood, last, shown = mood_of(slate), slate.frames - 1, -1
    stage = _Stage(scenery.paint(mood, (width + way, height)), width)
    for index in range(last + 1):
        at = index / max(1, last)
        column = round(way * (at if mood.seed % 2 else 1 - at))
        yield stage.seen(column, whole=index == 0) if column != shown else None
        shown = column


class _Stage:
    """A scene seen through a screen `width` wide: what is near is a sheet that moves, what is far stands."""

    def __init__(self, scene: scenery.Scene, width: int) -> None:
        size = scene.cover.size
        box = 0, (scene.cover.getbbox() or (0, 0))[1] // 2 * 2, *size
        mask, half = masks_of(scene.cover.crop(box))
        self._width, self._top = width, box[1]
        self._far = planes_of(scene.far.crop((0, 0, width, size[1])))
        self._behind = crop(self._far, (0, box[1], width, size[1]))
        self._near, self._cover = Sheet(planes_of(scene.near.crop(box))), Sheet((mask, half, half))

    def seen(self, column: int, *, whole: bool) -> Patch:
        """What is seen when the near sheet's `column` lies at the left edge: all of it, or what moves."""
        top, behind = (0, self._far) if whole else (self._top, self._behind)
        luma, blue, red = (plane.copy() for plane in behind)
        mask, half, _ = self._cover.part(column, self._width)
        lay((luma, blue, red), self._near.part(column, self._width), (mask, half), (0, self._top - top))
        return top, (luma, blue, red)

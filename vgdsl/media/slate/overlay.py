"""Lets the words of a slate come and go over its picture. Knows no picture's motion, no bar and no encoder."""

from vgdsl.media.slate.facts import Slate
from vgdsl.media.slate.layout import Layout
from vgdsl.media.slate.planes import Masks, Planes, crop, lay, masks_of, planes_of, put
from vgdsl.media.slate.words import words_of

_FADE_IN, _FADE_OUT = 0.3, 0.4
"""Seconds in which the words come at the beginning, and go at the end."""


class Overlay:
    """The words of one slate, ready to be drawn as strongly as a frame shows them."""

    def __init__(self, slate: Slate) -> None:
        """Set the words. Raises MediaError when one of the small pictures cannot be opened."""
        self._words, self._top = words_of(slate), Layout(*slate.size).top
        self._last, self._rate = slate.frames - 1, float(slate.fps)
        if self._words is not None:
            self._planes, self._masks = planes_of(self._words.page), masks_of(self._words.cover)

    def strength(self, index: int) -> float:
        """How strongly frame number `index` shows the words, from 0 to 1; the first and the last not at all."""
        if self._words is None:
            return 0.0
        at = min(index / _FADE_IN, (self._last - index) / _FADE_OUT) / self._rate
        linear = min(1.0, at)
        return linear * linear * (3 - 2 * linear)

    def draw(self, screen: Planes, picture: Planes, strength: float) -> None:
        """Draw the words over their part of the picture, which lies between the bars of the screen."""
        if self._words is None:
            return
        left, top, right, bottom = self._words.box
        put(screen, crop(picture, (left, top - self._top, right, bottom - self._top)), (left, top))
        if strength > 0:
            lay(screen, self._planes, self._faded(strength), (left, top))

    def _faded(self, strength: float) -> Masks:
        if strength == 1:
            return self._masks
        table = [round(value * strength) for value in range(256)]
        return self._masks[0].point(table), self._masks[1].point(table)

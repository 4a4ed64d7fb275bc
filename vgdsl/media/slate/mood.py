"""Reads light and place out of a prompt: which colours an illustration has, and what stands in it.

A few plain words decide. Where none is known, the place has its usual light, or the order's digest decides. Knows no
drawing.
"""

import re
import zlib
from dataclasses import dataclass
from enum import Enum

from vgdsl.media.slate.facts import Slate


class Place(Enum):
    """What an illustration shows."""

    SEA = "sea"
    COAST = "coast"
    HILLS = "hills"
    FOREST = "forest"
    CITY = "city"
    DUNES = "dunes"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one light: the sky from its zenith down to the horizon, sun or moon, what is far and near."""

    zenith: str
    middle: str
    horizon: str
    light: str
    far: str
    near: str
    moon: bool = False
    dark: bool = False

    @property
    def accent(self) -> str:
        """The colour of what moves in the bars."""
        return self.middle if self.moon else self.horizon


@dataclass(frozen=True, slots=True)
class Mood:
    """What an illustration is made from; the same order has the same mood."""

    palette: Palette
    place: Place
    seed: int


_PALETTES = {
    "night": Palette("#0a1033", "#1f3068", "#5a6aa8", "#f6f0d4", "#33427c", "#080b20", moon=True, dark=True),
    "dusk": Palette("#2a1c54", "#95406f", "#f79768", "#ffe0ae", "#7a3f72", "#1b1133", dark=True),
    "golden": Palette("#d2643f", "#f1a158", "#ffe3a8", "#fff7dd", "#cf7750", "#42202c"),
    "dawn": Palette("#6d86c6", "#efb3b4", "#ffe6cb", "#fff6e6", "#a08fbd", "#2d3560"),
    "day": Palette("#3488c4", "#86c3e3", "#e9f4ea", "#fffce8", "#7db0bf", "#1c4854"),
    "winter": Palette("#86a3c2", "#c0d2e1", "#f5f2ec", "#ffffff", "#a9bdd1", "#3a5069"),
    "rain": Palette("#46575f", "#788b90", "#bcc8c4", "#e4eae4", "#76888b", "#1a262b"),
    "desert": Palette("#2c8192", "#eccb9c", "#f9e5bf", "#fff5da", "#dea26c", "#7c2f21"),
    "green": Palette("#1f5a52", "#67a583", "#e2ebb6", "#fcf8d4", "#6fa689", "#0d2c2a"),
    "lamp": Palette("#41203a", "#ab5a3e", "#f5ba69", "#ffe6b0", "#7f3f38", "#1d1018", dark=True),
    "noir": Palette("#1b1b1d", "#5d5d60", "#cdccc7", "#f7f6f1", "#7c7c7d", "#0c0c0d", dark=True),
}

_LIGHT_WORDS = {
    "noir": "noir monochrome black-and-white",
    "night": "night midnight nocturne moon moonlight moonlit stars starry starlight nightfall blues",
    "dusk": "dusk twilight sunset evening neon blue-hour",
    "golden": "golden autumn warm sunlit maple sunlight",
    "dawn": "dawn sunrise morning blossom spring mist misty fog haze pastel",
    "winter": "snow winter snowy ice frozen frost",
    "rain": "rain rainy storm stormy grey gray overcast drizzle clouds",
    "desert": "sahara canyon mars terracotta",
    "green": "moss jungle meadow emerald green",
    "lamp": "candle candlelight lamp lamps lantern fire fireplace firelight",
    "day": "day noon sunny summer sun bright midday",
}

_PLACE_WORDS = {
    Place.SEA: "sea ocean lagoon canal canals water river lake harbor harbour boat boats gondola gondolas ship "
    "wave waves bay sail sailing underwater venice",
    Place.COAST: "lighthouse coast island shore beach pier gulls seagulls",
    Place.FOREST: "forest tree trees garden gardens woods moss leaves park jungle blossom meadow orchard petals",
    Place.CITY: "city town street streets palace platform station railway train bridge roof roofs rooftops skyline "
    "tower piazza square market alley cathedral neon village crowd car",
    Place.DUNES: "desert dune dunes sand canyon sahara mars",
    Place.ROOM: "interior room corridor window kitchen table hall bedroom studio door carriage café cafe tea "
    "office chair indoors house library kettle inside",
    Place.HILLS: "mountain mountains hill hills valley valleys field fields cliff landscape peak peaks horse ridge",
}

_LIGHTS = {light: frozenset(words.split()) for light, words in _LIGHT_WORDS.items()}
_PLACES = {word: place for place, words in _PLACE_WORDS.items() for word in words.split()}
_USUAL_LIGHT = {Place.DUNES: "desert", Place.ROOM: "lamp"}
_ANY_LIGHT = ("dusk", "golden", "dawn", "day", "green", "night")
_ANY_PLACE = (Place.SEA, Place.HILLS, Place.FOREST, Place.CITY)
_PHRASES = (("black and white", "black-and-white"), ("blue hour", "blue-hour"))


def mood_of(slate: Slate) -> Mood:
    """The light and the place that the prompt names, or that belong to the order."""
    seed, words = zlib.crc32(f"{slate.title}\n{slate.prompt}".encode()), _words(slate.prompt)
    place = next(
        (_PLACES[word] for word in words if word in _PLACES), _ANY_PLACE[seed // 7 % len(_ANY_PLACE)]
    )
    usual = _USUAL_LIGHT.get(place, _ANY_LIGHT[seed % len(_ANY_LIGHT)])
    named = (light for light, known in _LIGHTS.items() if not known.isdisjoint(words))
    return Mood(_PALETTES[next(named, usual)], place, seed)


def _words(prompt: str) -> list[str]:
    text = prompt.lower()
    for phrase, word in _PHRASES:
        text = text.replace(phrase, word)
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)

"""The types of attributes: what each takes and how it is called. Knows no attribute names, no tree and no files."""

from collections.abc import Callable, Mapping
from fractions import Fraction

import msgspec

from vgdsl.check.declarations import Declaration, Kind
from vgdsl.program.entities import Dissolve, Music, Part
from vgdsl.program.model import lines
from vgdsl.program.values import (
    AUTO,
    Auto,
    Clip,
    Duration,
    Factor,
    Frame,
    Keyframe,
    Media,
    MediaKind,
    Money,
    Move,
    Rate,
    Ratio,
    Resolution,
)

HEIGHTS = range(64, 4321)
"""The shorter side of a film, in pixels."""

Convert = Callable[[object], object]
"""A value as the type keeps it, or None where it does not fit."""


class Clips(msgspec.Struct, frozen=True):
    """All shots of a for-each, by name, in order; a mapping, for a film may ask 100,000 times for one of 100,000."""

    shot: str
    names: Mapping[str, object]

    @property
    def example(self) -> str:
        """How one of them is told from the others: `["Rome"]`."""
        return next(iter(self.names)).removeprefix(self.shot)


class Fields(msgspec.Struct, frozen=True):
    """`record(weight = 0.5)`: named values, in order; only options can hold them."""

    values: tuple[tuple[str, object], ...]


def spread(values: tuple[object, ...]) -> list[object]:
    """A list with the shots of a for-each one by one."""
    found: list[object] = []
    for value in values:
        found += [Clip(name) for name in value.names] if isinstance(value, Clips) else [value]
    return found


class Type(msgspec.Struct, frozen=True, eq=False):
    """What an attribute takes. `words` follow "is": `a time such as 5s`; `kind` is the declaration it names, if any.

    `choices` are words that need no quotes; types with `any_word` take any bare word. Numbers lie from `low` to `high`.
    """

    words: str
    convert: Convert
    item: "Type | None" = None
    kind: Kind | None = None
    choices: tuple[str, ...] = ()
    any_word: bool = False
    low: float | None = None
    high: float | None = None

    def within(self, value: object) -> bool:
        if isinstance(value, Rate):
            value = value.fraction
        if not isinstance(value, int | float | Fraction) or isinstance(value, bool):
            return True
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def _one_of(*classes: type) -> Convert:
    def convert(value: object) -> object:
        return value if type(value) in classes else None

    return convert


def _or_auto(convert: Convert) -> Convert:
    def either(value: object) -> object:
        return AUTO if isinstance(value, Auto) else convert(value)

    return either


def _media(*kinds: MediaKind, also: tuple[type, ...] = ()) -> Convert:
    def convert(value: object) -> object:
        fits = value.kind in kinds if isinstance(value, Media) else type(value) in also
        return value if fits else None

    return convert


def _resolution(value: object) -> object:
    if isinstance(value, str) and value and " " not in value:
        return Resolution(value)
    return value if isinstance(value, Resolution) else None


def _lines(value: object) -> object:
    """A resolution whose height is known, for what is made here."""
    value = _resolution(value)
    try:
        return value if isinstance(value, Resolution) and lines(value.text) in HEIGHTS else None
    except ValueError:
        return None


def _float(value: object) -> object:
    return float(value) if type(value) in {int, float} and isinstance(value, int | float) else None


def _part(value: object) -> object:
    if isinstance(value, Part | Dissolve):
        return value
    clip = CLIP.convert(value)
    return Part(clip) if isinstance(clip, Clip | Media) else None


def _music(value: object) -> object:
    if isinstance(value, Music):
        return value
    return Music(value) if isinstance(value, Media) and value.kind is MediaKind.AUDIO else None


def _node(value: object) -> object:
    return value.node if isinstance(value, Clip) else None


def _declared(kind: Kind) -> Convert:
    def convert(value: object) -> object:
        return value if isinstance(value, Declaration) and value.kind is kind else None

    return convert


def list_of(item: Type) -> Type:
    return Type(f"a list, each {item.words}", _one_of(tuple), item=item)


def choice(*words: str) -> Type:
    *others, last = words
    phrase = f"{', '.join(others)} or {last}" if others else last

    def convert(value: object) -> object:
        return value if value in words else None

    return Type(phrase, convert, choices=words)


def count(low: int, high: int) -> Type:
    return Type(f"a whole number from {low} to {high}", _one_of(int), low=low, high=high)


def number(low: float | None = None, high: float | None = None) -> Type:
    bounds = (
        "" if low is None else f" from {low:g} to {high:g}" if high is not None else f" of {low:g} or more"
    )
    return Type(f"a number{bounds}", _float, low=low, high=high)


TEXT = Type('a text in quotes, such as `"..."`', _one_of(str))
WORD = Type('a name, such as `"amber"`', _one_of(str), any_word=True)
BOOL = Type("true or false", _one_of(bool))
DURATION = Type("a time such as `5s`", _one_of(Duration))
DURATION_OR_AUTO = Type("a time such as `5s`, or `auto`", _or_auto(_one_of(Duration)))
RATIO = Type("a shape such as `16:9`, or `auto`", _or_auto(_one_of(Ratio)))
LINES = Type("a resolution such as `720p`, up to `4320p`", _lines)
RESOLUTION_OR_AUTO = Type("a resolution such as `720p`, or `auto`", _or_auto(_resolution))
FACTOR = Type("a factor such as `2x`", _one_of(Factor))
RATE = Type("a frame rate such as `24fps`, up to `240fps`", _one_of(Rate), low=1, high=240)
MONEY = Type("an amount such as `$4.50`", _one_of(Money))

PICTURE = Type('a picture, such as `image("refs/marco.png")`', _media(MediaKind.IMAGE))
IMAGE = Type(
    'a picture or a frame, such as `image("start.png")` or `opening.last_frame`',
    _media(MediaKind.IMAGE, also=(Frame,)),
)
VIDEO = Type('a video file, such as `video("plate.mp4")`', _media(MediaKind.VIDEO))
AUDIO = Type('a sound file, such as `audio("voice.mp3")`', _media(MediaKind.AUDIO))
CLIP = Type('a clip: the name of a shot, or `video("plate.mp4")`', _media(MediaKind.VIDEO, also=(Clip,)))
NODE = Type("the name of a shot, transition or upscale", _node)
REFERENCE = Type("a picture, video, sound, document, frame or shot", _media(*MediaKind, also=(Clip, Frame)))
KEYFRAME = Type('a moment and its picture, such as `at(1s, image("noon.png"))`', _one_of(Keyframe))
MOVE = Type("a camera move, such as `move(0.5, 90, 0, 1)`", _one_of(Move))
SEQUENCE = Type("a shot, a `clip(...)`, a `dissolve(...)` or a video file", _part)
MUSIC = Type('a sound file, such as `audio("score.mp3")` or `music(...)`', _music)

ELEMENT = Type("the name of an element", _declared(Kind.ELEMENT), kind=Kind.ELEMENT)
LOCATION = Type("the name of a location", _declared(Kind.LOCATION), kind=Kind.LOCATION)
STYLE = Type("the name of a style", _declared(Kind.STYLE), kind=Kind.STYLE)


PLAIN = (Duration, Ratio, Resolution, Factor, Rate, Money)
"""What can be written as a text: the values of a for-each and of options, beside texts and numbers."""


def describe(value: object) -> str:
    """What a value is, to stand after "not": `a text`, `the time 5s`, `a shot`."""
    if isinstance(value, Declaration):
        return value.kind.phrase
    if isinstance(value, Clips):
        return f"{len(value.names)} shots" if len(value.names) > 1 else "a list of one shot"
    if isinstance(value, Media):
        return f"{'an' if value.kind[0] in 'aeiou' else 'a'} {MEDIA_WORDS[value.kind]}"
    return _CLASSES.get(type(value), "something else")


MEDIA_WORDS = {
    MediaKind.IMAGE: "image",
    MediaKind.VIDEO: "video",
    MediaKind.AUDIO: "audio file",
    MediaKind.DOCUMENT: "document",
}

_CLASSES: dict[type, str] = {
    str: "a text",
    bool: "true or false",
    int: "a plain number",
    float: "a plain number",
    tuple: "a list",
    Duration: "a time",
    Ratio: "a shape",
    Resolution: "a resolution",
    Factor: "a factor",
    Rate: "a frame rate",
    Money: "an amount of money",
    Auto: "`auto`",
    Clip: "a clip",
    Frame: "a frame",
    Keyframe: "a keyframe",
    Move: "a camera move",
    Part: "a piece of a clip",
    Dissolve: "a dissolve",
    Music: "music",
    Fields: "a record",
}

"""Values of Python as a scene file writes them. Knows no place where they go, and not whether they fit there."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from vgdsl.edit.literal import quoted
from vgdsl.format.printer import value_text
from vgdsl.program.values import (
    Auto,
    Clip,
    Duration,
    Factor,
    Frame,
    Keyframe,
    Media,
    Money,
    Move,
    Rate,
    Ratio,
    Resolution,
)
from vgdsl.source import Source
from vgdsl.syntax import strings, tree
from vgdsl.syntax.parser import parse

_PLAIN = (Auto, Clip, Duration, Factor, Money, Rate, Ratio, Resolution)
_QUOTES = '"""'


class Expression:
    """A value in the words of a scene file: a name, a frame, a time, a call. Raises ValueError for what is no value.

    `Expression("opening.last_frame")`, `Expression("5s")`, `Expression('image("refs/marco.png")')`.
    """

    def __init__(self, text: str) -> None:
        parsed = parse(Source("", f"a = {text}"))
        items = parsed.file.items
        if parsed.diagnostics or len(items) != 1 or not isinstance(items[0], tree.Attribute):
            raise ValueError(f"{text!r} is no value of a scene file")
        self.text = text

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"


Writable = (
    str
    | bool
    | int
    | float
    | Decimal
    | Expression
    | Auto
    | Clip
    | Duration
    | Factor
    | Frame
    | Keyframe
    | Media
    | Money
    | Move
    | Rate
    | Ratio
    | Resolution
    | tree.Quantity
    | tree.String
    | tree.Reference
    | tree.Call
    | tree.Selection
    | tree.List
    | Sequence["Writable"]
    | Mapping[str, "Writable"]
)
"""What can be written: texts, numbers, values of vgdsl.program.values, expressions, lists of these, and records by name."""


def written(value: Writable) -> str:
    """A value on one line, but for texts of several lines. Raises ValueError for numbers without end, TypeError for others.

    A text is one of the language: `{{ light }}` and `@marco` mean in it what they mean in a file.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return _number(Decimal(str(value)))
    if isinstance(value, Expression):
        return value.text
    if isinstance(value, _PLAIN):
        return str(value)
    if isinstance(value, tree.Node):
        return Expression(value_text(value)).text
    return _call(value) or _several(value)


def _text(text: str) -> str:
    """In quotes; of several lines in a block, where that can say it."""
    raw = text.replace("\\", "\\\\").replace(_QUOTES, '\\"""')
    block = tree.String(0, 0, f"\n{raw}\n", block=True)
    if "\n" in text and strings.decode(block) == text:
        return value_text(block)
    return quoted(text)


def _number(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError(f"{number} is no number of a scene file")
    return f"{number:f}"


def _call(value: object) -> str:
    """What is made on the spot; nothing for what is not."""
    if isinstance(value, Media):
        return f"{value.kind}({quoted(str(value))})"
    if isinstance(value, Frame):
        of = written(value.of)
        return f"{of}{str(value).removeprefix(str(value.of))}"
    if isinstance(value, Keyframe):
        return f"at({written(value.at)}, {written(value.image)})"
    if isinstance(value, Move):
        places = (value.time, value.azimuth, value.elevation, value.distance)
        return f"move({', '.join(map(written, places))})"
    return ""


def _several(value: object) -> str:
    if isinstance(value, Mapping):
        return f"record({', '.join(f'{name} = {written(each)}' for name, each in value.items())})"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(written, value))}]"
    raise TypeError(f"a scene file has no way to write {value!r}")

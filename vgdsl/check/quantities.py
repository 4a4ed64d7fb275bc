"""Reads numbers with and without units: `5s`, `16:9`, `720p`, `2x`, `24fps`, `$4.50`. Knows no attributes and no tree."""

import re
from decimal import Decimal
from fractions import Fraction

from vgdsl.program.values import Duration, Factor, Money, Rate, Ratio, Resolution

_PIXELS = 64  # a side of a picture has more, a side of a ratio less
LONGEST = 24  # characters; no quantity of a film has more

_FORM = re.compile(
    r"(?P<money>\$)?(?P<number>[+-]?\d+(?:\.\d+)?)(?P<unit>[^\W\d_]*)(?::(?P<other>\d+))?", re.ASCII
)

_NTSC = {"23.976": Rate(24000, 1001), "29.97": Rate(30000, 1001), "59.94": Rate(60000, 1001)}

_MILLISECONDS = {"ms": 1, "s": 1000, "m": 60_000}

_MEANT = {
    "s": ("sec", "secs", "second", "seconds", "S"),
    "m": ("min", "mins", "minute", "minutes"),
    "ms": ("msec", "millisecond", "milliseconds", "MS"),
    "p": ("i", "px", "lines"),
    "fps": ("hz", "Hz", "f", "FPS", "frames"),
    "x": ("X", "times"),
}

_SECONDS = 60  # in a minute

_DOLLARS = ("USD", "usd", "dollars", "dollar")


def read(text: str) -> object:
    """The value that a quantity means, or None where its unit or its form is unknown."""
    match = _FORM.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return None
    number, unit = match["number"], match["unit"]
    if match["other"]:
        return _ratio(number, match["other"]) if not unit and not match["money"] else None
    if match["money"]:
        return Money(Decimal(number)) if not unit and not number.startswith("-") else None
    return _number(number) if not unit else _measure(number, unit, text)


def meant(text: str) -> str | None:
    """What its author probably had in mind: `5s` for `5sec` or `-5s`, `0.5` for `.5`."""
    whole = re.sub(r"^([+-]?)\.", r"\g<1>0.", text)
    for plain in (whole, whole.lstrip("+-")):
        if plain != text and read(plain) is not None:
            return plain
    if len(text) > LONGEST:
        return None
    match = _FORM.fullmatch(text)
    if match is None:
        return _other_form(text)
    if match["other"] and match["number"].isdigit() and not match["unit"] and int(match["other"]) < _SECONDS:
        return f"{60 * int(match['number']) + int(match['other'])}s"
    if match["unit"] in _DOLLARS:
        return f"${match['number']}"
    return next((match["number"] + unit for unit, others in _MEANT.items() if match["unit"] in others), None)


def _other_form(text: str) -> str | None:
    """Percentages, sides in pixels, minutes and seconds, amounts with their money behind them."""
    if sides := re.fullmatch(r"(\d{1,4})x(\d{1,4})", text):
        width, height = int(sides[1]), int(sides[2])
        return f"{width}:{height}" if max(width, height) < _PIXELS else f"{min(width, height)}p"
    if percent := re.fullmatch(r"(\d{1,2}|100)%", text):
        return f"{int(percent[1]) / 100:g}"
    return None


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _ratio(width: str, height: str) -> Ratio | None:
    whole = width.isdecimal() and int(width) > 0 and int(height) > 0
    return Ratio(int(width), int(height)) if whole else None


def _measure(number: str, unit: str, text: str) -> object:
    if number.startswith(("-", "+")):
        return None
    if unit in _MILLISECONDS:
        return Duration(round(Fraction(number) * _MILLISECONDS[unit]))
    if unit == "fps":
        return _rate(number)
    if unit == "x":
        return Factor(int(number)) if number.isdecimal() and int(number) > 0 else None
    if unit in {"p", "P", "k", "K"}:
        return Resolution(text) if number.isdecimal() else None
    return None


def _rate(number: str) -> Rate | None:
    exact = Fraction(number)
    return _NTSC.get(number, Rate(exact.numerator, exact.denominator)) if exact > 0 else None

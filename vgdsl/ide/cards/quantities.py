"""A number with its unit: what it comes to. Knows a frame rate to count by; knows no attribute and no model."""

from fractions import Fraction

from vgdsl.check.quantities import read
from vgdsl.program.model import lines
from vgdsl.program.values import Duration, Factor, Money, Rate, Ratio, Resolution

_USUAL = Fraction(24)
_SQUARE = 1


def quantity(text: str, rate: Rate | None = None) -> str:
    """A line about a quantity; empty for plain numbers and for what is none."""
    match read(text):
        case Duration() as value:
            at = rate.fraction if rate is not None else _USUAL
            unit = "second" if value.seconds == 1 else "seconds"
            frames = f"{round(value.seconds * at)} frames at {float(at):g}fps"
            return f"**{value}** — {float(value.seconds):g} {unit}, {frames}"
        case Ratio() as value:
            wide = value.width / value.height
            form = "upright" if wide < _SQUARE else "wide" if wide > _SQUARE else "square"
            return f"**{value}** — {wide:.3g} to 1, {form}"
        case Resolution() as value:
            return _resolution(value)
        case Factor() as value:
            return f"**{value}** — {value.times} times"
        case Rate() as value:
            return f"**{value}** — {1000 / float(value.fraction):.4g} ms a frame"
        case Money() as value:
            return f"**{value}** — US dollars"
        case _:
            return ""


def _resolution(value: Resolution) -> str:
    try:
        short = lines(value.text)
    except ValueError:
        return f"**{value}**"
    return f"**{value}** — {short} lines, {round(short * 16 / 9 / 2) * 2}×{short} at 16:9"

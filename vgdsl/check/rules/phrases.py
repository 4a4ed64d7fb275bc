"""Puts lists, lengths and counts in words. Knows no rule, no model and no place."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from vgdsl.program.values import Duration

AUTO = "Auto"
"""In a model's list of lengths: as long as the source."""


def either(items: Iterable[object]) -> str:
    """`5s`, `5s or 10s`, `5s, 10s or 15s`."""
    *others, last = [str(item) for item in items] or [""]
    return f"{', '.join(others)} or {last}" if others else last


def listed(items: Iterable[object]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *others, last = [str(item) for item in items] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def count(number: int, noun: str) -> str:
    """`no pictures`, `1 picture`, `4 pictures`."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def lengths(durations: Sequence[str]) -> str:
    """A model's lengths: `3s to 15s` where it makes every whole second between, else `5s or 10s`."""
    ladder = [wire_duration(text).ms for text in durations if text != AUTO]
    steps = {after - before for before, after in pairwise(ladder)}
    if len(ladder) > 2 and steps == {1000}:  # noqa: PLR2004 - two lengths are said one by one
        return f"{Duration(ladder[0])} to {Duration(ladder[-1])}"
    return either(Duration(ms) for ms in ladder)


def wire_duration(text: str) -> Duration:
    """A length as the catalogue spells it: `5s`."""
    return Duration(round(1000 * float(text.removesuffix("s"))))


def seconds(value: float) -> str:
    """`2.5s`, `300s`."""
    return str(Duration(round(1000 * value)))


def megabytes(size: float) -> str:
    """Bytes as `26.2 MB`."""
    return f"{size / 1e6:.1f} MB"

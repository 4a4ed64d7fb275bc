"""Reads the single values of an answer: a record, a line of text, an amount of dollars. Knows no answer's form."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

_MOST_DIGITS = 12  # of whole dollars: what has more is no amount


def record(value: Any) -> Mapping[str, Any]:
    """A JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str | None:
    """A text of one line, such as a name or a note; None for anything else, or for nothing."""
    if not isinstance(value, str):
        return None
    return " ".join("".join(c if c.isprintable() else " " for c in value[:400]).split())[:200] or None


def dollars(value: Any) -> Decimal | None:
    """A finite amount that is written whole, as a decimal or as a text; None for anything else, a float among it."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount.adjusted() < _MOST_DIGITS else None

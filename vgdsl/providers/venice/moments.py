"""Knows how the API writes moments: ISO 8601, with or without a T, in UTC unless it says otherwise. No clock."""

from datetime import UTC, datetime


def read_moment(text: object) -> float | None:
    """Return the Unix second of a moment, or None when `text` is none."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def write_moment(at: float) -> str:
    """Return the moment to the millisecond, as JavaScript writes it: the service's own examples are made so."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

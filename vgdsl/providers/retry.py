"""Decides how long to wait before a read is repeated. Knows no clock, no network, and nothing of purchases."""

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
TRIES = 8


def delay(attempt: int, retry_after: float | None, random: float) -> float | None:
    """Return the seconds to wait after failure number `attempt` (from 1), or None when it is time to give up.

    Doubles from half a second up to half a minute. `random` in [0, 1) spreads callers over the upper half of the
    wait, so that those who failed together do not return together. A provider's own `retry_after` is a floor.
    """
    if attempt >= TRIES:
        return None
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (attempt - 1))
    spread = wait * (1.0 + random) / 2.0
    return spread if retry_after is None else max(retry_after, 0.0) + spread

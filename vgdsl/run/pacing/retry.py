"""Decides which calls may be repeated, and when. Knows no clock and no network.

Reads may be repeated, purchases may not. The only failure of a purchase after which the same request may be sent again is
the proof that it was never accepted; and even then not without end, since a door that stays shut is an answer too.
"""

from vgdsl.providers.errors import NotSent, ProviderError, Transient
from vgdsl.providers.retry import LONGEST_WAIT, delay


def reading_again(error: ProviderError, attempt: int, chance: float) -> float | None:
    """Seconds until a price may be asked for again after failure number `attempt` (from 1), None to give up."""
    if isinstance(error, Transient | NotSent):
        return delay(attempt, error.retry_after, chance)
    return None


def collecting_again(error: Transient, attempt: int, chance: float) -> float:
    """Seconds until a result may be asked for again. There is always a next time: it is paid for."""
    pause = delay(attempt, error.retry_after, chance)
    return LONGEST_WAIT * (1.0 + chance) / 2.0 if pause is None else pause


def buying_again(error: ProviderError, attempt: int, chance: float) -> float | None:
    """Seconds until a purchase may be sent again, None for never."""
    return delay(attempt, error.retry_after, chance) if isinstance(error, NotSent) else None

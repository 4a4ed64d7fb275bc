"""How often a caller may ask: calls a minute, and failed attempts. Knows no request; time is the caller's.

Rates of the API's rate-limit page (queue 40, retrieve 120 a minute); the budget of failed attempts is that of the
errors skill of September 2026: 50 in half a minute, for each key and model.
"""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass

A_MINUTE = {
    "queue": 40,
    "retrieve": 120,
    "upscale quote": 40,
    "wallet balance": 30,
    "wallet ledger": 20,
    "top-up": 10,
    "transcription": 60,
}
AT_ONCE = 5
"""Requests of one wallet that may be under way."""

FAILURES, FAILURE_SECONDS = 50, 30.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a caller stands after a call. `reset_at` in Unix seconds; `allowed`: whether this call still counts as one of the limit."""

    limit: int
    remaining: int
    reset_at: float
    allowed: bool

    @property
    def headers(self) -> dict[str, str]:
        """As the API tells it: the reset in milliseconds."""
        return {
            "x-ratelimit-limit-requests": str(self.limit),
            "x-ratelimit-remaining-requests": str(self.remaining),
            "x-ratelimit-reset-requests": str(round(self.reset_at * 1000)),
            "x-ratelimit-type": "api_key",
        }


@dataclass(frozen=True, slots=True)
class Refused:
    """A call that was one too many, in Unix seconds."""

    caller: str
    kind: str
    at: float


class RateLimits:
    """Counts calls by caller and kind, in minutes that begin with a caller's first call and pass `speed` times as fast."""

    def __init__(self, speed: float) -> None:
        """Nobody has called yet."""
        self._seconds = 60.0 / speed
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}
        self.refused: deque[Refused] = deque(maxlen=50)

    def take(self, caller: str, kind: str, now: float) -> Standing:
        """Count a call."""
        limit = A_MINUTE[kind]
        began, used = self._windows.get((caller, kind), (now, 0))
        if now >= began + self._seconds:
            began, used = now, 0
        self._windows[caller, kind] = (began, used + 1)
        if used >= limit:
            self.refused.append(Refused(caller, kind, now))
        return Standing(limit, max(0, limit - used - 1), began + self._seconds, used < limit)


class UnderWay:
    """Counts the requests of each wallet that are not answered yet."""

    def __init__(self) -> None:
        """Nobody has called yet."""
        self._callers: Counter[str] = Counter()

    def enter(self, caller: str) -> bool:
        """Count a request in; False, and not counted, where there are too many already."""
        if self._callers[caller] >= AT_ONCE:
            return False
        self._callers[caller] += 1
        return True

    def leave(self, caller: str) -> None:
        """Count a request out."""
        self._callers[caller] -= 1


class FailureBudget:
    """Counts failed attempts by caller and model, and blocks where there were too many."""

    def __init__(self, speed: float) -> None:
        """Nothing has failed yet."""
        self._seconds = FAILURE_SECONDS / speed
        self._failed: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._blocked: dict[tuple[str, str], float] = {}

    def blocked_until(self, caller: str, model: str, now: float) -> float | None:
        """The Unix second at which the caller may try again, or None if he may now."""
        until = self._blocked.get((caller, model), 0.0)
        return until if now < until else None

    def block(self, caller: str, model: str, now: float, seconds: float | None = None) -> None:
        """Let the caller wait for so long; as long as the API does, if nothing is said."""
        self._blocked[caller, model] = now + (self._seconds if seconds is None else seconds)

    def fail(self, caller: str, model: str, now: float) -> None:
        """Count a failed attempt."""
        failed = self._failed[caller, model]
        failed.append(now)
        while failed[0] <= now - self._seconds:
            failed.popleft()
        if len(failed) > FAILURES:
            self.block(caller, model, now)
            failed.clear()

"""Decides when the next request of a kind may be sent. Knows no provider; is told what the answers said about limits.

The promise is the provider's: no more than so many requests in any minute. A bundle may go at once, as long as
the minute holds it; so a small film never waits, and a large one is spread out. Answers teach it: a limit other than
assumed, a count of what is left (others may use the same key), a refusal.
"""

from collections import deque

from vgdsl.run.clock import Clock

SUBMISSIONS_PER_MINUTE = 40
RETRIEVALS_PER_MINUTE = 120
REFUSED_WAIT = 30.0
"""Seconds to keep still after a refusal that names no time (Venice rate limits, November 2026)."""
_MARGIN = 1.0
"""Seconds that a minute is taken to be longer, because requests do not travel equally fast."""


class Window:
    """The sliding minute, as numbers: when were the last requests, and until when must there be silence."""

    __slots__ = ("held_until", "limit", "seconds", "starts")

    def __init__(self, limit: int, seconds: float = 60.0 + _MARGIN) -> None:
        self.limit = limit
        self.seconds = seconds
        self.held_until = float("-inf")
        self.starts: deque[float] = deque(maxlen=limit)

    def reserve(self, now: float) -> float:
        """Take the next free moment, `now` or later, and return it."""
        at = max(now, self.held_until)
        if len(self.starts) == self.limit:
            at = max(at, self.starts[0] + self.seconds)
        if self.starts:
            at = max(at, self.starts[-1])
        self.starts.append(at)
        return at

    def hold(self, until: float) -> None:
        """Let nothing go before `until`."""
        self.held_until = max(self.held_until, until)

    def resize(self, limit: int) -> None:
        """Go by another limit from now on; what went before still counts."""
        if limit != self.limit and limit > 0:
            self.limit = limit
            self.starts = deque(self.starts, maxlen=limit)


class Limiter:
    """Makes requests of one kind wait for their moment; who comes first has the earlier one."""

    def __init__(self, clock: Clock, per_minute: int) -> None:
        self._clock = clock
        self._window = Window(per_minute)

    @property
    def per_minute(self) -> int:
        return self._window.limit

    async def turn(self) -> None:
        """Return when a request may be sent; it counts as sent then."""
        clock, window = self._clock, self._window
        at = window.reserve(clock.monotonic())
        while (wait := max(at, window.held_until) - clock.monotonic()) > 0:
            await clock.sleep(wait)

    def refused(self, retry_after: float | None = None) -> None:
        """The provider sent a request back unread: keep still for as long as it said."""
        self._window.hold(self._clock.monotonic() + (REFUSED_WAIT if retry_after is None else retry_after))

    def learn(self, limit: int | None, remaining: int | None, reset_at: float | None) -> None:
        """Take in what an answer said: requests a minute, how many are left, the Unix second when they are renewed."""
        if limit is not None:
            self._window.resize(limit)
        if remaining == 0 and reset_at is not None:
            wait = min(max(0.0, reset_at - self._clock.now()), self._window.seconds)
            self._window.hold(self._clock.monotonic() + wait)

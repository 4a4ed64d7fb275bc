"""Counts what a limit allows: so many within so many seconds. Knows no clock, no request and no waiting.

A provider counts a request at some moment between its first byte and its answer, and does not say when. So one that is
under way counts for as long as it is, and one that is answered for the window's length from then on. Whenever it was
that the provider counted, no stretch of that length can then hold more than the limit.
"""

from collections import deque


class Window:
    """One limit, as numbers. Seconds by a clock that never goes back.

    `counted` are the moments from which answered requests count; `others` is how many a provider says that somebody
    else has used, and until when; before `held_until` nothing may go.
    """

    __slots__ = ("counted", "held_until", "limit", "others", "others_until", "seconds", "under_way")

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit, self.seconds = limit, seconds
        self.counted: deque[float] = deque()
        self.under_way = self.others = 0
        self.held_until = self.others_until = float("-inf")

    def wait(self, now: float) -> float | None:
        """Seconds until another may go, as far as that is known; None: when one that is under way has ended."""
        if now < self.held_until:
            return self.held_until - now
        if self.used(now) < self.limit:
            return 0.0
        known = [self.counted[0] + self.seconds - now] if self.counted else []
        return min([*known, self.others_until - now] if self.others else known, default=None)

    def used(self, now: float) -> int:
        """How many places are taken, by whomever."""
        self._renew(now)
        return self.under_way + len(self.counted) + self.others

    def begin(self) -> None:
        self.under_way += 1

    def end(self) -> None:
        self.under_way -= 1

    def count(self, now: float) -> None:
        """One counts from `now` on."""
        self.counted.append(now)

    def hold(self, until: float) -> None:
        """Let nothing go before `until`."""
        self.held_until = max(self.held_until, until)

    def resize(self, limit: int) -> None:
        """Go by another limit from now on; what went before still counts."""
        if limit > 0:
            self.limit = limit

    def left(self, remaining: int, seconds: float, now: float) -> None:
        """The provider says that so many are left for so many seconds: what is missing, others have used.

        It may not have seen yet what is under way, so it can only tell of more others, not of fewer, until then.
        """
        missing = self.limit - remaining - self.used(now)
        if missing > 0:
            self.others += missing
            self.others_until = max(self.others_until, now + min(max(0.0, seconds), self.seconds))

    def _renew(self, now: float) -> None:
        """Forget what no longer counts."""
        while self.counted and self.counted[0] + self.seconds <= now:
            self.counted.popleft()
        if now >= self.others_until:
            self.others, self.others_until = 0, float("-inf")

"""Keeps one account's limits, as this process uses it. Knows which limit an answer's headers teach; knows no bodies."""

from http import HTTPStatus

from vgdsl.providers.venice.headers import Headers
from vgdsl.run.clock import Clock
from vgdsl.run.pacing.limiter import (
    RETRIEVALS_PER_MINUTE,
    SUBMISSIONS_PER_MINUTE,
    UPSCALE_QUOTES_PER_MINUTE,
    Limiter,
)

_LIMITED = ("queue", "retrieve")


class Rhythm:
    """Limiters: orders take turns at `submissions`, questions for results and prices at `retrievals`; only the prices of
    upscales have a rate of their own, and so `upscale_quotes` (Venice video skill, September 2026).
    """

    def __init__(self, clock: Clock) -> None:
        self.submissions = Limiter(clock, SUBMISSIONS_PER_MINUTE)
        self.retrievals = Limiter(clock, RETRIEVALS_PER_MINUTE)
        self.upscale_quotes = Limiter(clock, UPSCALE_QUOTES_PER_MINUTE)

    def hear(self, headers: Headers) -> None:
        """Learn from an answer.

        A 429 with an end of its own means that too many requests about a model have failed: that model waits. Any other
        429 is a rate that was passed: everything of its kind waits.
        """
        limiter = self._kept(headers)
        limited = headers.call in _LIMITED or limiter is self.upscale_quotes
        refused = headers.status == HTTPStatus.TOO_MANY_REQUESTS
        if refused and headers.blocked_for is not None:
            self.submissions.shut(headers.model)
            self.retrievals.shut(headers.model)
            self.upscale_quotes.shut(headers.model)
        elif headers.model and not refused and 400 <= headers.status < 500:  # noqa: PLR2004 - that is what 4xx means
            limiter.failed(headers.model)
        elif limited and (refused or _overloaded(headers)):
            limiter.refused(headers.retry_after)
        if limited and headers.requests is not None:
            known = headers.requests
            limiter.learn(known.limit, known.remaining, known.resets_in)

    def _kept(self, headers: Headers) -> Limiter:
        """The limiter that an answer speaks of: of all quotes only those of upscales have a rate to tell."""
        if headers.call == "quote" and headers.requests is not None:
            return self.upscale_quotes
        return self.submissions if headers.call == "queue" else self.retrievals


def _overloaded(headers: Headers) -> bool:
    return headers.status == HTTPStatus.SERVICE_UNAVAILABLE and headers.retry_after is not None

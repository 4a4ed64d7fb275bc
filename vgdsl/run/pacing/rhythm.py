"""Keeps one account's limits, as this process uses it. Knows which limit an answer's headers teach; knows no bodies."""

from http import HTTPStatus

from vgdsl.providers.venice.headers import Headers
from vgdsl.run.clock import Clock
from vgdsl.run.pacing.limiter import RETRIEVALS_PER_MINUTE, SUBMISSIONS_PER_MINUTE, Limiter

_LIMITED = ("queue", "retrieve")


class Rhythm:
    """Two limiters: orders take turns at `submissions`, questions for results and prices at `retrievals`."""

    def __init__(self, clock: Clock) -> None:
        self.submissions = Limiter(clock, SUBMISSIONS_PER_MINUTE)
        self.retrievals = Limiter(clock, RETRIEVALS_PER_MINUTE)

    def hear(self, headers: Headers) -> None:
        """Learn from an answer.

        A 429 with an end of its own means that too many requests about a model have failed: that model waits. Any other
        429 is a rate that was passed: everything of its kind waits.
        """
        limiter = self.submissions if headers.call == "queue" else self.retrievals
        refused = headers.status == HTTPStatus.TOO_MANY_REQUESTS
        if refused and headers.blocked_for is not None:
            self.submissions.shut(headers.model)
            self.retrievals.shut(headers.model)
        elif headers.model and not refused and 400 <= headers.status < 500:  # noqa: PLR2004 - that is what 4xx means
            limiter.failed(headers.model)
        elif headers.call in _LIMITED and (refused or _overloaded(headers)):
            limiter.refused(headers.retry_after)
        if headers.call in _LIMITED and headers.requests is not None:
            known = headers.requests
            limiter.learn(known.limit, known.remaining, known.resets_in)


def _overloaded(headers: Headers) -> bool:
    return headers.status == HTTPStatus.SERVICE_UNAVAILABLE and headers.retry_after is not None

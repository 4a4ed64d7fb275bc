"""Tells the API's calls apart, and counts who makes how many of them in a minute. Knows no body and answers nothing."""

from collections import defaultdict, deque
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from vgdsl.providers.simulator.account.payment import key_of
from vgdsl.providers.simulator.faults.faults import CallKind

SHARE = "/v1/share/read/"
PREFIX = "/api/v1"
_PATHS: dict[tuple[str, str], CallKind] = {
    ("POST", "/video/quote"): "quote",
    ("POST", "/video/queue"): "queue",
    ("POST", "/video/retrieve"): "retrieve",
    ("POST", "/video/complete"): "complete",
    ("GET", "/models"): "models",
    ("POST", "/x402/top-up"): "top-up",
}


def kind_of(scope: Scope) -> CallKind | None:
    """The call that a request makes; None for one that the API does not have, and for the revocation of a link."""
    if scope["type"] != "http":
        return None
    method, path = scope["method"], scope["path"]
    if method == "GET" and path.startswith(SHARE):
        return "link"
    return _PATHS.get((method, path.removeprefix(PREFIX)))


def caller_of(scope: Scope) -> str:
    """The key that a request shows, or the host it comes from."""
    client = scope.get("client")
    return key_of(Headers(scope=scope)) or (client[0] if client else "")


class Peaks:
    """The most calls that each caller made within any one minute, which passes `speed` times as fast; refused ones count."""

    def __init__(self, speed: float) -> None:
        """Nobody has called yet."""
        self._seconds = 60.0 / speed
        self._recent: defaultdict[tuple[str, CallKind], deque[float]] = defaultdict(deque)
        self._most: defaultdict[tuple[str, CallKind], int] = defaultdict(int)

    def count(self, caller: str, kind: CallKind, now: float) -> None:
        """Count a call at Unix second `now`."""
        recent = self._recent[caller, kind]
        recent.append(now)
        while recent[0] <= now - self._seconds:
            recent.popleft()
        self._most[caller, kind] = max(self._most[caller, kind], len(recent))

    def most(self, kind: CallKind, caller: str | None = None) -> int:
        """The most calls of a kind in a minute, by one caller or by whoever made most."""
        return max(
            (n for (who, what), n in self._most.items() if what == kind and caller in {None, who}), default=0
        )


class Counted:
    """The application, with every call counted before it is answered."""

    def __init__(self, app: ASGIApp, peaks: Peaks, clock: Callable[[], float]) -> None:
        """Wrap `app`."""
        self._app, self._peaks, self._clock = app, peaks, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count, then pass on."""
        if kind := kind_of(scope):
            self._peaks.count(caller_of(scope), kind, self._clock())
        await self._app(scope, receive, send)

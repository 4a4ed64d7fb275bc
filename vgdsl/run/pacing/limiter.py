"""Makes requests wait until they may be sent. Knows no provider; is told what the answers said about limits.

Two limits are kept. The provider's own: no more than so many requests of a kind in any minute. A bundle may go at once, as
long as the minute holds it; so a small film never waits, and a large one is spread out. Answers teach it: a limit other
than assumed, a count of what is left (others may use the same key), a refusal.

And failures: a provider shuts its door for half a minute to a key that fails too often with one model. Each request
may be the next failure, so those under way count as failures until they are answered. A model whose requests fail is
slowed down; all others go on.
"""

import asyncio
from collections import defaultdict, deque
from types import TracebackType
from typing import Self

from vgdsl.run.clock import Clock
from vgdsl.run.pacing.window import Window

SUBMISSIONS_PER_MINUTE = 40
RETRIEVALS_PER_MINUTE = 120
UPSCALE_QUOTES_PER_MINUTE = 40
REFUSED_WAIT = 30.0
"""Seconds to keep still after a refusal that names no time (Venice rate limits, November 2026)."""
LONGEST_HOLD = 300.0
"""Seconds after which it is tried again whatever was said: a wait can be mistaken, and a refusal costs nothing."""
FAILURES = 8
"""Of one model's requests of one kind in half a minute. Orders and reads together stay at 16; the door shuts above 50
(Venice errors skill, September 2026), in older words above 20."""
FAILURE_SECONDS = 30.0
"""How long a failure counts, and how long the door stays shut."""
_MARGIN = 1.0
"""Seconds that every window is taken to be longer, because clocks do not go equally fast."""


class Limiter:
    """Requests of one kind take turns here; who comes first goes first, among those of a model."""

    def __init__(self, clock: Clock, per_minute: int, failures: int = FAILURES) -> None:
        self._clock = clock
        self._minute = _Gate(clock, Window(per_minute, 60.0 + _MARGIN))
        self._models: defaultdict[str, _Gate] = defaultdict(
            lambda: _Gate(clock, Window(failures, FAILURE_SECONDS + _MARGIN))
        )

    @property
    def per_minute(self) -> int:
        return self._minute.window.limit

    @property
    def busy(self) -> float:
        """The share of the minute that is used up, from 0 to 1 and a little more."""
        return self._minute.window.used(self._clock.monotonic()) / self.per_minute

    def turn(self, model: str = "") -> "Turn":
        """`async with limiter.turn(model):` goes on when a request may be sent, and ends when it is answered."""
        return Turn(self._clock, self._models[model], self._minute)

    def attempt(self, model: str) -> "Turn":
        """A turn for what no rate is known of: only its failures count. It lets those with a rate go first."""
        return Turn(self._clock, self._models[model])

    def refused(self, retry_after: float | None = None) -> None:
        """The provider sent a request back unread: keep still for as long as it said."""
        self._minute.hold(min(REFUSED_WAIT if retry_after is None else retry_after, LONGEST_HOLD))

    def failed(self, model: str) -> None:
        """A request about a model failed in a way that the provider counts."""
        self._models[model].count()

    def shut(self, model: str) -> None:
        """The provider has shut its door for a model: wait the whole time, whatever the clocks say of its end."""
        self._models[model].hold(FAILURE_SECONDS + _MARGIN)

    def learn(self, limit: int | None, remaining: int | None, resets_in: float | None) -> None:
        """Take in what an answer said: requests a minute, how many are left, seconds until they are renewed."""
        window = self._minute.window
        if limit is not None:
            window.resize(limit)
        if remaining is not None:
            seconds = window.seconds if resets_in is None else resets_in
            window.left(remaining, seconds, self._clock.monotonic())


class Turn:
    """Leave to send one request. `end` gives it back as soon as the answer is there; so does leaving the `async with`."""

    def __init__(self, clock: Clock, model: "_Gate", minute: "_Gate | None" = None) -> None:
        self._clock, self._model, self._minute = clock, model, minute
        self._ended = False

    async def __aenter__(self) -> Self:
        await self._model.enter(0 if self._minute is not None else 1)
        if self._minute is not None:
            try:
                await self._minute.enter()
            except BaseException:
                self._model.leave()
                raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        if self._ended:
            return
        self._ended = True
        self._model.leave()
        if self._minute is not None:
            self._minute.count()
            self._minute.leave()


class _Gate:
    """A window that is waited at, in two lines: the first goes first. It belongs to no event loop: any may use it."""

    def __init__(self, clock: Clock, window: Window) -> None:
        self.window = window
        self._clock = clock
        self._lines: tuple[deque[asyncio.Event], ...] = (deque(), deque())

    async def enter(self, line: int = 0) -> None:
        window, clock = self.window, self._clock
        if self._head is None and window.wait(clock.monotonic()) == 0.0:
            window.begin()
            return
        place = asyncio.Event()
        self._lines[line].append(place)
        try:
            wait: float | None = None
            while self._head is not place or (wait := window.wait(clock.monotonic())) != 0.0:
                await self._news(place, wait if self._head is place else None)
            window.begin()
        finally:
            self._lines[line].remove(place)
            self._tell()

    def leave(self) -> None:
        self.window.end()
        self._tell()

    def count(self) -> None:
        self.window.count(self._clock.monotonic())

    def hold(self, seconds: float) -> None:
        self.window.hold(self._clock.monotonic() + seconds)

    @property
    def _head(self) -> asyncio.Event | None:
        return next((line[0] for line in self._lines if line), None)

    def _tell(self) -> None:
        """Whoever is first looks again."""
        if (head := self._head) is not None:
            head.set()

    async def _news(self, place: asyncio.Event, seconds: float | None) -> None:
        """Return when something has ended, or after so many seconds."""

        async def ring(after: float) -> None:
            await self._clock.sleep(after)
            place.set()

        timer = None if seconds is None else asyncio.ensure_future(ring(seconds))
        try:
            await place.wait()
            place.clear()
        finally:
            if timer is not None:
                timer.cancel()

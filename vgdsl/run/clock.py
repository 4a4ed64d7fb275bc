"""What time it is, and waiting for it. Knows nothing of jobs or providers.

`now` is the wall clock, for stamps and deadlines: it may jump, after a night's sleep of the machine or when someone sets
it. `monotonic` never goes back and is what waits are measured with. Both are in seconds.
"""

import asyncio
import selectors
import time
from typing import Any, Protocol


class Clock(Protocol):
    def now(self) -> float:
        """Unix seconds."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment."""
        ...

    async def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The machine's own."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class CompressedClock:
    """A clock that goes `factor` times faster than the machine's, from the moment it is made: for rehearsals."""

    def __init__(self, factor: float) -> None:
        self._factor = factor
        self._epoch = time.time()
        self._origin = time.monotonic()

    def now(self) -> float:
        return self._epoch + self.monotonic()

    def monotonic(self) -> float:
        return (time.monotonic() - self._origin) * self._factor

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._factor)


class HastyClock(SystemClock):
    """Waits `factor` times shorter than asked, on a wall clock that stays true: for a provider that is as hasty."""

    def __init__(self, factor: float) -> None:
        self._factor = factor

    def monotonic(self) -> float:
        return super().monotonic() * self._factor

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / self._factor)


class LeapClock:
    """The clock of a LeapLoop: hours pass in no time, in the same order as always. For tests and forecasts."""

    def __init__(self, epoch: float = 1_800_000_000.0) -> None:
        self._epoch = epoch

    def now(self) -> float:
        return self._epoch + self.monotonic()

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class LeapLoop(asyncio.SelectorEventLoop):
    """An event loop that leaps over its waits: where another would idle until a timer is due, its time moves there.

    Work in other threads is not waited for in this sense, so what runs on it should have none.
    """

    def __init__(self) -> None:
        self._leapt = 0.0
        super().__init__(_LeapSelector(self))

    def time(self) -> float:
        return self._leapt

    def leap(self, seconds: float) -> None:
        self._leapt += seconds


class _LeapSelector(selectors.DefaultSelector):
    """Moves the loop's time instead of blocking, unless a file is ready or there is no timer to move to."""

    def __init__(self, loop: LeapLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, Any]]:
        ready: list[tuple[selectors.SelectorKey, Any]] = super().select(None if timeout is None else 0)
        if not ready and timeout is not None and timeout > 0:
            self._loop.leap(timeout)
        return ready

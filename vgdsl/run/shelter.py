"""Keeps what must not be cut short when a run is stopped. Knows tasks of the event loop, and not what they do.

A purchase between its intent and its ticket, and a result between its first byte and its place in the store, are brought
to their end; everything else, waiting above all, may stop anywhere.
"""

import asyncio
from collections.abc import Iterable
from types import TracebackType
from typing import Any


class Shelter:
    """A place that tasks enter with `with`, and in which `close` leaves them alone."""

    def __init__(self) -> None:
        self._inside: set[asyncio.Task[Any] | None] = set()
        self._closing = False

    def __enter__(self) -> None:
        self._inside.add(asyncio.current_task())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._inside.discard(asyncio.current_task())

    def close(self, tasks: Iterable[asyncio.Task[Any]]) -> None:
        """Stop these tasks: at once, or when they come to the next `stop_here`."""
        self._closing = True
        for task in tasks:
            if task not in self._inside:
                task.cancel()

    def stop_here(self) -> None:
        """Go no further if the run is being stopped."""
        if self._closing:
            raise asyncio.CancelledError

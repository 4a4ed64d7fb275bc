"""Runs something that Ctrl-C or SIGTERM stops in order, and at once the second time. Knows signals; decides nothing."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import click

from vgdsl.report.live import Listener
from vgdsl.run.outcome import Outcome

Work = Callable[[Listener, asyncio.Event], Coroutine[Any, Any, Outcome]]


async def stoppable(work: Work, listener: Listener, collect: str) -> Outcome:
    """Do some work that hears of a wish to stop through its event. `collect` is the command that brings home what it bought.

    Ends the command where it is told twice.
    """
    stop = asyncio.Event()
    task = asyncio.ensure_future(work(listener, stop))
    with suppress(NotImplementedError):  # Windows has no such handlers; there Ctrl-C leaves at once
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, _interrupt, stop, task, listener)
    try:
        return await task
    except asyncio.CancelledError:
        raise click.ClickException(
            f"left at once; what was bought is not lost, and is collected by: {collect}"
        ) from None
    finally:
        listener.close()


def _interrupt(stop: asyncio.Event, task: asyncio.Future[Outcome], listener: Listener) -> None:
    """The first time: begin nothing new, and end in order. The second: leave."""
    if stop.is_set():
        task.cancel()
        return
    listener.say("stopping: orders on their way are finished first; once more to leave at once")
    stop.set()

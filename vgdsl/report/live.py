"""Shows a run while it goes on: bars on a terminal, lines elsewhere, JSON lines for programs. Changes nothing in the run.

A bar is as true as what is known: until a provider tells its own average, the model's usual time. Between the provider's
answers a bar goes on by the clock, and it waits at its end rather than claim to be done.
"""

import asyncio
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import msgspec

from vgdsl.report.narration import bad, sentence
from vgdsl.run import events as e

FRAME = 0.1
"""Seconds between two drawings of the bars."""

ALMOST = 0.99
"""Where a bar waits until the clip is really there."""


class Listener(Protocol):
    """Hears every event of a run; `close` gives the terminal back."""

    def __call__(self, event: e.Event) -> None: ...

    def say(self, words: str) -> None:
        """Tell the person something that is no event, without spoiling what is drawn."""

    def close(self) -> None: ...


class Lines:
    """A line an event, for logs and pipes."""

    def __call__(self, event: e.Event) -> None:
        if (words := sentence(event)) is not None:
            _say(f"{time.strftime('%H:%M:%S', time.localtime(event.at))}  {words}")

    def say(self, words: str) -> None:
        _say_aside(words)

    def close(self) -> None:
        """Nothing to give back."""


class JsonLines:
    """Every event as one line of JSON, under its name in `type`; links that open results are left out.

    How far a clip is, is told once a second at most.
    """

    def __init__(self) -> None:
        self._told: dict[str, float] = {}

    def __call__(self, event: e.Event) -> None:
        if isinstance(event, e.Progressed | e.Building | e.Downloading) and self._too_soon(event):
            return
        fields = msgspec.to_builtins(event)
        fields.pop("download_url", None)
        _say(msgspec.json.encode(fields).decode())

    def _too_soon(self, event: e.JobEvent) -> bool:
        soon = event.at - self._told.get(event.job, 0.0) < 1.0
        if not soon:
            self._told[event.job] = event.at
        return soon

    def say(self, words: str) -> None:
        _say_aside(words)

    def close(self) -> None:
        """Nothing to give back."""


class Bars:
    """A bar for each clip under way and one for the film, with finished ones scrolling away above.

    All drawing is done in the thread of the run's events, between them by a timer of its loop: rich's own refreshing
    thread can draw between the measuring and the printing of a line, and then leaves a bar behind.
    """

    def __init__(self, usual: Mapping[str, float], now: Callable[[], float] = time.monotonic) -> None:
        """`usual` is how many seconds each job is expected to take."""
        from rich.console import Console  # noqa: PLC0415 - rich loads only where there is a terminal
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        self._usual, self._now = usual, now
        self._console = Console(highlight=False)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=32),
            TextColumn("{task.fields[note]}", style="dim"),
            TimeRemainingColumn(compact=True),
            console=self._console,
            transient=True,
            auto_refresh=False,
        )
        self._film = self._progress.add_task("[bold]film", total=1, note="")
        self._bars: dict[str, Any] = {}
        self._pace: dict[str, tuple[float, float]] = {}  # when a job began, and how long it should take
        self._done, self._all = 0, 0
        self._progress.start()
        self._timer: asyncio.TimerHandle | None = None
        self._tick()

    def __call__(self, event: e.Event) -> None:
        if isinstance(event, e.RunStarted):
            self._all = len(event.jobs) + len(event.assemblies)
        elif isinstance(event, e.JobEvent):
            self._job(event)
        if (words := sentence(event)) is not None and not isinstance(event, e.Intended | e.Submitted):
            self._console.print(words, style="yellow" if bad(event) else None, markup=False)

    def say(self, words: str) -> None:
        self._console.print(words, style="yellow", markup=False)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._progress.stop()

    def _tick(self) -> None:
        for job, (began, length) in self._pace.items():
            self._move(job, min(ALMOST, (self._now() - began) / length), "being made")
        self._progress.refresh()
        self._timer = asyncio.get_running_loop().call_later(FRAME, self._tick)

    def _job(self, event: e.JobEvent) -> None:
        if isinstance(event, e.Intended):
            self._open(event.job, "ordering")
        elif isinstance(event, e.Submitted | e.Resumed):
            self._open(event.job, "being made")
            self._move(event.job, 0, "being made")
            if isinstance(event, e.Submitted):
                self._count(event.job, 0.0, self._usual.get(event.job, 0))
        elif isinstance(event, e.Progressed):
            usual = (event.average_ms or 0) / 1000 or self._usual.get(event.job, 0)
            self._count(event.job, (event.elapsed_ms or 0) / 1000, usual)
        elif isinstance(event, e.Downloading):
            self._pace.pop(event.job, None)
            self._move(event.job, ALMOST, f"{event.received / 1e6:.1f} MB")
        elif isinstance(event, e.Building):
            self._open(event.job, "joining")
            self._move(event.job, event.fraction, "joining")
        elif not isinstance(event, e.Ready | e.Delayed) and not (
            isinstance(event, e.NotSent) and event.retry
        ):
            self._close(event.job)

    def _count(self, job: str, passed: float, usual: float) -> None:
        """Let a bar go on by itself, so many seconds after its job began, until there is news of it."""
        if usual:
            self._pace[job] = self._now() - passed, usual
            self._move(job, min(ALMOST, passed / usual), "being made")

    def _open(self, job: str, note: str) -> None:
        if job not in self._bars:
            self._bars[job] = self._progress.add_task(job, total=1, note=note)

    def _move(self, job: str, fraction: float, note: str) -> None:
        if job in self._bars:
            self._progress.update(self._bars[job], completed=fraction, note=note)

    def _close(self, job: str) -> None:
        self._done += 1
        self._pace.pop(job, None)
        if (bar := self._bars.pop(job, None)) is not None:
            self._progress.remove_task(bar)
        self._progress.update(
            self._film, total=self._all, completed=self._done, note=f"{self._done} of {self._all}"
        )


def _say_aside(words: str) -> None:
    """Beside the lines that programs read."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()

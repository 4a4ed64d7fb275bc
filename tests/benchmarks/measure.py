"""Times one thing against another, pair by pair, and keeps what was found. Knows nothing of what it measures."""

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Action = Callable[[], object]
Timer = Callable[[Action], float]

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several measurements, the smallest and the largest."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        return cls(statistics.median(values), min(values), max(values))

    def times(self, factor: float) -> "Spread":
        return Spread(self.middle * factor, self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Contest:
    """What two actions took, in seconds, and the ratios of the pairs."""

    ours: Spread
    theirs: Spread
    ratio: Spread


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the table. `beside` says what was measured in the same run to compare with, or cites an anchor."""

    row: str
    what: str
    measured: Spread
    unit: str
    goal: float
    beside: str
    at_least: bool = False

    @property
    def reached(self) -> bool:
        middle = self.measured.middle
        return middle >= self.goal if self.at_least else middle <= self.goal


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a benchmark does: the real amounts, or just enough to see that it runs."""

    pairs: int
    quick: bool

    def of(self, whole: int, little: int) -> int:
        return little if self.quick else whole


def cpu(action: Action) -> float:
    """Seconds of this process's CPU: what others on the machine do does not count."""
    return _timed(action, time.process_time)


def wall(action: Action) -> float:
    """Seconds by the clock, for what waits for a disk or for other processes."""
    return _timed(action, time.perf_counter)


def after(before: Action, timer: Timer = wall) -> Timer:
    """Each time, something is done before, and not timed."""

    def prepared(action: Action) -> float:
        before()
        return timer(action)

    return prepared


def _timed(action: Action, clock: Callable[[], float]) -> float:
    gc.collect()
    started = clock()
    action()
    return clock() - started


def contest(ours: Action, theirs: Action, pairs: int, timer: Timer = cpu) -> Contest:
    """Both by turns, who is first changing from pair to pair; once before that count for nothing."""
    ours(), theirs()
    mine, other = [], []
    for number in range(pairs):
        turn = [(ours, mine), (theirs, other)]
        for action, times in turn if number % 2 else reversed(turn):
            times.append(timer(action))
    ratios = [a / b for a, b in zip(mine, other, strict=True)]
    return Contest(Spread.of(mine), Spread.of(other), Spread.of(ratios))


def repeated(measure: Callable[[], float], times: int) -> Spread:
    return Spread.of([measure() for _ in range(times)])


def program(*command: str | Path, folder: Path, **variables: str) -> None:
    """Runs a program to its end, with byte code kept as usual, and what it says thrown away. Raises where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def python(*arguments: str | Path, folder: Path, **variables: str) -> None:
    program(sys.executable, *arguments, folder=folder, **variables)


VGDSL = ("-c", "from vgdsl.cli import main; main()")
"""The console script, without its file."""


def resident(which: str = "VmRSS") -> int:
    """Bytes of memory that this process has now, or had at most (`VmHWM`). Linux only."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(which)) * 1024


def child(module: str, *arguments: object) -> Mapping[str, Any]:
    """What a module of this folder finds out in a process of its own: it prints one line of JSON."""
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name(f"{module}.py"), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def milliseconds(seconds: Spread) -> str:
    return f"{seconds.middle * 1000:.3g} ms"

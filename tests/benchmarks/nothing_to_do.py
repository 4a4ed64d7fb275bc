"""E3: how long a run takes that has nothing to do, the whole process, against build tools with as little to do."""

import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from journaling import Noop, perform
from material import film, folder, forget
from measure import (
    VGDSL,
    Action,
    Effort,
    Reading,
    Spread,
    after,
    contest,
    milliseconds,
    program,
    python,
    wall,
)

from vgdsl.pipeline import opened
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.providers.simulator.simulation import ADDRESS, NAME
from vgdsl.run.results import Results
from vgdsl.run.store import Store

DOIT = 1.06
"""Seconds that doit took for 10,000 tasks when the goal was set; only an anchor, where doit is not installed."""


class Touched(Store):
    """A store of empty files."""

    async def keep(self, temporary: Path, sha256: str) -> Path:
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        return path


def nothing_to_do(effort: Effort) -> Iterator[Reading]:
    nodes = effort.of(10_000, 20)
    with folder() as place:
        _make(place / "film", nodes)
        cache, pairs = place / "cache", min(5, effort.pairs)

        def ours() -> None:
            python(*VGDSL, "run", "film.vg", "--simulate", folder=place / "film", VGDSL_CACHE=str(cache))

        rivals = list(_rivals(place, nodes))
        for words, timer in (("first run", after(lambda: forget(cache))), ("next run", wall)):
            what = f"{words} with {nodes:,} clips made"
            for name, goal, theirs in rivals:
                found = contest(ours, theirs, pairs, timer)
                beside = f"{milliseconds(found.ours)}, {name} {milliseconds(found.theirs)}"
                yield Reading("E3", f"{what} / {name}", found.ratio, "x", goal, beside)
            if not find_spec("doit"):
                ratio = Spread.of([timer(ours) / DOIT for _ in range(pairs)])
                beside = f"doit is not installed: {DOIT} s is its anchor, for 10,000 tasks"
                yield Reading("E3", f"{what} / doit (anchor)", ratio, "x", 0.5, beside)


def _rivals(place: Path, nodes: int) -> Iterator[tuple[str, float, Action]]:
    """The build tools that are here, by name and goal, each with as many files, all of them up to date."""
    if ninja := shutil.which("ninja"):
        yield "ninja", 8, _ninja(ninja, place / "ninja", nodes)
    if find_spec("doit"):
        yield "doit", 0.5, _doit(place / "doit", nodes)


def _make(place: Path, nodes: int) -> None:
    """A film whose clips the simulator has made, to all appearances."""
    place.mkdir()
    takes = [1 + number % 3 for number in range(nodes)]
    shots = next(count for count in range(nodes + 1) if sum(takes[:count]) >= nodes)
    (place / "film.vg").write_text(film(shots), encoding="utf-8")
    program_ = opened(place / "film.vg").checked.program
    if program_ is None:
        raise ValueError("the film of the benchmark should have no mistakes")
    store, results = Touched(place / ".vgdsl"), Results(place / "out" / "animatic")
    perform(place, lower(program_, load()).jobs, Noop(NAME, ADDRESS), store, results)


def _ninja(ninja: str, place: Path, nodes: int) -> Action:
    place.mkdir()
    (place / "film.vg").touch()
    builds = (f"build s{n}: touch {f's{n - 1}' if n % 2 else 'film.vg'}\n" for n in range(nodes))
    text = "rule touch\n command = touch $out\n" + "".join(builds)
    (place / "build.ninja").write_text(text, encoding="utf-8")
    program(ninja, folder=place)
    return lambda: program(ninja, folder=place)


def _doit(place: Path, nodes: int) -> Action:
    place.mkdir()
    (place / "film.vg").touch()
    (place / "dodo.py").write_text(
        f"""def task_s():
    for n in range({nodes}):
        before = f"s{{n - 1}}" if n % 2 else "film.vg"
        yield {{"name": str(n), "actions": [f"touch s{{n}}"], "file_dep": [before], "targets": [f"s{{n}}"]}}
""",
        encoding="utf-8",
    )
    program(sys.executable, "-m", "doit", folder=place)
    return lambda: program(sys.executable, "-m", "doit", folder=place)

"""S: how long the command line takes before it does anything, against an empty Python program."""

from collections.abc import Iterator
from pathlib import Path

from material import film, folder, forget
from measure import VGDSL, Effort, Reading, Timer, after, contest, milliseconds, python, wall


def front_door(effort: Effort) -> Iterator[Reading]:
    with folder() as place:
        for flag in ("--help", "--version"):
            yield _against_nothing("S1", f"vgdsl {flag}", 3.5, effort, place, flag)


def small_film(effort: Effort) -> Iterator[Reading]:
    with folder() as place:
        (place / "film.vg").write_text(film(10), encoding="utf-8")
        asked = ("check", "film.vg")
        timer = after(lambda: forget(place / "cache"))
        yield _against_nothing("S2", "first check of 10 shots", 4, effort, place, *asked, timer=timer)
        yield _against_nothing("S2", "check of 10 unchanged shots", 4, effort, place, *asked)


def _against_nothing(
    row: str, what: str, goal: float, effort: Effort, place: Path, *arguments: str, timer: Timer = wall
) -> Reading:
    cache = str(place / "cache")

    def ours() -> None:
        python(*VGDSL, *arguments, folder=place, VGDSL_CACHE=cache)

    pairs = effort.pairs * 2 - 1
    found = contest(ours, lambda: python("-c", "pass", folder=place), pairs, timer)
    beside = f"{milliseconds(found.ours)}, python -c pass {milliseconds(found.theirs)}"
    return Reading(row, f"{what} / python -c pass", found.ratio, "x", goal, beside)

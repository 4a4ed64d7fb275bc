"""Measures the goals of the project, side by side with what they are measured against, and prints a table.

    .venv/bin/python tests/benchmarks/run.py [ROW ...] [--quick] [--json]

A row is P1, P2, ... as in ROWS below; without one, all are measured (some minutes). `--quick` does just enough to see
that everything runs; its figures mean nothing.
"""

import argparse
import dataclasses
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import assembling
import editing
import journaling
import language
import nothing_to_do
import parts
import scheduling
import startup
import traffic
import whole
from measure import Effort, Reading

ROWS: Mapping[str, Callable[[Effort], Iterable[Reading]]] = {
    "P1": language.large_film,
    "P2": language.growth,
    "P3": language.unchanged,
    "P4": editing.keystroke,
    "P5": language.laid_out,
    "S1": startup.front_door,
    "S2": startup.small_film,
    "E1": scheduling.overhead,
    "E2": journaling.whole_run,
    "E3": nothing_to_do.nothing_to_do,
    "E4": journaling.memory,
    "H1": traffic.a_thousand,
    "H2": traffic.beyond,
    "H3": traffic.upload,
    "H4": traffic.download,
    "J1": journaling.resume,
    "K1": journaling.keys,
    "M1": assembling.last_frame,
    "M2": assembling.joined,
    "M3": assembling.animatic,
    "T1": scheduling.makespan,
    "T2": whole.film,
    "U1": parts.large_source,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", nargs="*", metavar="ROW", type=str.upper, help=", ".join(ROWS))
    parser.add_argument("--quick", action="store_true", help="tiny amounts, to see that everything runs")
    parser.add_argument("--json", action="store_true", help="one object a line instead of a table")
    asked = parser.parse_args()
    if unknown := set(asked.rows) - ROWS.keys():
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    effort = Effort(pairs=1 if asked.quick else 7, quick=asked.quick)
    if not asked.json:
        say(f"load average {' '.join(f'{load:.1f}' for load in os.getloadavg())}, {os.cpu_count()} cores\n")
        say(line("", "what", "median", "(min..max)", "goal", "reached", "beside it"))
    for name in asked.rows or ROWS:
        for reading in ROWS[name](effort):
            say(as_json(reading) if asked.json else as_text(reading))


def as_text(reading: Reading) -> str:
    spread, unit = reading.measured, reading.unit
    return line(
        reading.row,
        reading.what,
        f"{spread.middle:.3g} {unit}",
        f"({spread.low:.3g}..{spread.high:.3g})",
        f"{'>=' if reading.at_least else '<='} {reading.goal:g} {unit}",
        "yes" if reading.reached else "NO",
        reading.beside,
    )


def line(*cells: str) -> str:
    row, what, middle, spread, goal, reached, beside = cells
    return f"{row:<3} {what:<50} {middle:>10} {spread:<16} {goal:>12}  {reached:<7} {beside}"


def as_json(reading: Reading) -> str:
    return json.dumps({**dataclasses.asdict(reading), "reached": reading.reached})


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

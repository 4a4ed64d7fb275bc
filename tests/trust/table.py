"""Tries everything that could make vgdsl buy twice or lose what was paid for, and prints what was tried and what held.

    .venv/bin/python tests/trust/table.py [PART ...] [--every] [--json] [--lines] [--processes N]

Needs nothing but this machine: the provider is the simulator, on a port of its own process. Takes some minutes, and many
with `--every`. Ends with 1 if anything did not hold; such cases are told at once, with what was said in them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import faults
import gone
import kills
import twins
import world
from case import Line, attempts
from project import Desk

ROWS = {
    row.name: row for row in (*kills.ROWS, *twins.ROWS, *twins.WOKEN, *gone.ROWS, *faults.ROWS, *world.ROWS)
}
GROUPS = {
    "kills": [row.name for row in kills.ROWS],
    "twins": [row.name for row in (*twins.ROWS, *twins.WOKEN)],
    "gone": [row.name for row in gone.ROWS],
    "orders": [row.name for row in faults.ROWS if faults.strikes(row) == "order"],
    "reads": [row.name for row in faults.ROWS if faults.strikes(row) == "read"],
    "jobs": [row.name for row in faults.ROWS if faults.strikes(row) == "job"],
    "machine": [row.name for row in world.ROWS],
}
"""Parts of the table that take about as long."""
HEAD = ("what was tried", "times", "bought", "twice", "lost", "uncertain", "held")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(GROUPS)}; or one of their rows")
    parser.add_argument("--every", action="store_true", help="leave no step out in any row")
    parser.add_argument("--lines", action="store_true", help="only say what the lines of the table are")
    parser.add_argument("--json", action="store_true", help="one object a line instead of a table")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many try at once")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := set(asked.parts) - ROWS.keys() - GROUPS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    names = [name for part in asked.parts or GROUPS for name in GROUPS.get(part, [part])]
    if asked.lines:
        say("\n".join(dict.fromkeys(line for name in names for line in ROWS[name].lines)))
        return
    if asked.part:
        part, parts = map(int, asked.part.split("/"))
        try_part(names, part, parts, every=asked.every)
        return
    lines = {what: Line(what) for name in names for what in ROWS[name].lines}
    failed = False
    for case in tried(names, asked.processes, every=asked.every):
        lines[case["what"]].add(case)
        if case["found"]["wrong"]:
            failed = True
            tell(case)
    found = list(lines.values())
    say("\n".join(json.dumps(asdict(line)) for line in found) if asked.json else table(found))
    sys.exit(failed)


def tell(case: dict[str, Any]) -> None:
    wrong = "\n".join(f"  {each}" for each in case["found"]["wrong"])
    sys.stderr.write(f"\n{case['row']} {case['number']}: {case['what']}\n{wrong}\n{case['said']}\n")
    sys.stderr.flush()


def try_part(names: list[str], part: int, parts: int, *, every: bool) -> None:
    """A worker: tell every case as soon as it is done."""
    with tempfile.TemporaryDirectory(prefix="vgdsl-proof-") as base, Desk(Path(base)) as desk:
        for name in names:
            for case in attempts(ROWS[name], desk, part, parts, every=every):
                said = case.pop("said")
                say(json.dumps({**case, "said": said if case["found"]["wrong"] else ""}))


def tried(names: list[str], processes: int, *, every: bool) -> Iterator[dict[str, Any]]:
    """All cases of some rows, from several processes."""
    workers = [
        subprocess.Popen(
            [
                sys.executable,
                __file__,
                *names,
                "--part",
                f"{part}/{processes}",
                *(["--every"] if every else []),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        for part in range(processes)
    ]
    for worker in workers:
        with worker:
            yield from map(json.loads, worker.stdout)
        if worker.returncode:
            raise SystemExit(f"a process that tried things ended with {worker.returncode}")


def cells(line: Line) -> tuple[str, ...]:
    uncertain = f"{line.uncertain} ({line.charged} charged)" if line.uncertain else "0"
    held = "yes" if not line.wrong else f"NO: {line.wrong}"
    return (line.what, *map(str, (line.tried, line.charges, line.twice, line.lost)), uncertain, held)


def table(lines: list[Line]) -> str:
    """As it stands in the README."""
    rows = [HEAD, *map(cells, lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    text = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = "-|-".join("-" * width for width in widths)
    return (
        "\n".join(f"| {row} |" for row in (text[0], rule, *text[1:]))
        .replace("| -", "|-")
        .replace("- |", "-|")
    )


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

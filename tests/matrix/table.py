"""Tries what each model takes and every documented refusal on the checker and on the simulator, and prints what came of it.

    python tests/matrix/table.py [GROUP ...] [--rows] [--json] [--lines] [--scenes N]

Needs nothing but this machine. Takes a minute. Ends with 1 if anything is off the diagonal that has no explanation.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import explained
from combinations import scenes
from confusion import Came, counted, tries
from generous import generous
from hypothesis import HealthCheck, given, seed, settings
from law import broken
from refusals import GROUPS, Refusal, every
from scenes import MODELS, Scene
from trial import SHARED, Trial

TAKEN = "what each model takes"
COLUMNS = {
    "tries": "tries",
    Came.CAUGHT: "caught",
    Came.WARNED: "warned of",
    Came.UNSAYABLE: "cannot be said",
    Came.OTHERWISE: "told otherwise",
    Came.REFUSED: "refused by the simulator",
    Came.ACCEPTED: "accepted by the simulator",
    "disagrees": "disagreed about",
}
HEAD = ("what was tried", "refusals", *COLUMNS.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--rows", action="store_true", help="a line for each refusal")
    parser.add_argument("--lines", action="store_true", help="only say what the lines of the table are")
    parser.add_argument(
        "--scenes", type=int, default=0, metavar="N", help="put N scenes of many things to both"
    )
    parser.add_argument("--json", action="store_true", help="one object a line instead of a table")
    asked = parser.parse_args()
    if unknown := set(asked.groups) - GROUPS.keys():
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    if asked.lines:
        say("\n".join(["what each model takes", *GROUPS.values()]))
        return 0
    with tempfile.TemporaryDirectory(prefix="matrix-") as folder:
        return show(Path(folder), asked)


def show(folder: Path, asked: argparse.Namespace) -> int:
    """Try all that is asked for, and print it."""
    trial = Trial(folder)
    chosen = [one for one in every() if not asked.groups or one.group in asked.groups]
    taken, misfits = takes(trial) if not asked.groups else (Counter(), Counter())
    rows = counted(tries(trial, chosen, MODELS))
    lines = [("what each model takes", "", taken)] if taken else []
    if asked.rows:
        lines += [(told, "1", row) for told, row in rows.items()]
    else:
        lines += list(_grouped(chosen, rows))
    if asked.json:
        say("\n".join(json.dumps({"tried": told, **row}) for told, _, row in lines))
    else:
        say("\n".join(_drawn(lines)))
        say("\n".join(_notes(chosen, rows, misfits)))
    off = unexplained(chosen, rows) + [f"{TAKEN}: {taken}"] * (taken[Came.ACCEPTED] != taken["tries"])
    off += mixed(trial, asked.scenes)
    say("\n".join(f"NOT EXPLAINED: {one}" for one in off))
    return 1 if off else 0


def mixed(trial: Trial, number: int) -> list[str]:
    """Of so many scenes that say several things at once, those about which checker and simulator do not agree."""
    off: list[str] = []

    @seed(0)
    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(scenes())
    def listen(scene: Scene) -> None:
        if told := broken(trial, scene):
            off.append(f"{told}\n{scene.text}")

    if number:
        listen()
        say(f"- {number} scenes of several things at once: {len(off)} not agreed about")
    return off


def takes(trial: Trial) -> tuple[Counter[str], Counter[str]]:
    """Everything that the models take: what came of it, and in what it differs from the schema."""
    row: Counter[str] = Counter()
    misfits: Counter[str] = Counter()
    for model in MODELS:
        for scene in generous(model):
            checked = trial.check(scene.text)
            row["tries"] += 1
            if checked.program is None:
                row[Came.OTHERWISE] += 1
                continue
            body = trial.body(checked.program)
            row[Came.REFUSED if trial.answer(body) else Came.ACCEPTED] += 1
            misfits.update(trial.misfits(body) if SHARED.exists() else ())
    return row, misfits


def _grouped(
    chosen: Iterable[Refusal], rows: dict[str, Counter[str]]
) -> Iterator[tuple[str, str, Counter[str]]]:
    """A line for each group."""
    groups: dict[str, list[Counter[str]]] = {}
    for refusal in chosen:
        groups.setdefault(refusal.group, []).append(rows.get(refusal.told, Counter()))
    for group, members in groups.items():
        yield GROUPS[group], str(len(members)), sum(members, Counter())


def _drawn(lines: Iterable[tuple[str, str, Counter[str]]]) -> Iterator[str]:
    yield f"| {' | '.join(HEAD)} |"
    yield "|" + "---|" * len(HEAD)
    for told, number, row in lines:
        cells = [str(row[name]) for name in COLUMNS]
        yield f"| {' | '.join((told, number, *cells))} |"


def _notes(chosen: Iterable[Refusal], rows: dict[str, Counter[str]], misfits: Counter[str]) -> Iterator[str]:
    """What is off the diagonal, and why; and how orders differ from the published schema."""
    for refusal in chosen:
        if refusal.why and refusal.told in rows:
            yield f"- {refusal.told}: {refusal.why}"
    for beginning, why in explained.SCHEMA.items():
        times = sum(number for message, number in misfits.items() if message.startswith(beginning))
        if times:
            yield f"- {times} orders differ from the schema ({beginning.removesuffix(' is not one of')}): {why}"
    for status, why in explained.UNFORESEEN.items():
        yield f"- not foreseen, {status}: {why}"


def unexplained(chosen: Iterable[Refusal], rows: dict[str, Counter[str]]) -> list[str]:
    """Refusals that are neither kept from the simulator, and refused by it, nor explained."""
    off = []
    for refusal in chosen:
        row = rows.get(refusal.told, Counter())
        kept = row[Came.CAUGHT] + row[Came.UNSAYABLE]
        right = kept == row["tries"] and not row["disagrees"]
        if not row["tries"] or not (right or refusal.why):
            off.append(f"{refusal.told}: {dict(row)}")
    return off


def say(text: str) -> None:
    if text:
        sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())

"""Lays out made up files, holds every layout against the laws, and prints what came of it.

    python tests/format/table.py [--files 10000]

Needs nothing but this machine. Takes minutes. Ends with 1 if a law does not hold of some file, which is named by its seed.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import laws
import written
from material import film

from vgdsl.format.layout import format_text
from vgdsl.source import Source
from vgdsl.syntax.parser import parse

SHOTS = 10_000
HEAD = ("what was laid out", "files", "changed", "laws tried", "broken", "median ms", "worst ms")

KINDS: dict[str, tuple[Callable[[int], str], tuple[laws.Law, ...]]] = {
    "whatever the grammar can say": (written.wild, laws.WILD),
    "films without mistakes": (written.sound, laws.SOUND),
    "the first, with mistakes": (lambda seed: laws.broken(written.wild(seed), seed), laws.BROKEN),
    "the second, with mistakes": (lambda seed: laws.broken(written.sound(seed), seed), laws.BROKEN),
}


def failures(text: str, held: tuple[laws.Law, ...]) -> Iterator[str]:
    for law in held:
        try:
            law(text)
        except Exception as error:  # noqa: BLE001 - whatever it is, the file is told and the rest goes on
            yield f"{law.__name__.replace('_', ' ')} ({type(error).__name__})"


def tried(kind: str, count: int) -> bool:
    """One line of the table; whether all held."""
    make, held = KINDS[kind]
    times, failed, changed = [], [], 0
    for seed in range(count):
        text = make(seed)
        begun = perf_counter()
        changed += format_text(text) != text
        times.append((perf_counter() - begun) * 1000)
        failed += [f"seed {seed}: {each}" for each in failures(text, held)]
    numbers = (count, changed, count * len(held), len(failed))
    row = [kind, *(f"{number:,}" for number in numbers), f"{median(times):.1f}", f"{max(times):.1f}"]
    sys.stdout.write(f"| {' | '.join(row)} |\n" + "".join(f"  {each}\n" for each in failed[:20]))
    sys.stdout.flush()
    return not failed


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of five."""
    times = []
    for _ in range(5):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return min(times)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=10_000)
    count = parser.parse_args().files // len(KINDS)
    sys.stdout.write(f"| {' | '.join(HEAD)} |\n{'|---' * len(HEAD)}|\n")
    held = [tried(kind, count) for kind in KINDS]
    text = film(SHOTS)
    reading, laying = best(lambda: parse(Source("", text))), best(lambda: format_text(text))
    times = f"parsed in {reading:.2f} s, laid out in {laying:.2f} s, {laying / reading:.1f} times as long"
    sys.stdout.write(f"\n{SHOTS:,} shots: {times}\n")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())

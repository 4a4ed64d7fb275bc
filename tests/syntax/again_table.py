"""Reads texts again after thousands of random changes, beside reading them from scratch, and prints what was found.

.venv/bin/python tests/syntax/again_table.py [SITTINGS] [SEED]
"""

import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from test_again import EXAMPLES, PIECES, plain

from vgdsl.source import Source
from vgdsl.syntax.again import Reader
from vgdsl.syntax.parser import parse

CHANGES = 25


def main() -> None:
    sittings, seed = (int(given) for given in (sys.argv[1:] + ["100", "1"][len(sys.argv) - 1 :])[:2])
    chance = random.Random(seed)
    again, scratch, different = [], [], []
    for _ in range(sittings):
        reader, text = Reader(), chance.choice(EXAMPLES)
        reader(Source("film.vg", text))
        for _ in range(CHANGES):
            start = chance.randrange(len(text) + 1)
            length = chance.choice([0, 0, 0, 1, 2, 7, 60, 200])
            new = text[:start] + chance.choice(PIECES) + text[start + length :]
            begun = time.perf_counter()
            ours = reader(Source("film.vg", new))
            between = time.perf_counter()
            theirs = parse(Source("film.vg", new))
            again.append(between - begun)
            scratch.append(time.perf_counter() - between)
            if plain(ours) != plain(theirs):
                different.append((text, new))
                reader = Reader()
            text = new if chance.random() < 0.5 else text
    for what, times in (("again", again), ("from scratch", scratch)):
        say(f"{what:<14} median {statistics.median(times) * 1000:.2f} ms, at most {max(times) * 1000:.2f} ms")
    say(f"{len(again)} changes, {len(different)} read otherwise")
    for before, after in different[:3]:
        say(f"  {before!r}\n  {after!r}")
    sys.exit(bool(different))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

"""Prints what the broken scenes are told. Holds nothing: the tests do.

python tests/mistakes/table.py --show quotes       whole messages of the scenes whose titles have these words
python tests/mistakes/table.py --mark              writes what is said now below the lines, to be read in a diff
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "check"))
sys.path.insert(0, str(Path(__file__).parents[2]))

from answers import answer
from damage import HEAPS, deletions, examples, prefixes
from marked import MAIN, SCENES, mark, read, written
from stages import answers

from vgdsl.report.messages import draw
from vgdsl.source import Source
from vgdsl.syntax.parser import parse


def say(*lines: str) -> None:
    sys.stdout.write("\n".join([*lines, ""]))


def show(words: str) -> None:
    for path in sorted(SCENES.glob("*.txt")):
        for scene in read(path.read_text(encoding="utf-8")):
            if words.casefold() in f"{path.stem}: {scene.title}".casefold():
                found = answer(scene.files).diagnostics
                say(f"=== {path.stem}: {scene.title}\n", *(f"{draw(one)}\n" for one in found))


def remark() -> None:
    """Writes the marks of all scenes anew, as the checker answers now."""
    for path in sorted(SCENES.glob("*.txt")):
        scenes = list(read(path.read_text(encoding="utf-8")))
        texts = [written(one, {mark(d) for d in answer(one.files).diagnostics}) for one in scenes]
        path.write_text("\n".join(texts), encoding="utf-8")


def damage() -> None:
    """Every prefix and every deletion of every example: how many messages, and how long each stage takes."""
    for kind, damaged in (("prefixes", prefixes), ("deletions", deletions)):
        told: list[int] = []
        times: dict[str, list[float]] = {}
        for _, files in examples():
            for at, text in enumerate(damaged(files[MAIN])):
                found = answers({**files, MAIN: text}, at)
                told.append(len(found.told))
                for stage, seconds in found.times.items():
                    times.setdefault(stage, []).append(seconds)
        say(f"{len(told):,} {kind}: {median(told):.0f} messages at the median, {max(told)} at most")
        for stage, seconds in times.items():
            say(
                f"  {stage:<14} {median(seconds) * 1000:7.2f} ms at the median, {max(seconds) * 1000:7.1f} ms at worst"
            )
        say("  messages: " + ", ".join(f"{n} in {count:,}" for n, count in sorted(Counter(told).items())))


def heaps() -> None:
    """How long each heap of signs takes to be given up."""
    for text in HEAPS:
        start = perf_counter()
        found = parse(Source(MAIN, text)).diagnostics
        say(
            f"{perf_counter() - start:6.2f} s  {len(text):>9,} characters  {len(found):>3} messages  {text[:16]!r} and so on"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="What broken scenes are told.")
    parser.add_argument("--show", metavar="WORDS")
    parser.add_argument("--mark", action="store_true")
    parser.add_argument("--damage", action="store_true")
    chosen = parser.parse_args()
    if chosen.show is not None:
        show(chosen.show)
    elif chosen.mark:
        remark()
    elif chosen.damage:
        damage()
        heaps()


if __name__ == "__main__":
    main()

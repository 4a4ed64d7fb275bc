"""Prints what the broken scenes are told. Holds nothing: the tests do.

python tests/mistakes/table.py                     codes: how often told, proposed, mended; and those no scene has
python tests/mistakes/table.py --damage            every prefix and deletion of every example, with all answers; heaps
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

from amended import outcomes
from answers import answer
from damage import HEAPS, deletions, examples, prefixes
from marked import MAIN, SCENES, every, mark, read, written
from stages import answers

from vgdsl.report.explain.page import written as page_codes
from vgdsl.report.messages import draw
from vgdsl.report.wording import WORDING
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


def codes() -> None:
    """For each code how often the scenes are told it, how often with a proposal, and how often that mends."""
    tried = [one for scene in every() for one in outcomes(scene.files)]
    told = Counter(one.code for one in tried)
    offered = Counter(one.code for one in tried if one.offered)
    mended = Counter(one.code for one in tried if one.mended)
    say("code    told  proposed  mended")
    say(
        *(
            f"{code}  {told[code]:>6}  {offered[code] or '':>8}  {mended[code] or '':>6}"
            for code in sorted(told)
        )
    )
    say(f"in all {told.total():>5}  {offered.total():>8}  {mended.total():>6}")
    shown = {code for code in page_codes() if code not in told}
    say(f"told by no scene, shown by a page: {', '.join(sorted(shown))}")
    say(f"told by no scene and no page: {', '.join(sorted(set(WORDING) - told.keys() - shown)) or 'none'}")


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
    else:
        codes()


if __name__ == "__main__":
    main()

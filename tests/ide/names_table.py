"""Asks everything about names in every beginning of every example, and in every example without each of its lines.

    .venv/bin/python tests/ide/names_table.py [--one-in N]

Prints how long each question took, and ends with 1 if any of them raised, or said something of a place outside of its file.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from conftest import MAIN
from in_memory import Project

from vgdsl.check.passes import Settings, analyse
from vgdsl.ide.behind import behind
from vgdsl.ide.definition import definition
from vgdsl.ide.hierarchy import member, used_by, uses
from vgdsl.ide.highlights import highlights
from vgdsl.ide.moving import moving
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.refactors import carried_out, offered
from vgdsl.ide.references import references
from vgdsl.ide.rename import prepare, rename
from vgdsl.ide.semantic_tokens import semantic_tokens
from vgdsl.ide.symbols import document_symbols, workspace_symbols
from vgdsl.ide.view import View
from vgdsl.program.editions import load

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/film.vg"))

QUESTIONS: Mapping[str, Callable[[View, int], object]] = {
    "occurrences": lambda view, _: occurrences(view.analysis).files,
    "definition": definition,
    "behind": behind,
    "what uses it": lambda view, at: (one := member(view, at)) and (used_by([view], one), uses([view], one)),
    "references": lambda view, at: references([view], view.file, at),
    "highlights": highlights,
    "prepare rename": prepare,
    "rename": lambda view, at: rename([view], view.file, at, "renamed"),
    "symbols": lambda view, _: document_symbols(view),
    "search": lambda view, _: workspace_symbols([view], "o"),
    "colours": lambda view, _: semantic_tokens(view),
    "moving": lambda view, _: moving([view], {view.file: f"there/{view.file}"}),
    "refactorings": lambda view, at: offered(view, at, at),
    "refactoring": lambda view, at: [carried_out([view], one) for one in offered(view, at, at)],
}


def texts() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every film, and what is typed of it or deleted from it."""
    for film in EXAMPLES:
        files = {path.name: path.read_text(encoding="utf-8") for path in film.parent.glob("*.vg")}
        whole = files[MAIN]
        for end in range(len(whole) + 1):
            yield whole[:end], files
        lines = whole.splitlines(keepends=True)
        for number in range(len(lines)):
            yield "".join(lines[:number] + lines[number + 1 :]), files


def large(shots: int) -> str:
    """A film in which every shot begins where the one before ended, and mentions somebody."""
    said = (
        f'''shot shot_{number} {{
  use    = [noir]
  start  = shot_{max(0, number - 1)}.last_frame
  prompt = """
    Number {number}: @marco steps in, {{{{ light }}}}.
  """
}}
'''
        for number in range(shots)
    )
    head = """film large { model = "wan-2-7" resolution = 720p aspect_ratio = 16:9 duration = 5s }
let light = "golden"
style noir { prefix = "35mm {{ light }}" }
element marco { description = "an old man" }
"""
    return head + "".join(said).replace("start  = shot_0.last_frame", "takes  = 2", 1)


def tell(what: str) -> None:
    sys.stderr.write(f"{what}\n")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shots", type=int, help="instead, ask a few times about one film of so many shots")
    parser.add_argument("--one-in", type=int, default=1, help="ask about one text in so many")
    wanted = parser.parse_args()
    asked = [(large(wanted.shots), {})] * 10 if wanted.shots else texts()
    dice, catalog = random.Random(5), load()
    times: dict[str, list[float]] = {name: [] for name in QUESTIONS}
    wrong = 0
    for text, files in asked:
        if dice.randrange(wanted.one_in):
            continue
        analysis = analyse(MAIN, Project({**files, MAIN: text}), catalog, Settings())
        view = View(MAIN, analysis, catalog)
        for at in (len(text), dice.randint(0, len(text))):
            for name, question in QUESTIONS.items():
                begun = time.perf_counter()
                try:
                    question(view, at)
                except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
                    wrong += 1
                    tell(f"{name} at {at} of {text!r}: {error!r}")
                times[name].append(time.perf_counter() - begun)
        for one in occurrences(analysis).in_file(MAIN):
            if not 0 <= one.start < one.end <= len(text):
                wrong += 1
                tell(f"{one} in {text!r}")
    for name, taken in times.items():
        median, worst = statistics.median(taken) * 1e3, max(taken) * 1e3
        sys.stdout.write(
            f"{name:15} {len(taken):6} asked   median {median:6.2f} ms   worst {worst:7.2f} ms\n"
        )
    sys.stdout.write(f"{wrong} wrong\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

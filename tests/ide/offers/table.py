"""Asks the editor's questions everywhere, and prints how often, how long it took and what did not hold.

    .venv/bin/python tests/ide/offers/table.py [--seed N] [--step N]

Every example and every film of the language reference is cut off at each character, loses some behind it, or gets a stray sign; each
value of the examples is replaced by each that is offered in its place; every model of the catalogue is asked for its values. Takes
some minutes. Ends with 1 if anything did not hold.
"""

import argparse
import random
import re
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "check")]

from in_memory import Project  # noqa: E402 - found beside the tests only now

from vgdsl.check.passes import analyse  # noqa: E402
from vgdsl.diagnostics import Severity  # noqa: E402
from vgdsl.ide.completion import offers  # noqa: E402
from vgdsl.ide.hints import hints  # noqa: E402
from vgdsl.ide.hover import hover  # noqa: E402
from vgdsl.ide.lenses import lenses  # noqa: E402
from vgdsl.ide.links import links  # noqa: E402
from vgdsl.ide.offers.offer import Sort  # noqa: E402
from vgdsl.ide.signature import signature  # noqa: E402
from vgdsl.ide.view import View  # noqa: E402
from vgdsl.program.editions import load  # noqa: E402
from vgdsl.program.model import Mode  # noqa: E402
from vgdsl.source import Source  # noqa: E402
from vgdsl.syntax import tree  # noqa: E402
from vgdsl.syntax.parser import parse  # noqa: E402

SIGNS = (
    '"',
    "{",
    "}",
    "[",
    "]",
    "(",
    ".",
    "=",
    "@",
    "{{",
    '"""',
    "shot ",
    "import ",
    " in ",
    "$",
    "5s",
    "#",
    ",",
)
GIVEN = {
    Mode.TEXT: "",
    Mode.IMAGE: "start = plate",
    Mode.REFERENCE: "references = [plate]",
    Mode.VIDEO: "source = motion",
    Mode.MOTION: "source = motion\n  start = plate",
    Mode.TRANSITION: "start = plate\n  end = plate",
}
ASKED = ("duration", "aspect_ratio", "resolution", "audio", "task", "bitrate", "image_strength", "consent")

Case = tuple[str, int, dict[str, str]]
"""A text, a place in it, and the files beside it."""


def view(text: str, others: dict[str, str]) -> View:
    return View("film.vg", analyse("film.vg", Project({**others, "film.vg": text}), load()), load())


def films() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted((ROOT / "examples").rglob("*.vg")):
        yield path.read_text(), {f"{other.stem}.vg": other.read_text() for other in path.parent.glob("*.vg")}
    reference = (ROOT / "grammar" / "README.md").read_text()
    yield from ((block, {}) for block in re.findall(r"```vg\n(.*?)```", reference, re.DOTALL))


def broken(chance: random.Random, step: int) -> Iterator[Case]:
    for text, others in films():
        for cut in range(0, len(text) + 1, step):
            yield text[:cut], cut, others
            yield text[:cut] + text[cut + chance.randrange(1, 12) :], cut, others
            sign = chance.choice(SIGNS)
            yield text[:cut] + sign + text[cut:], cut + len(sign), others


def answered(case: Case) -> str:
    """What is wrong with the answers at a place; nothing where all is well."""
    text, at, others = case
    seen = view(text, others)
    try:
        found = offers(seen, at)
        hover(seen, at)
        signature(seen, at)
        lenses(seen)
        links(seen)
        hints(seen, 0, len(text))
    except Exception:  # noqa: BLE001 - whatever it is, it is told
        return traceback.format_exc(limit=-3)
    wrong = [one for one in found if not one.span.start <= at <= one.span.end or "\n" in one.span.text]
    return f"{wrong[0]}" if wrong else ""


def replaced() -> Iterator[Case]:
    """The examples with an offered value in place of each of their own."""
    for text, others in films():
        if not others or "broken" in text:
            continue
        for value in values(parse(Source("film.vg", text)).file.items):
            cut = text[: value.start] + text[value.end :]
            for one in offers(view(cut, others), value.start):
                if not one.snippet and not one.order.startswith("8"):
                    yield cut[: one.span.start] + one.text + cut[one.span.end :], one.span.start, others


def listed() -> Iterator[Case]:
    """Every value that is offered for every model."""
    for model in load().models.values():
        for attribute in ASKED if model.mode is not Mode.UPSCALE else ():
            text = (
                'let plate = image("p.png")\nlet motion = video("m.mp4")\n'
                f'shot a {{\n  model = "{model.id}"\n  {GIVEN[model.mode]}\n  prompt = "x"\n  {attribute} = '
            )
            rest = "\n}\n"
            for one in offers(view(text + rest, {}), len(text)):
                if one.sort is Sort.VALUE and attribute != "consent":
                    yield text + one.text + rest, len(text), {}


def right(case: Case) -> str:
    """The mistakes at the place of a value that was offered."""
    text, at, others = case
    found = view(text, others).analysis.checked.diagnostics
    wrong = [
        one
        for one in found
        if one.severity is Severity.ERROR
        and one.span.source.text == text
        and one.span.start <= at < one.span.end
    ]
    return f"{wrong[0].code} {dict(wrong[0].facts)}" if wrong else ""


def values(items: tuple[tree.Item, ...]) -> Iterator[tree.Value]:
    for item in items:
        if isinstance(item, tree.Attribute):
            yield item.value
        elif isinstance(item, tree.Block):
            yield from values(item.items)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--step", type=int, default=1, help="break a film only at every Nth of its characters"
    )
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    rows = (
        ("a question anywhere in a broken film", broken(chance, asked.step), answered),
        ("an offered value in place of a written one", replaced(), right),
        ("an offered value of every model", listed(), right),
    )
    say(f"{'what was tried':<44}{'times':>8}{'median':>10}{'worst':>10}{'wrong':>7}")
    failed = 0
    for name, cases, law in rows:
        took, wrong = [], 0
        for case in cases:
            before = time.perf_counter()
            fault = law(case)
            took.append(time.perf_counter() - before)
            if fault:
                wrong += 1
                say(f"{fault}\n  at {case[1]} of:\n{case[0][max(0, case[1] - 200) : case[1] + 80]}")
        failed += wrong
        say(f"{name:<44}{len(took):>8}{median(took) * 1e3:>8.1f}ms{max(took) * 1e3:>8.1f}ms{wrong:>7}")
    sys.exit(failed > 0)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

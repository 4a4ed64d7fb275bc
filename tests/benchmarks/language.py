"""P: how long and how much memory the check of a large film takes, against lark alone on the same text."""

import gc
import json
import re
import sys
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from lark import Lark, Transformer
from material import film, folder, forget
from measure import (
    VGDSL,
    Action,
    Effort,
    Reading,
    Spread,
    after,
    child,
    contest,
    cpu,
    milliseconds,
    python,
    repeated,
    resident,
)

from vgdsl.format.layout import format_text
from vgdsl.program.editions import load
from vgdsl.source import Source
from vgdsl.syntax import grammar
from vgdsl.syntax.parser import parse
from vgdsl.texts import check_text


def checking(text: str) -> Action:
    catalog = load()

    def work() -> object:
        found = check_text(text, catalog=catalog)
        if found.program is None or found.diagnostics:
            raise ValueError("the film of the benchmark should have no mistakes")
        return found

    return work


def plain_lark() -> Lark:
    """Lark as fast as it gets without a tree: it makes tuples while it parses, and knows no places."""
    text = grammar.text()
    rules = {*re.findall(r"^\??(\w+):", text, re.MULTILINE), *re.findall(r"-> (\w+)", text)}
    makers = {rule: _tuple_maker(rule) for rule in rules}
    transformer = type("Tuples", (Transformer,), makers)(visit_tokens=False)
    return Lark(
        text,
        parser="lalr",
        lexer="contextual",
        start="file",
        transformer=transformer,
        propagate_positions=False,
        maybe_placeholders=False,
    )


def _tuple_maker(rule: str):
    return lambda _, parts: (rule, *parts)


def large_film(effort: Effort) -> Iterator[Reading]:
    shots = effort.of(10_000, 50)
    text = film(shots)
    lark = plain_lark()
    found = contest(checking(text), lambda: lark.parse(text), effort.pairs)
    beside = f"check {milliseconds(found.ours)}, lark {milliseconds(found.theirs)}"
    yield Reading("P1", f"check of {shots:,} shots / lark's parse of them", found.ratio, "x", 1.5, beside)


def laid_out(effort: Effort) -> Iterator[Reading]:
    shots = effort.of(10_000, 50)
    text = film(shots)
    found = contest(lambda: format_text(text), lambda: parse(Source("film.vg", text)), effort.pairs)
    beside = f"layout {milliseconds(found.ours)}, parse {milliseconds(found.theirs)}"
    yield Reading("P5", f"layout of {shots:,} shots / our own parse of them", found.ratio, "x", 2.5, beside)


def growth(effort: Effort) -> Iterator[Reading]:
    """Each film is checked in a process of its own, for its memory."""
    few, many = effort.of(1_000, 20), effort.of(100_000, 60)
    pairs = [(child("language", few, 20), child("language", many, 1)) for _ in range(min(3, effort.pairs))]
    rates = [small["seconds"] / large["seconds"] for small, large in pairs]
    beside = f"{pairs[0][0]['seconds'] * 1e6:.0f} and {pairs[0][1]['seconds'] * 1e6:.0f} us a shot"
    what = f"shots a second at {many:,} / at {few:,}"
    yield Reading("P2", what, Spread.of(rates), "x", 0.7, beside, at_least=True)
    held = Spread.of([child("language", effort.of(10_000, 50), "held")["held"] / 1024])
    beside = "lark's trees with places: 13.4 KB (anchor)"
    yield Reading("P2", "memory that a program holds, each shot", held, "KB", 3, beside)
    most = Spread.of([large["most"] / 1024 for _, large in pairs])
    beside = "more memory of the process at any time; text and tree included"
    yield Reading("P2", f"most memory while {many:,} shots are checked, each", most, "KB", 3, beside)


def unchanged(effort: Effort) -> Iterator[Reading]:
    shots = effort.of(10_000, 20)
    with folder() as place:
        (place / "film.vg").write_text(film(shots), encoding="utf-8")
        cache = str(place / "cache")

        def again() -> None:
            python(*VGDSL, "check", "film.vg", folder=place, VGDSL_CACHE=cache)

        def first() -> None:
            forget(place / "cache")
            again()

        found = contest(again, first, effort.pairs, after(again))
    beside = f"again {milliseconds(found.ours)}, first {milliseconds(found.theirs)}"
    yield Reading("P3", f"check of {shots:,} unchanged shots / first check", found.ratio, "x", 0.35, beside)


def _taken(shots: int, times: int) -> Mapping[str, float]:
    """In a process of its own: seconds of CPU a shot, and bytes a shot that its memory grew by at most."""
    work, before = checking(film(shots)), resident()
    seconds = repeated(lambda: cpu(work), times).middle / shots
    return {"seconds": seconds, "most": (resident("VmHWM") - before) / shots}


def _held(shots: int) -> Mapping[str, float]:
    """Bytes a shot, exactly, of what is left when all but the result is gone."""
    work = checking(film(shots))
    tracemalloc.start()
    result = work()
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    del result
    return {"held": held / shots}


if __name__ == "__main__":
    checking(film(20))()
    count, how = int(sys.argv[1]), sys.argv[2]
    sys.stdout.write(json.dumps(_held(count) if how == "held" else _taken(count, int(how))))

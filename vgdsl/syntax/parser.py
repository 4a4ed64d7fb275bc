"""Text to tree. Reads a right text in one go, and asks recovery about any other. Knows no rule of the grammar."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

import msgspec

from vgdsl.diagnostics import Diagnostic
from vgdsl.source import Source
from vgdsl.syntax import lexer, strings, tree
from vgdsl.syntax.automaton import Automaton
from vgdsl.syntax.builder import Builder
from vgdsl.syntax.grammar import tables

MOST = 200  # mistakes told of one text; what has more is hardly a scene file
END = tuple(re.finditer("", ""))  # one match without a group: terminal 0, the end of the text


class Parsed(msgspec.Struct, frozen=True):
    """What could be read of a file, and what is wrong with it, in the order of the text.

    Where its braces do not match, which one is missing was told from all of the text.
    """

    file: tree.File
    diagnostics: tuple[Diagnostic, ...]
    match: bool = True


def parse(source: Source) -> Parsed:
    """Reads a whole scene file. Any text gets an answer; none raises."""
    with without_collector():
        builder = Builder(source)
        items, found, match = _read(source.text, Automaton(tables(), builder)), [], True
        if items is None or builder.found:
            from vgdsl.syntax.recovery import Recovery  # noqa: PLC0415 - only a broken text needs it

            builder = Builder(source)
            recovery = Recovery(source, Automaton(tables(), builder), MOST)
            items, found, match = recovery.items, recovery.found, recovery.match
    found += builder.found
    found += (mistake for string in builder.escaped for mistake in strings.mistakes(source, string))
    return Parsed(tree.File(source, items), _told(found), match)


def _read(text: str, automaton: Automaton) -> tuple[tree.Item, ...] | None:
    """The items of a text without mistakes; None where it has any."""
    states: list[int] = [0]
    values: list[Any] = []
    automaton.run(chain(lexer.pattern().finditer(text, lexer.first(text)), END), states, values)
    return values[0] if states[-1] == automaton.tables.accept else None


def _told(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Mistakes in the order of the text, not more than anyone would read."""
    found.sort(key=lambda diagnostic: diagnostic.span.start)
    if len(found) > MOST:
        found[MOST:] = [Diagnostic("VG119", found[MOST].span, {"count": MOST})]
    return tuple(found)


@contextmanager
def without_collector() -> Iterator[None]:
    """Keeps Python from looking for cycles in a tree or program that grows and has none: a quarter of a large film's time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()

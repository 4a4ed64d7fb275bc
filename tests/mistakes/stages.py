"""What is asked of a text, be it as broken as it may: a tree, a check, its layout, and all that an editor asks. Knows no text."""

from collections.abc import Callable
from time import perf_counter
from typing import Any, NamedTuple

from in_memory import Project
from marked import MAIN

from vgdsl.check.passes import Settings, analyse
from vgdsl.diagnostics import Diagnostic
from vgdsl.format.layout import format_text
from vgdsl.ide.completion import offers
from vgdsl.ide.definition import definition
from vgdsl.ide.highlights import highlights
from vgdsl.ide.hints import hints
from vgdsl.ide.hover import hover
from vgdsl.ide.lenses import lenses
from vgdsl.ide.links import links
from vgdsl.ide.rename import prepare
from vgdsl.ide.semantic_tokens import semantic_tokens
from vgdsl.ide.signature import signature
from vgdsl.ide.symbols import document_symbols
from vgdsl.ide.view import View
from vgdsl.program.editions import load
from vgdsl.report.messages import draw
from vgdsl.source import Source
from vgdsl.syntax.parser import parse

Files = dict[str, str]
WHOLE = (semantic_tokens, document_symbols, lenses, links)
AT_A_PLACE = (offers, hover, definition, highlights, signature, prepare)
"""What an editor asks of a file, and of a place in it."""


class Answers(NamedTuple):
    """How long each stage took, in seconds, and what the check has told."""

    times: dict[str, float]
    told: tuple[Diagnostic, ...]


def answers(files: Files, at: int) -> Answers:
    """All answers about a film, those of a place about the character `at`. Raises whatever a stage raises."""
    text = files[MAIN]
    times: dict[str, float] = {}
    _timed(times, "parse", lambda: parse(Source(MAIN, text)))
    analysis = _timed(times, "check", lambda: analyse(MAIN, Project(files), load(), Settings()))
    found = analysis.checked.diagnostics
    _timed(times, "messages", lambda: [draw(one) for one in found])
    _timed(times, "layout", lambda: format_text(text))
    view = View(MAIN, analysis, load())
    _timed(times, "editor: file", lambda: [ask(view) for ask in WHOLE] + [hints(view, 0, len(text))])
    _timed(times, "editor: place", lambda: [ask(view, at) for ask in AT_A_PLACE])
    return Answers(times, found)


def _timed(times: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    start = perf_counter()
    answer = work()
    times[name] = perf_counter() - start
    return answer

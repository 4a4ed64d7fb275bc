"""The terminal a command talks to: colour where it is wanted, questions where somebody can answer."""

import os
import shlex
import shutil
import sys
from collections.abc import Mapping

from vgdsl.report.live import Bars, JsonLines, Lines, Listener
from vgdsl.report.messages import COLOUR, PLAIN, Style


def called() -> str:
    """The command as it was called, so that it can be called again."""
    return shlex.join(["vgdsl", *sys.argv[1:]])


def listening(usual: Mapping[str, float], *, as_json: bool) -> Listener:
    """Who shows a run: `usual` is how many seconds each job is expected to take."""
    if as_json:
        return JsonLines()
    return Bars(usual) if moving() else Lines()


def style(*, error: bool = False) -> Style:
    """Colours on a terminal, none elsewhere or where NO_COLOR asks for none; `error` for what goes to stderr."""
    stream = sys.stderr if error else sys.stdout
    return COLOUR if stream.isatty() and colour_allowed() else PLAIN


def colour_allowed() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width(usual: int) -> int:
    """How many characters a line may have: as the terminal is wide, `usual` for whoever is none."""
    return shutil.get_terminal_size((usual, 24)).columns if sys.stdout.isatty() else usual


def moving() -> bool:
    """Whether bars may move."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def answering() -> bool:
    """Whether a person is there to answer a question."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def room(*, error: bool = False) -> int | None:
    """How many columns the terminal has; None for whoever is none. `error` for what goes to stderr."""
    stream = sys.stderr if error else sys.stdout
    return shutil.get_terminal_size((80, 24)).columns if stream.isatty() else None

"""The terminal a command talks to: colour where it is wanted, questions where somebody can answer."""

import os
import sys

from vgdsl.report.messages import COLOUR, PLAIN, Style


def style(*, error: bool = False) -> Style:
    """Colours on a terminal, none elsewhere or where NO_COLOR asks for none; `error` for what goes to stderr."""
    stream = sys.stderr if error else sys.stdout
    return COLOUR if stream.isatty() and colour_allowed() else PLAIN


def colour_allowed() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def moving() -> bool:
    """Whether bars may move."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def answering() -> bool:
    """Whether a person is there to answer a question."""
    return sys.stdin.isatty() and sys.stdout.isatty()

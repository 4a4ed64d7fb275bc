"""Draws how a text changes, as a unified diff. Knows no file and no reason."""

import difflib
import re

from vgdsl.report.messages import PLAIN, Style

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def unified(name: str, before: str, after: str) -> str:
    """A unified diff, ending with a line break; empty where nothing changes but how lines end."""
    lines = difflib.unified_diff(_lines(before), _lines(after), name, name)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def painted(diff: str, style: Style = PLAIN) -> str:
    """The same in colours."""
    return "".join(_painted(line.removesuffix("\n"), style) + "\n" for line in _LINE.findall(diff))


def _painted(line: str, style: Style) -> str:
    """In the colours of messages, but thin: whole lines in bold would shout."""
    colours = {"-": style.error, "+": style.help, "@": style.note}
    thin = colours.get(line[:1], "").replace("[1;", "[")
    paint = style.bold if line.startswith(("--- ", "+++ ")) else thin
    return f"{paint}{line}{style.reset}" if paint else line


def _lines(text: str) -> list[str]:
    """The lines of a text with line feeds alone: a diff for people does not show how a file ends its lines."""
    return _LINE.findall(text.replace("\r\n", "\n"))

"""Writes a text in quotes, in the manner of the literal that it replaces. The counterpart of syntax.strings; knows no meaning."""

import re

from vgdsl.syntax import tree

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LINE = re.compile(r"[^\n]*\n?")


def quoted(text: str) -> str:
    """A text on one line, in plain quotes."""
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def rewritten(string: tree.String, text: str) -> str:
    """Another text for a literal: a block stays a block, with its indentation and its line ends."""
    if not string.block:
        return quoted(text)
    lines = [line for line in _LINE.findall(string.raw) if line]
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        return quoted(text)
    first, last = filled[0], filled[-1]
    rest = [_indent(lines[number]) for number in filled if number]
    indent = min(rest, key=len, default="")
    before = "".join(lines[:first]) + (indent if first else _indent(lines[0]))
    after = lines[last][len(lines[last].rstrip()) :] + "".join(lines[last + 1 :])
    end = "\r\n" if "\r\n" in string.raw else "\n"
    shown = text.replace("\\", "\\\\").replace('"""', '\\"""').split("\n")
    body = [shown[0], *(f"{indent}{line}" if line.strip() else line for line in shown[1:])]
    return f'"""{before}{end.join(body)}{after}"""'


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]

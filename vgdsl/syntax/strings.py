"""What a quoted text says, and where each of its characters stands in the file. Knows no templates and no mentions."""

import re
from collections.abc import Iterator

from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.source import Source, Span
from vgdsl.syntax import tree

ESCAPE = re.compile(
    r"\\(?:u\{(?P<braced>[0-9A-Fa-f]{1,8})\}|u(?P<four>[0-9A-Fa-f]{4})|(?P<sign>[^u]|u|$))", re.DOTALL
)
PATH = re.compile(r"[\w.\\/:-]+\.\w{2,4}")  # a file as Windows writes it
SIGNS = {'"': '"', "\\": "\\", "n": "\n", "t": "\t", "r": "\r"}

Chunk = tuple[
    str, int
]  # some text of the decoded string, and where in the raw one its first character stands


def decode(string: tree.String) -> str:
    """The text between the quotes, with escapes replaced; of a block without its common indentation and outer blank lines.

    Line ends of a block are `\\n`, however the file writes them. An unknown escape stays as it is written.
    """
    if not string.block and "\\" not in string.raw:
        return string.raw
    return "".join(text for text, _ in chunks(string))


def offset(string: tree.String, index: int) -> int:
    """Where in the file the character `index` of the decoded text stands; the end of the text for its length."""
    inside = string.start + (3 if string.block else 1)
    if not string.block and "\\" not in string.raw:
        return inside + index
    end = 0
    for text, at in chunks(string):
        if index < len(text):
            return inside + at + index
        index -= len(text)
        end = at + len(text)
    return inside + end


def width(raw: str, at: int) -> int:
    """How many characters of a raw text write the one at a place: more than one where an escape begins there."""
    escape = ESCAPE.match(raw, at)
    return len(escape[0]) if escape is not None and _character(escape) is not None else 1


def mistakes(source: Source, string: tree.String) -> list[Diagnostic]:
    """The escapes of a text that mean nothing."""
    inside = string.start + (3 if string.block else 1)
    found = []
    for escape in ESCAPE.finditer(string.raw):
        if _character(escape) is None:
            span = Span(source, inside + escape.start(), inside + escape.end())
            sign = Edit(
                Span(source, span.start, span.start + 1), "/" if PATH.fullmatch(string.raw) else "\\\\"
            )
            found.append(Diagnostic("VG118", span, {"found": escape[0]}, edits=(sign,)))
    return found


def chunks(string: tree.String) -> Iterator[Chunk]:
    """The decoded text in pieces that stand in the file as they are; an escaped character is one of its own."""
    lines = block_lines(string.raw) if string.block else iter([(string.raw, 0)])
    for line, start in lines:
        at = 0
        for escape in ESCAPE.finditer(line):
            character = _character(escape)
            if character is not None:
                yield line[at : escape.start()], start + at
                yield character, start + escape.start()
                at = escape.end()
        yield line[at:], start + at


def block_lines(raw: str) -> Iterator[Chunk]:
    """The lines of a block that count, without their common indentation, each but the last with its line end."""
    lines: list[Chunk] = []
    at = 0
    for line in raw.split("\n"):
        lines.append((line.removesuffix("\r"), at))
        at += len(line) + 1
    filled = [number for number, (line, _) in enumerate(lines) if line.strip()]
    if not filled:
        return
    indent = min((len(_indent(lines[number][0])) for number in filled if number), default=0)
    for number in range(filled[0], filled[-1] + 1):
        line, start = lines[number]
        cut = indent if number else len(_indent(line))
        yield line[cut:] + ("\n" if number < filled[-1] else ""), start + min(cut, len(line))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _character(escape: re.Match[str]) -> str | None:
    """What an escape stands for; None where it stands for nothing."""
    if sign := escape["sign"]:
        return SIGNS.get(sign)
    number = int(escape["braced"] or escape["four"] or "110000", 16)
    is_character = number < 0x110000 and not 0xD800 <= number < 0xE000  # noqa: PLR2004 - as Unicode has it
    return chr(number) if is_character else None

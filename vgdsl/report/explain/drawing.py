"""Draws pages for a terminal: the prose at a readable width, the wrong film with its message, the right one. Knows no disk."""

import difflib
import re
import textwrap
from collections.abc import Iterable, Iterator

from vgdsl.diagnostics import Diagnostic
from vgdsl.report.explain.example import checked, severity
from vgdsl.report.explain.page import MAIN, Example, Page
from vgdsl.report.messages import PLAIN, Style, draw

READABLE = 80
"""Characters of a line of prose, where the terminal has room for them."""

_INDENT = "    "
_CODE = re.compile(r"`([^`]+)`")


def page_text(page: Page, style: Style = PLAIN, width: int = READABLE, room: int | None = None) -> str:
    """A page with its examples, ending with a line break; `room` are the columns of a terminal, for the message."""
    found = checked(page.wrong)
    paint = style.of(severity(page, found))
    behind = None if room is None else room - len(_INDENT)
    messages = [draw(each, style, behind) for each in _each_code_once(found.diagnostics)]
    parts = [
        f"{paint}{page.code}{style.reset}  {style.bold}{page.title}{style.reset}",
        *(_paragraph(each, style, min(width, READABLE)) for each in page.prose),
        f"{paint}Wrong{style.reset}",
        *_beside(page.wrong, style),
        *_film(page.wrong, page.right, paint, style),
        *_typed(page.wrong, style),
        *(textwrap.indent(each, _INDENT) for each in messages),
        f"{style.bold}{style.help}Right{style.reset}",
        *(_beside(page.right, style) if page.right.props != page.wrong.props else ()),
        *_film(page.right, page.wrong, style.help, style),
        *_typed(page.right, style),
    ]
    return "\n\n".join(parts) + "\n"


def _each_code_once(found: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """The first of each code, in order: of two hundred slips one is shown."""
    first: dict[str, Diagnostic] = {}
    for each in found:
        first.setdefault(each.code, each)
    return first.values()


def list_text(pages: Iterable[Page], style: Style = PLAIN) -> str:
    """The codes with their titles, by stage, ending with a line break."""
    stages: dict[str, list[str]] = {}
    for each in pages:
        stages.setdefault(each.stage, []).append(f"  {style.bold}{each.code}{style.reset}  {each.title}")
    blocks = ["\n".join([stage, *lines]) for stage, lines in stages.items()]
    return "\n\n".join(blocks) + "\n"


def _paragraph(text: str, style: Style, width: int) -> str:
    """Wrapped by what is seen, then painted: what stands in backticks is one word to the wrapping."""
    glued = _CODE.sub(lambda code: code[0].replace(" ", "\0"), text)
    lines = textwrap.wrap(glued, width - 2, break_long_words=False, break_on_hyphens=False)
    plain = textwrap.indent("\n".join(lines), "  ").replace("\0", " ")
    return _CODE.sub(rf"{style.bold}\1{style.reset}", plain) if style.bold else plain


def _beside(example: Example, style: Style) -> Iterator[str]:
    """What else lies in the folder."""
    lines = [f"{path}: {each.said}" for path, each in example.props.items()]
    if lines:
        yield "\n".join(f"{_INDENT}{style.gutter}{line}{style.reset}" for line in lines)


def _film(example: Example, other: Example, paint: str, style: Style) -> Iterator[str]:
    """Its files, each a block; painted are the lines that the other film does not have."""
    for name, text in sorted(example.texts.items(), key=lambda file: file[0] != MAIN):
        head = [f"{style.gutter}-->{style.reset} {name}"] if len(example.texts) > 1 else []
        lines = _marked(other.texts.get(name, "").splitlines(), text.splitlines(), paint, style)
        yield textwrap.indent("\n".join([*head, *lines]), _INDENT)


def _marked(others: list[str], lines: list[str], paint: str, style: Style) -> Iterator[str]:
    matched = difflib.SequenceMatcher(None, others, lines, autojunk=False).get_matching_blocks()
    same = {place for block in matched for place in range(block.b, block.b + block.size)}
    for place, line in enumerate(lines):
        yield line if place in same or not line else f"{paint}{line}{style.reset}"


def _typed(example: Example, style: Style) -> Iterator[str]:
    """The command, where it is more than the film's name."""
    if example.options:
        yield f"{_INDENT}{style.gutter}${style.reset} {example.command}"

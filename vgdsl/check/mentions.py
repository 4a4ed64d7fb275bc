"""Finds `@name` in a text. Knows no declarations: whoever asks says which names there are."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

import msgspec

from vgdsl.syntax import lexer


class Mentioned(msgspec.Struct, frozen=True):
    """A name after an at-sign, dots included as far as they belong to it."""

    name: str


def split(text: str, extends: Callable[[str, str], bool]) -> Iterator[str | Mentioned]:
    """The text cut at its mentions; `@@` is a plain at-sign, and so is the one in `me@home`.

    `extends(name, member)` says whether a name goes on after its dot: `@cast.marco` is one name where `cast` is an import's
    prefix, and so is `@opening.last_frame` where `opening` is a clip; the dot after `@marco.` ends a sentence.
    """
    pending, at = "", 0
    for start, end, name in found(text, extends):
        pending += text[at:start]
        at = end
        if not name:
            pending += "@"
            continue
        if pending:
            yield pending
        yield Mentioned(name)
        pending = ""
    pending += text[at:]
    if pending:
        yield pending


def found(text: str, extends: Callable[[str, str], bool]) -> Iterator[tuple[int, int, str]]:
    """Each mention: where its at-sign stands, where its name ends, and the name; no name for `@@`."""
    for start, end, dotted in _signs(text):
        said = _longest(dotted, extends) if dotted else ""
        yield start, start + 1 + len(said) if said else end, lexer.compared(said)


@lru_cache(maxsize=2048)
def _signs(text: str) -> tuple[tuple[int, int, str], ...]:
    """Each at-sign that counts, and all that may belong to its name. Kept, for an editor asks again at each key press."""
    return tuple((match.start(), match.end(), match[1] or "") for match in _at().finditer(text))


@cache
def _at() -> re.Pattern[str]:
    name = lexer.name().pattern
    return re.compile(rf"@@|(?<!\w)@({name}(?:\.{name})*)")


def _longest(dotted: str, extends: Callable[[str, str], bool]) -> str:
    """As much of what follows an at-sign as is one name, as it is written."""
    said, *members = dotted.split(".")
    while members and extends(lexer.compared(said), lexer.compared(members[0])):
        said = f"{said}.{members.pop(0)}"
    return said

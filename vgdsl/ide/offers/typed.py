"""A name within a text that is being typed, in any script, with what stands before its dots. Knows no scope."""

import re
from functools import cache

import msgspec

from vgdsl.syntax import lexer


class Typed(msgspec.Struct, frozen=True):
    """The end of a text: `dotted` is `film.`, `name` the part behind the last dot so far."""

    dotted: str
    name: str


@cache
def _ending() -> re.Pattern[str]:
    name = lexer.name().pattern
    return re.compile(rf"(?P<dotted>(?:{name}\.)*)(?P<name>(?:{name})?)\Z")


def typed(text: str) -> Typed:
    """What is being typed at the end of a text; an empty name where nothing is."""
    line = text[text.rfind("\n") + 1 :]
    found = _ending().search(line)
    return Typed(found["dotted"], found["name"]) if found is not None else Typed("", "")


def rest(text: str, begun: int, offset: int) -> int:
    """Where the name ends that began at a character and goes on behind the cursor."""
    found = lexer.name().match(text, begun)
    return max(offset, found.end()) if found is not None else offset

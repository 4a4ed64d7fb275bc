"""Cuts a text into the grammar's terminals, as matches of one regular expression. Knows no rules and mends nothing."""

import re
from functools import cache
from unicodedata import normalize

from vgdsl.syntax.grammar import tables

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@cache
def pattern() -> re.Pattern[str]:
    """A terminal, or in the last group one character that begins none, and the white space and comments after it."""
    known = tables()
    terminals = "|".join(f"({terminal})" for terminal in (*known.patterns, "(?s:.)"))
    return re.compile(f"(?:{terminals})(?:{'|'.join(known.ignored)})*")


def first(text: str) -> int:
    """Where the first terminal of a text begins: behind a byte order mark, white space and comments."""
    return skip(text, len(BOM) if text.startswith(BOM) else 0)


def skip(text: str, at: int) -> int:
    """Where white space and comments that begin at a place end."""
    ignored = re.compile(f"(?:{'|'.join(tables().ignored)})*").match(text, at)
    return ignored.end() if ignored else at


@cache
def name() -> re.Pattern[str]:
    """How a name is written, whatever it names."""
    known = tables()
    return re.compile(known.patterns[known.terminals.index("NAME") - 1])


def compared(text: str) -> str:
    """A name as it is compared: letters with accents count the same in whichever way they are written."""
    return text if text.isascii() else normalize("NFC", text)

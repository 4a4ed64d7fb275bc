"""Tokens on one line, and how wide a line is. Knows which signs stand close to others; breaks nothing."""

import unicodedata
from collections.abc import Iterable

WIDEST = 100  # columns that a line with brackets in it may take
STEP = "  "

CLOSING = frozenset({")", "]"})
_CLOSE_TO_BEFORE = frozenset({",", ")", "]", ".", "("})
_CLOSE_TO_AFTER = frozenset({"(", "[", "."})
_LIST_FOLLOWS = frozenset({"=", ","})  # any other sign or word before a bracket is what it takes something of


def spaced(before: str, sign: str) -> bool:
    """Whether a space stands between two tokens of a line; a loop's `in`, a word like any other, is left to the caller."""
    if sign == "[":
        return before in _LIST_FOLLOWS
    return sign not in _CLOSE_TO_BEFORE and before not in _CLOSE_TO_AFTER


def joined(signs: Iterable[str], before: str = "[") -> str:
    """Tokens one after the other, behind another one; a comma that closes a list or call is left out."""
    pieces: list[str] = []
    for sign in signs:
        if before == "," and sign in CLOSING:
            del pieces[-1]
        pieces.append(f" {sign}" if spaced(before, sign) else sign)
        before = sign
    return "".join(pieces)


def width(text: str) -> int:
    """How many columns a text takes: two for wide letters, none for marks upon others."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))

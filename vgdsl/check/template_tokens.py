"""Cuts a text with templates into the words and signs of Jinja. Knows no scope, and mends nothing: any text gets tokens.

Jinja's own reader tells lines but no columns, and stops at the first mistake; an editor asks about a template while it
is being typed. What is told apart here is what a reader sees: names, what is taken of them, filters, tests, words.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

import msgspec

from vgdsl.syntax import lexer

CONSTANTS = frozenset({"true", "false", "none", "True", "False", "None"})
WORDS = frozenset({"and", "or", "not", "in", "is", "if", "else"})
STATEMENTS = frozenset({"for", "endfor", "if", "elif", "else", "endif", "set", "endset", "raw", "endraw"})

_OPEN = re.compile(r"\{\{[-+]?|\{%[-+]?|\{#")
_RAW = re.compile(r"\{%[-+]?\s*raw\s*-?%\}")
_END_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
_CLOSE = {"{{": re.compile(r"-?\}\}"), "{%": re.compile(r"[-+]?%\}")}
_ASSIGNED = re.compile(r"\s*=(?!=)")
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


class Sort(Enum):
    """What a token is to a reader."""

    MARK = "mark"  # {{ %}
    WORD = "word"  # for, in, and, if
    NAME = "name"  # of a value
    MEMBER = "member"  # the title of film.title
    FILTER = "filter"
    TEST = "test"
    ARGUMENT = "argument"  # the length of truncate(length = 20)
    TEXT = "text"
    NUMBER = "number"
    SIGN = "sign"
    COMMENT = "comment"


class Token(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a text, from character `start` up to `end`."""

    start: int
    end: int
    sort: Sort
    text: str


def tokens(text: str) -> Iterator[Token]:
    """What stands inside the templates of a text, in order; the text around them has none."""
    at = 0
    while (opened := _OPEN.search(text, at)) is not None:
        start, at = opened.span()
        if opened[0] == "{#":
            at = _end(text, "#}", at)
            yield Token(start, at, Sort.COMMENT, text[start:at])
        elif raw := _RAW.match(text, start):
            ended = _END_RAW.search(text, raw.end())
            at = ended.end() if ended else len(text)
        else:
            yield Token(start, at, Sort.MARK, opened[0])
            for token in _inside(text, at, opened[0][:2]):
                yield token
                at = token.end


def _end(text: str, sign: str, at: int) -> int:
    found = text.find(sign, at)
    return len(text) if found < 0 else found + len(sign)


def _inside(text: str, at: int, opener: str) -> Iterator[Token]:
    """The tokens up to the end of a template, its end included; one that is not closed ends where the next begins."""
    close, depth, before = _CLOSE[opener], 0, Token(at, at, Sort.MARK, opener)
    while (match := _pattern().match(text, at)) is not None:
        start, end = match.span(match.lastindex or 0)
        if depth <= 0 and (closed := close.match(text, start)):
            yield Token(start, closed.end(), Sort.MARK, closed[0])
            return
        if _OPEN.match(text, start) and depth <= 0:
            return
        token = Token(start, end, _sort(match, before, depth), match[match.lastindex or 0])
        depth += _BRACKETS.get(token.text, 0)
        at = end
        yield token
        negated = before.text == "is" and token.text == "not"
        before = token if not negated else msgspec.structs.replace(token, text="is not")


@cache
def _pattern() -> re.Pattern[str]:
    """White space, and then a name, a number, a text or one sign."""
    texts = r"'(?:[^'\\]|\\.)*(?:'|\Z)|\"(?:[^\"\\]|\\.)*(?:\"|\Z)"
    signs = r"==|!=|<=|>=|//|\*\*|\S"
    numbers = r"\d[\w]*(?:\.\d\w*)?"
    return re.compile(rf"\s*(?:({lexer.name().pattern})|({numbers})|({texts})|({signs}))", re.DOTALL)


def _sort(match: re.Match[str], before: Token, depth: int) -> Sort:
    if match.lastindex != 1:
        return (Sort.NUMBER, Sort.TEXT, Sort.SIGN)[(match.lastindex or 0) - 2]
    word = match[1]
    if before.text == "." and before.sort is Sort.SIGN:
        return Sort.MEMBER
    if before.text == "|" and before.sort is Sort.SIGN:
        return Sort.FILTER
    if before.text in {"is", "is not"} and word != "not":
        return Sort.TEST
    statement = before.sort is Sort.MARK and before.text.startswith("{%")
    if word in WORDS or word in CONSTANTS or (statement and word in STATEMENTS):
        return Sort.WORD
    return Sort.ARGUMENT if depth > 0 and _ASSIGNED.match(match.string, match.end()) else Sort.NAME

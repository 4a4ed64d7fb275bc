"""The names that a template uses, and which of them it makes itself. Knows Jinja's scopes; knows nothing of the film's.

A `for` makes names for its body, `set` makes one for the rest of the body it stands in, `if` makes no body of its own.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from vgdsl.check.template_tokens import Sort, Token, tokens
from vgdsl.syntax import lexer

_BUILT_IN = frozenset({"range"})
_LOOP = -1
"""Where Jinja's own `loop` is made: nowhere in the text."""


class Step(msgspec.Struct, frozen=True, gc=False):
    """The `title` of `film.title`, or of `film["title"]`."""

    start: int
    end: int
    name: str


class Said(msgspec.Struct, frozen=True, gc=False):
    """A name in a template, from character `start` up to `end`, and what is taken of it.

    `local` is where the template itself made the name; None where it did not. `makes` tells that it does so here.
    """

    start: int
    end: int
    name: str
    steps: tuple[Step, ...] = ()
    local: int | None = None
    makes: bool = False


@lru_cache(maxsize=2048)
def said(text: str) -> tuple[Said, ...]:
    """The names of a text's templates, in order. Kept, for at each key press all texts but one are what they were."""
    return tuple(_Reading().read([_compared(token) for token in tokens(text)]))


def _compared(token: Token) -> Token:
    """A token as names are compared, whichever way its accents are written; its place stays."""
    return token if token.text.isascii() else msgspec.structs.replace(token, text=lexer.compared(token.text))


class _Reading:
    """One text being read: the names made so far, innermost last, and what is open."""

    def __init__(self) -> None:
        self._made: list[dict[str, int]] = [{}]
        self._open: list[bool] = []  # for each open `for` and `if`, whether it is a `for`

    def read(self, found: Sequence[Token]) -> Iterator[Said]:
        at = 0
        while at < len(found):
            mark = found[at]
            end = at + 1
            while end < len(found) and found[end].sort is not Sort.MARK:
                end += 1
            inside = found[at + 1 : end]
            if mark.text.startswith("{%"):
                yield from self._statement(inside)
            elif mark.text.startswith("{{"):
                yield from self._used(inside)
            at = end

    def _statement(self, inside: Sequence[Token]) -> Iterator[Said]:
        word, rest = (inside[0].text, inside[1:]) if inside else ("", ())
        if word == "for":
            yield from self._for(rest)
        elif word == "set":
            yield from self._set(rest)
        elif word in {"if", "elif"}:
            if word == "if":
                self._open.append(False)
            yield from self._used(rest)
        elif word == "else" and self._open and self._open[-1]:
            self._made[-1] = {}
        elif word in {"endfor", "endif"} and self._open and self._open.pop():
            self._made.pop()

    def _for(self, inside: Sequence[Token]) -> Iterator[Said]:
        """The values are named outside of the loop, its names and its condition inside."""
        targets, rest = _cut(inside, "in")
        values, condition = _cut(rest, "if")
        made = {one.text: one.start for one in targets if one.sort is Sort.NAME}
        yield from _making(targets)
        yield from self._used(values)
        self._open.append(True)
        self._made.append({**made, "loop": _LOOP})
        yield from self._used(condition)

    def _set(self, inside: Sequence[Token]) -> Iterator[Said]:
        """The value does not know the name yet. One that was made before in the same body is the same name."""
        targets, value = _cut(inside, "=")
        here = self._made[-1]
        for one in _making(targets):
            yield one if one.name not in here else msgspec.structs.replace(one, local=here[one.name])
        yield from self._used(value)
        for target in targets:
            if target.sort is Sort.NAME:
                here.setdefault(target.text, target.start)

    def _used(self, inside: Sequence[Token]) -> Iterator[Said]:
        for place, token in enumerate(inside):
            if token.sort is Sort.NAME and token.text not in _BUILT_IN:
                local = next((made[token.text] for made in reversed(self._made) if token.text in made), None)
                if local != _LOOP:
                    steps = tuple(_steps(inside, place + 1))
                    yield Said(token.start, token.end, token.text, steps, local)


def _making(targets: Sequence[Token]) -> Iterator[Said]:
    for one in targets:
        if one.sort is Sort.NAME:
            yield Said(one.start, one.end, one.text, (), one.start, makes=True)


def _cut(inside: Sequence[Token], sign: str) -> tuple[Sequence[Token], Sequence[Token]]:
    """What stands before and behind a word or sign outside of brackets."""
    depth = 0
    for place, token in enumerate(inside):
        if token.text == sign and depth == 0 and token.sort in {Sort.WORD, Sort.SIGN}:
            return inside[:place], inside[place + 1 :]
        if token.sort is Sort.SIGN:
            depth += (token.text in "([{") - (token.text in ")]}")
    return inside, ()


def _steps(inside: Sequence[Token], at: int) -> Iterator[Step]:
    while at + 1 < len(inside):
        sign, token = inside[at], inside[at + 1]
        if sign.text == "." and token.sort is Sort.MEMBER:
            yield Step(token.start, token.end, token.text)
            at += 2
        elif (
            sign.text == "["
            and token.sort is Sort.TEXT
            and inside[at + 2 : at + 3]
            and _closes(inside[at + 2])
        ):
            yield Step(token.start + 1, token.end - 1, token.text[1:-1])
            at += 3
        else:
            return


def _closes(token: Token) -> bool:
    return token.text == "]" and token.sort is Sort.SIGN

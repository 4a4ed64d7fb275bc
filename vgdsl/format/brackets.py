"""The lists and calls of a unit, as a tree over its tokens. Knows which brackets may be broken; lays out nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from vgdsl.format.line import CLOSING
from vgdsl.format.units import Token, text_of

_BEFORE_VALUE = frozenset("=,([")


class Group(NamedTuple):
    """A list or the arguments of a call: its brackets and what stands between them, by the numbers of their tokens.

    Each item has the number of the comma behind it, or that of the last token of the item where there is none.
    """

    left: int
    right: int
    items: list[tuple["Parts", int]]

    def is_foldable(self, signs: Sequence[str]) -> bool:
        """Whether a line for each item is any better: not for nothing, and not for the one path of `image("a.png")`."""
        if signs[self.left] == "(" and len(self.items) == 1:
            parts, _ = self.items[0]
            return len(parts) > 1 or isinstance(parts[0], Group)
        return bool(self.items)


Parts = list["int | Group"]


def parts(tokens: Sequence[Token]) -> Parts:
    """The tokens of a unit by number, with groups in place of theirs. An index and a loop are no groups: they hold one value."""
    return _Reader([text_of(token) for token in tokens]).read()


class _Reader:
    def __init__(self, signs: Sequence[str]) -> None:
        self.signs = signs
        self.at = 0

    def read(self) -> Parts:
        found: Parts = []
        while self.at < len(self.signs):
            self._one(found)
        return found

    def _one(self, found: Parts) -> None:
        at, sign = self.at, self.signs[self.at]
        if sign == "(" or (sign == "[" and self._is_list(at)):
            found.append(self._group())
            return
        self.at += 1
        found.append(at)
        if sign == "[":
            while self.signs[self.at] != "]":
                self._one(found)
            found.append(self.at)
            self.at += 1

    def _group(self) -> Group:
        left = self.at
        self.at += 1
        items: list[tuple[Parts, int]] = []
        while self.signs[self.at] not in CLOSING:
            item: Parts = []
            while self.signs[self.at] != "," and self.signs[self.at] not in CLOSING:
                self._one(item)
            has_comma = self.signs[self.at] == ","
            items.append((item, self.at if has_comma else self.at - 1))
            self.at += has_comma
        self.at += 1
        return Group(left, self.at - 1, items)

    def _is_list(self, at: int) -> bool:
        return self.signs[at - 1] in _BEFORE_VALUE or is_in(self.signs, at - 1)


def is_in(signs: Sequence[str], at: int) -> bool:
    """Whether a token is the `in` of a loop, behind its variable: `shot postcard[city in ["Venice"]]`."""
    return at > 2 and signs[at] == "in" and signs[at - 2] == "[" and signs[at - 1] not in _BEFORE_VALUE  # noqa: PLR2004

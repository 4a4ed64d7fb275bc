"""Finds what would mend a mistake: a sign put in, left out or replaced. Knows no text and no words, and mends nothing.

Each repair that may be meant is tried on the automaton's states alone, against the tokens up to the start of the next
line. The first that lets all of them stand is taken.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from vgdsl.syntax.automaton import Automaton
from vgdsl.syntax.places import Piece

FURTHEST = 12  # tokens that a repair is tried against, and that a mistake is explained by
NOTHING = -1
EQUALS = frozenset({":", "->", "~", "-"})  # what some write for `=`
SEPARATING = frozenset({";", "and", "&", "|", "/", "or"})  # what some write for `,`
CLOSER = {"[": "RSQB", "(": "RPAR"}


class Repair(msgspec.Struct, frozen=True):
    """What mends a mistake, and the code of the mistake that it then was; without a code nothing mends it.

    `sign` is put in, and `skipped` tokens are left out from `back` tokens before the one that cannot stand.
    """

    code: str = ""
    sign: str = ""
    skipped: int = 0
    back: int = 0


GIVEN_UP = Repair()
CLOSING = (Repair("VG105", "RSQB"), Repair("VG105", "RPAR"))


class Stop(msgspec.Struct, frozen=True):
    """Where reading stopped: at the token `at`, with the automaton's stacks as they are there."""

    automaton: Automaton
    tokens: list[Piece]
    at: int
    states: list[int]
    values: list[Any]

    @property
    def token(self) -> Piece:
        return self.tokens[self.at]

    def repair(self) -> Repair:
        """The first that helps; next to a line with a mistake of its own, the one that the line's start calls for."""
        if self._began_line() and self._text(-2) == "=" and self.values[-2:-1] == [self.tokens[self.at - 2]]:
            return Repair("VG103", back=1)
        ahead = self._ahead()
        found = next((repair for repair in self._likely() if self._helps(repair, ahead)), None)
        if found is None and self.token.leads and self._kind() == "NAME":
            found = next((repair for repair in CLOSING if self._helps(repair, ahead[:1])), None)
        return found or GIVEN_UP

    def place(self) -> int:
        """How many entries of the stack remain when the unfinished item is taken off."""
        goto = self.automaton.tables.gotos[self.automaton.tables.item]
        return next(size for size in range(len(self.states), 0, -1) if goto[self.states[size - 1]])

    def line(self) -> tuple[Piece, ...]:
        """The tokens of the line that stopped making sense, or those nearest to it."""
        here = self.at - (self.token.leads and self.at > 0)
        start = here
        while start and not self.tokens[start].leads and here - start < FURTHEST:
            start -= 1
        stop = here + 1
        while stop < len(self.tokens) and not self.tokens[stop].leads and stop - here < FURTHEST:
            stop += 1
        return tuple(self.tokens[start:stop])

    def opener(self) -> Piece | None:
        """The bracket that is open where reading stopped."""
        return next((v for v in reversed(self.values) if isinstance(v, Piece) and v.text in {"[", "("}), None)

    def _likely(self) -> Iterator[Repair]:
        """What to try, the likeliest first."""
        token, kind = self.token, self._kind()
        if kind == "EQUAL" and self._began_line():
            yield from (Repair("VG105", "RSQB", back=1), Repair("VG105", "RPAR", back=1))
        if token.text in EQUALS:
            yield Repair("VG111", "EQUAL", skipped=1)
        opener = self.opener()
        if token.text in SEPARATING and opener is not None:
            yield Repair("VG104", "COMMA", skipped=1)
        if token.text in {"]", ")"} and self._text(-1) not in {"=", ",", "["}:
            yield (
                Repair("VG107", skipped=1)
                if opener is None
                else Repair("VG105", CLOSER[opener.text], skipped=1)
            )
        yield Repair("VG102", "EQUAL")
        yield from CLOSING if token.leads else ()
        yield Repair("VG104", "COMMA")
        yield from CLOSING
        if "IN" in self.automaton.awaited(self.states):
            yield Repair("VG123", "IN")
        if kind in {"STRING", "QUANTITY"}:
            yield Repair("VG115", "NAME", skipped=1)
        if kind not in {"LBRACE", "RBRACE", "$END"} and not self._is_value():
            yield Repair("VG114", skipped=1)

    def _helps(self, repair: Repair, ahead: list[int]) -> bool:
        automaton = self.automaton
        kinds = [automaton.tables.terminals.index(repair.sign)] if repair.sign else []
        if repair.back:
            kinds.append(self.tokens[self.at - 1].lastindex)
        kinds += (kind for kind in ahead[repair.skipped :] if kind != NOTHING)
        return automaton.reach(self.states[: len(self.states) - repair.back], kinds) == len(kinds)

    def _ahead(self) -> list[int]:
        """The terminals from where reading stopped up to the first of the next line, and the `=` behind that.

        What will be a mistake of its own counts as nothing: strange signs, and commas behind an attribute.
        """
        kinds: list[int] = []
        bare = self.opener() is None
        near = self.tokens[self.at : self.at + FURTHEST]
        for token, after in pairwise([*near, near[-1]]):
            separates = bare and token.text == "," and after.leads
            strange = token.lastindex == len(self.automaton.tables.terminals)
            kinds.append(NOTHING if kinds and (strange or separates) else token.lastindex)
            if token.leads and len(kinds) > 1:
                return [*kinds, after.lastindex] if after.text == "=" else kinds
            if after.leads and after.text == "=":
                return kinds
        return kinds

    def _began_line(self) -> bool:
        """Whether the token before, first of its line, was read as a value: `duration =` and below it `prompt =`."""
        before = self.tokens[self.at - 1] if self.at else None
        return bool(before and before.leads and self.values and self.values[-1] is before)

    def _is_value(self) -> bool:
        """Whether the token is all that its attribute has for a value: without it, the next line would be taken for it."""
        return self._text(-1) == "=" and self.tokens[self.at + 1].leads

    def _text(self, near: int) -> str:
        """The text of a token near the one that cannot stand; none outside of the file."""
        at = self.at + near
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _kind(self, near: int = 0) -> str:
        """The terminal of a token near the one that cannot stand; none for trouble and outside of the file."""
        at, names = self.at + near, self.automaton.tables.terminals
        kind = self.tokens[at].lastindex if 0 <= at < len(self.tokens) else len(names)
        return names[kind] if kind < len(names) else ""

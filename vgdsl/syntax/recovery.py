"""Reads a text with mistakes: mends each one in passing, says what it was, and goes on. Knows no wording.

A mistake shows as a token that cannot stand where it does. Where a small repair lets reading go on, the repair is made;
where none does, the item is given up, and reading goes on at the next line that can begin one. So one mistake makes one
message, and the rest of the text still yields its tree.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.source import Source
from vgdsl.syntax import tree
from vgdsl.syntax.automaton import DEEPEST, Automaton
from vgdsl.syntax.braces import Braces
from vgdsl.syntax.hints import Mistake, explain
from vgdsl.syntax.pieces import Pieces
from vgdsl.syntax.places import Piece
from vgdsl.syntax.repairs import GIVEN_UP, Repair, Stop

SIGNS = {"EQUAL": "=", "COMMA": ",", "RSQB": "]", "RPAR": ")", "IN": "in", "RBRACE": "}"}


class Recovery:
    """One reading of one broken text; `items` and `found` are its outcome."""

    def __init__(self, source: Source, automaton: Automaton, most: int) -> None:
        self.source = source
        self.automaton = automaton
        self.most = most  # mistakes after which reading ends
        pieces = Pieces(source, most)
        braces = Braces(pieces)
        self.kinds = pieces.kinds
        self.quiet = pieces.quiet
        self.match = braces.match
        self.tokens = braces.tokens
        self.found = braces.found
        self.states = [0]
        self.values: list[Any] = []
        self.at = 0  # the number of the token that is read
        self.items = self._read()

    def _read(self) -> tuple[tree.Item, ...]:
        while True:
            self.automaton.run(self._rest(), self.states, self.values)
            token = self.tokens[self.at]
            if self.states[-1] == self.automaton.tables.accept:
                return tuple(self.values[-1])
            if not token.lastindex and self._can(self.kinds["RBRACE"]):
                self._put("RBRACE", token.at)
            elif len(self.found) > self.most:
                self.tokens = self.tokens[: self.at] + self.tokens[-1:]
                self._leave_item()
            elif len(self.states) > DEEPEST and token.lastindex in self.automaton.opening:
                self._explain(Repair("VG117"))
                self._leave_item()
                self._skip()
            else:
                self._mend()

    def _rest(self) -> Iterator[Piece]:
        for at in range(self.at, len(self.tokens)):
            self.at = at
            yield self.tokens[at]

    def _stop(self) -> Stop:
        return Stop(self.automaton, self.tokens, self.at, self.states, self.values)

    def _mend(self) -> None:
        repair = self._stop().repair()
        self._explain(repair)
        if repair == GIVEN_UP:
            self._give_up()
        else:
            self._apply(repair)

    def _apply(self, repair: Repair) -> None:
        if repair.code == "VG103":
            self._leave_item()
        elif repair.back:
            del self.states[-1], self.values[-1]
        if repair.sign:
            self._put(repair.sign, self.tokens[self.at - 1 - repair.back].stop)
        self.at += repair.skipped - repair.back

    def _put(self, kind: str, at: int) -> None:
        """Reads a token that the text lacks; one that is there as another kind keeps its place and its text."""
        sign = Piece(self.kinds[kind], at, at, SIGNS.get(kind, ""))
        if kind == "NAME":
            token = self.tokens[self.at]
            sign = Piece(self.kinds[kind], token.at, token.stop, token.text.strip('"'))
        self.automaton.run((sign,), self.states, self.values)

    def _can(self, kind: int) -> bool:
        return self.automaton.reach(self.states, (kind,)) > 0

    def _give_up(self) -> None:
        """Leaves out the item that is being read, and goes on where the next one can begin."""
        token = self.tokens[self.at]
        if self._can(self.kinds["RBRACE"]) or self._can(0):
            self._skip()  # the item before is whole
            return
        self._leave_item()
        if not ((token.leads or token.text == "}") and self._can(token.lastindex)):
            self._skip()

    def _leave_item(self) -> None:
        place = self._stop().place()
        del self.states[place:], self.values[place - 1 :]

    def _skip(self) -> None:
        """Passes tokens up to one that begins a line and can begin an item, or to the end of the block."""
        depth = 0
        for at in range(self.at, len(self.tokens)):
            token = self.tokens[at]
            begins = token.leads and token.lastindex in {self.kinds["NAME"], self.kinds["IMPORT"]}
            if not token.lastindex or (at > self.at and depth == 0 and (begins or token.text == "}")):
                self.at = at
                return
            depth = max(0, depth + (token.text == "{") - (token.text == "}"))

    def _explain(self, repair: Repair) -> None:
        """Notes what is wrong, instead of what was wrong with the token itself; but not what follows from an open text."""
        stop = self._stop()
        before = self.tokens[self.at - 1 - repair.back] if self.at > repair.back else None
        awaited = self.automaton.awaited(self.states)
        mistake = Mistake(self.source, repair, stop.token, before, stop.line(), stop.opener(), awaited)
        told = explain(mistake)
        if self.source.position(told.span.start).line not in self.quiet:
            self.found = [known for known in self.found if not self._covers(told, known, stop.token.at)]
            self.found.append(told)
            self._end_together(told)

    def _end_together(self, told: Diagnostic) -> None:
        """A bracket that is open to the end of the file takes the blocks with it that end there: one mistake."""
        if told.code != "VG105" or told.edits[0].span.start < len(self.source.text.rstrip()):
            return
        place = told.edits[0].span
        blocks = (known for known in self.found if known.code == "VG106" and known.edits[0].span == place)
        if block := next(blocks, None):
            edit = Edit(place, told.edits[0].text + block.edits[0].text)
            self.found.remove(block)
            self.found[self.found.index(told)] = msgspec.structs.replace(told, edits=(edit,))

    def _covers(self, told: Diagnostic, known: Diagnostic, at: int) -> bool:
        """Whether a message says it all: another one is about the same sign, and only about that."""
        return known.span.start == at and told.span.start <= at < told.span.end

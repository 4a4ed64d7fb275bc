"""Reads the signs of a scene file up to a place, and knows which brackets are open there. Knows no grammar and no meaning.

A bracket keeps the signs of what was begun in it and is not finished: behind a comma or a whole attribute it begins anew. What is
closed counts as one sign.
"""

from collections.abc import Iterable, Sequence

import msgspec

from vgdsl.syntax.places import Piece

PAIRS = {"}": "{", "]": "[", ")": "("}
GROUPS = frozenset({"{}", "[]", "()"})


class Sign(msgspec.Struct, frozen=True):
    """A word, a text, a number, a mark; or a pair of brackets with all that is in it, as `()`."""

    text: str
    start: int
    end: int
    leads: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[:1].isidentifier()

    @property
    def is_text(self) -> bool:
        return self.text.startswith('"')

    @property
    def ends_value(self) -> bool:
        """Whether a value may end with it; what is no word and no text but has a digit is a number."""
        return self.is_word or self.is_text or self.text in GROUPS or any(map(str.isdigit, self.text))


class Bracket(msgspec.Struct):
    """An open bracket, or the file itself, whose `sign` is empty.

    `head` are the signs that belong to it and stand before it: `shot opening`, the `clip` of a call, the name that an index is taken of.
    `pending` is what was begun in it; `commas` are how many things before that are whole; `said` the names that were given values, and in a list what stands in it.
    """

    sign: str
    start: int
    head: tuple[Sign, ...] = ()
    pending: list[Sign] = []
    commas: int = 0
    said: list[str] = []

    @property
    def holds_items(self) -> bool:
        return self.sign in {"", "{"}

    def take(self, sign: Sign, after: str) -> None:
        """One more sign; `after` is the text of the one behind it."""
        if sign.text == ",":
            if self.sign == "[" and self.pending:
                self.said.append("".join(known.text for known in self.pending))
            self.pending, self.commas = [], self.commas + 1
            return
        if self.holds_items and self._begins(sign, after):
            self.pending = []
        self.pending.append(sign)
        if sign.text == "=" and len(self.pending) == 2 and self.pending[0].is_word:  # noqa: PLR2004 - name, sign
            self.said.append(self.pending[0].text)

    def whole(self) -> bool:
        """Whether what was begun may be all: an attribute, a definition or an import with its value."""
        texts = [sign.text for sign in self.pending]
        if not texts:
            return True
        if texts[0] == "import":
            return len(texts) > 1 and texts[-1] != "as"
        return "=" in texts and self.pending[-1].ends_value

    def _begins(self, sign: Sign, after: str) -> bool:
        """Whether a sign is the first of the next item."""
        if not sign.is_word or (sign.text == "as" and self._texts()[:1] == ["import"]):
            return False
        if self.whole():
            return True
        unfinished = self.pending[-1].text == "=" and after == "="
        words_only = all(known.is_word for known in self.pending)
        return sign.leads and (unfinished or words_only)

    def _texts(self) -> list[str]:
        return [sign.text for sign in self.pending]


class Reading:
    """What is open after some signs, outermost first: the file, then the blocks, calls and lists around the place."""

    def __init__(self, opened: Iterable[Bracket] = ()) -> None:
        self.open = [Bracket("", 0), *opened]

    def read(self, signs: Sequence[Sign]) -> None:
        for sign, after in zip(signs, [*(sign.text for sign in signs[1:]), ""], strict=False):
            if sign.text in PAIRS.values():
                self._enter(sign)
            elif sign.text in PAIRS:
                self._leave(sign)
            else:
                self.open[-1].take(sign, after)

    def _enter(self, sign: Sign) -> None:
        outer = self.open[-1]
        head = tuple(outer.pending) if sign.text == "{" else chain(outer.pending)
        self.open.append(Bracket(sign.text, sign.start, head))

    def _leave(self, sign: Sign) -> None:
        """Closes the bracket that it belongs to; those that were left open within are closed with it."""
        opened = PAIRS[sign.text]
        if all(bracket.sign != opened for bracket in self.open):
            return
        while (inner := self.open.pop()).sign != opened:
            pass
        outer = self.open[-1]
        if opened == "{":
            outer.pending = []
        else:
            outer.take(Sign(opened + sign.text, inner.start, sign.end), "")


def chain(signs: Sequence[Sign]) -> tuple[Sign, ...]:
    """The last signs that belong together as one value: `opening . last_frame`, `video ()`, `postcard [] . last_frame`."""
    taken: list[Sign] = []
    for sign in reversed(signs):
        after = taken[-1] if taken else None
        if after is None or after.text in GROUPS or after.text == ".":
            joins = sign.is_word or sign.text in GROUPS
        else:
            joins = False
        if not joins and not (after is not None and after.is_word and sign.text == "."):
            break
        taken.append(sign)
    return tuple(reversed(taken))


def signs_of(pieces: Iterable[Piece], part: str, shift: int) -> list[Sign]:
    """The tokens of a part of a file that begins at `shift`, without its end. What was mended over a line's end ends with the line."""
    return [
        Sign(piece.text, piece.at + shift, _end(piece, part) + shift, piece.leads)
        for piece in pieces
        if piece.lastindex
    ]


def _end(piece: Piece, part: str) -> int:
    if piece.text.startswith('"'):
        return piece.stop
    newline = part.find("\n", piece.at, piece.stop)
    return piece.stop if newline < 0 else newline

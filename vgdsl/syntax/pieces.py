"""Cuts a text with mistakes into tokens, and says what is wrong with quotes and comments. Knows no grammar rules."""

import re

import msgspec

from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.source import Source, Span
from vgdsl.syntax import lexer
from vgdsl.syntax.grammar import tables

QUOTED = re.compile("'([^'\n]*)'|[“”„]([^“”„\n]*)[“”]|«([^«»\n]*)»|‘([^‘’\n]*)’")
FOREIGN_COMMENT = re.compile(r"//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)")
STRAY = re.compile(r"[^\s\w\"'“”„«‘#{}\[\]().,=:;/]+|(?s:.)")
NEXT_ITEM = re.compile(
    r"\n(?=[ \t]*(?:[^\W\d]\w*[ \t]*=|\}|[^\W\d]\w*[ \t]+[^\W\d]\w*[ \t]*(?:\[[^\n]*)?\{))"
)
PAIRS = {")": "(", "]": "[", "}": "{"}


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A token that stands for itself or for what was meant; `leads` where it is the first of its line.

    `text` is what the grammar reads, which differs from what is at `at` where a mistake has been mended.
    """

    lastindex: int
    at: int
    stop: int
    text: str
    leads: bool = False

    def start(self) -> int:
        return self.at

    def span(self, _group: object) -> tuple[int, int]:
        return self.at, self.stop

    def __getitem__(self, _group: object) -> str:
        return self.text


class Pieces:
    """The tokens of a broken text, the last one its end, and the mistakes that could be told without the grammar."""

    def __init__(self, source: Source, most: int) -> None:
        self.source = source
        self.most = most  # mistakes after which reading ends
        self.found: list[Diagnostic] = []
        self.quiet: set[int] = set()  # lines whose text is never closed: what follows from that is no news
        self.kinds = {name: number for number, name in enumerate(tables().terminals)}
        self.trouble = len(self.kinds)
        self.tokens = self._cut()

    def _cut(self) -> list[Piece]:
        text, pattern = self.source.text, lexer.pattern()
        tokens: list[Piece] = []
        at, leads = lexer.first(text), True
        while len(self.found) <= self.most and (match := pattern.match(text, at)):
            kind = match.lastindex or 0
            if kind == self.trouble or self._swallowed(kind, match[kind]):
                piece, stop = self._mended(at, leads=leads)
                end = lexer.skip(text, stop)
            else:
                stop, end = match.end(kind), match.end()
                piece = Piece(kind, at, stop, match[kind], leads)
            if piece:
                self._foresee(tokens, piece)
                tokens.append(piece)
            leads = (leads and piece is None) or "\n" in text[stop:end]
            at = end
        last = len(text[:at].rstrip())
        return [*tokens, Piece(0, last, last, "", leads=True)]

    def _foresee(self, before: list[Piece], piece: Piece) -> None:
        """Sees the keyword of `import 'cast.vg'`, which the lexer only knows in front of a proper quote."""
        if piece.lastindex == self.kinds["STRING"] and before and before[-1].text == "import":
            before[-1] = msgspec.structs.replace(before[-1], lastindex=self.kinds["IMPORT"])

    def _swallowed(self, kind: int, text: str) -> bool:
        """Whether a block text seems to end where another one begins: `prompt = \"\"\"`."""
        return kind == self.kinds["BLOCK_STRING"] and "\n" in text and text[:-3].rstrip(" \t").endswith("=")

    def _mended(self, at: int, *, leads: bool) -> tuple[Piece | None, int]:
        """What was meant by the trouble at a place, and where it ends; None for what stands for nothing."""
        text = self.source.text
        if text.startswith('"', at):
            piece = self._open_block(at, leads) if text.startswith('"""', at) else self._open_text(at, leads)
            return piece, piece.stop
        if quoted := QUOTED.match(text, at):
            inner = quoted[quoted.lastindex or 0]
            self._note(
                "VG110", at, quoted.end(), Edit(self._span(at, quoted.end()), _requoted(inner)), text[at]
            )
            return Piece(self.kinds["STRING"], at, quoted.end(), f'"{inner}"', leads), quoted.end()
        if comment := FOREIGN_COMMENT.match(text, at):
            edit = Edit(self._span(at, at + 2), "#") if comment[0].startswith("//") else None
            self._note("VG113", at, at + 2, edit, comment[0][:2])
            return None, comment.end()
        stray = STRAY.match(text, at)
        stop = stray.end() if stray else at + 1
        return Piece(self.trouble, at, stop, text[at:stop], leads), stop

    def _open_text(self, at: int, leads: bool) -> Piece:
        """A text that its line's end cuts off; brackets that the line opened before it are taken to stay outside."""
        text = self.source.text
        line_end = text.find("\n", at)
        before = text[text.rfind("\n", 0, at) + 1 : at]
        stop = at + len(text[at : line_end if line_end >= 0 else len(text)].rstrip())
        open_before = {right: before.count(left) - before.count(right) for right, left in PAIRS.items()}
        while stop > at + 1 and (open_before.get(text[stop - 1], 0) > 0 or text[stop - 1] in " \t"):
            if text[stop - 1] in PAIRS:
                open_before[text[stop - 1]] -= 1
            stop -= 1
        self.quiet.add(self.source.position(at).line)
        self._note("VG108", at, stop, Edit(self._span(stop, stop), '"'))
        return Piece(self.kinds["STRING"], at, stop, text[at:stop] + '"', leads)

    def _open_block(self, at: int, leads: bool) -> Piece:
        """A block text without its end, taken to go on up to a line that reads like an attribute or a block."""
        text = self.source.text
        after = NEXT_ITEM.search(text, at + 3)
        stop = max(at + 3, after.start() if after else len(text.rstrip()))
        self._note("VG109", at, at + 3, Edit(self._span(stop, stop), '\n"""'))
        return Piece(self.kinds["BLOCK_STRING"], at, stop, text[at:stop] + '"""', leads)

    def _note(self, code: str, start: int, stop: int, edit: Edit | None, found: str = "") -> None:
        edits = (edit,) if edit else ()
        self.found.append(Diagnostic(code, self._span(start, stop), {"found": found}, edits=edits))

    def _span(self, start: int, stop: int) -> Span:
        return Span(self.source, start, stop)


def _requoted(inner: str) -> str:
    return '"' + inner.replace('"', '\\"') + '"'

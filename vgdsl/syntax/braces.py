"""Finds the braces that a broken text lacks or has too many of, by its indentation. Knows no grammar rules.

Only asked where a text has mistakes, and only acts where its braces do not match: a text that is indented oddly but is
right otherwise never gets here. A line that stands as far left as the head of an open block, or further, most likely
stands outside it.
"""

from itertools import pairwise

import msgspec

from vgdsl.diagnostics import Diagnostic, Edit, Label
from vgdsl.source import Span
from vgdsl.syntax import rows
from vgdsl.syntax.idioms import IDIOMS
from vgdsl.syntax.pieces import Pieces
from vgdsl.syntax.places import Piece

MOST_TOGETHER = 50  # blocks that one message tells of
OPEN_TEXTS = frozenset({"VG108", "VG109"})
FOR_BRACE = frozenset({":", "do", "begin", "then"})


class Open(msgspec.Struct, frozen=True):
    """A block that is open: its brace, the first token of its head's line, and that line's indentation."""

    brace: Piece
    head: Piece
    indent: int


class Braces:
    """The tokens of a text with its braces matched, and what was wrong with them."""

    def __init__(self, pieces: Pieces) -> None:
        self.source = pieces.source
        self.kinds = pieces.kinds
        self.most = pieces.most
        self.mended: dict[Piece, int] = {}  # braces that were put in, and the numbers of their messages
        self.closed: tuple[int, int] | None = (
            None  # where blocks were closed last, and the number of the message
        )
        tokens, found = rows.mended(IDIOMS, pieces.source, pieces.tokens)
        self.found = [*pieces.found, *found]
        tokens = self._headed(tokens)
        lacking, spare = self._balance(tokens)
        self.match = not (lacking or spare)
        self.tokens = tokens if self.match else self._matched(tokens, lacking, spare)

    def _headed(self, tokens: list[Piece]) -> list[Piece]:
        """Opens the blocks whose head stands on its line without a brace, with deeper lines below it."""
        done: list[Piece] = []
        lines = _lines(tokens)
        for line, below in pairwise([*lines, []]):
            head = line[:-1] if line[-1].text in FOR_BRACE and len(line) > 1 else line
            if len(self.found) > self.most or not (
                self._is_head(head)
                and self._is_body(below)
                and self._indent(below[0]) > self._indent(line[0])
            ):
                done += line
                continue
            last = head[-1]
            brace = Piece(self.kinds["LBRACE"], last.stop, last.stop, "{")
            done += [*head, brace]
            edit = Edit(self._span(last.stop, line[-1].stop), " {")
            span = self._span(line[0].at, last.stop)
            self._note(Diagnostic("VG120", span, {"head": span.text}, edits=(edit,)))
            self.mended[brace] = len(self.found) - 1
        return done

    def _is_body(self, line: list[Piece]) -> bool:
        """Whether a line may be the first of a block."""
        texts = [token.text for token in line[:4]]
        return "=" in texts[1:2] or "{" in texts[1:4]

    def _is_head(self, line: list[Piece]) -> bool:
        """Whether a line reads `shot opening`, `shot postcard[city in cities]` or `options`."""
        words = [token.lastindex == self.kinds["NAME"] for token in line]
        loop = len(line) > 3 and line[2].text == "[" and line[-1].text == "]"  # noqa: PLR2004 - keyword, name, bracket
        return all(words[:2]) and (len(line) < 3 or loop)  # noqa: PLR2004 - keyword, name

    def _balance(self, tokens: list[Piece]) -> tuple[int, int]:
        """How many closing braces a text lacks, and how many it has that close nothing."""
        depth = spare = 0
        for token in tokens:
            if token.text == "{":
                depth += 1
            elif token.text == "}" and depth:
                depth -= 1
            elif token.text == "}":
                spare += 1
        return depth, spare

    def _matched(self, tokens: list[Piece], lacking: int, spare: int) -> list[Piece]:
        done: list[Piece] = []
        opened: list[Open] = []
        head = tokens[0]
        for token in tokens:
            head = token if token.leads else head
            while opened and lacking and self._outside(token, opened[-1]):
                lacking -= 1
                self._close(done, opened.pop())
            if token.text == "}" and (not opened or (spare and self._inside(token, opened[-1]))):
                spare -= 1
                span = self._span(token.at, token.stop)
                self._note(Diagnostic("VG107", span, {"found": "}", "opening": "{"}, edits=(Edit(span, ""),)))
                continue
            if token.text == "{":
                opened.append(Open(token, head, self._indent(head)))
            elif token.text == "}":
                opened.pop()
            done.append(token)
        return done

    def _outside(self, token: Piece, block: Open) -> bool:
        """Whether a token can no longer belong to a block: it ends the text, or stands left of where the block may go."""
        if token.lastindex == 0:
            return True
        if not token.leads:
            return False
        indent = self._indent(token)
        return indent < block.indent if token.text == "}" else indent <= block.indent

    def _inside(self, token: Piece, block: Open) -> bool:
        """Whether a closing brace stands too far right to close the block it would close."""
        return token.leads and self._indent(token) > block.indent

    def _indent(self, token: Piece) -> int:
        text = self.source.text
        return token.at - (text.rfind("\n", 0, token.at) + 1)

    def _close(self, done: list[Piece], block: Open) -> None:
        """Closes a block where it seems to end; blocks that end together are one mistake, and so is what came before it."""
        at = done[-1].stop
        edit = Edit(self._span(at, at), "\n" + " " * block.indent + "}")
        number = self.mended.get(block.brace, self._open_text(at) if self.closed is None else None)
        if number is None and self.closed is not None and self.closed[0] == at:
            number = self.closed[1]
        done.append(Piece(self.kinds["RBRACE"], at, at, "}"))
        opener = self._span(block.brace.at, block.brace.stop)
        if number is not None:
            told = self.found[number]
            if max(len(told.labels), len(told.edits)) < MOST_TOGETHER:
                labels = (*told.labels, Label(opener, "also")) if told.code == "VG106" else told.labels
                edits = _together((*told.edits, edit))
                self.found[number] = msgspec.structs.replace(told, labels=labels, edits=edits)
        else:
            head = self._span(block.head.at, block.head.stop)
            labels = () if block.head.text == "{" else (Label(head, "head"),)
            number = len(self.found)
            self._note(Diagnostic("VG106", opener, {}, labels=labels, edits=(edit,)))
        if number < len(self.found):
            self.closed = (at, number)

    def _open_text(self, at: int) -> int | None:
        """The number of the message about a text that is open to the end of the file: its blocks end there as well."""
        if at < len(self.source.text.rstrip()):
            return None
        texts = ((n, told) for n, told in enumerate(self.found) if told.code in OPEN_TEXTS)
        return next((n for n, told in texts if told.edits[-1].span.end == at), None)

    def _note(self, diagnostic: Diagnostic) -> None:
        if len(self.found) <= self.most:
            self.found.append(diagnostic)

    def _span(self, start: int, stop: int) -> Span:
        return Span(self.source, start, stop)


def _together(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Edits at one place as one, in their order."""
    first, *rest = edits
    same = [edit for edit in rest if edit.span == first.span and first.span.start == first.span.end]
    others = [edit for edit in rest if edit not in same]
    one = Edit(first.span, first.text + "".join(edit.text for edit in same))
    return (one, *others)


def _lines(tokens: list[Piece]) -> list[list[Piece]]:
    """Tokens by the line they stand in."""
    lines: list[list[Piece]] = []
    for token in tokens:
        if token.leads or not lines:
            lines.append([])
        lines[-1].append(token)
    return lines

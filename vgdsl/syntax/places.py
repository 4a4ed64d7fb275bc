"""Places of a text with mistakes, and the tokens that stand there. Knows no grammar rules and no mistake."""

import msgspec

from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.source import Source, Span

ENDS = r"(?=[ \t]*(?:#[^\n]*)?(?:\n(?!(?:\s|#[^\n]*\n)*[={\[(.,])|\Z))"
"""The end of a line that the next one does not go on with."""

LONGEST = 24  # characters of the text that a message quotes


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


class Meant(msgspec.Struct, frozen=True):
    """What a place stands for: tokens as (terminal, from, to, text), the text up to `stop`, and what is to be said of it.

    The terminal is empty for a sign that is none. What else is wrong with the line is no news where it is `quiet`;
    what `leaves` says (from, to) is passed over when reading gets there.
    """

    stop: int
    tokens: tuple[tuple[str, int, int, str], ...] = ()
    told: Diagnostic | None = None
    quiet: bool = False
    leaves: tuple[tuple[int, int], ...] = ()


class Place(msgspec.Struct, frozen=True):
    """Where a habit may begin: what the lexer takes for a token there, what stands before it, and what is open."""

    source: Source
    at: int
    kind: str
    stop: int
    before: Piece | None
    leads: bool
    brackets: int
    braces: int

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def valued(self) -> bool:
        """Whether a value is due: behind an equals sign, or what was meant for one."""
        return self.before is not None and self.before.text in {"=", ":"}

    def span(self, start: int, stop: int) -> Span:
        return Span(self.source, start, stop)

    def tell(
        self, code: str, start: int, stop: int, *edits: tuple[int, int, str], **facts: str | int
    ) -> Diagnostic:
        """A message about a part of the text; edits are written as (from, to, text)."""
        changes = tuple(Edit(self.span(at, to), text) for at, to, text in edits)
        return Diagnostic(code, self.span(start, stop), facts, edits=changes)


def shorten(text: str) -> str:
    """A text as a message quotes it: its first line, and not too much of that."""
    line = text.partition("\n")[0]
    return line if len(line) <= LONGEST and line == text else f"{line[: LONGEST - 1].rstrip()}…"

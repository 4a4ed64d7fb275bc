"""Cuts a text with mistakes into tokens, where habits of other languages stand for what they mean. Knows no grammar rules."""

from vgdsl.diagnostics import Diagnostic
from vgdsl.source import Source
from vgdsl.syntax import lexer
from vgdsl.syntax.grammar import tables
from vgdsl.syntax.habits import meant
from vgdsl.syntax.places import Meant, Piece, Place

HOPELESS = 20_000  # brackets within each other, after which no more is read


class Pieces:
    """The tokens of a broken text, the last one its end, and the mistakes that could be told without the grammar."""

    def __init__(self, source: Source, most: int) -> None:
        self.source = source
        self.most = most  # mistakes after which reading ends
        self.found: list[Diagnostic] = []
        self.quiet: set[int] = set()  # lines whose text is never closed: what follows from that is no news
        self.names = (*tables().terminals, "")
        self.kinds = {name: number for number, name in enumerate(self.names)}
        self.trouble = self.kinds[""]
        self.tokens = self._cut()

    def _cut(self) -> list[Piece]:
        text, pattern = self.source.text, lexer.pattern()
        tokens: list[Piece] = []
        leaves: dict[int, int] = {}
        at, leads, brackets, braces = lexer.first(text), True, 0, 0
        while (
            len(self.found) <= self.most
            and max(brackets, braces) < HOPELESS
            and (match := pattern.match(text, at))
        ):
            kind = match.lastindex or 0
            stop, end = match.end(kind), match.end()
            before = tokens[-1] if tokens else None
            place = Place(self.source, at, self.names[kind], stop, before, leads, brackets, braces)
            if at in leaves:
                new, stop = [], leaves[at]
                end = lexer.skip(text, stop)
            elif one := meant(place):
                new, stop = self._taken(one, leads=leads), one.stop
                end = lexer.skip(text, stop)
                leaves.update(one.leaves)
            else:
                new = [Piece(kind, at, stop, match[kind], leads)]
            self._foresee(tokens, new)
            tokens += new
            for piece in new:
                brackets, braces = _open(piece.text, brackets, braces)
            leads = (leads and not new) or "\n" in text[stop:end]
            at = end
        last = len(text[:at].rstrip())
        return [*tokens, Piece(0, last, last, "", leads=True)]

    def _taken(self, one: Meant, *, leads: bool) -> list[Piece]:
        """The tokens of what was meant, and the message about it kept."""
        if one.told is not None:
            self.found.append(one.told)
            if one.quiet:
                self.quiet.add(one.told.span.position.line)
        return [
            Piece(self.kinds[kind], at, stop, text, leads and not number)
            for number, (kind, at, stop, text) in enumerate(one.tokens)
        ]

    def _foresee(self, before: list[Piece], new: list[Piece]) -> None:
        """Sees the keyword of `import 'cast.vg'`, which the lexer only knows in front of a proper quote."""
        last = before[-1] if before else None
        if new and last and last.text == "import" and new[0].lastindex == self.kinds["STRING"]:
            before[-1] = Piece(self.kinds["IMPORT"], last.at, last.stop, last.text, last.leads)


def _open(text: str, brackets: int, braces: int) -> tuple[int, int]:
    """How many brackets and braces are open behind a token; a brace is never within brackets."""
    match text:
        case "[" | "(":
            return brackets + 1, braces
        case "]" | ")":
            return max(0, brackets - 1), braces
        case "{":
            return 0, braces + 1
        case "}":
            return 0, max(0, braces - 1)
    return brackets, braces

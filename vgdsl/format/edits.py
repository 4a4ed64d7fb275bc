"""The pieces of a page as edits of the old text, as small as they can be. Knows no layout."""

import re
from collections.abc import Iterable, Iterator, Sequence

from vgdsl.diagnostics import Edit
from vgdsl.format.page import Piece
from vgdsl.source import Source, Span

_LINE_ENDS = re.compile(r"[^\S\n]*(?:\n|\Z)")


def independent(text: str, laid: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with those in one that cannot be made alone: a comment ends a line only if the line ends there."""
    waiting: Piece | None = None
    for piece in laid:
        grown = piece if waiting is None else _joined(waiting, piece)
        waiting = grown if not grown.whole or _needs_next(text, grown) else None
        if waiting is None:
            yield grown
    if waiting is not None:
        yield waiting


def edits(source: Source, laid: Iterable[Piece]) -> Iterator[Edit]:
    """The pieces that change anything; those that would touch each other as one."""
    waiting: Edit | None = None
    for piece in laid:
        edit = _edit(source, piece)
        if edit is None:
            continue
        if waiting and waiting.span.end == edit.span.start:
            edit = Edit(Span(source, waiting.span.start, edit.span.end), waiting.text + edit.text)
        elif waiting:
            yield waiting
        waiting = edit
    if waiting:
        yield waiting


def _joined(first: Piece, second: Piece) -> Piece:
    return Piece(first.start, second.stop, first.text + second.text, first.begins, second.whole)


def _needs_next(text: str, piece: Piece) -> bool:
    if "#" not in piece.text or text.startswith(piece.text, piece.start):
        return False
    return not _LINE_ENDS.match(text, piece.stop)


def _edit(source: Source, piece: Piece) -> Edit | None:
    """A piece without what is the same at its beginning and at its end; line ends stay whole."""
    old, new = source.text[piece.start : piece.stop], piece.text
    if old == new:
        return None
    room = min(len(old), len(new))
    head = next((at for at in range(room) if old[at] != new[at]), room)
    head -= old[head - 1 : head] == "\r"
    tail = next((at for at in range(room - head) if old[-1 - at] != new[-1 - at]), room - head)
    tail -= tail > 0 and old[-tail] == "\n"
    return Edit(Span(source, piece.start + head, piece.stop - tail), new[head : len(new) - tail])

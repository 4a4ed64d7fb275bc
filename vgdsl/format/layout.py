"""The canonical layout of a text, whole or in part, as a text or as edits. Knows what can be read; the rest it leaves alone."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from vgdsl.diagnostics import Edit
from vgdsl.format.broken import readable
from vgdsl.format.page import Piece, pieces
from vgdsl.format.units import Kind, Unit, units
from vgdsl.source import Source, Span
from vgdsl.syntax import lexer
from vgdsl.syntax.parser import Parsed, parse, without_collector


class Layout(msgspec.Struct, frozen=True):
    """A text in its canonical layout, the edits that lead there, and the places that had to be left as they are.

    Each edit stays within what begins one line of the layout, with the white space and comments above it, so that any number
    of them can be made. No two touch each other. `left` are whole lines.
    """

    text: str
    edits: tuple[Edit, ...]
    left: tuple[Span, ...] = ()


def format_text(text: str) -> str:
    """A scene file's text in its canonical layout; as far as it can be read, and otherwise as it is. Never raises."""
    return layout(Source("", text)).text


@without_collector()
def layout(source: Source) -> Layout:
    """The layout of a whole text."""
    found = units(source.text, lexer.first(source.text), len(source.text))
    return _broken(source) if found is None else _laid(source, list(found))


def format_range(source: Source, start: int, stop: int) -> tuple[Edit, ...]:
    """The edits that lay out the attributes, heads and ends of blocks that have a part between two places."""
    return tuple(edit for edit in layout(source).edits if edit.span.start <= stop and edit.span.end >= start)


def _laid(source: Source, found: Sequence[Unit]) -> Layout:
    text = source.text
    start = len(lexer.BOM) if text.startswith(lexer.BOM) else 0
    laid = pieces(text, found, start, _line_end(text))
    left = tuple(Span(source, unit.start, unit.stop) for unit in found if unit.kind is Kind.RAW)
    whole = text[:start] + "".join([piece.text for piece in laid])
    return Layout(whole, tuple(_edits(source, laid)), left)


def _broken(source: Source) -> Layout:
    """The layout of a text with mistakes, if they stay the same in it and it is final; else the text as it is.

    Where braces or quotes are missing, what is told of a text hangs on its lines and their indentation.
    """
    parsed = parse(source)
    laid = _laid(source, readable(source, parsed.file.items))
    again = Source(source.name, laid.text)
    reparsed = parse(again)
    if (
        _codes(parsed) == _codes(reparsed)
        and _laid(again, readable(again, reparsed.file.items)).text == laid.text
    ):
        return laid
    return Layout(source.text, (), (Span(source, 0, len(source.text)),))


def _codes(parsed: Parsed) -> list[str]:
    return [diagnostic.code for diagnostic in parsed.diagnostics]


def _edits(source: Source, laid: Iterable[Piece]) -> Iterator[Edit]:
    """The pieces that change anything, as edits; those that would touch each other as one."""
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
    span = Span(source, piece.start + head, piece.stop - tail)
    return Edit(span, new[head : len(new) - tail])


def _line_end(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"

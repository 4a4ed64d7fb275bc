"""The canonical layout of a text, whole or in part, as a text or as edits. Knows what can be read; the rest it leaves alone."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from vgdsl.diagnostics import Edit
from vgdsl.format.broken import readable
from vgdsl.format.edits import edits, independent
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
    """A scene file's text in its canonical layout, as far as it can be read, and otherwise as it is. Never raises."""
    return _whole(text, _page(Source("", text)).pieces)


def layout(source: Source) -> Layout:
    """The layout of a whole text, with all that is known of it. Never raises."""
    page = _page(source)
    changes = edits(source, independent(source.text, page.pieces))
    return Layout(_whole(source.text, page.pieces), tuple(changes), page.left)


def format_range(source: Source, start: int, stop: int) -> tuple[Edit, ...]:
    """The edits that lay out the attributes, heads and ends of blocks which have a part between two places."""
    laid = independent(source.text, _page(source).pieces)
    return tuple(edits(source, (each for each in laid if each.begins <= stop and each.stop >= start)))


class _Page(NamedTuple):
    pieces: list[Piece]
    left: tuple[Span, ...]


@without_collector()
def _page(source: Source) -> _Page:
    found = units(source.text, lexer.first(source.text), len(source.text))
    return _broken(source) if found is None else _laid(source, list(found))


def _laid(source: Source, found: Sequence[Unit]) -> _Page:
    text = source.text
    laid = pieces(text, found, _mark(text), _line_end(text, found))
    return _Page(laid, tuple(Span(source, unit.start, unit.stop) for unit in found if unit.kind is Kind.RAW))


def _broken(source: Source) -> _Page:
    """The layout of a text with mistakes, if they stay the same in it and it is final; else the text as it is.

    Where braces or quotes are missing, what is told of a text hangs on its lines and their indentation.
    """
    parsed = parse(source)
    laid = _laid(source, readable(source, parsed.file.items))
    again = Source(source.name, _whole(source.text, laid.pieces))
    reparsed = parse(again)
    final = _laid(again, readable(again, reparsed.file.items)).pieces
    if _codes(parsed) == _codes(reparsed) and _whole(again.text, final) == again.text:
        return laid
    start, stop = _mark(source.text), len(source.text)
    return _Page([Piece(start, stop, source.text[start:], start)], (Span(source, start, stop),))


def _codes(parsed: Parsed) -> list[str]:
    return [diagnostic.code for diagnostic in parsed.diagnostics]


def _whole(text: str, laid: Sequence[Piece]) -> str:
    return text[: _mark(text)] + "".join([piece.text for piece in laid])


def _mark(text: str) -> int:
    """How long a text's byte order mark is."""
    return len(lexer.BOM) if text.startswith(lexer.BOM) else 0


def _line_end(text: str, found: Sequence[Unit]) -> str:
    """How lines end: as the first does that ends between two units, for whatever stands in one may be there to stay."""
    stop = 0
    for unit in found:
        if "\n" in text[stop : unit.start]:
            break
        stop = unit.stop
    at = text.find("\n", stop)
    at = at if at >= 0 else text.find("\n")
    return "\r\n" if text[at - 1 : at] == "\r" else "\n"

"""What uses what: the shots that begin with a frame of this one, what a scene is made of, who mentions marco. Knows no values.

    member(view, offset)          -> Member | None         what is declared under the name at a place
    used_by(views, one)           -> tuple[Use, ...]       what names it, and where in that
    uses(views, one)              -> tuple[Use, ...]       what it names, and where in itself

`views` are the films of the project, each as a View of any of its files. Told by names alone, so also of films with mistakes.
"""

from collections.abc import Iterable, Iterator

import msgspec

from vgdsl.check.declarations import Kind
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Declared, Role
from vgdsl.ide.references import references
from vgdsl.ide.symbols import Symbol, document_symbols
from vgdsl.ide.view import View
from vgdsl.source import Span

_BESIDE = frozenset({Kind.FILM, Kind.IMPORT})
"""What is named without being used: a prefix says only where to look."""


class Member(msgspec.Struct, frozen=True):
    """Something declared in a file of the project."""

    file: str
    symbol: Symbol


class Use(msgspec.Struct, frozen=True):
    """A member at the other end, and the places of the one that uses at which it names the one that is used."""

    member: Member
    places: tuple[Span, ...]


def member(view: View, offset: int) -> Member | None:
    """What is declared under the name at a place; None for what no block declares, such as a variable."""
    one = occurrences(view.analysis).at(view.file, offset)
    thing = one.thing if one is not None else None
    if not isinstance(thing, Declared) or thing.kind in _BESIDE:
        return None
    return _Outlines((view,)).within(thing.file, thing.start)


def used_by(views: Iterable[View], one: Member) -> tuple[Use, ...]:
    """In the order of files and places."""
    views = tuple(views)
    named = references(views, one.file, one.symbol.selection.start, declaration=False)
    outlines = _Outlines(views)
    return _grouped((outlines.within(spot.file, spot.span.start), spot.span) for spot in named)


def uses(views: Iterable[View], one: Member) -> tuple[Use, ...]:
    """In the order in which it names them."""
    view = next((each for each in views if each.analysis.module(one.file) is not None), None)
    return _grouped(_named(view, one)) if view is not None else ()


def _named(view: View, one: Member) -> Iterator[tuple[Member | None, Span]]:
    whole, outlines = one.symbol.whole, _Outlines((view,))
    for each in occurrences(view.analysis).in_file(one.file):
        thing, inside = each.thing, whole.start <= each.start and each.end <= whole.end
        named = inside and each.role not in {Role.DECLARES, Role.STANDS}
        if named and isinstance(thing, Declared) and thing.kind not in _BESIDE:
            yield outlines.within(thing.file, thing.start), Span(whole.source, each.start, each.end)


class _Outlines:
    """The outlines of files, each made once."""

    def __init__(self, views: tuple[View, ...]) -> None:
        self._views = views
        self._known: dict[str, tuple[Symbol, ...]] = {}

    def within(self, file: str, offset: int) -> Member | None:
        """The innermost declaration that a place stands in."""
        symbols, found = self._of(file), None
        while around := [one for one in symbols if one.whole.start <= offset < one.whole.end]:
            found = around[-1]
            symbols = found.inside
        return Member(file, found) if found is not None and found.kind is not None else None

    def _of(self, file: str) -> tuple[Symbol, ...]:
        if file not in self._known:
            view = next((each for each in self._views if each.analysis.module(file) is not None), None)
            outlined = View(file, view.analysis, view.catalog) if view is not None else None
            self._known[file] = document_symbols(outlined) if outlined is not None else ()
        return self._known[file]


def _grouped(found: Iterable[tuple[Member | None, Span]]) -> tuple[Use, ...]:
    """One use for each member, in the order in which they come first."""
    members: dict[tuple[str, int], tuple[Member, list[Span]]] = {}
    for one, span in found:
        if one is not None:
            members.setdefault((one.file, one.symbol.selection.start), (one, []))[1].append(span)
    return tuple(Use(one, tuple(spans)) for one, spans in members.values())

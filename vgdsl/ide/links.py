"""Paths and addresses of a file that lead somewhere: media, imports. Knows no disk; opens nothing.

    links(view) -> tuple[Link, ...]

A `Link` has either a path inside the project, or an address.
"""

from collections.abc import Iterator

import msgspec

from vgdsl.check.declarations import Module
from vgdsl.ide.cards.media import measures
from vgdsl.ide.cursor.around import within
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Path
from vgdsl.ide.view import View
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import MediaKind
from vgdsl.source import Span
from vgdsl.syntax import strings, tree

_MEDIA = frozenset(kind.value for kind in MediaKind)
_SECURE = "https://"


class Link(msgspec.Struct, frozen=True):
    """The characters of `span` lead to a file of the project, or to an address. `tip` says what is there."""

    span: Span
    path: str | None = None
    address: str | None = None
    tip: str = ""


def links(view: View) -> tuple[Link, ...]:
    """The links of a file, in the order of its text; what leads out of the project is none."""
    module, meaning = view.module, view.analysis.meaning
    if module is None or meaning is None:
        return ()
    facts = meaning.elaborated.program.media
    paths = (
        _path(Span(module.source, one.start, one.end), one.thing.path, facts.get(one.thing.path))
        for one in occurrences(view.analysis).in_file(view.file)
        if isinstance(one.thing, Path) and not one.thing.path.startswith("../")
    )
    return tuple(sorted((*paths, *_addresses(module)), key=lambda link: link.span.start))


def _path(span: Span, path: str, known: MediaFacts | None) -> Link:
    return Link(span, path=path, tip=measures(known) if known is not None else "")


def _addresses(module: Module) -> Iterator[Link]:
    """What media are fetched from."""
    if _SECURE not in module.source.text:
        return
    nodes = (node for item in module.items for node in within(item))
    for call in (node for node in nodes if isinstance(node, tree.Call)):
        named = call.function.name if isinstance(call.function, tree.Reference) else ""
        value = call.arguments[0].value if call.arguments else None
        if named in _MEDIA and isinstance(value, tree.String) and not value.block:
            address = strings.decode(value)
            if address.startswith(_SECURE):
                yield Link(Span(module.source, value.start + 1, value.end - 1), address=address)

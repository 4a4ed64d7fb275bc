"""A place in a file of the project, as an answer to an editor. Knows no protocol.

`file` is the path inside the project, as `Module.path` is; what a span's source is called is for messages.
"""

import msgspec

from vgdsl.check.passes import Analysis
from vgdsl.ide.names.things import Declared, Occurrence
from vgdsl.source import Span
from vgdsl.syntax import tree


class Spot(msgspec.Struct, frozen=True):
    """A stretch of one file."""

    file: str
    span: Span


class Target(msgspec.Struct, frozen=True):
    """Where a jump leads: the name to stand on, and all that belongs to it. A file as a whole has neither."""

    file: str
    name: Span | None = None
    whole: Span | None = None


def spot(analysis: Analysis, file: str, occurrence: Occurrence) -> Spot | None:
    module = analysis.module(file)
    if module is None:
        return None
    return Spot(file, Span(module.source, occurrence.start, occurrence.end))


def declared(analysis: Analysis, thing: Declared) -> Target | None:
    """Where something is declared, with its whole block."""
    module = analysis.module(thing.file)
    found = _item(module.items, thing.start) if module is not None else None
    if module is None or found is None:
        return None
    item, name = found
    return Target(thing.file, module.span(name), module.span(item))


def _item(items: tuple[tree.Item, ...], start: int) -> tuple[tree.Item, tree.Name] | None:
    """The item whose name begins at a place of the file."""
    for item in items:
        if not item.start <= start <= item.end or isinstance(item, tree.Attribute):
            continue
        name = item.alias if isinstance(item, tree.Import) else item.name
        if name is not None and name.start == start:
            return item, name
        if isinstance(item, tree.Block):
            return _item(item.items, start)
    return None

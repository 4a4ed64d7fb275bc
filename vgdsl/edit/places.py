"""Finds in a scene file the value that stands at a place. Knows no meaning."""

from collections.abc import Iterable, Iterator

from vgdsl.source import Span
from vgdsl.syntax import tree
from vgdsl.syntax.parser import parse


def text_at(span: Span) -> tree.String | None:
    """The literal that stands exactly there; None where a name or something else does."""
    values = (
        item.value for item in items_within(parse(span.source).file.items) if isinstance(item, tree.Attribute)
    )
    found = next((value for value in values if (value.start, value.end) == (span.start, span.end)), None)
    return found if isinstance(found, tree.String) else None


def items_within(items: Iterable[tree.Item]) -> Iterator[tree.Item]:
    """All items, those inside blocks behind these."""
    for item in items:
        yield item
        if isinstance(item, tree.Block):
            yield from items_within(item.items)

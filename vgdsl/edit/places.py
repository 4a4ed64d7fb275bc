"""Finds in a scene file the value or the block that stands at a place, and where a new attribute goes. Knows no meaning."""

from collections.abc import Iterable, Iterator

from vgdsl.diagnostics import Edit
from vgdsl.source import Source, Span
from vgdsl.syntax import tree
from vgdsl.syntax.parser import parse


def text_at(span: Span) -> tree.String | None:
    """The literal that stands exactly there; None where a name or something else does."""
    values = (
        item.value for item in _items(parse(span.source).file.items) if isinstance(item, tree.Attribute)
    )
    found = next((value for value in values if (value.start, value.end) == (span.start, span.end)), None)
    return found if isinstance(found, tree.String) else None


def added(node: Span, name: str, value: str) -> Edit | None:
    """A new attribute, before all others of the block whose name stands at `node`, in their manner."""
    source = node.source
    block = _block(parse(source).file.items, node)
    if block is None or not block.items:
        return None
    first, text = block.items[0].start, source.text
    indent = text[text.rfind("\n", 0, first) + 1 : first]
    if indent.strip():  # all on one line
        return Edit(Span(source, first, first), f"{name} = {value} ")
    aligned = f"{name:<{_width(block, source)}}"
    return Edit(Span(source, first, first), f"{aligned} = {value}{_line_end(source)}{indent}")


def _width(block: tree.Block, source: Source) -> int:
    """How wide names are before the equals signs of the block's first attribute."""
    first = block.items[0]
    if not isinstance(first, tree.Attribute):
        return 0
    return len(source.text[first.start : first.value.start].rstrip().removesuffix("=").removesuffix(" "))


def _block(items: Iterable[tree.Item], node: Span) -> tree.Block | None:
    """The innermost block around a place."""
    around = [
        item
        for item in _items(items)
        if isinstance(item, tree.Block) and item.start <= node.start and node.end <= item.end
    ]
    return around[-1] if around else None


def _items(items: Iterable[tree.Item]) -> Iterator[tree.Item]:
    """All items, those inside blocks after these."""
    for item in items:
        yield item
        if isinstance(item, tree.Block):
            yield from _items(item.items)


def _line_end(source: Source) -> str:
    return "\r\n" if "\r\n" in source.text else "\n"

"""The pieces of a file that a place lies in, from the item down to the value. Knows the tree; knows no meaning."""

from collections.abc import Iterator

from vgdsl.check.declarations import Module
from vgdsl.syntax import tree


def around(module: Module, offset: int) -> tuple[tree.Node, ...]:
    """Outermost first; a cursor right behind a piece still lies in it. Empty between the items of the file."""
    path: list[tree.Node] = []
    inside: tuple[tree.Node, ...] = module.items
    while inside:
        last = [node for node in inside if node.start <= offset <= node.end][-1:]
        path += last
        inside = tuple(parts(last[0])) if last else ()
    return tuple(path)


def block_at(module: Module, offset: int) -> tree.Block | None:
    """The innermost declaration's block; that of its options counts as part of it."""
    blocks = [node for node in around(module, offset) if isinstance(node, tree.Block)]
    named = [block for block in blocks if block.keyword.text != "options"]
    return named[-1] if named else None


def within(node: tree.Node) -> Iterator[tree.Node]:
    """A piece and all that are in it, each before its own parts."""
    yield node
    for part in parts(node):
        yield from within(part)


def parts(node: tree.Node) -> Iterator[tree.Node]:
    """The pieces directly inside of one, in the order of the text."""
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, tree.Node):
            yield value
        elif isinstance(value, tuple):
            yield from value

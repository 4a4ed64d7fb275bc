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
        inside = tuple(_parts(last[0])) if last else ()
    return tuple(path)


def block_at(module: Module, offset: int) -> tree.Block | None:
    """The innermost declaration's block; that of its options counts as part of it."""
    blocks = [node for node in around(module, offset) if isinstance(node, tree.Block)]
    named = [block for block in blocks if block.keyword.text != "options"]
    return named[-1] if named else None


def _parts(node: tree.Node) -> Iterator[tree.Node]:
    if isinstance(node, tree.Block):
        yield from (part for part in (node.keyword, node.name, node.loop) if part is not None)
        yield from node.items
    elif isinstance(node, tree.Loop):
        yield from (node.variable, node.values)
    elif isinstance(node, tree.Attribute):
        yield from (node.name, node.value)
    elif isinstance(node, tree.Definition):
        yield from (node.keyword, node.name, node.value)
    elif isinstance(node, tree.Import):
        yield from (part for part in (node.path, node.alias) if part is not None)
    else:
        yield from _values(node)


def _values(node: tree.Node) -> Iterator[tree.Node]:
    if isinstance(node, tree.List):
        yield from node.items
    elif isinstance(node, tree.Call):
        yield from (node.function, *node.arguments)
    elif isinstance(node, tree.Argument):
        yield from (part for part in (node.name, node.value) if part is not None)
    elif isinstance(node, tree.Selection):
        yield from (node.of, *node.steps)
    elif isinstance(node, tree.Reference):
        yield from node.steps
    elif isinstance(node, tree.Index):
        yield node.value

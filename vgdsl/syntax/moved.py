"""A piece of the tree at another place: the same nodes, so many characters further on. Knows no text."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from vgdsl.syntax import tree

Some = TypeVar("Some", bound=tree.Node)


def moved(node: Some, by: int) -> Some:
    """The node with all that is in it."""
    if not by:
        return node
    made: Some = _MOVERS[type(node)](node, by)
    return made


def _all(nodes: tuple[Some, ...], by: int) -> tuple[Some, ...]:
    return tuple([_MOVERS[type(node)](node, by) for node in nodes])


def _name(node: tree.Name, by: int) -> tree.Name:
    return tree.named(node.start + by, node.end + by, node.text)


def _some_name(node: tree.Name | None, by: int) -> tree.Name | None:
    return _name(node, by) if node is not None else None


def _string(node: tree.String, by: int) -> tree.String:
    return tree.String(node.start + by, node.end + by, node.raw, node.block)


def _index(node: tree.Index, by: int) -> tree.Index:
    return tree.Index(node.start + by, node.end + by, moved(node.value, by))


def _reference(node: tree.Reference, by: int) -> tree.Reference:
    return tree.Reference(node.start + by, node.end + by, node.name, node.steps and _all(node.steps, by))


def _argument(node: tree.Argument, by: int) -> tree.Argument:
    return tree.Argument(node.start + by, node.end + by, _some_name(node.name, by), moved(node.value, by))


def _call(node: tree.Call, by: int) -> tree.Call:
    return tree.Call(node.start + by, node.end + by, moved(node.function, by), _all(node.arguments, by))


def _selection(node: tree.Selection, by: int) -> tree.Selection:
    return tree.Selection(node.start + by, node.end + by, _call(node.of, by), _all(node.steps, by))


def _attribute(node: tree.Attribute, by: int) -> tree.Attribute:
    value = node.value
    return tree.Attribute(
        node.start + by, node.end + by, _name(node.name, by), _MOVERS[type(value)](value, by)
    )


def _definition(node: tree.Definition, by: int) -> tree.Definition:
    word, name = _name(node.keyword, by), _name(node.name, by)
    return tree.Definition(node.start + by, node.end + by, word, name, moved(node.value, by))


def _import(node: tree.Import, by: int) -> tree.Import:
    return tree.Import(node.start + by, node.end + by, _string(node.path, by), _some_name(node.alias, by))


def _loop(node: tree.Loop, by: int) -> tree.Loop:
    return tree.Loop(node.start + by, node.end + by, _name(node.variable, by), moved(node.values, by))


def _block(node: tree.Block, by: int) -> tree.Block:
    loop = _loop(node.loop, by) if node.loop is not None else None
    word, name = _name(node.keyword, by), _some_name(node.name, by)
    return tree.Block(node.start + by, node.end + by, word, name, loop, _all(node.items, by))


_MOVERS: Mapping[type[tree.Node], Callable[[Any, int], Any]] = {
    tree.Name: _name,
    tree.Spelling: _name,
    tree.Quantity: lambda node, by: tree.Quantity(node.start + by, node.end + by, node.text),
    tree.String: _string,
    tree.Member: lambda node, by: tree.Member(node.start + by, node.end + by, node.name),
    tree.Index: _index,
    tree.Reference: _reference,
    tree.Argument: _argument,
    tree.Call: _call,
    tree.Selection: _selection,
    tree.List: lambda node, by: tree.List(node.start + by, node.end + by, _all(node.items, by)),
    tree.Attribute: _attribute,
    tree.Definition: _definition,
    tree.Import: _import,
    tree.Loop: _loop,
    tree.Block: _block,
}

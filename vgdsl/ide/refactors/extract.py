"""Gives a value a name: a `let` above, and its name in place of the value. Knows no meaning; what does not work is tried."""

from collections.abc import Iterator

from vgdsl.check.declarations import Module
from vgdsl.check.value_types import MEDIA_WORDS
from vgdsl.ide.changes.change import Change
from vgdsl.ide.cursor.around import around, within
from vgdsl.ide.refactors import lines
from vgdsl.ide.refactors.refactoring import Refactoring, Sort
from vgdsl.ide.view import View
from vgdsl.source import Span
from vgdsl.syntax import tree

_NAMEABLE = (tree.Quantity, tree.String, tree.Call, tree.Selection, tree.List)
_MEDIA = frozenset(kind.value for kind in MEDIA_WORDS)


def extract(view: View, module: Module, start: int, end: int) -> Iterator[Refactoring]:
    """For the value under the cursor or around the selection, alone and with all that are equal to it."""
    path = around(module, start)
    attribute = next((node for node in reversed(path) if isinstance(node, tree.Attribute)), None)
    block = next((node for node in path if isinstance(node, tree.Block)), None)
    value = _value(path, start, end)
    if attribute is None or block is None or value is None:
        return
    owner = next((node.name for node in reversed(path) if isinstance(node, tree.Block) and node.name), None)
    name = _free(f"{owner.text}_{attribute.name.text}" if owner else attribute.name.text, view, module)
    alike = [node for node in _values(module, attribute.name.text) if _same(node, value, module)]
    yield _named(f"Give this value a name: `let {name}`", module, [value], name)
    if len(alike) > 1:
        yield _named(f"Give all {len(alike)} equal values one name: `let {name}`", module, alike, name)


def _named(title: str, module: Module, values: list[tree.Node], name: str) -> Refactoring:
    """The `let` stands above the first of the items in which the values stand."""
    source, end = module.source, module.source.line_end
    first = next(item for item in module.items if item.start <= values[0].start <= item.end)
    at = lines.above(source, first.start)
    let = Change(module.path, Span(source, at, at), f"let {name} = {module.span(values[0]).text}{end}{end}")
    said = tuple(Change(module.path, module.span(value), name) for value in values)
    return Refactoring(title, Sort.EXTRACT, (let, *said), name)


def _value(path: tuple[tree.Node, ...], start: int, end: int) -> tree.Node | None:
    """The innermost value that holds the selection; a medium rather than its path."""
    found: tree.Node | None = None
    for node in path:
        if isinstance(node, _NAMEABLE) and node.start <= start and end <= node.end:
            inside = isinstance(found, tree.Call) and isinstance(found.function, tree.Reference)
            medium = inside and isinstance(found, tree.Call) and _called(found) in _MEDIA
            found = found if medium else node
    return found


def _called(call: tree.Call) -> str:
    return call.function.name if isinstance(call.function, tree.Reference) else ""


def _values(module: Module, attribute: str) -> Iterator[tree.Node]:
    """What blocks say for an attribute, with the parts of it."""
    waiting: list[tree.Node] = [*reversed(module.items)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tree.Attribute):
            if node.name.text == attribute:
                waiting += within(node.value)
        elif isinstance(node, tree.Block):
            waiting += reversed(node.items)
        elif isinstance(node, _NAMEABLE):
            yield node


def _same(node: tree.Node, value: tree.Node, module: Module) -> bool:
    return type(node) is type(value) and module.span(node).text == module.span(value).text


def _free(wanted: str, view: View, module: Module) -> str:
    """A name that the file does not have."""
    meaning = view.analysis.meaning
    scope = meaning.names.scopes[module] if meaning is not None else {}
    name, number = wanted, 1
    while name in scope:
        number += 1
        name = f"{wanted}_{number}"
    return name

"""Small words within a text that nobody wrote: the variant of a family, what a mention becomes, names of arguments.

    hints(view, start, end) -> tuple[Hint, ...]

Knows no protocol. Only those between two characters are worked out: an editor asks for what is on the screen.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from vgdsl.check.attributes import ARGUMENTS
from vgdsl.check.declarations import Declaration
from vgdsl.check.passes import Meaning
from vgdsl.ide.making.citations import citations
from vgdsl.ide.making.made import node_of
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Declared, Role
from vgdsl.ide.view import View
from vgdsl.ide.wording.summary import shortened
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Making
from vgdsl.syntax import strings, tree

_CLEAR = frozenset({"image", "video", "audio", "document", "dissolve", "frame", "record"})
"""Calls whose one argument needs no name."""


class Hint(msgspec.Struct, frozen=True):
    """`label` stands at a character of the file; `argument`: it names what stands behind it."""

    at: int
    label: str
    argument: bool = False
    tip: str = ""


def hints(view: View, start: int, end: int) -> tuple[Hint, ...]:
    """The hints between two characters, in the order of the text."""
    module, meaning = view.module, view.analysis.meaning
    if module is None or meaning is None:
        return ()
    found: list[Hint] = []
    for declaration in meaning.names.declared:
        block = declaration.node
        if (
            declaration.module is module
            and block.start < end
            and start < block.end
            and isinstance(block, tree.Block)
        ):
            found += _arguments(block.items)
            found += _node(declaration, meaning, view)
    inside = {(hint.at, hint.label): hint for hint in found if start <= hint.at <= end}
    return tuple(sorted(inside.values(), key=lambda hint: hint.at))


def _node(declaration: Declaration, meaning: Meaning, view: View) -> Iterator[Hint]:
    node = node_of(meaning, declaration)
    if node is not None:
        yield from _variant(declaration.block, node, view.catalog)
        yield from _mentions(declaration, node, meaning, view)


def _variant(block: tree.Block, node: Making, catalog: Catalog) -> Iterator[Hint]:
    """Behind a family's name, what makes this shot."""
    said, model = block.attribute("model"), catalog.get(node.model)
    if said is None or model is None or not isinstance(said.value, tree.String):
        return
    if strings.decode(said.value) != model.id:
        yield Hint(said.value.end, model.mode.value, tip=f"made by {model.id}")


def _mentions(declaration: Declaration, node: Making, meaning: Meaning, view: View) -> Iterator[Hint]:
    """Behind a mention, what the request says in its place."""
    said: Mapping[str, str] | None = None
    for one in occurrences(view.analysis).in_file(view.file):
        inside = declaration.node.start <= one.start < declaration.node.end
        if not inside or one.role is not Role.MENTIONS or not isinstance(one.thing, Declared):
            continue
        if said is None:
            said = citations(node, view.catalog.get(node.model), meaning.elaborated.program)
        words = said.get(one.thing.name, "")
        if words:
            yield Hint(one.end, shortened(words, _LONG), tip=words)


_LONG = 24


def _arguments(items: Sequence[tree.Node]) -> Iterator[Hint]:
    """Before an argument without a name, its name; not where it is the only one, or says itself what it is."""
    waiting = list(items)
    while waiting:
        node = waiting.pop()
        if isinstance(node, tree.Call):
            yield from _named(node)
            waiting += [argument.value for argument in node.arguments]
        elif isinstance(node, tree.List):
            waiting += node.items
        elif isinstance(node, tree.Attribute):
            waiting.append(node.value)


def _named(call: tree.Call) -> Iterator[Hint]:
    name = call.function.name if isinstance(call.function, tree.Reference) else ""
    if name in _CLEAR or name not in ARGUMENTS:
        return
    for argument, known in zip(call.arguments, ARGUMENTS[name], strict=False):
        value = argument.value
        if argument.name is None and isinstance(value, tree.Quantity):
            yield Hint(argument.start, f"{known}:", argument=True)

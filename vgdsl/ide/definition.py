"""Where what stands under the cursor comes from. Knows no protocol.

    definition(view, offset) -> Definition | None

The name's own place is `Definition.origin`; `targets` are where it leads, mostly one. An import's path and a picture
lead to a file, which is not looked for: it may be missing. An attribute leads to where its value comes from: to the
profile that replaces it, else to what it replaces itself, in the styles, the scene and the film.
"""

import re
from collections.abc import Iterator

import msgspec

from vgdsl.check.declarations import Declaration, Module
from vgdsl.ide.cursor.around import around, block_at
from vgdsl.ide.making.given import givers
from vgdsl.ide.names.occurrences import Occurrences, occurrences
from vgdsl.ide.names.things import Attribute, Declared, Occurrence, Path, Role, Thing, Variable
from vgdsl.ide.spots import Target, declared
from vgdsl.ide.view import View
from vgdsl.source import Span
from vgdsl.syntax import tree

_MEMBER = re.compile(r"[.\w]*")


class Definition(msgspec.Struct, frozen=True):
    """A jump: from where, and where to."""

    origin: Span
    targets: tuple[Target, ...]


def definition(view: View, offset: int) -> Definition | None:
    """None where nothing is named; no targets where it is known to lead nowhere."""
    module = view.module
    if module is None:
        return None
    found = occurrences(view.analysis)
    one = found.at(view.file, offset) or _before(found, module, offset)
    if one is None:
        return None
    targets = tuple(_targets(one, view, module, found))
    return Definition(Span(module.source, one.start, one.end), targets)


def _targets(one: Occurrence, view: View, module: Module, found: Occurrences) -> Iterator[Target]:
    thing = one.thing
    if isinstance(thing, Declared):
        target = declared(view.analysis, thing)
        if target is not None:
            yield target
    elif isinstance(thing, Path):
        if not thing.path.startswith("../"):
            yield Target(thing.path)
    elif isinstance(thing, Attribute):
        yield from _given(one, thing, view, module, found)
    else:
        yield from _made(thing, view, found)


def _made(thing: Thing, view: View, found: Occurrences) -> Iterator[Target]:
    """Where a for-each or a template makes a name; the first place, of a name that a template sets again."""
    places = [(file, one) for file, one in found.of(thing) if one.role is Role.DECLARES]
    for file, one in places if isinstance(thing, Variable) else places[:1]:
        other = view.analysis.module(file)
        if other is not None:
            span = Span(other.source, one.start, one.end)
            yield Target(file, span, span)


def _given(
    one: Occurrence, thing: Attribute, view: View, module: Module, found: Occurrences
) -> Iterator[Target]:
    """Of `{{ film.title }}` where the film says its title, else where the value of the block's attribute comes from."""
    if one.role is Role.PRINTS:
        stands = found.at(view.file, _before_dot(module.source.text, one.start))
        owner = stands.thing if stands is not None and stands.role is Role.STANDS else None
        declaration = _declaration(view, owner.file, owner.start) if isinstance(owner, Declared) else None
    else:
        block = block_at(module, one.start)
        name = block.name if block is not None else None
        declaration = _declaration(view, module.path, name.start) if name is not None else None
    if declaration is not None:
        yield from givers(view.analysis, declaration, thing.name, asked=one.role is Role.PRINTS)


def _declaration(view: View, file: str, start: int) -> Declaration | None:
    meaning = view.analysis.meaning
    known = meaning.names.declared if meaning is not None else ()
    return next((d for d in known if d.label.start == start and d.module.path == file), None)


def _before_dot(text: str, start: int) -> int:
    """Where the name ends that something is taken of: `film` of `film.title` and of `film["title"]`."""
    return len(text[:start].rstrip("\"'[ \t").rstrip(".").rstrip())


def _before(found: Occurrences, module: Module, offset: int) -> Occurrence | None:
    """Of `opening.last_frame` and `postcard["Rome"]` the shot, wherever behind its name the cursor stands."""
    nodes = [node for node in around(module, offset) if isinstance(node, tree.Reference)]
    for node in reversed(nodes):
        if node.steps:
            return found.at(module.path, node.start)
    return _mentioned(found, module, offset)


def _mentioned(found: Occurrences, module: Module, offset: int) -> Occurrence | None:
    text = module.source.text
    start = offset
    while start and _MEMBER.fullmatch(text[start - 1]):
        start -= 1
    one = found.at(module.path, start)
    return one if one is not None and one.role is Role.MENTIONS else None

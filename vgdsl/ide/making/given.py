"""Who gives a block the value of an attribute: the block itself, its styles, scene and film, or a profile. Knows precedence."""

from collections.abc import Iterator

from vgdsl.check.attributes import KEPT_AS
from vgdsl.check.declarations import Declaration, Kind, Module
from vgdsl.check.passes import Analysis
from vgdsl.check.resolve import Names
from vgdsl.ide.making.made import node_of
from vgdsl.ide.spots import Target
from vgdsl.program.entities import Place
from vgdsl.source import Span
from vgdsl.syntax import tree


def givers(analysis: Analysis, declaration: Declaration, attribute: str, *, asked: bool) -> Iterator[Target]:
    """Where the value that holds is written; where the block itself writes it, what that replaces.

    `asked` is somebody who asks for the value, as `{{ shot.duration }}` does: to him the block's own line is the answer.
    """
    meaning = analysis.meaning
    if meaning is None:
        return
    own = _item(declaration, attribute)
    place = _place(analysis, declaration, attribute)
    if place is not None and (own is None or place.span != declaration.module.span(own.value)):
        yield from _at(place, meaning.modules)
    elif own is not None and asked:
        yield _target(declaration.module, own)
    else:
        yield from _replaced(meaning.names, declaration, attribute, own)


def _replaced(
    names: Names, declaration: Declaration, attribute: str, own: tree.Attribute | None
) -> Iterator[Target]:
    """What weaker blocks say, the strongest first; a line that replaces none is its own beginning."""
    weaker = [(one.module, item) for one in _beneath(names, declaration) if (item := _item(one, attribute))]
    for module, item in weaker:
        yield _target(module, item)
    if not weaker and own is not None:
        yield _target(declaration.module, own)


def _beneath(names: Names, declaration: Declaration) -> Iterator[Declaration]:
    """Styles, scene and film of a shot or transition; the film of a scene."""
    film = names.film
    if declaration.kind in {Kind.SHOT, Kind.TRANSITION}:
        scene = declaration.scene
        yield from reversed(_styles(names, (declaration, scene, film)))
        if scene is not None:
            yield scene
    if declaration.kind in {Kind.SHOT, Kind.TRANSITION, Kind.SCENE} and film is not None:
        yield film


def _styles(names: Names, blocks: tuple[Declaration | None, ...]) -> list[Declaration]:
    """Those of the first block that names any, in their order."""
    for block in blocks:
        item = _item(block, "use") if block is not None else None
        if block is not None and item is not None:
            listed = item.value.items if isinstance(item.value, tree.List) else ()
            references = (one for one in listed if isinstance(one, tree.Reference))
            found = (names.find(one, block.module) for one in references)
            return [
                one.declaration for one in found if one is not None and one.declaration.kind is Kind.STYLE
            ]
    return []


def _item(declaration: Declaration, attribute: str) -> tree.Attribute | None:
    node = declaration.node
    return node.attribute(attribute) if isinstance(node, tree.Block) else None


def _place(analysis: Analysis, declaration: Declaration, attribute: str) -> Place | None:
    """What the first node that a declaration makes keeps of the attribute's place."""
    meaning = analysis.meaning
    node = node_of(meaning, declaration) if meaning is not None else None
    return node.places.get(KEPT_AS.get(attribute, attribute)) if node is not None else None


def _at(place: Place, modules: tuple[Module, ...]) -> Iterator[Target]:
    module = next(
        (one for one in modules if place.span is not None and one.source is place.span.source), None
    )
    if module is None or place.span is None:
        return
    found = _attribute_at(module.items, place.span)
    if found is not None:
        yield _target(module, found)


def _attribute_at(items: tuple[tree.Item, ...], span: Span) -> tree.Attribute | None:
    """The attribute whose value stands there."""
    for item in items:
        if not item.start <= span.start <= item.end:
            continue
        if isinstance(item, tree.Attribute):
            return item
        if isinstance(item, tree.Block):
            return _attribute_at(item.items, span)
    return None


def _target(module: Module, item: tree.Attribute) -> Target:
    return Target(module.path, module.span(item.name), module.span(item))

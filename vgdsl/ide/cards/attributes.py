"""An attribute: what it is for, what the model takes, where its value comes from. Knows the block that it stands in."""

from collections.abc import Iterator

from vgdsl.check.attributes import ATTRIBUTES, KEPT_AS
from vgdsl.check.declarations import Kind
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.making.made import node_of
from vgdsl.ide.making.makers import family, makers, program_of, taken
from vgdsl.ide.wording.limits import allowed
from vgdsl.ide.wording.markdown import code, plain
from vgdsl.ide.wording.meanings import fields, meaning
from vgdsl.ide.wording.summary import literal, shortened
from vgdsl.program.entities import Making, Origin, Place, Upscale

_FEW = 3


def attribute(site: Site, name: str) -> str:
    """The card of an attribute of the block at a place; empty where such blocks have no such attribute."""
    kind = site.kind
    if kind is None or name not in ATTRIBUTES[kind]:
        return ""
    lines = [f"**{name}** — {ATTRIBUTES[kind][name].words}", "", meaning(kind, name), ""]
    facts = [*_limits(site, name), *_value(site, name), *_holds(site, name), *_fields(kind, name)]
    return "\n".join([*lines, *(f"- {fact}" for fact in facts)]).strip()


def value_of(node: Making, name: str) -> object:
    """What a node finally says of an attribute."""
    name = KEPT_AS.get(name, name)
    if isinstance(node, Upscale) and name in node.settings:
        return node.settings[name]
    return getattr(node, name, None)


def _limits(site: Site, name: str) -> Iterator[str]:
    """What each of the models around takes; those that take the same, together."""
    models = [maker.model for maker in makers(site)] or family(site)
    said: dict[str, list[str]] = {}
    for model in models:
        if words := allowed(model, name):
            said.setdefault(words, []).append(f"`{model.id}`")
    for words, names in list(said.items())[:_FEW]:
        more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
        yield f"{', '.join(names[:_FEW])}{more}: {words}"


def _value(site: Site, name: str) -> Iterator[str]:
    """What the node finally says, and who says it, where that is not the line that one looks at."""
    node = node_of(site.meaning, site.declaration)
    place = node.places.get(KEPT_AS.get(name, name)) if node is not None else None
    if node is None or place is None:
        return
    value = shortened(literal(value_of(node, name)))
    if place.origin is not Origin.SHOT and value:
        yield f"here {code(value)}, from {origin(place)}"


def origin(place: Place) -> str:
    """Who gave a value, and where: `the film (film.vg:4)`."""
    if place.span is None:
        return "`--set`"
    words = {Origin.SHOT: "the block itself"}.get(place.origin, f"the {place.origin}")
    return f"{words} ({plain(place.span.source.name)}:{place.span.position.line})"


def _holds(site: Site, name: str) -> Iterator[str]:
    """For how many clips the line of a film, scene, style or profile counts."""
    declaration = site.declaration
    if declaration is None or declaration.kind not in {Kind.FILM, Kind.SCENE, Kind.STYLE, Kind.PROFILE}:
        return
    number = sum(name in taken(node, declaration) for node in program_of(site).nodes.values())
    if number:
        yield f"holds for {number} clip{'s' * (number > 1)}"


def _fields(kind: Kind, name: str) -> Iterator[str]:
    named = fields(kind, name)
    if named:
        yield f"field{'s' * (len(named) > 1)} of the request: {', '.join(f'`{field}`' for field in named)}"

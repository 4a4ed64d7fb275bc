"""Which nodes a block speaks of, and which models make them. Judges nothing: see verdicts.py.

A shot is made by one model; what a film, scene, style or profile says holds for many nodes at once. Where the film is so unfinished
that no node is known, the models that its text names stand in.
"""

from collections.abc import Iterable, Iterator

import msgspec

from vgdsl.check.attributes import ATTRIBUTES, WITH_OPTIONS
from vgdsl.check.declarations import NODES, Declaration, Kind
from vgdsl.check.shots import Made
from vgdsl.check.variants import UPSCALER, needs
from vgdsl.ide.cursor.site import Site
from vgdsl.program.catalog import Needs
from vgdsl.program.entities import Making, NodeKind, Origin, Program, Shot, Upscale
from vgdsl.program.model import Mode, Model
from vgdsl.program.values import Clip, Prompt
from vgdsl.source import Source, Span
from vgdsl.syntax import strings, tree

_NOWHERE = Span(Source("", ""), 0, 0)
"""Where a node stands that nobody wrote."""

_MOST = 8  # models that one value is tried on: what a film says for all its shots rarely reaches more

_ORDER = list(Origin)

_DECIDING = frozenset(
    {"prompt", "start", "end", "source", "references", "elements", "locations", "from", "to", "model"}
)
"""What a variant follows from; where a mistake hides one of these, any may be meant."""

_OF_UPSCALES = ATTRIBUTES[Kind.UPSCALE].keys() - ATTRIBUTES[Kind.SHOT].keys()


class Maker(msgspec.Struct, frozen=True):
    """A model, and a node that it makes."""

    model: Model
    node: Making


def makers(site: Site, attribute: str = "") -> tuple[Maker, ...]:
    """The models that a block's values are for, each with one of its nodes; none where nobody named a model yet.

    With an `attribute`, only those of nodes for which the block's word about it counts, if there are any.
    """
    reached = tuple(_reached(site, attribute))
    heeding = tuple(made for made in reached if _heeds(made.node, site, attribute))
    known: dict[str, Maker] = {}
    for made in heeding or reached:
        for model in _models(made, site):
            known.setdefault(model.id, Maker(model, made.node))
        if len(known) >= _MOST:
            break
    if not known and site.kind in WITH_OPTIONS:
        for model in named_models(site):
            known[model.id] = Maker(model, _nobody(model))
    return tuple(known.values())


def taken(node: Making, block: Declaration | None) -> tuple[str, ...]:
    """The attributes whose values a node takes from a block."""
    if block is None:
        return ()
    start, end, source = block.node.start, block.node.end, block.module.source
    return tuple(
        name
        for name, place in node.places.items()
        if (span := place.span) is not None and span.source is source and start <= span.start < end
    )


def _heeds(node: Making, site: Site, attribute: str) -> bool:
    """Whether nobody nearer to a node says the attribute."""
    place = node.places.get(attribute)
    return place is None or _ORDER.index(place.origin) <= _ORDER.index(origin(site))


def origin(site: Site) -> Origin:
    """As whose word the checker takes what the block says."""
    kind = site.kind or Kind.SHOT
    return Origin(kind.value) if kind in {Kind.FILM, Kind.SCENE, Kind.STYLE, Kind.PROFILE} else Origin.SHOT


def nodes(site: Site) -> tuple[Making, ...]:
    """Nodes that a block speaks of, one for each thing that they give to their models, whatever these are."""
    program = program_of(site)
    found: dict[Needs, Making] = {}
    for made in _reached(site):
        found.setdefault(gives(made.node, program), made.node)
    return tuple(found.values())


def family(site: Site) -> tuple[Model, ...]:
    """All models that could make what a block says, whatever it comes to give: the variants of what it names."""
    found: dict[str, Model] = {}
    for maker in makers(site):
        name = _said(maker.node) or maker.model.id
        for model in site.view.catalog.variants(name) or (maker.model,):
            found.setdefault(model.id, model)
    return tuple(found.values())


def gives(node: Making, program: Program) -> Needs:
    """What a node gives to its model, as far as its values are known."""
    if isinstance(node, Upscale):
        return Needs(source=True)
    said = {name: value for name in node.__struct_fields__ if (value := getattr(node, name)) is not None}
    return needs(said, program.elements, program.locations)


def program_of(site: Site) -> Program:
    return site.meaning.elaborated.program


def named_models(site: Site) -> tuple[Model, ...]:
    """The models that the text names for a block: itself, its scene or the film, the nearest winning."""
    catalog = site.view.catalog
    film = site.meaning.names.film
    scene = site.declaration.scene if site.declaration is not None else None
    if site.kind is Kind.UPSCALE:
        name = _written(site.declaration) or UPSCALER
    else:
        name = next(filter(None, map(_written, (site.declaration, scene, film))), "")
    variants = catalog.variants(name)
    single = catalog.get(name)
    return variants or ((single,) if single is not None else ())


def _written(declaration: Declaration | None) -> str:
    """The model that a block names as a plain text."""
    if declaration is None or not isinstance(declaration.node, tree.Block):
        return ""
    said = declaration.node.attribute("model")
    return strings.decode(said.value) if said is not None and isinstance(said.value, tree.String) else ""


def _reached(site: Site, attribute: str = "") -> Iterator[Made]:
    """The nodes that a block speaks of."""
    declaration, kind = site.declaration, site.kind
    if kind not in WITH_OPTIONS:  # what becomes part of a request
        return
    for made in site.meaning.elaborated.made:
        node = made.node
        if kind in NODES:
            fits = declaration is not None and node.span == declaration.span
        elif kind is Kind.PROFILE:
            fits = node.kind is (NodeKind.UPSCALE if attribute in _OF_UPSCALES else NodeKind.SHOT)
        elif kind is Kind.SCENE:
            fits = declaration is not None and node.scene == declaration.name and isinstance(node, Shot)
        else:
            fits = isinstance(node, Shot) and (kind is Kind.FILM or bool(taken(node, declaration)))
        if fits:
            yield made


def _models(made: Made, site: Site) -> Iterable[Model]:
    """The model of a node; where a mistake hides what the node gives, all that it may become."""
    catalog, node = site.view.catalog, made.node
    own = _written(site.declaration) if site.kind is Kind.PROFILE and isinstance(node, Shot) else ""
    if made.model is not None and not own:
        return (made.model,)
    name = own or node.model
    lost = {each for each in node.places if getattr(node, each, node) in (None, ())}
    choice = catalog.resolve(name, gives(node, program_of(site))) if lost.isdisjoint(_DECIDING) else None
    if choice is not None and choice.model is not None:
        return (choice.model,)
    single = catalog.get(name)
    variants = catalog.variants(name) or ((single,) if single is not None else ())
    return [model for model in variants if (model.mode is Mode.UPSCALE) is isinstance(node, Upscale)]


def _said(node: Making) -> str:
    """The model as the author names it: a family, or one model."""
    place = node.places.get("model")
    return place.span.text.strip('"') if place is not None and place.span is not None else ""


def _nobody(model: Model) -> Making:
    """A node that gives nothing yet, for a model that is only named."""
    if model.mode is Mode.UPSCALE:
        return Upscale(name="", span=_NOWHERE, model=model.id, source=Clip(""))
    return Shot(name="", span=_NOWHERE, model=model.id, prompt=Prompt(("",)))

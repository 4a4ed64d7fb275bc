"""Something declared: what it is, and of what makes a clip what it will be, what it costs and where it stands."""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal

from vgdsl.check.declarations import NODES, VALUES, Declaration, Kind
from vgdsl.check.value_types import describe
from vgdsl.ide.cards.media import medium
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.making.figures import Figures, figures
from vgdsl.ide.making.made import names_of, node_of
from vgdsl.ide.making.makers import taken
from vgdsl.ide.making.standing import AT_HAND, Standings
from vgdsl.ide.wording import words
from vgdsl.ide.wording.markdown import code, plain
from vgdsl.ide.wording.models import FROM
from vgdsl.ide.wording.summary import literal, shortened, subject
from vgdsl.plan.job import Job
from vgdsl.program.entities import Element, Making, Omission, Shot
from vgdsl.program.mentions import shown_by
from vgdsl.program.values import Media, Money
from vgdsl.report.summary import clock, money
from vgdsl.syntax import tree

_LONG = 400


def declared(site: Site, declaration: Declaration, standings: Standings, *, cited: str = "") -> str:
    """The card of something declared. `cited` is what a mention of it becomes where one points at it."""
    card = _CARDS.get(declaration.kind, _plain)
    return "\n".join([*_head(site, declaration, cited), *card(site, declaration, standings)]).strip()


def _head(site: Site, declaration: Declaration, cited: str) -> Iterator[str]:
    scene = f" · scene `{declaration.scene.name}`" if declaration.scene is not None else ""
    elsewhere = f" · {plain(declaration.module.path)}" if declaration.module is not site.module else ""
    yield f"**{declaration.kind}** `{declaration.name}`{scene}{elsewhere}"
    yield ""
    if cited:
        yield f"Here the prompt says {code(cited)}."
        yield ""


def _node(site: Site, declaration: Declaration, standings: Standings) -> Iterator[str]:
    node = node_of(site.meaning, declaration)
    if node is None:
        return
    reckoned = figures(site.view)
    job = reckoned.first(node.name) if reckoned is not None else None
    if node.prompt is not None and str(node.prompt).strip():
        said = job.body.get("prompt") if job is not None else None
        yield f"> {plain(shortened(str(said or node.prompt), _LONG))}"
        yield ""
    if declaration.loop is not None:
        yield f"- {len(site.meaning.evaluator.members(declaration))} clips, one for each value of its list"
    yield from _made_by(site, node)
    if job is not None and reckoned is not None:
        yield from _ordered(job, node)
        yield from _paid(site, declaration, reckoned, standings)
        yield from _notes(job, node)


def _made_by(site: Site, node: Making) -> Iterator[str]:
    """The model, and why it is this one of its family."""
    model = site.view.catalog.get(node.model)
    place = node.places.get("model")
    named = place.span.text.strip('"') if place is not None and place.span is not None else node.model
    if model is None:
        yield f"- model {code(node.model or '?')}"
    elif named == model.id:
        yield f"- `{model.id}`"
    else:
        yield f"- `{model.id}`, the variant of {code(named)} that makes clips from {FROM[model.mode]}"


def _ordered(job: Job, node: Making) -> Iterator[str]:
    takes = words.several(node.takes, "takes")
    facts = (words.seconds(job.expected.seconds), words.size(job), takes)
    if said := " · ".join(filter(None, facts)):
        yield f"- {said}"


def _paid(site: Site, declaration: Declaration, reckoned: Figures, standings: Standings) -> Iterator[str]:
    nodes = names_of(site.meaning, declaration)
    yield f"- {words.cost(reckoned.cost(nodes))}, as known on {site.view.catalog.date}"
    states = [standings[name] for name in nodes if name in standings]
    if states:
        paid = sum((one.paid for one in states if one.paid is not None), Decimal(0))
        counted = ", ".join(dict.fromkeys(one.state for one in states))
        yield f"- {counted}" + (f", {money(paid)} paid" if paid else "")


def _notes(job: Job, node: Making) -> Iterator[str]:
    """What the request does that nobody wrote."""
    omitted: tuple[Omission, ...] = node.omitted if isinstance(node, Shot) else ()
    yield from (
        f"- {code(f'{one.attribute} = {one.value}')} is left out: the model has no such setting"
        for one in omitted
    )
    yield from (f"- {code(f'{field} = {job.body[field]}')} is filled in" for field in job.filled)
    yield from (f"- {code(medium)} is left out: the model has no room for it" for medium in job.left_out)
    yield from (f"- `@{name}` is sent in words only: the model takes no references" for name in job.in_words)


def _cast(site: Site, declaration: Declaration, _: Standings) -> Iterator[str]:
    """An element or a location."""
    found = subject(site, declaration)
    if found is None:
        return
    if found.description:
        yield f"> {plain(shortened(found.description, _LONG))}"
        yield ""
    voice = (found.voice,) if isinstance(found, Element) and found.voice is not None else ()
    facts = site.meaning.elaborated.program.media
    yield from (f"- {medium(one, facts)}" for one in (*shown_by(found), *voice))


def _value(site: Site, declaration: Declaration, _: Standings) -> Iterator[str]:
    value = site.meaning.evaluator.known(declaration)
    if value is None:
        yield "Its value depends on the shot that uses it, or is mistaken."
        return
    yield f"{code(shortened(literal(value), _LONG))} — {describe(value)}"
    if isinstance(value, Media):
        yield ""
        yield medium(value, site.meaning.elaborated.program.media)
    if declaration.kind is Kind.PARAM:
        yield ""
        yield f"`--set {declaration.name}=…` replaces it."


def _style(site: Site, declaration: Declaration, _: Standings) -> Iterator[str]:
    yield from _said(declaration)
    nodes = site.meaning.elaborated.program.nodes.values()
    names = [node.name for node in nodes if taken(node, declaration)]
    if names:
        yield ""
        yield f"Used by {', '.join(names[:4])}{f' and {len(names) - 4} more' if len(names) > 4 else ''}."  # noqa: PLR2004


def _said(declaration: Declaration) -> Iterator[str]:
    """What a block says, as it is written."""
    module = declaration.module
    for item in declaration.block.attributes:
        yield f"- {item.name.text} = {code(shortened(module.span(item.value).text))}"


def _scene(site: Site, declaration: Declaration, standings: Standings) -> Iterator[str]:
    reckoned = figures(site.view)
    if reckoned is None:
        return
    nodes = [node.name for node in reckoned.program.in_scene(declaration.name)]
    scene = reckoned.program.scenes.get(declaration.name)
    yield from _together(reckoned, nodes, standings, scene.budget if scene is not None else None)


def _film(site: Site, _: Declaration, standings: Standings) -> Iterator[str]:
    film = site.meaning.elaborated.program.film
    yield f"*{plain(film.title)}*"
    yield ""
    reckoned = figures(site.view)
    if reckoned is not None:
        yield from _together(reckoned, reckoned.jobs, standings, film.budget)


def _together(
    reckoned: Figures, nodes: Collection[str], standings: Standings, budget: Money | None
) -> Iterator[str]:
    cost = reckoned.cost(nodes, standings)
    yield f"- {words.clips(len(nodes))}" + (f": {words.together(cost, budget)}" if cost.purchases else "")
    made = sum(name in standings and standings[name].state in AT_HAND for name in nodes)
    if made:
        yield f"- {made} of them at hand"


def _cut(site: Site, declaration: Declaration, _: Standings) -> Iterator[str]:
    reckoned = figures(site.view)
    cut = site.meaning.elaborated.program.cuts.get(declaration.name)
    if cut is None:
        return
    length = reckoned.cuts.get(declaration.name) if reckoned is not None else None
    yield f"- {code(cut.output)}" + (f", {clock(length.seconds)} long" if length is not None else "")
    yield f"- {words.clips(len(cut.clips))} of the film"


def _plain(_site: Site, declaration: Declaration, _standings: Standings) -> Iterator[str]:
    if isinstance(declaration.node, tree.Block):
        yield from _said(declaration)


_CARDS: Mapping[Kind, Callable[[Site, Declaration, Standings], Iterator[str]]] = {
    **dict.fromkeys(NODES, _node),
    **dict.fromkeys(VALUES, _value),
    Kind.ELEMENT: _cast,
    Kind.LOCATION: _cast,
    Kind.STYLE: _style,
    Kind.SCENE: _scene,
    Kind.FILM: _film,
    Kind.CUT: _cut,
}

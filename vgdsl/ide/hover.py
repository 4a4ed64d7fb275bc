"""What the thing under the cursor is, in Markdown. Knows no protocol, and no records but those that it is handed.

    hover(view, offset, standings) -> Hover | None

`standings` say by node what was made and paid (standing.py); nothing of that is said without. `Hover.file` is a file of the project
that one may want to see, such as a picture.
"""

import re
from collections.abc import Iterator

import msgspec

from vgdsl.check.declarations import NODES, Declaration, Kind
from vgdsl.ide.around import around
from vgdsl.ide.cards.attributes import attribute, value_of
from vgdsl.ide.cards.declared import declared
from vgdsl.ide.cards.media import measures
from vgdsl.ide.cards.quantities import quantity
from vgdsl.ide.citations import citations
from vgdsl.ide.makers import program_of
from vgdsl.ide.meanings import ARGUMENTS, CALLS, DECLARATIONS, MEMBERS, WORDS, meaning
from vgdsl.ide.models import named
from vgdsl.ide.occurrences import occurrences
from vgdsl.ide.offers.calls import signature_text
from vgdsl.ide.offers.summary import literal, node_of, shortened
from vgdsl.ide.offers.templates import FILTERS, begun
from vgdsl.ide.site import Site, site
from vgdsl.ide.standing import UNKNOWN, Standings
from vgdsl.ide.things import Attribute, Declared, Local, Occurrence, Path, Role, Variable
from vgdsl.ide.view import View
from vgdsl.program.entities import Film
from vgdsl.source import Span
from vgdsl.syntax import strings, tree

_WORD = re.compile(r"\w+")
_KINDS = {kind.value: kind for kind in Kind}


class Hover(msgspec.Struct, frozen=True):
    """Markdown about the characters of `span`."""

    span: Span
    text: str
    file: str | None = None


def hover(view: View, offset: int, standings: Standings = UNKNOWN) -> Hover | None:
    """None where there is nothing to say."""
    here = site(view, offset)
    if here is None:
        return None
    one = occurrences(view.analysis).at(view.file, offset)
    if one is not None:
        text, file = _named(here, one, standings)
        span = Span(here.module.source, one.start, one.end)
        return Hover(span, text, file) if text else None
    return next((Hover(span, text) for span, text in _unnamed(here, offset) if text), None)


def _named(here: Site, one: Occurrence, standings: Standings) -> tuple[str, str | None]:
    match one.thing:
        case Declared(_, _, file, start):
            declaration = _declaration(here, file, start)
            if declaration is None:
                return "", None
            cited = _cited(here, declaration) if one.role is Role.MENTIONS else ""
            return declared(here, declaration, standings, cited=cited), None
        case Variable(name):
            return _variable(here, name), None
        case Local(name):
            return f"**{name}** — a name of this template", None
        case Attribute(name):
            return _printed(here, one, name) if one.role is Role.PRINTS else attribute(here, name), None
        case Path(path):
            known = program_of(here).media.get(path)
            return f"`{path}`" + (f" — {measures(known)}" if known is not None else ""), path


def _declaration(here: Site, file: str, start: int) -> Declaration | None:
    declared = here.meaning.names.declared
    return next((one for one in declared if one.label.start == start and one.module.path == file), None)


def _cited(here: Site, declaration: Declaration) -> str:
    """What a mention becomes for the model of the shot that it stands in."""
    own = here.declaration
    node = node_of(here, own) if own is not None and own.kind in NODES else None
    if node is None:
        return ""
    model = here.view.catalog.get(node.model)
    return citations(node, model, program_of(here)).get(declaration.name, "")


def _variable(here: Site, name: str) -> str:
    own = here.declaration
    values = here.meaning.evaluator.members(own).values() if own is not None and own.loop is not None else ()
    return f"**{name}** — each of `{shortened(literal(tuple(values)))}`" if values else f"**{name}**"


def _printed(here: Site, one: Occurrence, name: str) -> str:
    """What a template asks for: `{{ film.title }}`."""
    before = here.module.source.text[: one.start]
    of = (re.findall(r"\w+", before[-64:]) or [""])[-1]
    own = here.declaration
    record: object = None
    if of == "film":
        record = here.meaning.elaborated.program.film
    elif of == "shot" and own is not None and own.kind in NODES:
        record = node_of(here, own)
    value = getattr(record, name, None) if isinstance(record, Film) else record and value_of(record, name)  # type: ignore[arg-type]
    kind = _KINDS.get(of) or Kind.SHOT
    said = f"**{of}.{name}** — `{shortened(literal(value))}`" if value is not None else f"**{of}.{name}**"
    return f"{said}\n\n{meaning(kind, name)}".strip()


def _unnamed(here: Site, offset: int) -> Iterator[tuple[Span, str]]:
    """What is no name: keywords, models, values, calls, words of a template."""
    path = around(here.module, offset)
    for node, parent in zip(reversed(path), reversed((None, *path[:-1])), strict=False):
        span = here.module.span(node)
        if isinstance(node, tree.String):
            yield from _text(here, node, path, offset)
        elif isinstance(node, tree.Quantity):
            film = here.meaning.elaborated.program.film
            yield span, _joined(quantity(node.text, film.fps), _of_attribute(here, path))
        elif isinstance(node, tree.Member):
            yield span, f"**{node.name}** — {MEMBERS[node.name]}" if node.name in MEMBERS else ""
        elif isinstance(node, tree.Reference):
            yield _first(here, node), _reference(here, node, parent, path)
        elif isinstance(node, tree.Name):
            yield span, _name(node, parent, path)


def _first(here: Site, node: tree.Reference) -> Span:
    return Span(here.module.source, node.start, node.start + len(node.name))


def _name(node: tree.Name, parent: tree.Node | None, path: tuple[tree.Node, ...]) -> str:
    if isinstance(parent, tree.Block | tree.Definition) and node is parent.keyword:
        kind = _KINDS.get(node.text)
        words = DECLARATIONS[kind] if kind is not None else meaning(Kind.SHOT, node.text)
        return f"**{node.text}** — {words}" if words else ""
    if isinstance(parent, tree.Argument):
        call = next((one for one in reversed(path) if isinstance(one, tree.Call)), None)
        called = _called(call) if call is not None else ""
        words = ARGUMENTS.get((called, node.text), "")
        return f"**{node.text}** — {words}" if words else ""
    return ""


def _reference(
    here: Site, node: tree.Reference, parent: tree.Node | None, path: tuple[tree.Node, ...]
) -> str:
    if isinstance(parent, tree.Call) and node is parent.function:
        name = _called(parent)
        return f"**{signature_text(name)}** — {CALLS[name]}" if name in CALLS else ""
    if node.steps:
        return ""
    words = WORDS.get(node.name, "")
    return _joined(f"**{node.name}** — {words}" if words else "", _of_attribute(here, path))


def _called(call: tree.Call) -> str:
    """The name of what is called: the last word before the bracket."""
    function = call.function
    last = function.steps[-1] if function.steps else None
    if isinstance(last, tree.Member):
        return last.name
    return function.name if isinstance(function, tree.Reference) else ""


def _of_attribute(here: Site, path: tuple[tree.Node, ...]) -> str:
    """The card of the attribute that a value is for; nothing within calls, whose arguments mean something else."""
    if any(isinstance(node, tree.Call) for node in path):
        return ""
    item = next((node for node in path if isinstance(node, tree.Attribute)), None)
    return attribute(here, item.name.text) if item is not None else ""


def _text(
    here: Site, node: tree.String, path: tuple[tree.Node, ...], offset: int
) -> Iterator[tuple[Span, str]]:
    """A model's name, or a word of a template."""
    parent = path[-2] if len(path) > 1 else None
    span = here.module.span(node)
    if isinstance(parent, tree.Attribute) and parent.name.text == "model":
        yield span, named(here.view.catalog, strings.decode(node))
    text = here.module.source.text
    begins = (
        found
        for found in _WORD.finditer(text, max(node.start, offset - 64), node.end)
        if found.end() >= offset
    )
    word = next(begins, None)
    if word is None or word.start() > offset or word[0] not in FILTERS:
        return
    if begun(text[node.start : word.start()]) is not None and text[: word.start()].rstrip().endswith("|"):
        yield Span(here.module.source, *word.span()), f"**{word[0]}** — {FILTERS[word[0]]}"


def _joined(*parts: str) -> str:
    return "\n\n---\n\n".join(filter(None, parts))

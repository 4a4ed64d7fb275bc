"""What is no name of the film: keywords, models, values, calls, words of a template. Knows the tree around a place."""

import re
from collections.abc import Iterator, Mapping

from vgdsl.check.declarations import Kind
from vgdsl.ide.cards.attributes import attribute
from vgdsl.ide.cards.quantities import quantity
from vgdsl.ide.cursor.around import around
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.making.made import node_of
from vgdsl.ide.offers.calls import signature_text
from vgdsl.ide.offers.templates import FILTERS, begun
from vgdsl.ide.wording.meanings import ARGUMENTS, CALLS, DECLARATIONS, MEMBERS, WORDS, meaning
from vgdsl.ide.wording.models import FROM, named
from vgdsl.source import Span
from vgdsl.syntax import strings, tree

_WORD = re.compile(r"\w+")
_KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind}

Path = tuple[tree.Node, ...]


def unnamed(here: Site, offset: int) -> Iterator[tuple[Span, str]]:
    """What may be said of a place, the innermost first; an empty text where it is nothing."""
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


def _name(node: tree.Name, parent: tree.Node | None, path: Path) -> str:
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


def _reference(here: Site, node: tree.Reference, parent: tree.Node | None, path: Path) -> str:
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


def _of_attribute(here: Site, path: Path) -> str:
    """The card of the attribute that a value is for; nothing within calls, whose arguments mean something else."""
    if any(isinstance(node, tree.Call) for node in path):
        return ""
    item = next((node for node in path if isinstance(node, tree.Attribute)), None)
    return attribute(here, item.name.text) if item is not None else ""


def _text(here: Site, node: tree.String, path: Path, offset: int) -> Iterator[tuple[Span, str]]:
    """A model's name, or a word of a template."""
    parent = path[-2] if len(path) > 1 else None
    span = here.module.span(node)
    if isinstance(parent, tree.Attribute) and parent.name.text == "model":
        yield span, _joined(named(here.view.catalog, strings.decode(node)), _chosen(here))
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


def _chosen(here: Site) -> str:
    """The variant that makes the clip of the block around a place, where only its family is named."""
    node = node_of(here.meaning, here.declaration)
    model = here.view.catalog.get(node.model) if node is not None else None
    if node is None or model is None:
        return ""
    return f"Here it is `{model.id}`, which makes clips from {FROM[model.mode]}."


def _joined(*parts: str) -> str:
    return "\n\n---\n\n".join(filter(None, parts))

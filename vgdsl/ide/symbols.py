"""What a file and a project declare, as a tree and as a list to search. Knows no protocol.

    document_symbols(view)              -> tuple[Symbol, ...]    a scene holds its shots
    workspace_symbols(views, "open")    -> tuple[Match, ...]     of all files of all films, the best first

A symbol says what one wants to know of it at a glance: a shot its length and its model, as far as they are known.
"""

from collections.abc import Iterable, Iterator

import msgspec

from vgdsl.check.declarations import NODES, VALUES, Declaration, Kind, Module
from vgdsl.check.passes import Analysis, Meaning
from vgdsl.check.shots import Made
from vgdsl.ide.spots import Spot
from vgdsl.ide.view import View
from vgdsl.ide.wording.summary import shortened
from vgdsl.program.entities import Upscale
from vgdsl.program.values import Clip
from vgdsl.source import Span
from vgdsl.syntax import strings, tree


class Symbol(msgspec.Struct, frozen=True):
    """Something declared: all of it, its name, and what stands in it. `kind` is None where the keyword means nothing."""

    name: str
    kind: Kind | None
    detail: str
    whole: Span
    selection: Span
    inside: tuple["Symbol", ...] = ()


class Match(msgspec.Struct, frozen=True):
    """A symbol of the project; `container` is the scene that it stands in, or ""."""

    name: str
    kind: Kind
    container: str
    spot: Spot


def document_symbols(view: View) -> tuple[Symbol, ...]:
    """In the order of the text; also of a file with mistakes, as far as it could be read."""
    module, meaning = view.module, view.analysis.meaning
    if module is None or meaning is None:
        return ()
    return tuple(_symbols(module.items, _Known(module, meaning)))


class _Known:
    """What is known of one file's declarations, by where their names stand."""

    def __init__(self, module: Module, meaning: Meaning) -> None:
        self.module = module
        self.declared = {d.label.start: d for d in _own(meaning, module)}
        self.made: dict[int, list[Made]] = {}
        for one in meaning.elaborated.made:
            if one.node.span.source is module.source:
                self.made.setdefault(one.node.span.start, []).append(one)


def _own(meaning: Meaning, module: Module) -> Iterator[Declaration]:
    for declaration in meaning.names.declared:
        own = declaration.default or declaration
        if own.module is module:
            yield own


def _symbols(items: Iterable[tree.Item], known: _Known) -> Iterator[Symbol]:
    for item in items:
        if isinstance(item, tree.Import):
            yield _import(item, known.module)
        elif not isinstance(item, tree.Attribute):
            yield _declared(item, known)


def _import(item: tree.Import, module: Module) -> Symbol:
    name, path = item.alias, strings.decode(item.path)
    called, detail = (name.text, path) if name is not None else (path or "import", "")
    return Symbol(called, Kind.IMPORT, detail, module.span(item), module.span(name or item.path))


def _declared(item: tree.Block | tree.Definition, known: _Known) -> Symbol:
    module, name = known.module, item.name or item.keyword
    declaration = known.declared.get(name.start)
    kind = declaration.kind if declaration is not None else None
    inside: tuple[Symbol, ...] = ()
    if isinstance(item, tree.Block):
        inside = tuple(_symbols((one for one in item.items if _named(one)), known))
    detail = _detail(item, declaration, known, len(inside))
    loop = item.loop if isinstance(item, tree.Block) else None
    called = name.text if loop is None else f"{name.text}[{loop.variable.text}]"
    return Symbol(called, kind, detail, module.span(item), module.span(name), inside)


def _named(item: tree.Item) -> bool:
    return not isinstance(item, tree.Block) or item.name is not None


def _detail(
    item: tree.Block | tree.Definition, declaration: Declaration | None, known: _Known, shots: int
) -> str:
    kind = declaration.kind if declaration is not None else None
    if kind in VALUES or isinstance(item, tree.Definition):
        return shortened(known.module.span(item.value).text) if isinstance(item, tree.Definition) else ""
    if kind in NODES:
        return _node(known.made.get((item.name or item).start, []))
    if kind is Kind.SCENE:
        return f"{shots} {'shot' if shots == 1 else 'shots'}"
    wanted = {
        Kind.FILM: "title",
        Kind.ELEMENT: "description",
        Kind.LOCATION: "description",
        Kind.CUT: "output",
    }
    return _text(item, wanted[kind]) if kind in wanted else ""


def _node(made: list[Made]) -> str:
    """`3 shots · 5s · wan-2-7-text-to-video`: of a for-each what all of them have in common."""
    number = [f"{len(made)} shots"] if len(made) > 1 else []
    lengths, models = ({_length(one) for one in made}, {one.node.model for one in made})
    return " · ".join(
        (*number, *(part for found in (lengths, models) if len(found) == 1 for part in found if part))
    )


def _length(made: Made) -> str:
    node = made.node
    if not isinstance(node, Upscale):
        return "" if node.duration is None else str(node.duration)
    of = f" of {node.source}" if isinstance(node.source, Clip) and node.source.node else ""
    return f"{node.factor or ''}{of}".strip()


def _text(block: tree.Block, attribute: str) -> str:
    said = block.attribute(attribute)
    text = said.value if said is not None else None
    return shortened(strings.decode(text)) if isinstance(text, tree.String) else ""


def workspace_symbols(views: Iterable[View], query: str) -> tuple[Match, ...]:
    """What has the letters of the query in its name, in their order: those that begin with it first, then by name."""
    wanted = query.casefold()
    found: dict[tuple[str, int], tuple[tuple[int, int, str], Match]] = {}
    for view in views:
        for match in _all(view.analysis):
            rank = _rank(match.name.casefold(), wanted)
            if rank is not None:
                place = (match.spot.file, match.spot.span.start)
                found.setdefault(place, ((*rank, match.name.casefold()), match))
    return tuple(match for _, match in sorted(found.values(), key=lambda each: (each[0], each[1].spot.file)))


def _all(analysis: Analysis) -> Iterator[Match]:
    meaning = analysis.meaning
    for declaration in meaning.names.declared if meaning is not None else ():
        own = declaration.default or declaration
        scene = own.scene.label.text if own.scene is not None else ""
        yield Match(own.label.text, own.kind, scene, Spot(own.module.path, own.module.span(own.label)))


def _rank(name: str, wanted: str) -> tuple[int, int] | None:
    """How well a name answers; None where it lacks a letter."""
    if wanted in name:
        return (0, 0) if name.startswith(wanted) else (1, name.index(wanted))
    at = -1
    for letter in wanted:
        at = name.find(letter, at + 1)
        if at < 0:
            return None
    return 2, len(name)

"""Names that can stand for a value: only those of what fits its place. Knows types and scopes; knows no models."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from vgdsl.check.declarations import APART, NODES, VALUES, Declaration, Kind
from vgdsl.check.value_types import Clips, Type, spread
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.offers.barred import waiting_for
from vgdsl.ide.offers.offer import Offer, Rank, Sort, order
from vgdsl.ide.wording.summary import about, detail, shortened
from vgdsl.program.values import Clip, Edge, Frame
from vgdsl.source import Span
from vgdsl.syntax import tree

FRAMES = {"last_frame": Edge.LAST, "first_frame": Edge.FIRST}

Kinds = frozenset[Kind]
ANY: Kinds = frozenset(Kind) - APART - {Kind.CUT}

_BELOW, _ELSEWHERE = 90_000, 95_000
"""In an order by distance, what stands below the place, and what stands in another file."""

_MANY = 50  # shots of one for-each that are offered one by one


class Wanted(msgspec.Struct, frozen=True):
    """What may stand at a place: a value of a `type` (None: of any), declared by one of the kinds in `only`.

    `listed`: the place is in a list, where the name of a for-each stands for all its shots. `judge` is asked about what a `let` or
    `param` stands for. `barred` are clips that cannot stand there for another reason than their type; `taken` are
    names, as written, that stand in a list already which takes each once.
    """

    type: Type | None = None
    only: Kinds = ANY
    listed: bool = False
    judge: Callable[[object], bool] = lambda _: True
    barred: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()


def names(site: Site, wanted: Wanted, span: Span, prefix: str = "") -> Iterator[Offer]:
    """Everything declared that fits, under the name by which this file knows it, and frames of it where those fit.

    `prefix` leaves out all but what an import brought in under that name, and is not written again.
    """
    barred = waiting_for(site) | wanted.barred
    if not prefix:
        yield from _loop(site, wanted)
    for name, declaration in site.meaning.names.scopes[site.module].items():
        if declaration.kind not in wanted.only or not name.startswith(prefix) or name in wanted.taken:
            continue
        if declaration.name in barred or declaration.kind is Kind.IMPORT:
            continue
        value = value_of(site, declaration)
        if declaration.kind in VALUES and not wanted.judge(value):
            continue
        forms = tuple(_forms(name[len(prefix) :], value, wanted))
        if forms:
            yield from offered(site, declaration, span, forms)


def fits(type_: Type | None, value: object) -> bool:
    """Whether a value may stand where that type is wanted."""
    if value is None or type_ is None:
        return value is not None
    if type_.item is not None:
        return isinstance(value, tuple) and all(fits(type_.item, one) for one in spread(value))
    return type_.convert(value) is not None and type_.within(value)


def value_of(site: Site, declaration: Declaration) -> object:
    """What a name stands for, as far as a type asks; a text that differs from shot to shot is some text."""
    if declaration.kind in NODES:
        if declaration.loop is None:
            return Clip(declaration.name)
        return Clips(declaration.name, site.meaning.evaluator.members(declaration))
    if declaration.kind in VALUES:
        known = site.meaning.evaluator.known(declaration)
        return "" if known is None and isinstance(declaration.value, tree.String) else known
    return declaration


def _loop(site: Site, wanted: Wanted) -> Iterator[Offer]:
    """The variable of the for-each that the place is in."""
    loop = site.declaration.loop if site.declaration is not None else None
    if loop is None or site.declaration is None:
        return
    values = site.meaning.evaluator.members(site.declaration).values()
    if all(fits(wanted.type, value) and wanted.judge(value) for value in values):
        name = loop.variable.text
        yield Offer(
            label=name,
            sort=Sort.VARIABLE,
            span=site.span,
            text=name,
            detail=shortened(", ".join(map(str, values))),
            order=order(Rank.BEST),
        )


def _forms(name: str, value: object, wanted: Wanted) -> Iterator[tuple[str, Rank]]:
    """The ways in which something declared fits: by its name, in a list of its own, as one of its shots, by a frame of it."""
    type_, one = wanted.type, Clip("") if isinstance(value, Clips) else value
    if type_ is None:
        yield from [(name, Rank.GOOD)] if value is not None else []
    elif type_.item is not None:
        if fits(type_.item, one) or fits(type_, value):
            yield f"[{name}]" if fits(type_.item, one) else name, Rank.GOOD
    else:
        if fits(type_, one) and (wanted.listed or one is value):
            yield name, Rank.GOOD
        if isinstance(value, Clip | Clips):
            yield from _single(name, value, type_)


def _single(name: str, value: Clip | Clips, type_: Type) -> Iterator[tuple[str, Rank]]:
    """The shots of a for-each one by one, and the frames of a clip."""
    clips = (
        [name + one.removeprefix(value.shot) for one in value.names] if isinstance(value, Clips) else [name]
    )
    for clip in clips[:_MANY]:
        if clip != name and fits(type_, Clip(clip)):
            yield clip, Rank.USUAL
        for frame, edge in FRAMES.items():
            if fits(type_, Frame(Clip(clip), edge)):
                yield f"{clip}.{frame}", Rank.GOOD if edge is Edge.LAST else Rank.USUAL


def offered(
    site: Site, declaration: Declaration, span: Span, forms: Iterable[tuple[str, Rank]]
) -> Iterator[Offer]:
    """Something declared in each of the forms in which it may be written."""
    distance = _distance(site, declaration)
    one = Offer(
        label="",
        sort=Sort(declaration.kind.value),
        span=span,
        text="",
        detail=detail(site, declaration),
        about=about(site, declaration),
    )
    for text, rank in forms:
        yield msgspec.structs.replace(one, label=text, text=text, order=order(rank, distance))


def _distance(site: Site, declaration: Declaration) -> int:
    """How far above the place something is declared, by a measure that fits an order; what stands below or elsewhere comes after."""
    if declaration.module is not site.module:
        return _ELSEWHERE
    characters = site.place.offset - declaration.label.start
    return min(characters // 8, _BELOW - 1) if characters >= 0 else _BELOW

"""Values that an attribute may have: those of the model that makes the clip, tried by the checker's rules. Knows no names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

from vgdsl.check.declarations import NODES
from vgdsl.check.quantities import read
from vgdsl.check.value_types import (
    BOOL,
    DURATION,
    DURATION_OR_AUTO,
    FACTOR,
    LINES,
    MONEY,
    RATE,
    RATIO,
    RESOLUTION_OR_AUTO,
    Type,
)
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.cursor.slots import Value
from vgdsl.ide.making.figures import tried
from vgdsl.ide.making.makers import Maker, makers, nodes
from vgdsl.ide.making.verdicts import refuses, saying
from vgdsl.ide.offers.listed import LISTED, settings
from vgdsl.ide.offers.offer import Offer, Rank, Sort, order
from vgdsl.ide.wording.meanings import WORDS
from vgdsl.program.entities import Making
from vgdsl.program.values import Auto, Duration, Factor, Money, Rate, Ratio, Resolution
from vgdsl.report.summary import price_text
from vgdsl.source import Span

_USUAL: Mapping[Type, Sequence[object]] = {
    BOOL: (True, False),
    DURATION: tuple(Duration(ms) for ms in (500, 1000, 2000)),
    DURATION_OR_AUTO: tuple(Duration(ms) for ms in (5000, 8000, 10_000)),
    RATIO: tuple(Ratio(*each) for each in ((16, 9), (9, 16), (1, 1), (4, 3), (21, 9))),
    RESOLUTION_OR_AUTO: tuple(map(Resolution, ("720p", "1080p", "4k"))),
    LINES: tuple(map(Resolution, ("720p", "1080p", "1440p", "2160p"))),
    FACTOR: (Factor(2), Factor(4)),
    RATE: tuple(Rate(frames) for frames in (24, 25, 30, 50, 60)),
    MONEY: tuple(Money(Decimal(usd)) for usd in (5, 10, 25)),
}
"""What most people write where no model decides."""

_PRICED = frozenset({"duration", "resolution", "audio", "factor", "fps", "slowdown", "takes"})
"""What a price hangs on."""


def values(site: Site, value: Value, type_: Type) -> Iterator[Offer]:
    """The plain values for a place: those that the models around take, or what is usual where no model decides."""
    passed = _of_models(site, value, type_)
    found = _usual(type_) if passed is None else passed
    priced = _node(site) if value.attribute in _PRICED and not value.steps else None
    for number, one in enumerate(dict.fromkeys(found)):
        if priced is not None:
            detail = _price(site, priced, value.attribute, one)
        else:
            detail = "usual" if passed is None and not isinstance(one, bool | str | int) else ""
        yield _offer(site, one, number, detail)


def _node(site: Site) -> Making | None:
    """The one node that a block makes, with the model that makes it."""
    if site.kind not in NODES or site.declaration is None or site.declaration.loop is not None:
        return None
    found = makers(site)
    return msgspec.structs.replace(found[0].node, model=found[0].model.id) if len(found) == 1 else None


def _price(site: Site, node: Making, attribute: str, value: object) -> str:
    """What the clip would cost with that value: `~$0.55`."""
    cost = tried(site.view, saying(node, attribute, value)) if node.name else None
    return "" if cost is None else price_text(cost)


def quoted(
    site: Site, value: Value, type_: Type | None, span: Span, quotes: tuple[str, str]
) -> Iterator[Offer]:
    """Values that stand in quotes: engines of an upscaler, and words of a type. `quotes` are those that are missing."""
    before, after = quotes
    engines = [one for maker in makers(site) for one in settings(maker.model).engines]
    words = engines if value.attribute == "enhancement" else list(type_.choices if type_ is not None else ())
    for number, word in enumerate(dict.fromkeys(words)):
        text = f"{before}{word}{after}"
        yield Offer(
            label=word,
            sort=Sort.VALUE,
            span=span,
            text=text,
            about=WORDS.get(word, ""),
            order=order(Rank.BEST, number),
        )


def _offer(site: Site, value: object, number: int, detail: str) -> Offer:
    text = written(value)
    about = WORDS.get(text, "")
    rank = Rank.GOOD if isinstance(value, Auto) else Rank.BEST
    return Offer(
        label=text,
        sort=Sort.VALUE,
        span=site.span,
        text=text,
        detail=detail,
        about=about,
        order=order(rank, number),
    )


def written(value: object) -> str:
    """A value as it stands in a scene file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Resolution) and read(value.text) != value:
        return f'"{value}"'  # a name that is no number: `"true_1080p"`
    return f"{value:g}" if isinstance(value, float) else str(value)


def _of_models(site: Site, value: Value, type_: Type) -> list[object] | None:
    """What all the models around would take; where they agree about nothing, what most would. None where none decides."""
    if value.attribute == "pick" and not value.steps:
        return list(range(1, 1 + max((node.takes for node in nodes(site)), default=1)))
    found = makers(site, value.attribute) if _is_known(value) else ()
    if not found:
        return None
    listed = list(dict.fromkeys(one for maker in found for one in _candidates(maker, value.attribute, type_)))
    refusals = {one: _refusals(found, value, one, site) for one in listed}
    least = min(refusals.values(), default=0)
    return [one for one in listed if refusals[one] == least < len(found)]


def _refusals(around: Sequence[Maker], value: Value, one: object, site: Site) -> int:
    """How many of the models refuse a value."""
    said = (one,) if value.steps else one
    return sum(refuses(maker, value.attribute, said, site) for maker in around)


def _is_known(value: Value) -> bool:
    """Whether it is for the model to say what stands there: the value itself, or one of a list of words."""
    steps = [step.sign for step in value.steps]
    return value.attribute in LISTED and steps == ["["] * (value.attribute == "consent")


def _candidates(maker: Maker, attribute: str, type_: Type) -> Iterable[object]:
    return list(LISTED[attribute](maker.model)) or _usual(type_)


def _usual(type_: Type) -> list[object]:
    return [*_USUAL.get(type_, ()), *_numbers(type_), *type_.choices]


def legal(site: Site, value: Value, type_: Type, known: object) -> bool:
    """Whether none of the models around would refuse a value that has a name."""
    if value.attribute == "model":
        return isinstance(known, str) and bool(
            site.view.catalog.get(known) or site.view.catalog.variants(known)
        )
    if value.attribute == "output":
        return isinstance(known, str) and known.endswith(".mp4") and "/" not in known
    if not _is_known(value):
        return True
    converted = type_.convert(known)
    around = makers(site, value.attribute)
    return not any(refuses(maker, value.attribute, converted, site) for maker in around)


def _numbers(type_: Type) -> Iterator[object]:
    """A few numbers between the bounds of a type that takes plain numbers."""
    if type_.low is None or type_.high is None or type_ is RATE:
        return
    if type_.convert(1) == 1 and type_.convert(0.5) is None:
        yield from range(int(type_.low), min(int(type_.low) + 5, int(type_.high) + 1))
    else:
        yield from (float(type_.low + (type_.high - type_.low) * part / 4) for part in range(5))

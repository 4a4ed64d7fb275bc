"""Models and families for a block, those first that could make it as it stands. Judges by the checker's own rules."""

from collections.abc import Iterator, Sequence

import msgspec

from vgdsl.check.declarations import Kind
from vgdsl.diagnostics import Severity
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.making.makers import gives, nodes, program_of
from vgdsl.ide.making.verdicts import verdicts
from vgdsl.ide.offers.offer import Offer, Rank, Sort, order
from vgdsl.ide.wording.models import abilities, family_page, line, page
from vgdsl.program.entities import Making
from vgdsl.program.model import Mode, Model
from vgdsl.report.models import standing
from vgdsl.source import Span


def models(site: Site, span: Span, before: str = "", after: str = "") -> Iterator[Offer]:
    """Every family, then every model; `before` and `after` are the quotes that are still missing."""
    catalog, made, used = site.view.catalog, nodes(site), _used(site)
    for number, name in enumerate(catalog.families()):
        variants = [model for model in catalog.variants(name) if _suits(site, model)]
        if not variants:
            continue
        rank, detail = _judged(name, variants, made, site)
        gone = all(not model.stays or model.offline for model in variants)
        if rank is not Rank.UNFIT:
            rank = Rank.RARE if gone else Rank.BEST if rank is Rank.GOOD and name in used else rank
        yield Offer(
            label=name,
            sort=Sort.MODEL,
            span=span,
            text=f"{before}{name}{after}",
            detail=detail,
            about=family_page(name, variants, catalog.date),
            order=order(rank, number),
            struck=gone,
        )
    yield from _singles(site, span, before, after)


def _singles(site: Site, span: Span, before: str, after: str) -> Iterator[Offer]:
    catalog = site.view.catalog
    for number, model in enumerate(catalog.models.values()):
        if model.id in catalog.groups or not _suits(site, model):
            continue
        yield Offer(
            label=model.id,
            sort=Sort.MODEL,
            span=span,
            text=f"{before}{model.id}{after}",
            detail=" · ".join(filter(None, (standing(model), line(model)))),
            about=page(model, catalog.date),
            order=order(Rank.UNFIT if not model.stays else Rank.RARE, number),
            struck=not model.stays or model.offline,
        )


def _used(site: Site) -> frozenset[str]:
    """The families that the film works with already."""
    return frozenset(made.model.family for made in site.meaning.elaborated.made if made.model is not None)


def _suits(site: Site, model: Model) -> bool:
    return (model.mode is Mode.UPSCALE) is (site.kind is Kind.UPSCALE)


def _judged(name: str, variants: Sequence[Model], made: Sequence[Making], site: Site) -> tuple[Rank, str]:
    """How well a family would make what the block stands for, and a few words about it."""
    catalog, program = site.view.catalog, program_of(site)
    chosen = []
    for node in made:
        choice = catalog.resolve(name, gives(node, program))
        if choice is None or choice.model is None:
            return Rank.UNFIT, f"does not take {choice.missing}" if choice is not None else ""
        chosen.append((choice.model, node))
    if not chosen:
        known = any(map(line, variants))
        return Rank.GOOD if known else Rank.USUAL, f"from {abilities(variants)}"
    detail = line(chosen[0][0])
    if any(_at_fault(model, node, site) for model, node in chosen):
        return Rank.USUAL, " · ".join(filter(None, (detail, "would refuse a value")))
    return (Rank.GOOD, detail) if detail else (Rank.USUAL, "its limits are not published")


def _at_fault(model: Model, node: Making, site: Site) -> bool:
    """Whether the rules would find a mistake in what is written if this model made the node; what is missing may yet come."""
    found = verdicts(msgspec.structs.replace(node, model=model.id), model, site)
    return any(each.severity is Severity.ERROR and each.span != node.span for each in found)

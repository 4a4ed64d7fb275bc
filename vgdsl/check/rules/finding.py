"""How a rule says what it found: the place, the model's place, the facts, the way out. Knows no rule and no wording."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import msgspec

from vgdsl.check.amend import added, left_out
from vgdsl.check.parts import items, without_item
from vgdsl.check.rules.subject import Subject
from vgdsl.check.variants import needs
from vgdsl.diagnostics import Diagnostic, Edit, Label, Severity
from vgdsl.program.catalog import Needs
from vgdsl.program.entities import NodeKind, Origin, Place, Shot
from vgdsl.program.model import Model
from vgdsl.source import Span

Fact = str | int | float | None

_FEW = 3  # models named in a message


def finding(
    subject: Subject,
    code: str,
    attribute: str,
    *,
    at: Span | None = None,
    severity: Severity = Severity.ERROR,
    write: str | None = None,
    edit: Edit | None = None,
    about: str | None = None,
    labels: tuple[Label, ...] = (),
    **facts: Fact,
) -> Diagnostic:
    """A diagnostic at the place of `attribute`, or `at` a part of it, with a label at the model's.

    `write` is what stands there rightly, `edit` another change that helps; `about` is the fact of the model that the
    message is about.
    """
    place = subject.written(attribute)
    span = subject.place(attribute) if at is None else at
    name = called(subject, about)
    known = {name: fact for name, fact in facts.items() if fact is not None}
    if edit is None and write is not None and _written(place):
        edit = Edit(span, write)
    return Diagnostic(
        code,
        span,
        {"model": name, "date": subject.catalog.date, **_variant(subject, name), **known},
        severity,
        (*_labels(subject, place), *labels),
        () if edit is None else (edit,),
    )


def without(subject: Subject, attribute: str) -> Edit | None:
    """The node without an attribute of its own block; None where a style or the command line gives it."""
    place = subject.written(attribute)
    if place is None or place.span is None or place.origin is not Origin.SHOT:
        return None
    return left_out(place.span, attribute)


def without_one(subject: Subject, attribute: str, index: int) -> Edit | None:
    """The node without one item of a list of its own block, and without the list where it is the only one."""
    place, values = subject.written(attribute), getattr(subject.node, attribute)
    if place is None or place.span is None or place.origin is not Origin.SHOT:
        return None
    found = items(place.span)
    if len(found) != len(values):
        return None
    return without_item(found, index) if len(found) > 1 else without(subject, attribute)


def with_one(subject: Subject, attribute: str, value: str) -> Edit | None:
    """The node with an attribute that it lacks, below its model where that is named in its own block."""
    model = subject.node.places.get("model")
    own = model is not None and model.origin is Origin.SHOT
    return added(subject.node.span, attribute, value, model.span if own and model is not None else None)


def called(subject: Subject, about: str | None) -> str:
    """The model as messages call it: the family, where the author wrote that and all its variants agree about it."""
    written = _written_model(subject)
    variants = subject.catalog.variants(written) if about is not None else ()
    model = subject.model
    agree = about is not None and all(getattr(one, about) == getattr(model, about) for one in variants)
    return written if agree and model in variants else model.id


def _variant(subject: Subject, name: str) -> dict[str, str]:
    """The model's name in the message, where the author wrote another: its family's, or one of his own."""
    return {} if name == _written_model(subject) else {"variant": name}


def _written_model(subject: Subject) -> str:
    return _text(subject.node.places.get("model")).strip('"')


class Sibling(msgspec.Struct, frozen=True):
    """The variant of the same family that takes all that a node gives, and the edit that chooses it."""

    family: str
    model: str
    edit: Edit


def sibling(subject: Subject) -> Sibling | None:
    """For a model named by its own name in the node's own block: its family's name would find a better one."""
    place, model = subject.node.places.get("model"), subject.model
    if place is None or place.span is None or place.origin is not Origin.SHOT:
        return None
    better = subject.catalog.choose(model.family, _needs(subject)).model
    if better is None or better is model or _written_model(subject) not in {model.id, model.family}:
        return None
    return Sibling(model.family, better.id, Edit(place.span, f'"{model.family}"'))


def instead(subject: Subject, attribute: str | None = None) -> dict[str, Any]:
    """What to do about a model of the wrong sort: its sibling, if there is one, else the node without the attribute."""
    better = sibling(subject)
    if better is None:
        return {"edit": None if attribute is None else without(subject, attribute)}
    return {"edit": better.edit, "family": better.family, "sibling": better.model}


def makers(subject: Subject, fits: Callable[[Model], bool]) -> str | None:
    """A few families that would make this node and whose fitting variant satisfies `fits`: `longcat, wan-3-0`."""
    return ", ".join(islice(_makers(subject, fits), _FEW)) or None


def refused(
    subject: Subject, attribute: str, has: Callable[[Model], bool], code: str = "VG481"
) -> Iterator[Diagnostic]:
    """What the model surely has no field for, where it was asked for; whoever has one is named, as few models do."""
    if subject.given(attribute):
        having = dict.fromkeys(model.family for model in subject.catalog.models.values() if has(model))
        others = ", ".join(islice(having, _FEW)) or None
        edit = without(subject, attribute)
        yield finding(subject, code, attribute, edit=edit, name=attribute, others=others)


def _makers(subject: Subject, fits: Callable[[Model], bool]) -> Iterator[str]:
    """One family of a brand: a choice of three is worth more than three of a kind."""
    wanted, brands = _needs(subject), set[str]()
    for family in subject.catalog.families():
        brand = family.split("-")[0]
        if brand in brands or family == subject.model.family:
            continue
        model = subject.catalog.choose(family, wanted).model
        if model is not None and model.stays and not model.consent and fits(model):
            brands.add(brand)
            yield family


def _needs(subject: Subject) -> Needs:
    node, program = subject.node, subject.program
    if not isinstance(node, Shot):
        return Needs(source=True)
    said = {name: value for name, value in msgspec.structs.asdict(node).items() if value is not None}
    return needs(said, program.elements, program.locations)


def spare(shot: Shot, attribute: str) -> str | None:
    """The frame, where the shot could do without it: a transition is nothing without both of its own."""
    return None if shot.kind is NodeKind.TRANSITION else attribute


def _labels(subject: Subject, place: Place | None) -> Iterator[Label]:
    """Where the model was named; and for a value that a film or scene gave, the shot that it does not suit."""
    model = subject.node.places.get("model")
    if model is not None and model.span is not None and model is not place:
        yield Label(model.span, "model")
    if place is not None and place.span is not None and place.origin in {Origin.FILM, Origin.SCENE}:
        yield Label(subject.node.span, "node")


def _written(place: Place | None) -> bool:
    return place is not None and place.span is not None and place.origin is not Origin.SET


def _text(place: Place | None) -> str:
    return place.span.text if place is not None and place.span is not None else ""

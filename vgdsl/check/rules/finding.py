"""How a rule says what it found: the place, the model's place, the facts. Knows no rule and no wording."""

from collections.abc import Callable, Iterator
from itertools import islice

import msgspec

from vgdsl.check.rules.subject import Subject
from vgdsl.check.variants import needs
from vgdsl.diagnostics import Diagnostic, Edit, Label, Severity
from vgdsl.program.catalog import Needs
from vgdsl.program.entities import NodeKind, Origin, Place, Shot
from vgdsl.program.model import Model

Fact = str | int | float | None

_FEW = 3  # models named in a message


def finding(
    subject: Subject,
    code: str,
    attribute: str,
    *,
    severity: Severity = Severity.ERROR,
    write: str | None = None,
    about: str | None = None,
    **facts: Fact,
) -> Diagnostic:
    """A diagnostic at the place of `attribute`, with a label at the model's.

    `write` is what the value should say; `about` is the fact of the model that the message is about.
    """
    place = subject.written(attribute)
    span = subject.place(attribute)
    known = {name: fact for name, fact in facts.items() if fact is not None}
    return Diagnostic(
        code,
        span,
        {"model": called(subject, about), "date": subject.catalog.date, **known},
        severity,
        tuple(_labels(subject, place)),
        (Edit(span, write),) if write is not None and _written(place) else (),
    )


def called(subject: Subject, about: str | None) -> str:
    """The model as messages call it: the family, where the author wrote that and all its variants agree about it."""
    written = _text(subject.node.places.get("model")).strip('"')
    variants = subject.catalog.variants(written) if about is not None else ()
    model = subject.model
    agree = about is not None and all(getattr(one, about) == getattr(model, about) for one in variants)
    return written if agree and model in variants else model.id


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
        yield finding(subject, code, attribute, name=attribute, others=others)


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


def casting_attribute(subject: Subject) -> str:
    """The attribute that brings elements and locations in: the prompt where it mentions any."""
    shot = subject.shot
    if shot is not None and shot.prompt is not None and shot.prompt.mentions:
        return "prompt"
    return "elements" if shot is not None and shot.elements else "locations"


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

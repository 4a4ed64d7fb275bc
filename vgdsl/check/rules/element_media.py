"""What each element must bring. Knows nothing of how many elements there may be, nor of their files' sizes."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.phrases import count
from vgdsl.check.rules.pointing import brought, casting_attribute, named
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic, Label, Severity
from vgdsl.program.entities import Element
from vgdsl.program.mentions import pictures
from vgdsl.program.values import Media
from vgdsl.source import Span

MOST_REFERENCES = 3
"""Pictures of one element beside its frontal one (Venice queue reference, August 2026)."""


def element_media(subject: Subject) -> Iterator[Diagnostic]:
    """A structured element shows its face and has few pictures; what there is no room for is said.

    All of it is said where the element says it: many shots may show one element, and that is one mistake.
    """
    cast, elements = subject.cast, subject.program.elements
    for name in cast.elements:
        element = elements[name]
        if len(pictures(element)) > MOST_REFERENCES + 1:
            yield _many(subject, element)
        if element.references and element.frontal is None:
            yield _faceless(subject, element)
    for media in cast.left_out:
        yield _left_out(subject, media)


def _many(subject: Subject, element: Element) -> Diagnostic:
    found, first = count(len(pictures(element)), "picture"), pictures(element)[MOST_REFERENCES + 1]
    at, where, name = brought(element, first), casting_attribute(subject), element.name
    shown = _shown(subject, name) if at else ()
    return finding(subject, "VG444", where, at=at, labels=shown, name=name, found=found, most=MOST_REFERENCES)


def _faceless(subject: Subject, element: Element) -> Diagnostic:
    at, warning = element.places.get(""), Severity.WARNING
    shown, name = _shown(subject, element.name) if at else (), element.name
    where = casting_attribute(subject)
    return finding(subject, "VG443", where, at=at, severity=warning, labels=shown, name=name)


def _left_out(subject: Subject, media: Media) -> Diagnostic:
    at, shown = _of(subject, media)
    where = casting_attribute(subject)
    return finding(subject, "VG445", where, at=at, severity=Severity.NOTE, labels=shown, lost=str(media))


def _of(subject: Subject, media: Media) -> tuple[Span | None, tuple[Label, ...]]:
    """Where an element or a location brings a medium, and where that is shown."""
    shot, program = subject.shot, subject.program
    for name in () if shot is None else (*shot.elements, *shot.locations):
        of = program.elements.get(name) or program.locations.get(name)
        if of is not None and (place := brought(of, media)) is not None:
            return place, _shown(subject, name)
    return None, ()


def _shown(subject: Subject, name: str) -> tuple[Label, ...]:
    return (Label(named(subject, name), "shown"),)

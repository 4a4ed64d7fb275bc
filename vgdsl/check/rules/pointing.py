"""Where what a mistake is about was written: the item of a list, the name in a prompt, the picture of an element.

Knows a subject and its program; knows no rule. Whatever has no place of its own is shown by the nearest that has one.
"""

from vgdsl.check import parts
from vgdsl.check.rules.subject import Subject
from vgdsl.program.attached import Reference
from vgdsl.program.entities import Element, Location
from vgdsl.program.mentions import pictures
from vgdsl.source import Span


def casting_attribute(subject: Subject) -> str:
    """The attribute that brings elements and locations in: the prompt where it mentions any."""
    shot = subject.shot
    if shot is not None and shot.prompt is not None and shot.prompt.mentions:
        return "prompt"
    return "elements" if shot is not None and shot.elements else "locations"


def named(subject: Subject, name: str) -> Span:
    """Where the node brings in an element, a location or named media: its mention, or its name in a list."""
    shot = subject.shot
    if (subject.node.prompt is None or name not in subject.node.prompt.mentions) and shot is not None:
        attribute = "elements" if name in shot.elements else "locations"
        return item(subject, attribute, name)
    place = subject.written("prompt")
    found = parts.mentioned(place.span, name) if place is not None and place.span is not None else None
    return found or subject.place("prompt")


def item(subject: Subject, attribute: str, value: Reference | str) -> Span:
    """Where one of the values of a list stands; the whole list where the value is not of it."""
    values = getattr(subject.node, attribute)
    return nth(subject, attribute, values.index(value)) if value in values else subject.place(attribute)


def nth(subject: Subject, attribute: str, index: int) -> Span:
    """Where one of the values of a list stands; the whole list where its items stand for other numbers of values."""
    whole, values = subject.place(attribute), getattr(subject.node, attribute)
    found = parts.items(whole) if subject.written(attribute) is not None else ()
    return found[index] if len(found) == len(values) else whole


def medium(subject: Subject, attribute: str, value: Reference) -> Span:
    """Where a medium stands: in the node itself, with the element or location that brings it, or under its own name."""
    shot, own = subject.shot, getattr(subject.node, attribute, None)
    if shot is None or own == value:
        return subject.place(attribute)
    if attribute == "keyframes":
        index = next(index for index, one in enumerate(shot.keyframes) if one.image == value)
        return nth(subject, attribute, index)
    if value in shot.references:
        return item(subject, "references", value)
    program = subject.program
    for name in (*shot.elements, *shot.locations):
        of = program.elements.get(name) or program.locations.get(name)
        if of is not None and (place := brought(of, value)) is not None:
            return place
    mentions = shot.prompt.mentions if shot.prompt is not None else ()
    meant = [name for name in mentions if program.named_media.get(name) == value]
    return named(subject, meant[0]) if meant else subject.place(attribute)


def brought(of: Element | Location, value: Reference) -> Span | None:
    """Where an element or a location names a medium of its own; None where it has none such, or no places."""
    media = pictures(of) if isinstance(of, Location) else (*pictures(of), of.video, of.voice)
    if value not in media:
        return None
    for attribute, place in of.places.items():
        if attribute:
            if _said(of, attribute) == (value,):
                return place
            found = parts.items(place)
            values = _said(of, attribute)
            if value in values:
                return found[values.index(value)] if len(found) == len(values) else place
    return of.places.get("")


def _said(of: Element | Location, attribute: str) -> tuple[object, ...]:
    """The media that an attribute gives; a location's `image` is the first of its `images`."""
    if isinstance(of, Location):
        first = "image" in of.places
        return {"image": of.images[:1], "images": of.images[first:]}.get(attribute, ())
    value = getattr(of, attribute, ())
    return value if isinstance(value, tuple) else (value,)

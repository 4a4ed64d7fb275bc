"""What a shot names and a model could not show. Knows nothing of counts and files."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, instead, makers
from vgdsl.check.rules.pointing import named
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.model import Mode


def mentions(subject: Subject) -> Iterator[Diagnostic]:
    """On a model that works from words alone, what is shown is mentioned, and what is mentioned is described."""
    cast, media = subject.cast, subject.program.named_media
    if cast.wordless:
        yield from _lost(subject, "VG446", "prompt", [name for name in cast.wordless if name not in media])
        yield from _lost(subject, "VG447", "prompt", [name for name in cast.wordless if name in media])
    if cast.unplaced:
        elements = subject.program.elements
        for attribute, are_elements in (("elements", True), ("locations", False)):
            names = [name for name in cast.unplaced if (name in elements) is are_elements]
            if subject.given(attribute):
                yield from _lost(subject, "VG448", attribute, names)


def _lost(subject: Subject, code: str, attribute: str, names: list[str]) -> Iterator[Diagnostic]:
    """Each at its own name; the ways out by another model are the same for all."""
    if not names:
        return
    others = makers(subject, lambda model: model.mode is Mode.REFERENCE)
    better = instead(subject)
    for name in names:
        at = named(subject, name)
        yield finding(subject, code, attribute, at=at, name=name, others=others, **better)

"""How closely a clip keeps to its start frame. Knows nothing of the frame."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import refused
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic


def image_strength(subject: Subject) -> Iterator[Diagnostic]:
    """Not where a model surely cannot be told."""
    shot = subject.shot
    if shot is not None and shot.image_strength is not None and subject.model.image_strength is False:
        yield from refused(subject, "image_strength", lambda model: model.image_strength is True)

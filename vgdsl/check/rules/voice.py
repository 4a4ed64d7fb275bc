"""Preset voices. Knows none of them by name: the service does."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import refused
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic


def voice(subject: Subject) -> Iterator[Diagnostic]:
    """A preset voice only where a model has any."""
    shot = subject.shot
    if shot is not None and shot.voice is not None and not subject.model.voice:
        yield from refused(subject, "voice", lambda model: model.voice)

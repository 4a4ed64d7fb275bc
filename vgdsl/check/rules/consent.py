"""Consents that an author attests. Knows nothing of what they say."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import refused
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic


def consent(subject: Subject) -> Iterator[Diagnostic]:
    """Only where a model asks for one."""
    shot = subject.shot
    if shot is not None and shot.consent and subject.model.consent is False:
        yield from refused(subject, "consent", lambda model: model.consent is True)

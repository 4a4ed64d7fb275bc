"""Consents that an author attests. Knows nothing of what they say."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, refused
from vgdsl.check.rules.phrases import either
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic

CONSENTS = ("seedance",)
"""The one consent that the service asks for (Venice consent guide, August 2026)."""


def consent(subject: Subject) -> Iterator[Diagnostic]:
    """A known consent, where a model asks for one."""
    shot = subject.shot
    if shot is None or not shot.consent:
        return
    if subject.model.consent is False:
        yield from refused(subject, "consent", lambda model: model.consent is True)
        return
    for name in shot.consent:
        if name not in CONSENTS:
            yield finding(subject, "VG484", "consent", value=name, known=either(CONSENTS))

"""Models that are on their way out. Knows no clock: what was so on the catalogue's day."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic, Severity


def deprecation(subject: Subject) -> Iterator[Diagnostic]:
    """A model with a day of removal, or one that a list has ceased to name, may be gone when the film is made."""
    model, day = subject.model, subject.model.deprecation
    if model.stays:
        return
    gone = day is not None and day <= subject.catalog.date
    yield finding(
        subject,
        "VG406",
        "model",
        severity=Severity.WARNING,
        gone=day if gone else None,
        leaves=None if gone else day,
        missed=model.missed if day is None else None,
        successor=model.successor,
    )

"""What each element must bring. Knows nothing of how many elements there may be, nor of their files' sizes."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import casting_attribute, finding
from vgdsl.check.rules.phrases import listed
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic, Severity
from vgdsl.program.mentions import pictures

MOST_REFERENCES = 3
"""Pictures of one element beside its frontal one (Venice queue reference, August 2026)."""


def element_media(subject: Subject) -> Iterator[Diagnostic]:
    """A structured element shows its face and has few pictures; what there is no room for is said."""
    cast, elements = subject.cast, subject.program.elements
    if not (cast.elements or cast.left_out):
        return
    many = [name for name in cast.elements if len(pictures(elements[name])) > MOST_REFERENCES + 1]
    faceless = [
        name for name in cast.elements if elements[name].references and elements[name].frontal is None
    ]
    if many:
        yield finding(subject, "VG444", casting_attribute(subject), names=listed(many), most=MOST_REFERENCES)
    if faceless:
        names = listed(faceless)
        yield finding(subject, "VG443", casting_attribute(subject), severity=Severity.WARNING, names=names)
    if cast.left_out:
        lost = listed(cast.left_out)
        yield finding(subject, "VG445", casting_attribute(subject), severity=Severity.NOTE, lost=lost)

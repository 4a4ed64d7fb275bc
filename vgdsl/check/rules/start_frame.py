"""The picture that a clip starts from. Knows nothing of what is in it."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, instead, makers, spare
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic


def start_frame(subject: Subject) -> Iterator[Diagnostic]:
    """A start frame where the model wants one, and none where it takes none."""
    shot, demand = subject.shot, subject.model.start_image
    if shot is None:
        return
    if shot.start is None:
        if demand == "required":
            others = makers(subject, lambda model: model.start_image != "required")
            yield finding(subject, "VG431", "start", others=others)
    elif demand == "refused":
        others = makers(subject, lambda model: model.start_image in {"optional", "required"})
        spared = spare(shot, "start")
        yield finding(subject, "VG432", "start", spare=spared, others=others, **instead(subject, spared))

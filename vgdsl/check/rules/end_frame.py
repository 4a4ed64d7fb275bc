"""The picture that a clip ends on. Knows nothing of what is in it."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, instead, makers, spare
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic


def end_frame(subject: Subject) -> Iterator[Diagnostic]:
    """An end frame where the model wants one, and none where it takes none."""
    shot, demand = subject.shot, subject.model.end_image
    if shot is None:
        return
    if shot.end is None:
        if demand == "required":
            others = makers(subject, lambda model: model.end_image != "required")
            yield finding(subject, "VG433", "end", others=others)
    elif demand == "refused":
        others = makers(subject, lambda model: model.end_image in {"optional", "required"})
        spared = spare(shot, "end")
        yield finding(subject, "VG434", "end", spare=spared, others=others, **instead(subject, spared))

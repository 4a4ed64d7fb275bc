"""What a model should do with reference videos. Knows nothing of the videos."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, refused
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic

_WORK_ON_VIDEO = frozenset({"edit", "extend"})


def task(subject: Subject) -> Iterator[Diagnostic]:
    """A task where the model has any; editing and extending need a video to work on (Venice skill, September 2026)."""
    shot = subject.shot
    if shot is None or shot.task is None:
        return
    if not subject.model.task:
        yield from refused(subject, "task", lambda model: model.task)
    elif shot.task in _WORK_ON_VIDEO and not subject.cast.reference_videos:
        yield finding(subject, "VG482", "task", task=shot.task)

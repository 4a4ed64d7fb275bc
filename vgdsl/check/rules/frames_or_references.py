"""Start and end frames beside references. Knows nothing of how many there may be."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, makers, without
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.entities import Shot
from vgdsl.program.model import Model


def frames_or_references(subject: Subject) -> Iterator[Diagnostic]:
    """Some models start from a frame or work from references, never both (MiniMax H3)."""
    if attribute := excluded(subject):
        others = makers(subject, lambda other: not other.frames_exclude_references)
        edit = without(subject, attribute)
        yield finding(subject, "VG435", attribute, edit=edit, frame=f"{attribute} frame", others=others)


def excluded(subject: Subject) -> str | None:
    """The frame that stands beside references where only one of both may."""
    shot, model, cast = subject.shot, subject.model, subject.cast
    if shot is None or not model.frames_exclude_references:
        return None
    shows = cast.reference_images or cast.reference_videos or cast.reference_audios
    return _frame(shot, model) if shows else None


def _frame(shot: Shot, model: Model) -> str | None:
    """The frame that the shot gives; one that the model takes in no case is not this rule's to refuse."""
    given = (("start", shot.start, model.start_image), ("end", shot.end, model.end_image))
    return next((name for name, value, demand in given if value is not None and demand != "refused"), None)

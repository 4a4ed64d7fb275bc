"""Start and end frames beside references. Knows nothing of how many there may be."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, makers
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.entities import Shot
from vgdsl.program.model import Model


def frames_or_references(subject: Subject) -> Iterator[Diagnostic]:
    """Some models start from a frame or work from references, never both (MiniMax H3)."""
    shot, model = subject.shot, subject.model
    if shot is None or not model.frames_exclude_references:
        return
    cast, attribute = subject.cast, _frame(shot, model)
    if attribute and (cast.reference_images or cast.reference_videos or cast.reference_audios):
        others = makers(subject, lambda other: not other.frames_exclude_references)
        yield finding(subject, "VG435", attribute, frame=f"{attribute} frame", others=others)


def _frame(shot: Shot, model: Model) -> str | None:
    """The frame that the shot gives; one that the model takes in no case is not this rule's to refuse."""
    given = (("start", shot.start, model.start_image), ("end", shot.end, model.end_image))
    return next((name for name, value, demand in given if value is not None and demand != "refused"), None)

"""Start and end frames beside references. Knows nothing of how many there may be."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, makers
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic


def frames_or_references(subject: Subject) -> Iterator[Diagnostic]:
    """Some models start from a frame or work from references, never both (MiniMax H3)."""
    shot, model = subject.shot, subject.model
    if shot is None or not model.frames_exclude_references or (shot.start is None and shot.end is None):
        return
    cast = subject.cast
    if cast.reference_images or cast.reference_videos or cast.reference_audios:
        attribute = "start" if shot.start is not None else "end"
        others = makers(subject, lambda other: not other.frames_exclude_references)
        yield finding(subject, "VG435", attribute, frame=f"{attribute} frame", others=others)

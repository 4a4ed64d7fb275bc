"""The video that a clip is made over from. Knows nothing of its length or format."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, instead, makers
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.model import Mode

_MADE_OVER = frozenset({Mode.VIDEO, Mode.MOTION})


def source(subject: Subject) -> Iterator[Diagnostic]:
    """A source video where the model works over one, and none where it takes none."""
    shot, model = subject.shot, subject.model
    if shot is None:
        return
    if shot.source is None:
        if model.mode in _MADE_OVER:
            yield finding(subject, "VG436", "source")
    elif model.video_input is False:
        others = makers(subject, lambda other: other.video_input is True)
        yield finding(subject, "VG437", "source", others=others, **instead(subject, "source"))

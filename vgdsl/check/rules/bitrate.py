"""How densely a clip is encoded. Knows no other quality of it."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import refused
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic


def bitrate(subject: Subject) -> Iterator[Diagnostic]:
    """Only where a model can choose."""
    shot = subject.shot
    if shot is not None and shot.bitrate is not None and not subject.model.bitrate_mode:
        yield from refused(subject, "bitrate", lambda model: model.bitrate_mode)

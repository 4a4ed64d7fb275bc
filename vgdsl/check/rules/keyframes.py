"""Pictures pinned to moments of a clip. Knows nothing of the pictures."""

from collections.abc import Iterator
from fractions import Fraction

from vgdsl.check.rules.finding import finding, refused
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.entities import Shot
from vgdsl.program.values import Duration

RATE = 24
MOST = 10
"""Key frames are counted at 24 a second, up to ten (Venice queue reference, August 2026)."""


def keyframes(subject: Subject) -> Iterator[Diagnostic]:
    """Not too many, each within the clip and on a frame of its own; and none where the model surely takes none."""
    shot = subject.shot
    if shot is None or not shot.keyframes:
        return
    if subject.model.keyframes is False:
        yield from refused(subject, "keyframes", lambda model: model.keyframes is True, "VG471")
        return
    if len(shot.keyframes) > MOST:
        yield finding(subject, "VG472", "keyframes", found=len(shot.keyframes), most=MOST)
    yield from _moments(subject, shot)


def _moments(subject: Subject, shot: Shot) -> Iterator[Diagnostic]:
    seen: dict[int, Duration] = {}
    for keyframe in shot.keyframes:
        index = round(keyframe.at.seconds * RATE)
        if isinstance(shot.duration, Duration) and Fraction(index) > shot.duration.seconds * RATE:
            length = str(shot.duration)
            yield finding(subject, "VG473", "keyframes", at=str(keyframe.at), length=length)
        elif index in seen:
            other = str(seen[index])
            yield finding(subject, "VG474", "keyframes", at=str(keyframe.at), other=other)
        seen.setdefault(index, keyframe.at)

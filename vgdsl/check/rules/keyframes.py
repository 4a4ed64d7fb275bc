"""Pictures pinned to moments of a clip. Knows nothing of the pictures."""

from collections.abc import Iterator
from fractions import Fraction

from vgdsl.check.parts import value_of
from vgdsl.check.rules.finding import finding, without_one
from vgdsl.check.rules.pointing import nth
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic, Label
from vgdsl.program.entities import Shot
from vgdsl.program.values import Duration
from vgdsl.source import Span

RATE = 24
MOST = 10
"""Key frames are counted at 24 a second, up to ten (Venice queue reference, August 2026)."""


def keyframes(subject: Subject) -> Iterator[Diagnostic]:
    """Not too many, each within the clip and on a frame of its own. No model is known that surely takes none."""
    shot = subject.shot
    if shot is None or not shot.keyframes:
        return
    if len(shot.keyframes) > MOST:
        at = nth(subject, "keyframes", MOST)
        found = len(shot.keyframes)
        edit = without_one(subject, "keyframes", MOST) if found == MOST + 1 else None
        yield finding(subject, "VG472", "keyframes", at=at, edit=edit, found=found, most=MOST)
    yield from _moments(subject, shot)


def _moments(subject: Subject, shot: Shot) -> Iterator[Diagnostic]:
    seen: dict[int, int] = {}
    for index, keyframe in enumerate(shot.keyframes):
        frame = round(keyframe.at.seconds * RATE)
        if isinstance(shot.duration, Duration) and Fraction(frame) > shot.duration.seconds * RATE:
            yield _late(subject, index, str(keyframe.at), str(shot.duration))
        elif frame in seen:
            yield _doubled(subject, shot, seen[frame], index)
        seen.setdefault(frame, index)


def _late(subject: Subject, index: int, moment: str, length: str) -> Diagnostic:
    at = _time(subject, index)
    return finding(subject, "VG473", "keyframes", at=at, write=length, moment=moment, length=length)


def _doubled(subject: Subject, shot: Shot, first: int, index: int) -> Diagnostic:
    one, at = _time(subject, first), _time(subject, index)
    labels = (Label(one, "other"),) if one != at else ()
    moment, other = str(shot.keyframes[index].at), str(shot.keyframes[first].at)
    return finding(subject, "VG474", "keyframes", at=at, labels=labels, moment=moment, other=other)


def _time(subject: Subject, index: int) -> Span:
    """Where the time of a keyframe stands."""
    return value_of(nth(subject, "keyframes", index), "time", 0)

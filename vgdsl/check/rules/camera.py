"""The path of a camera around a picture. Knows nothing of the picture."""

from collections.abc import Iterator
from itertools import pairwise

from vgdsl.check.parts import value_of
from vgdsl.check.rules.finding import finding, refused
from vgdsl.check.rules.pointing import nth
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.values import Move
from vgdsl.source import Span

FEWEST, MOST = 2, 12
_NUMBERS = ("time", "azimuth", "elevation", "distance")
MOST_DEGREES = 11_520
"""Of `camera_trajectory`: 32 whole turns (community SDK 2.9, October 2026)."""


def camera(subject: Subject) -> Iterator[Diagnostic]:
    """A path that the camera can go: in time, within bounds, not dizzy; only where the model has a camera."""
    shot = subject.shot
    if shot is None or not shot.camera:
        return
    if not subject.model.camera_trajectory:
        yield from refused(subject, "camera", lambda model: model.camera_trajectory, "VG475")
        return
    moves = shot.camera
    if len(moves) < FEWEST:
        yield finding(subject, "VG476", "camera", found=len(moves), fewest=FEWEST, most=MOST)
    elif len(moves) > MOST:
        at = nth(subject, "camera", MOST)
        yield finding(subject, "VG476", "camera", at=at, found=len(moves), fewest=FEWEST, most=MOST)
    else:
        yield from _path(subject, moves)


def _path(subject: Subject, moves: tuple[Move, ...]) -> Iterator[Diagnostic]:
    """The first move that cannot be gone. Bounds of single numbers are those of their types."""
    for index, move in enumerate(moves):
        if move.distance == 0:
            yield finding(subject, "VG477", "camera", at=_number(subject, index, "distance"), write="1")
            return
    for index, (one, other) in enumerate(pairwise(moves), start=1):
        if other.time <= one.time:
            at, time, after = _number(subject, index, "time"), f"{other.time:g}", f"{one.time:g}"
            yield finding(subject, "VG478", "camera", at=at, time=time, after=after)
            return
    turned = sum(abs(other.azimuth - one.azimuth) for one, other in pairwise(moves))
    if turned > MOST_DEGREES:
        yield finding(subject, "VG479", "camera", turned=f"{turned:,g}", most=f"{MOST_DEGREES:,}")


def _number(subject: Subject, index: int, name: str) -> Span:
    """Where one of the four numbers of a move stands."""
    return value_of(nth(subject, "camera", index), name, _NUMBERS.index(name))

"""The path of a camera around a picture. Knows nothing of the picture."""

from collections.abc import Iterator
from itertools import pairwise

from vgdsl.check.rules.finding import finding, refused
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.values import Move

FEWEST, MOST = 2, 12
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
    if not FEWEST <= len(moves) <= MOST:
        yield finding(subject, "VG476", "camera", found=len(moves), fewest=FEWEST, most=MOST)
    elif fault := _fault(moves):
        yield finding(subject, "VG477", "camera", fault=fault)


def _fault(moves: tuple[Move, ...]) -> str | None:
    for move in moves:
        if not 0 <= move.time <= 1:
            return f"times run from 0 to 1, the whole clip; {move.time:g} is outside"
        if not -90 <= move.elevation <= 90:  # noqa: PLR2004 - straight down, straight up
            return f"the elevation goes from -90 to 90 degrees, not {move.elevation:g}"
        if move.distance <= 0:
            return f"the distance must be more than 0 (1 is where the camera stands), not {move.distance:g}"
    for one, other in pairwise(moves):
        if other.time <= one.time:
            return f"each move must be later than the one before; {other.time:g} follows {one.time:g}"
    turned = sum(abs(other.azimuth - one.azimuth) for one, other in pairwise(moves))
    return (
        f"it turns {turned:g} degrees; at most {MOST_DEGREES} are possible" if turned > MOST_DEGREES else None
    )

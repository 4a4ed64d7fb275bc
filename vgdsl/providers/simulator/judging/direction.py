"""Where a camera goes, and which pictures are pinned to which frames. Knows the catalogue's facts and no media.

The shape of both fields is checked before (see fields.py); here stands what their parts may not be to each other.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from vgdsl.program.catalog import Model
from vgdsl.providers.simulator.judging.refusal import Issue, custom

Body = Mapping[str, Any]

_RATE = 24
_MOST_TURNS = 32


def camera(_model: Model, body: Body) -> Iterator[Issue]:
    """Times rise, the way is not dizzy, and nobody stands inside the picture (community SDK 2.9, October 2026)."""
    moves = body.get("camera_trajectory", ())
    if any(after["time"] <= before["time"] for before, after in pairwise(moves)):
        yield custom(("camera_trajectory",), "Times must be strictly increasing")
    if any(move["distance"] <= 0 for move in moves):
        yield custom(("camera_trajectory",), "Distance must be greater than 0")
    turned = sum(abs(after["azimuth"] - before["azimuth"]) for before, after in pairwise(moves))
    if turned > 360 * _MOST_TURNS:
        yield custom(("camera_trajectory",), f"Total rotation must not exceed {_MOST_TURNS} turns")


def keyframes(_model: Model, body: Body) -> Iterator[Issue]:
    """Each frame once, and none after the last (queue reference, August 2026)."""
    indices = [pinned["frame_index"] for pinned in body.get("keyframes", ())]
    if len(set(indices)) < len(indices):
        yield custom(("keyframes",), "frame_index must be unique")
    seconds = str(body.get("duration", "")).removesuffix("s")
    if seconds.isdecimal() and any(index > int(seconds) * _RATE for index in indices):
        yield custom(("keyframes",), f"frame_index must not exceed duration x {_RATE}")

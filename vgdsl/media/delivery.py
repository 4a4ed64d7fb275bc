"""Holds a delivered clip against its order, before it counts. Knows no provider and no job, and changes no file.

The tolerances let honest clips through, for which somebody paid: models round lengths to their own groups of frames and
sizes to multiples of 8 or 16 (1248x704 and 1264x720 for 720p), and some keep the number of pixels rather than the
shorter side (Seedance makes 416 lines of 480p at 21:9, and 960 of 720p at 1:1).
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from vgdsl.media.errors import MediaError
from vgdsl.media.footage import Footage, VideoTrack, read_footage
from vgdsl.media.frames import decode_frames
from vgdsl.media.intact import read_head, require_bytes
from vgdsl.media.sniff import sniff

LENGTH_TOLERANCE = 1
"""Seconds by which a clip may miss its length."""

SMALLEST = Fraction(4, 5)
"""How much of the shorter side must be there. Honest clips have at least 0.86 of it, a "2K" of 1152 lines 0.8; the next
resolution below is at most 0.75 (540 lines for 720), and an upscale that was not enlarged 0.5. More is no complaint.
"""

SHAPE_TOLERANCE = Fraction(5, 100)
"""By how much width / height may be another: 848x480 for 16:9 is 0.6 % off, 832x480 2.5 %; 4:5 for 3:4 would be 6.7 %."""

RATE_TOLERANCE = Fraction(1, 100)
"""59.94 for 60 and 23.976 for 24 pass, 24 for 25 does not."""


RESAMPLING = 2
"""Pictures by which a part at another rate may be longer or shorter: one at each end."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What a clip was ordered to measure, in seconds, pixels and frames a second; None where the model decides.

    `lines` is its shorter side, where nothing is said of its shape. `frames` is how many pictures a part must have.
    """

    seconds: float | None = None
    width: int | None = None
    height: int | None = None
    rate: float | None = None
    lines: int | None = None
    frames: int | None = None


def check_clip(path: Path, ordered: Ordered = Ordered()) -> Footage:
    """Make sure that a delivered clip is worth keeping: a video, no placeholder, as ordered, and whole.

    Lengths and rates are those of the pictures: a container may be longer, for its sound. Every packet is read and every
    picture decoded, since damage in the middle shows nowhere else; that takes a core 0.3 s for five seconds of 720p,
    which is nothing beside what the clip cost. Raises MediaError with the reason.
    """
    footage = read_footage(_video(path))
    track = footage.pictures
    _refuse_placeholder(track, ordered.seconds)
    for complaint in (
        _length(track, ordered),
        _size(track, ordered),
        _rate(track, ordered),
        _frames(track, ordered),
    ):
        if complaint is not None:
            raise MediaError(complaint)
    for _ in decode_frames(footage, 0):
        pass
    return footage


def _video(path: Path) -> Path:
    require_bytes(path)
    found = sniff(read_head(path))
    if found is None or found.kind in {"document", "image"}:
        raise MediaError(
            f"What came is not a clip: its bytes are {found.mime if found else 'of no known kind'}."
        )
    return path


def _refuse_placeholder(track: VideoTrack, seconds: float | None) -> None:
    """A service may answer a prompt that it will not film with a valid file of next to no pictures.

    That is judged by pictures and time, never by bytes: a drawn slate of five seconds may weigh a few kilobytes.
    """
    wanted = track.duration if seconds is None else Fraction(seconds)
    if (wanted >= 1 and track.duration < Fraction(1, 2)) or track.frame_count < wanted:
        raise MediaError(
            f"What came is a placeholder, not a clip: {track.frame_count} pictures in {float(track.duration):.2f} s. The"
            " service sends these when it will not film a prompt; change the prompt and order the shot again."
        )


def _length(track: VideoTrack, ordered: Ordered) -> str | None:
    if ordered.seconds is None or abs(track.duration - Fraction(ordered.seconds)) <= LENGTH_TOLERANCE:
        return None
    return f"The clip lasts {float(track.duration):.2f} s; {ordered.seconds:g} s were ordered."


def _size(track: VideoTrack, ordered: Ordered) -> str | None:
    """Shape and shorter side, as shown: where pixels are not square, by the width that they make together."""
    across, came = track.width * track.sample_aspect, f"{track.width}x{track.height}"
    short, wanted = ordered.lines, f"{ordered.lines} lines were"
    if ordered.width is not None and ordered.height is not None:
        short, wanted = min(ordered.width, ordered.height), f"{ordered.width}x{ordered.height} was"
        if abs(across / track.height * Fraction(ordered.height, ordered.width) - 1) > SHAPE_TOLERANCE:
            return f"The clip has another shape, {came}; {wanted} ordered."
    if short is not None and min(across, Fraction(track.height)) < SMALLEST * short:
        return f"The clip is smaller than ordered, {came}; {wanted} ordered."
    return None


def _rate(track: VideoTrack, ordered: Ordered) -> str | None:
    if ordered.rate is None or abs(track.rate / Fraction(ordered.rate) - 1) <= RATE_TOLERANCE:
        return None
    return f"The clip has {float(track.rate):.4g} frames a second; {ordered.rate:g} were ordered."


def _frames(track: VideoTrack, ordered: Ordered) -> str | None:
    """Of a part every picture must be there, or the parts would be a clip with a gap; at another rate, as many as fit."""
    slack = 0 if ordered.rate is None else RESAMPLING
    if ordered.frames is None or abs(track.frame_count - ordered.frames) <= slack:
        return None
    return f"The part has {track.frame_count} pictures; {ordered.frames} were ordered."

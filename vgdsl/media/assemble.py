"""Puts a film together from a timeline. Knows the order of the work; the deciding and making are its neighbours'.

Read every clip's packet table; choose the film's format; lay the timeline out in whole pictures; decide what
is copied and what is encoded; then write both tracks, interleaved, into one MP4 whose index lies at its
front, so that it plays while it still loads. The film appears under its name only when it is whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from vgdsl.media.cutting import choose_format, choose_set_up, cut, explain, why_not_copied
from vgdsl.media.errors import MediaError
from vgdsl.media.film_sound import MixedSound
from vgdsl.media.film_video import FilmVideo
from vgdsl.media.footage import Footage, read_footage
from vgdsl.media.pictures import film_length
from vgdsl.media.sound_copy import CopiedSound, copied_sound
from vgdsl.media.timeline import Clip, Dissolve, Music, Span, Timeline, lay_out
from vgdsl.media.writing import write_film

__all__ = ["Assembled", "Clip", "Dissolve", "Music", "Timeline", "assemble"]


@dataclass(frozen=True, slots=True)
class Assembled:
    """The film as written. `copied` counts clips that went in untouched, `encoded` those that did not wholly.

    `reasons` says for each of the latter, by its number among the timeline's clips, why.
    """

    path: Path
    frames: int
    duration: Fraction
    copied: int
    encoded: int
    reasons: tuple[tuple[int, str], ...]


def assemble(timeline: Timeline, out: Path, *, progress: Callable[[float], None] | None = None) -> Assembled:
    """Write the timeline's film to `out`, an MP4. The same inputs give the same bytes.

    `progress` is called with the share done, from 0 to 1. Raises MediaError when a clip cannot be read or the
    timeline asks for what its clips do not have; `out` is then as it was.
    """
    _spare_sources(timeline, out)
    footages = tuple(read_footage(clip.path) for clip in timeline.clips)
    tracks = [footage.pictures for footage in footages]
    film = choose_format(timeline, tracks)
    spans = lay_out(timeline, [film_length(footage, film) for footage in footages], film.fps)
    set_up = choose_set_up(tracks, film)
    refusals = [why_not_copied(track, film, set_up) for track in tracks]
    segments = cut(
        spans, [None if refusal else track for track, refusal in zip(tracks, refusals, strict=True)]
    )
    video = FilmVideo(segments, footages, film, set_up)
    sound = _sound(spans, footages, film.fps, timeline.music)
    write_film(video, sound, out, progress or (lambda _: None))
    reasons = explain(segments, refusals)
    return Assembled(
        path=out,
        frames=video.frames,
        duration=video.frames / film.fps,
        copied=len(footages) - len(reasons),
        encoded=len(reasons),
        reasons=reasons,
    )


def _spare_sources(timeline: Timeline, out: Path) -> None:
    sources = [clip.path for clip in timeline.clips] + ([timeline.music.path] if timeline.music else [])
    if any(source.exists() and out.exists() and source.samefile(out) for source in sources):
        raise MediaError(f"The film would overwrite {out.name}, which is part of it. Give it another name.")


def _sound(
    spans: tuple[Span, ...], footages: tuple[Footage, ...], fps: Fraction, music: Music | None
) -> MixedSound | CopiedSound | None:
    """No track for a silent film; the clips' packets where nothing has to be mixed; else a mix."""
    if music is None and all(footage.sound is None for footage in footages):
        return None
    copied = copied_sound(spans, footages, fps) if music is None else None
    return copied or MixedSound(spans, footages, fps, music)

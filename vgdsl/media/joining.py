"""Joins parts of a clip to one again and puts its sound back. Knows packets; encodes only what cannot be joined as it is.

Parts that one encoder made with one set-up are joined packet by packet: what comes out has every picture of every part, bit
for bit. They are encoded anew only where they differ, as a film of differing clips would be. What becomes of the sound is
kept_sound's.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path

from av.container import OutputContainer
from av.stream import Stream

from vgdsl.media.assemble import Clip, Timeline, assemble
from vgdsl.media.container import AnyPacket, only, opened
from vgdsl.media.errors import MediaError
from vgdsl.media.footage import Footage, VideoTrack, read_footage
from vgdsl.media.kept_sound import kept_sound
from vgdsl.media.writing import write_film

_PLAIN_CODECS = frozenset({"h264", "hevc", "av1", "vp9", "mpeg4"})
"""Kinds of pictures that an MP4 holds; others, such as ProRes, go into its elder relative MOV."""

_TICKS = 90_000
"""Ticks a second for pictures that come unevenly."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What was written: its pictures and seconds, whether its parts went in as they were, and whether there is sound."""

    frames: int
    duration: Fraction
    copied: bool
    sounding: bool


def join(
    parts: Sequence[Path],
    sound: Path | None,
    out: Path,
    *,
    progress: Callable[[float], None] = lambda _: None,
) -> Joined:
    """Write the parts, in order, to `out`, with the sound of the clip or file at `sound`, if it has any.

    Raises MediaError where a file cannot be read.
    """
    footages = tuple(map(read_footage, parts))
    if (reason := why_not_joined([footage.pictures for footage in footages])) is not None:
        if len(parts) == 1:
            raise MediaError(f"{parts[0].name} cannot be given its sound back: {reason}.")
        encoded = out.with_name(f".{out.name}.encoded.mp4")
        try:
            assemble(Timeline(tuple(map(Clip, parts))), encoded)
            joined = join([encoded], sound, out, progress=progress)
            return Joined(joined.frames, joined.duration, copied=False, sounding=joined.sounding)
        finally:
            encoded.unlink(missing_ok=True)
    pictures = JoinedPictures(footages)
    track = None if sound is None else kept_sound(read_footage(sound))
    plain = footages[0].pictures.codec in _PLAIN_CODECS
    write_film(pictures, track, out, progress, "mp4" if plain else "mov")
    return Joined(pictures.frames, pictures.duration, copied=True, sounding=track is not None)


def finish(
    parts: Sequence[Path],
    sound: Path | None,
    out: Path,
    *,
    progress: Callable[[float], None] = lambda _: None,
) -> Joined | None:
    """Join the parts as `join` does. None, and nothing is written, where there is one part only and no sound for it."""
    if len(parts) == 1 and (sound is None or read_footage(sound).sound is None):
        return None
    return join(parts, sound, out, progress=progress)


def why_not_joined(tracks: Sequence[VideoTrack]) -> str | None:
    """Why these pictures cannot stand in one track one after the other as they are; None where they can."""
    first = tracks[0]
    for track in tracks:
        if track.hidden:
            return "an edit list in the file hides some of its pictures"
        if not track.entries or track.entries[0].position:
            return "it does not begin with a picture that stands for itself"
        if (track.codec, track.width, track.height) != (first.codec, first.width, first.height):
            return "its pictures are of another kind or size than those before"
        if track.extradata != first.extradata:
            return "its encoder was set up differently from that of the part before"
    return None


@dataclass(frozen=True, slots=True)
class JoinedPictures:
    """The pictures of all parts as one track. Its times rise strictly over every join."""

    footages: tuple[Footage, ...]

    @property
    def frames(self) -> int:
        return sum(footage.pictures.frame_count for footage in self.footages)

    @property
    def duration(self) -> Fraction:
        return sum((footage.pictures.duration for footage in self.footages), Fraction(0))

    def add_to(self, container: OutputContainer) -> tuple[Stream, Iterator[AnyPacket]]:
        with opened(self.footages[0].path) as source:
            stream = container.add_stream_from_template(source.streams[self.footages[0].pictures.stream])
        if self.footages[0].pictures.codec == "hevc":
            stream.codec_context.codec_tag = "hvc1"  # without it, players of Apple's show nothing
        stream.time_base = self._tick
        return stream, self._packets()

    @property
    def _rate(self) -> Fraction | None:
        """The one rate of all parts, if there is one."""
        rates = {footage.pictures.rate for footage in self.footages}
        steady = all(footage.pictures.constant_rate for footage in self.footages)
        return rates.pop() if steady and len(rates) == 1 else None

    @property
    def _tick(self) -> Fraction:
        return Fraction(1, self._rate.numerator if self._rate is not None else _TICKS)

    def _times(self) -> list[int]:
        """When each picture is shown, in ticks."""
        if self._rate is not None:
            return [number * self._rate.denominator for number in range(self.frames)]
        tracks = [footage.pictures for footage in self.footages]
        starts = accumulate((track.duration for track in tracks), initial=Fraction(0))
        return [
            round((start + (pts - track.pts[0]) * track.time_base) * _TICKS)
            for start, track in zip(starts, tracks, strict=False)
            for pts in track.pts
        ]

    def _packets(self) -> Iterator[AnyPacket]:
        """Each is decoded when as many pictures are shown as there are packets before it, less what decoding runs ahead."""
        times, tick = self._times(), self._tick
        shown = tuple(self._shown(times))
        ahead = max(time - pts for time, pts in zip(times, shown, strict=True))
        lasts = [later - earlier for earlier, later in pairwise(times)]
        lasts.append(lasts[-1] if lasts else round(self.duration / tick))
        packets = (packet for footage in self.footages for packet in _copied(footage))
        for place, (packet, pts) in enumerate(zip(packets, shown, strict=True)):
            packet.pts, packet.dts, packet.duration = pts, times[place] - ahead, lasts[place]
            packet.time_base = tick
            yield packet

    def _shown(self, times: Sequence[int]) -> Iterator[int]:
        """When each packet's picture is shown, in decoding order."""
        before = 0
        for footage in self.footages:
            yield from (times[before + place] for place in footage.pictures.order)
            before += footage.pictures.frame_count


def _copied(footage: Footage) -> Iterator[AnyPacket]:
    with opened(footage.path) as container:
        yield from (p for p in container.demux(only(container, footage.pictures.stream)) if p.size)

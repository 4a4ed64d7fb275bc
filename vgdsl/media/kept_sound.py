"""Takes a clip's sound along as it is, for pictures that took its place. Knows packets and samples; no pictures.

Sound is copied packet by packet where an MP4 can hold it, and is otherwise stored without loss. It keeps its place beside
the pictures of the clip that it is from, whose first one is shown at time 0 of what is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.stream import Stream

from vgdsl.media.container import AnyPacket, only, opened
from vgdsl.media.footage import Footage, SoundTrack
from vgdsl.media.writing import Track

_IN_MP4 = frozenset({"aac", "mp3", "mp3float", "ac3", "eac3", "opus", "libopus", "flac", "alac"})
"""Kinds of sound that an MP4 holds and common players play."""

_LAYOUTS = {1: "mono", 2: "stereo"}


def kept_sound(footage: Footage) -> Track | None:
    """The sound of a clip or file as a track; None where it has none."""
    if footage.sound is None:
        return None
    opening = footage.video.pts[0] * footage.video.time_base if footage.video is not None else Fraction(0)
    kind = _Copied if footage.sound.codec in _IN_MP4 else _Stored
    return kind(footage.path, footage.sound, opening)


@dataclass(frozen=True, slots=True)
class _Copied:
    """Packets of sound as they are. `opening` is when, by the file's clock, the clip's first picture is shown."""

    path: Path
    sound: SoundTrack
    opening: Fraction

    def add_to(self, container: OutputContainer) -> tuple[Stream, Iterator[AnyPacket]]:
        with opened(self.path) as source:
            stream = container.add_stream_from_template(source.streams[self.sound.stream])
        stream.time_base = Fraction(1, self.sound.rate)
        return stream, self._packets()

    def _packets(self) -> Iterator[AnyPacket]:
        """What lies before time 0 stays there: the run-up that players decode and do not play.

        Times are counted in samples, packet after packet: WebM tells them in milliseconds only.
        """
        tick, rate, at = self.sound.time_base, self.sound.rate, self._run_up()
        with opened(self.path) as container:
            for packet in container.demux(only(container, self.sound.stream)):
                if packet.size:
                    pts = packet.pts if packet.pts is not None else packet.dts or 0
                    told = (pts * tick - self.opening) * rate
                    at = round(told) if abs(told - at) > tick * rate else at
                    packet.pts = packet.dts = at
                    lasts = round((packet.duration or 0) * tick * rate)
                    packet.duration, packet.time_base = lasts, Fraction(1, rate)
                    at += lasts
                    yield packet

    def _run_up(self) -> int:
        """Where the first sample lies: before time 0 by as much as Opus says itself (RFC 7845, 5.1)."""
        head = self.sound.extradata
        return -int.from_bytes(head[10:12], "little") if head.startswith(b"OpusHead") else 0


@dataclass(frozen=True, slots=True)
class _Stored:
    """Sound of a kind that an MP4 does not hold, sample for sample in one that it does."""

    path: Path
    sound: SoundTrack
    opening: Fraction

    def add_to(self, container: OutputContainer) -> tuple[Stream, Iterator[AnyPacket]]:
        layout = _LAYOUTS.get(self.sound.channels, self.sound.layout)  # a WAV may only count its channels
        stream = container.add_stream("alac", rate=self.sound.rate, layout=layout)
        stream.codec_context.format = "s32p" if self._deep else "s16p"
        stream.codec_context.open()
        return stream, self._packets(stream)

    @property
    def _deep(self) -> bool:
        return self.sound.codec not in {"pcm_s16le", "pcm_s16be", "pcm_u8", "pcm_s8"}

    def _packets(self, stream: AudioStream) -> Iterator[AnyPacket]:
        with opened(self.path) as container:
            only(container, self.sound.stream)
            for frame in container.decode(container.streams.audio[0]):
                if frame.pts is not None and frame.time_base is not None:
                    frame.pts -= round(self.opening / frame.time_base)
                yield from stream.encode(frame)
            yield from stream.encode(None)

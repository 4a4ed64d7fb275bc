"""Joins clips' sound without encoding it again, where that is possible. Knows packets, no samples.

AAC comes in packets of 1,024 samples, and a clip's pictures rarely last a whole number of them. So the film's
sound is laid out in slots of 1,024 samples and each slot takes the packet of its clip nearest to it: sound
and picture part by 11 ms at most, never adding up (ears notice from about 40 ms), and the window with which
every AAC packet overlaps the next smooths the join. A slot for which a clip has no packet gets silence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from av.audio.frame import AudioFrame
from av.codec.context import CodecContext, Flags
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Stream

from vgdsl.media.container import AnyPacket, only, opened
from vgdsl.media.footage import Footage, SoundTrack, evenly_spaced
from vgdsl.media.timeline import Span, Strip

SLOT = 1024
"""Samples in one packet of AAC-LC."""

_LOW_COMPLEXITY = 2
"""The plain kind of AAC, by the number with which its set-up begins (ISO/IEC 14496-3)."""


@dataclass(frozen=True, slots=True)
class CopiedSound:
    """All that a film's copied sound is made of. `model` is a clip whose sound has the form that all share."""

    strips: tuple[Strip, ...]
    footages: tuple[Footage, ...]
    fps: Fraction
    model: Footage
    track: SoundTrack

    def add_to(self, container: OutputContainer) -> tuple[Stream, Iterator[AnyPacket]]:
        """Announce the track in the film's file; its packets come with it."""
        with opened(self.model.path) as source:
            return container.add_stream_from_template(source.streams[self.track.stream]), self._packets()

    def _packets(self) -> Iterator[AnyPacket]:
        """The clips' own packets in the film's slots; one packet of run-up lies before time 0."""
        shown, slot = 0, -1
        total = sum(strip.frames for strip in self.strips)
        for strip in self.strips:
            start = shown * self.track.rate / self.fps
            shown += strip.frames
            end = shown * self.track.rate / self.fps
            after = -(-end // SLOT) if shown == total else round(end / SLOT)
            shift = strip.first * self.track.rate / self.fps - start
            yield from _filled(self.footages[strip.clip], shift, range(slot, after), self.track)
            slot = after


def copied_sound(spans: Sequence[Span], footages: tuple[Footage, ...], fps: Fraction) -> CopiedSound | None:
    """The film's sound as copies, where all clips with sound share one form and every join is a plain cut."""
    strips = tuple(span for span in spans if isinstance(span, Strip))
    model = next((footage for footage in footages if footage.sound is not None), None)
    if len(strips) < len(spans) or model is None or model.sound is None:
        return None
    if not all(_fits(footage.sound, model.sound) for footage in footages if footage.sound is not None):
        return None
    return CopiedSound(strips, footages, fps, model, model.sound)


def _fits(track: SoundTrack, other: SoundTrack) -> bool:
    return (
        (track.codec, track.rate, track.layout) == ("aac", other.rate, other.layout)
        and track.extradata[:2] == other.extradata[:2]
        and track.extradata[:1] != b""
        and track.extradata[0] >> 3 == _LOW_COMPLEXITY
        and track.time_base == Fraction(1, track.rate)
        and evenly_spaced(track.packets, SLOT)
    )


def _filled(footage: Footage, shift: Fraction, slots: range, track: SoundTrack) -> Iterator[AnyPacket]:
    """A packet for each slot. `shift`: the clip's time less the film's, in samples, apart from its own start."""
    time_base = Fraction(1, track.rate)
    found = _clip_packets(footage, shift, slots)
    packet = next(found, None)
    for slot in slots:
        if packet is not None and packet[0] == slot:
            yield _timed(packet[1], slot, time_base)
            packet = next(found, None)
        else:
            yield _timed(Packet(_silent_packet(track.rate, track.layout)), slot, time_base)


def _clip_packets(footage: Footage, shift: Fraction, slots: range) -> Iterator[tuple[int, AnyPacket]]:
    """The clip's packets that belong to the slots, each with its slot, in order."""
    if footage.sound is None or footage.video is None:
        return
    opening = footage.video.pts[0] * footage.video.time_base * footage.sound.rate
    offset = round((footage.sound.packets[0] - opening - shift) / SLOT)
    with opened(footage.path) as container:
        stream = only(container, footage.sound.stream)
        for slot, packet in enumerate((p for p in container.demux(stream) if p.size), start=offset):
            if slot >= slots.stop:
                return
            if slot >= slots.start:
                yield slot, packet


def _timed(packet: AnyPacket, slot: int, time_base: Fraction) -> AnyPacket:
    packet.pts = packet.dts = slot * SLOT
    packet.duration, packet.time_base = SLOT, time_base
    return packet


@cache
def _silent_packet(rate: int, layout: str) -> bytes:
    """A packet of silence between packets of silence; the encoder needs a few to settle."""
    codec = CodecContext.create("aac", "w")
    codec.sample_rate, codec.format, codec.layout = rate, "fltp", layout
    codec.flags |= Flags.global_header
    codec.open()
    packets: list[bytes] = []
    for number in range(4):
        frame = AudioFrame("fltp", layout, SLOT)
        frame.sample_rate, frame.pts, frame.time_base = rate, number * SLOT, Fraction(1, rate)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        packets.extend(bytes(packet) for packet in codec.encode(frame))
    return packets[-1]

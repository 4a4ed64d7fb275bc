"""Writes a film's tracks, interleaved, into one file whose index lies at its front. Knows packets; decides nothing about them.

The file appears under its name only when it is whole.
"""

from collections.abc import Callable, Iterator
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import Protocol

import av
from av.container import OutputContainer
from av.stream import Stream

from vgdsl.media.container import AnyPacket

_REPORT_EVERY = 24
"""Pictures between two calls of `progress`."""


class Track(Protocol):
    """A track of a film: its pictures, or its sound."""

    def add_to(self, container: OutputContainer) -> tuple[Stream, Iterator[AnyPacket]]:
        """Announce the track in the film's file; its packets, still to be made, come with it in decoding order."""
        ...


class Pictures(Track, Protocol):
    """The track of a film that one sees."""

    @property
    def frames(self) -> int:
        """How many pictures it has."""
        ...


def write_film(
    video: Pictures, sound: Track | None, out: Path, progress: Callable[[float], None], form: str = "mp4"
) -> None:
    """Write both tracks to `out`, a file of `form`. `progress` is called with the share done, from 0 to 1."""
    unfinished = out.with_name(f".{out.name}.part")
    try:
        with av.open(str(unfinished), "w", format=form, options={"movflags": "faststart"}) as container:
            tracks = [_timed(*track.add_to(container)) for track in (video, sound) if track is not None]
            tracks[0] = _reported(tracks[0], video.frames, progress)
            for _, packet in merge(*tracks, key=itemgetter(0)):
                container.mux(packet)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def _timed(stream: Stream, packets: Iterator[AnyPacket]) -> Iterator[tuple[float, AnyPacket]]:
    """Each packet with the second at which it is decoded, by which the tracks are interleaved."""
    tick = 0.0
    for packet in packets:
        tick = tick or float(packet.time_base)
        packet.stream = stream
        yield (packet.dts or 0) * tick, packet


def _reported(
    pictures: Iterator[tuple[float, AnyPacket]], total: int, progress: Callable[[float], None]
) -> Iterator[tuple[float, AnyPacket]]:
    for done, picture in enumerate(pictures):
        if done % _REPORT_EVERY == 0:
            progress(done / total)
        yield picture
    progress(1.0)

"""Finds where a clip can be parted, and writes a part of it without touching a picture. Knows packets; decodes nothing.

A clip is parted before a picture from which decoding can start anew, where the packets so far hold exactly the pictures
so far. Then neither side shows a picture that needs one of the other's. Where a key picture is followed by pictures that are
shown before it (an open group), these belong to the side before it and need both, so there the clip stays in one piece.
"""

from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path

import av
from av.stream import Stream

from vgdsl.media.container import AnyPacket, only, opened
from vgdsl.media.cutting import clean_cuts
from vgdsl.media.errors import MediaError
from vgdsl.media.footage import VideoTrack, read_footage

_FORMS = {"video/mp4": "mp4", "video/quicktime": "mov", "video/webm": "webm"}

CutPoint = tuple[int, int]
"""A place where a clip can be parted: the number of pictures before it, and of their bytes."""


def cut_points(track: VideoTrack) -> tuple[CutPoint, ...]:
    """The places between whose pictures a clip can be parted, its beginning and its end among them; none at all where an
    edit list hides pictures, since a part would show them.
    """
    if track.hidden or not track.entries or track.entries[0].position:
        return ()
    clean = clean_cuts(track.order)
    before = (0, *accumulate(track.sizes))
    starts = (
        entry.position
        for entry in track.entries
        if entry.position in clean
        and track.order[entry.position] == entry.position
        and (entry.instant or track.codec != "h264")
    )
    return (*((place, before[place]) for place in starts), (track.frame_count, before[-1]))


def write_part(source: Path, mime: str, first: int, last: int, out: Path) -> None:
    """Write pictures `first` up to but without `last` of a clip to `out`, as they are, in a file of the same kind, silent.

    Both must be cut points. Raises MediaError where they are none, or where the source cannot be parted.
    """
    track = read_footage(source).pictures
    places = [place for place, _ in cut_points(track)]
    form = _FORMS.get(mime)
    if form is None or first not in places or last not in places or first >= last:
        raise MediaError(f"{source.name} cannot be parted at its pictures {first} and {last}. Plan again.")
    with av.open(str(out), "w", format=form) as to:
        with opened(source) as container:
            stream = to.add_stream_from_template(container.streams[track.stream])
        for packet in islice(_packets(source, track), first, last):
            to.mux(_moved(packet, stream, -track.pts[first]))
    if read_footage(out).pictures.frame_count != last - first:
        raise MediaError(f"A part of {source.name} could not be written whole. Plan again.")


def _packets(source: Path, track: VideoTrack) -> Iterator[AnyPacket]:
    with opened(source) as container:
        yield from (packet for packet in container.demux(only(container, track.stream)) if packet.size)


def _moved(packet: AnyPacket, stream: Stream, by: int) -> AnyPacket:
    pts = packet.pts if packet.pts is not None else packet.dts or 0
    packet.pts, packet.dts = pts + by, (pts if packet.dts is None else packet.dts) + by
    packet.stream = stream
    return packet

"""Produces a film's video packets in order, copied or encoded. Knows no sound and writes no file.

Times are counted in pictures of the film. Every packet shows for one picture; the n-th packet in decoding
order is decoded at n less the film's reordering depth. So times rise strictly across any join, and no player
has to guess where one clip ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from av.codec.context import CodecContext, Flags
from av.container import OutputContainer
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame

from vgdsl.media.avc import free_number, joined
from vgdsl.media.colours import ordinary, says_something
from vgdsl.media.container import AnyPacket, only, opened
from vgdsl.media.cutting import Copied, FilmFormat, Segment, reordering
from vgdsl.media.errors import MediaError
from vgdsl.media.footage import Footage
from vgdsl.media.frames import colour_of, decode_frame
from vgdsl.media.pictures import span_pictures
from vgdsl.media.timeline import Strip

_X264 = "annexb=0:threads=4:lookahead-threads=1:mbtree=0"
"""Units with lengths, as MP4 wants them, and what makes the bytes repeatable: a fixed number of threads, and no
macroblock tree, whose results for small pictures were seen to differ from run to run."""

_ENCODER = {"preset": "fast", "crf": "17", "bf": "3", "b-pyramid": "normal", "profile": "high"}


@dataclass(frozen=True, slots=True)
class FilmVideo:
    """All that the video track of a film needs. `set_up` is that of the copied clips, empty when none is."""

    segments: tuple[Segment, ...]
    footages: tuple[Footage, ...]
    film: FilmFormat
    set_up: bytes

    @property
    def frames(self) -> int:
        return sum(segment.frames for segment in self.segments)

    def add_to(self, container: OutputContainer) -> tuple[Stream, Iterator[AnyPacket]]:
        """Announce the track in the film's file; its packets, still to be made, come with it."""
        model = next((segment.strip.clip for segment in self.segments if isinstance(segment, Copied)), None)
        if model is None:
            stream = container.add_stream("libx264", rate=self.film.fps)
            self._set_up_encoder(stream.codec_context)
        else:
            footage = self.footages[model]
            with opened(footage.path) as source:
                stream = container.add_stream_from_template(source.streams.video[0])
            stream.codec_context.extradata = self._announced()
        stream.time_base = Fraction(1, self.film.fps.numerator)
        return stream, self._packets()

    def _packets(self) -> Iterator[AnyPacket]:
        """Every packet of the film in decoding order, its times counted in pictures."""
        ahead = reordering(self.segments, [footage.pictures for footage in self.footages])
        decoded, time_base = 0, 1 / self.film.fps
        for segment in self.segments:
            start = decoded
            for shown, packet in self._segment_packets(segment):
                packet.time_base = time_base
                packet.pts, packet.dts, packet.duration = start + shown, decoded - ahead, 1
                decoded += 1
                yield packet
            if decoded - start != segment.frames:
                raise MediaError(
                    "The film could not be put together: a clip changed while it was being read."
                )

    def _announced(self) -> bytes:
        """The decoder set-ups of all packets: the copied clips', and ours where anything is made."""
        if all(isinstance(segment, Copied) for segment in self.segments):
            return self.set_up
        return joined(self.set_up, self._encoder().extradata or b"")

    def _encoder(self) -> VideoCodecContext:
        codec = CodecContext.create("libx264", "w")
        self._set_up_encoder(codec)
        return codec

    def _set_up_encoder(self, codec: VideoCodecContext) -> None:
        """One set-up for all of a film's encoded pictures."""
        codec.width, codec.height, codec.pix_fmt = self.film.width, self.film.height, "yuv420p"
        codec.time_base, codec.framerate = 1 / self.film.fps, self.film.fps
        codec.color_primaries, codec.color_trc, codec.colorspace, codec.color_range = self._colour()
        codec.flags |= Flags.global_header
        codec.options = _ENCODER | {"x264-params": f"{_X264}:sps-id={free_number(self.set_up)}"}
        codec.open()

    def _segment_packets(self, segment: Segment) -> Iterator[tuple[int, AnyPacket]]:
        """The segment's packets in decoding order, each with its picture's place in the segment."""
        if isinstance(segment, Copied):
            yield from _copied(self.footages[segment.strip.clip], segment.strip)
            return
        encoder = self._encoder()
        pictures = chain.from_iterable(
            span_pictures(span, self.footages, self.film) for span in segment.spans
        )
        for packet in _encoded(encoder, pictures):
            yield packet.pts or 0, packet

    def _colour(self) -> tuple[int, int, int, int]:
        """How the copied clips' colours are meant, else the first clip's: one film, one meaning, and never HDR."""
        copied = (segment.strip.clip for segment in self.segments if isinstance(segment, Copied))
        footage = self.footages[next(copied, 0)]
        told = footage.pictures.colour
        return ordinary(told if says_something(told) else colour_of(decode_frame(footage, 0)))


def _copied(footage: Footage, strip: Strip) -> Iterator[tuple[int, AnyPacket]]:
    track = footage.pictures
    left = strip.frames
    with opened(footage.path) as container:
        for packet in container.demux(only(container, track.stream)):
            place = track.place(packet.pts)
            if strip.first <= place < strip.last:
                yield place - strip.first, packet
                left -= 1
            if not left:
                break


def _encoded(encoder: VideoCodecContext, pictures: Iterator[VideoFrame]) -> Iterator[AnyPacket]:
    for number, picture in enumerate(pictures):
        picture.pts, picture.time_base = number, encoder.time_base
        picture.pict_type = PictureType.NONE
        yield from encoder.encode(picture)
    yield from encoder.encode(None)

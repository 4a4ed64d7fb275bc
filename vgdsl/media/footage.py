"""Reads what a clip holds, packet by packet, without decoding a picture. Knows no decoder and no film.

A compressed clip stores its pictures in the order in which they must be decoded, not in which they are shown
(a picture between two others needs both first). Everything exact that this folder does, a last frame, a
trim, a join without loss, starts from the table made here: for each packet in decoding order, its place in
showing order. Reading it costs a millisecond or two for a clip; decoding the same clip costs hundreds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from av.audio.codeccontext import AudioCodecContext
from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from vgdsl.media.container import AnyPacket, opened
from vgdsl.media.errors import MediaError
from vgdsl.media.intact import is_cut_short, require_bytes

COMMON_RATES = tuple(
    Fraction(rate) for rate in ("24", "24000/1001", "25", "30", "30000/1001", "50", "60", "60000/1001")
)

_IDR_UNIT = 5
"""The H.264 unit after which no picture refers to one before: the only safe place to start a copy."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key packet, where decoding can start. `instant`: nothing after it refers to anything before it."""

    position: int
    pts: int
    dts: int
    instant: bool


@dataclass(frozen=True, slots=True)
class VideoTrack:
    """The pictures of a clip. `stream` is its number in the file; times are
    in ticks of `time_base` seconds.

    `pts` has the shown pictures' times, rising; `order` their decoding order, each named by its place in
    `pts`, and `sizes` how many bytes each of them is. `hidden` says that an edit list keeps pictures that are decoded
    from being shown. `colour` has the numbers of primaries, transfer, matrix and range (ISO/IEC 23091-2).
    """

    stream: int
    codec: str
    width: int
    height: int
    sample_aspect: Fraction
    colour: tuple[int, int, int, int]
    extradata: bytes
    time_base: Fraction
    pts: tuple[int, ...]
    order: tuple[int, ...]
    sizes: tuple[int, ...]
    entries: tuple[Entry, ...]
    rate: Fraction
    constant_rate: bool
    hidden: bool
    duration: Fraction

    @property
    def frame_count(self) -> int:
        return len(self.pts)

    def place(self, tick: int | None) -> int:
        """Which picture is shown from `tick` on, counted from 0; -1 when none is."""
        if tick is None:
            return -1
        number = bisect_left(self.pts, tick)
        return number if number < len(self.pts) and self.pts[number] == tick else -1

    def frame_at(self, seconds: Fraction) -> int:
        """The picture on screen `seconds` after the first one appeared."""
        tick = self.pts[0] + seconds / self.time_base
        return max(bisect_right(self.pts, tick) - 1, 0)


@dataclass(frozen=True, slots=True)
class SoundTrack:
    """The sound of a clip. `packets` are the times of all packets in ticks; `start` and `duration` in seconds."""

    stream: int
    codec: str
    rate: int
    channels: int
    layout: str
    extradata: bytes
    time_base: Fraction
    packets: tuple[int, ...]
    start: Fraction
    duration: Fraction


@dataclass(frozen=True, slots=True)
class Footage:
    """A clip or sound file as its packets describe it."""

    path: Path
    size_bytes: int
    video: VideoTrack | None
    sound: SoundTrack | None

    @property
    def pictures(self) -> VideoTrack:
        """The video track. Raises MediaError for a file without one."""
        if self.video is None:
            raise MediaError(f"{self.path} has no picture, only sound.")
        return self.video


@dataclass(frozen=True, slots=True)
class _Mark:
    pts: int
    dts: int
    ticks: int
    size: int
    key: bool
    instant: bool
    hidden: bool


def read_footage(path: Path) -> Footage:
    """Read all packets of `path`. Raises MediaError when it is missing, empty, cut short, or no clip or sound."""
    size_bytes = require_bytes(path)
    with opened(path) as container:
        if not container.streams.video and not container.streams.audio:
            raise MediaError(f"{path} holds neither picture nor sound.")
        video = next((s for s in container.streams.video if not _is_cover(s)), None)
        audio = next(iter(container.streams.audio), None)
        marks = _read_marks(container, [stream for stream in (video, audio) if stream is not None])
        if is_cut_short(path):
            raise MediaError(f"{path} is cut short: its end is missing. Fetch or copy it again.")
        return Footage(
            path=path,
            size_bytes=size_bytes,
            video=_video_track(path, video, marks[video.index]) if video is not None else None,
            sound=_sound_track(audio, marks[audio.index]) if audio is not None else None,
        )


def _is_cover(stream: VideoStream) -> bool:
    """A song's cover picture is stored as a video track of one frame."""
    return Disposition.attached_pic in stream.disposition


def _read_marks(container: InputContainer, streams: list[Stream]) -> dict[int, list[_Mark]]:
    marks: dict[int, list[_Mark]] = {stream.index: [] for stream in streams}
    prefix = {stream.index: _length_prefix(stream) for stream in streams}
    for packet in container.demux(streams):
        if packet.size and not packet.is_corrupt:
            marks[packet.stream_index].append(_mark(packet, prefix[packet.stream_index]))
    return marks


def _mark(packet: AnyPacket, length_prefix: int) -> _Mark:
    pts = packet.pts if packet.pts is not None else packet.dts
    if pts is None:
        raise MediaError("This clip's packets carry no times. Convert it to MP4 first.")
    return _Mark(
        pts=pts,
        dts=packet.dts if packet.dts is not None else pts,
        ticks=packet.duration or 0,
        size=packet.size,
        key=packet.is_keyframe,
        instant=packet.is_keyframe and length_prefix > 0 and _holds_idr(bytes(packet), length_prefix),
        hidden=packet.is_discard,
    )


def _length_prefix(stream: Stream) -> int:
    """Bytes before each unit of an H.264 packet as MP4 stores it; 0 for every other codec and form."""
    if not isinstance(stream, VideoStream) or stream.codec_context.name != "h264":
        return 0
    extradata = stream.codec_context.extradata or b""
    return (extradata[4] & 3) + 1 if extradata[:1] == b"\x01" else 0


def _holds_idr(data: bytes, length_prefix: int) -> bool:
    return any(unit[0] & 0x1F == _IDR_UNIT for unit in _units(data, length_prefix))


def _units(data: bytes, length_prefix: int) -> Iterator[bytes]:
    position = 0
    while position + length_prefix < len(data):
        start = position + length_prefix
        position = start + int.from_bytes(data[position:start], "big")
        yield data[start : start + 1]


def _video_track(path: Path, stream: VideoStream, marks: list[_Mark]) -> VideoTrack:
    shown = [mark for mark in marks if not mark.hidden]
    if not shown or stream.time_base is None:
        raise MediaError(f"{path} holds not one whole picture.")
    pts = tuple(sorted({mark.pts for mark in shown}))
    place = {tick: number for number, tick in enumerate(pts)}
    steady = steady_rate(pts, stream.time_base)
    duration = _shown_seconds(pts, shown, stream.time_base)
    codec = stream.codec_context
    return VideoTrack(
        stream=stream.index,
        codec=codec.name,
        width=codec.width,
        height=codec.height,
        sample_aspect=stream.sample_aspect_ratio or Fraction(1),
        colour=(codec.color_primaries, codec.color_trc, codec.colorspace, codec.color_range),
        extradata=codec.extradata or b"",
        time_base=stream.time_base,
        pts=pts,
        order=tuple(place[mark.pts] for mark in shown),
        sizes=tuple(mark.size for mark in shown),
        entries=tuple(
            Entry(position, mark.pts, mark.dts, mark.instant)
            for position, mark in enumerate(marks)
            if mark.key
        ),
        rate=steady or (len(pts) / duration).limit_denominator(1001),
        constant_rate=steady is not None,
        hidden=len(shown) < len(marks) or len(pts) < len(shown),
        duration=len(pts) / steady if steady and len(pts) > 1 else duration,
    )


def _shown_seconds(pts: tuple[int, ...], shown: list[_Mark], time_base: Fraction) -> Fraction:
    """From the first picture's appearance to the end of the last one."""
    last = max(shown, key=lambda mark: mark.pts)
    ticks = last.ticks or (pts[-1] - pts[0]) // max(len(pts) - 1, 1) or 1
    return (pts[-1] + ticks - pts[0]) * time_base


def steady_rate(pts: tuple[int, ...], time_base: Fraction) -> Fraction | None:
    """The rate whose even grid passes within a tick of every time; None for a variable rate.

    Containers round times to their own ticks (WebM to milliseconds), so a rate cannot be read off one
    interval. Common rates are tried first; a clip of one picture has none of its own and passes as 24.
    """
    if len(pts) == 1:
        return COMMON_RATES[0]
    mean = Fraction(len(pts) - 1) / ((pts[-1] - pts[0]) * time_base)
    near = [rate for rate in COMMON_RATES if abs(rate - mean) * 50 < mean]
    exact = 1 / ((pts[1] - pts[0]) * time_base)
    for rate in (*near, Fraction(round(mean) or 1), exact, mean.limit_denominator(1001)):
        if _on_grid(pts, 1 / (rate * time_base)):
            return rate
    return None


def _on_grid(pts: tuple[int, ...], step: Fraction) -> bool:
    first, up, down = pts[0], step.numerator, step.denominator
    return all(abs((tick - first) * down - number * up) <= down for number, tick in enumerate(pts))


def _sound_track(stream: Stream, marks: list[_Mark]) -> SoundTrack | None:
    codec = stream.codec_context
    heard = [mark for mark in marks if not mark.hidden]
    if not heard or stream.time_base is None or not isinstance(codec, AudioCodecContext):
        return None
    end = heard[-1].pts + heard[-1].ticks
    return SoundTrack(
        stream=stream.index,
        codec=codec.name,
        rate=codec.sample_rate,
        channels=codec.layout.nb_channels,
        layout=codec.layout.name,
        extradata=codec.extradata or b"",
        time_base=stream.time_base,
        packets=tuple(mark.pts for mark in marks),
        start=heard[0].pts * stream.time_base,
        duration=(end - heard[0].pts) * stream.time_base,
    )


def evenly_spaced(ticks: tuple[int, ...], step: int) -> bool:
    """Whether the times follow each other by exactly `step`."""
    return all(later - earlier == step for earlier, later in pairwise(ticks))

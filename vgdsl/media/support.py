"""Tries what films need of the media libraries: a few pictures of each kind, written and read again. Keeps nothing."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

_SIDE, _PICTURES, _RATE = 64, 3, 24
_SAMPLES, _HEARD = 1024, 48_000


@dataclass(frozen=True, slots=True)
class Tried:
    """One codec. `trouble` is why it does not work, None where it does; `needed`: no film can be made without it."""

    name: str
    needed: bool
    trouble: str | None


def tried() -> tuple[Tried, ...]:
    """Everything that films need: H.264 and AAC for each, HEVC and ProRes for what some upscalers deliver."""
    return (
        _tried("h264", lambda: _video("libx264", "yuv420p", "mp4"), needed=True),
        _tried("aac", lambda: _audio("aac", "mp4"), needed=True),
        _tried("hevc", lambda: _video("libx265", "yuv420p10le", "mp4")),
        _tried("prores", lambda: _video("prores_ks", "yuv422p10le", "mov")),
    )


def libraries() -> dict[str, str]:
    """The media libraries by name: PyAV and the parts of FFmpeg that come with it."""
    parts = {name: ".".join(map(str, version)) for name, version in av.library_versions.items()}
    return {"PyAV": av.__version__, **parts}


def _tried(name: str, act: Callable[[], None], *, needed: bool = False) -> Tried:
    try:
        act()
    except (av.FFmpegError, ValueError, OSError) as error:
        return Tried(name, needed, str(error) or type(error).__name__)
    return Tried(name, needed, None)


def _video(encoder: str, pixels: str, container: str) -> None:
    """Write a few grey pictures and read them again. Raises ValueError where others come back."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as target:
        options = {"x265-params": "log-level=none"} if encoder == "libx265" else {}
        stream = target.add_stream(encoder, rate=_RATE, options=options)
        if not isinstance(stream, VideoStream):
            raise ValueError(f"{encoder} is no video encoder")  # noqa: TRY004 - a library that is built otherwise
        stream.width, stream.height, stream.pix_fmt = _SIDE, _SIDE, pixels
        for number in range(_PICTURES):
            picture = VideoFrame(_SIDE, _SIDE, "gray").reformat(format=pixels)
            picture.pts, picture.time_base = number, Fraction(1, _RATE)
            target.mux(stream.encode(picture))
        target.mux(stream.encode(None))
    buffer.seek(0)
    with av.open(buffer, "r") as source:
        sizes = [(picture.width, picture.height) for picture in source.decode(video=0)]
    if sizes != [(_SIDE, _SIDE)] * _PICTURES:
        raise ValueError("other pictures come back than were written")


def _audio(encoder: str, container: str) -> None:
    """Write a little silence and read it again. Raises ValueError where none comes back."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as target:
        stream = target.add_stream(encoder, rate=_HEARD, layout="stereo")
        if not isinstance(stream, AudioStream):
            raise ValueError(f"{encoder} is no audio encoder")  # noqa: TRY004
        for number in range(_PICTURES):
            sound = AudioFrame("fltp", "stereo", _SAMPLES)
            for plane in sound.planes:
                plane.update(bytes(plane.buffer_size))
            sound.sample_rate, sound.pts, sound.time_base = _HEARD, number * _SAMPLES, Fraction(1, _HEARD)
            target.mux(stream.encode(sound))
        target.mux(stream.encode(None))
    buffer.seek(0)
    with av.open(buffer, "r") as source:
        if not sum(sound.samples for sound in source.decode(audio=0)):
            raise ValueError("no sound comes back")

"""Measures media files. Knows no provider and no order, and changes no file.

The decoding libraries load on the first call, not with this module: a program whose files are only named,
never measured, does not pay for them.
"""
# ruff: noqa: PLC0415 (see above: av and PIL cost a tenth of a second)

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from vgdsl.media.documents import office_type
from vgdsl.media.errors import MediaError
from vgdsl.media.intact import read_head, require_bytes
from vgdsl.media.sniff import Kind, MediaType, sniff

__all__ = ["AudioInfo", "MediaError", "MediaInfo", "MediaType", "probe", "sniff"]

_UNMEASURED = frozenset({"image/heic", "image/heif", "image/avif"})
"""Pictures that the service takes and that cannot be opened here: they pass without width and height."""


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """A sound track: `rate` in samples a second, `duration` in seconds."""

    codec: str
    rate: int
    channels: int
    duration: Fraction


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a file is and holds. Sizes in pixels, times in exact seconds.

    `duration` is the picture's for a video (its sound may last longer or shorter) and the sound's for an
    audio file. Fields that make no sense for the kind are None. `cut_points` are where a video can be parted (parting.py).
    """

    kind: Kind
    mime: str
    size_bytes: int
    width: int | None = None
    height: int | None = None
    duration: Fraction | None = None
    frame_count: int | None = None
    rate: Fraction | None = None
    constant_rate: bool | None = None
    codec: str | None = None
    pixel_format: str | None = None
    audio: AudioInfo | None = None
    cut_points: tuple[tuple[int, int], ...] = ()


def probe(path: Path) -> MediaInfo:
    """Measure a picture, clip, sound or document.

    Raises MediaError when the file is missing, empty, unreadable, cut short, or of no known kind.
    """
    size_bytes = require_bytes(path)
    media_type = sniff(read_head(path))
    if media_type is not None and media_type.kind == "document":
        media_type = office_type(path, media_type)
    if media_type is None:
        raise MediaError(f"{path} is no picture, clip, sound or document that is known here.")
    if media_type.kind == "document":
        return MediaInfo("document", media_type.mime, size_bytes)
    if media_type.kind == "image":
        return _probe_image(path, media_type, size_bytes)
    return _probe_footage(path, media_type)


def _probe_image(path: Path, media_type: MediaType, size_bytes: int) -> MediaInfo:
    from PIL import Image

    if media_type.mime in _UNMEASURED:
        return MediaInfo("image", media_type.mime, size_bytes)
    try:
        with Image.open(path) as image:
            width, height, mode, name = image.width, image.height, image.mode, image.format
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise MediaError(
            f"{path} is damaged or cut short: it starts as {media_type.mime} but does not decode. Copy it again."
        ) from error
    return MediaInfo(
        "image", media_type.mime, size_bytes, width, height, codec=(name or "").lower(), pixel_format=mode
    )


def _probe_footage(path: Path, media_type: MediaType) -> MediaInfo:
    from vgdsl.media.footage import read_footage
    from vgdsl.media.parting import cut_points

    footage = read_footage(path)
    sound, track = footage.sound, footage.video
    audio = AudioInfo(sound.codec, sound.rate, sound.channels, sound.duration) if sound else None
    if track is None:
        return MediaInfo(
            "audio",
            f"audio/{media_type.mime.partition('/')[2]}",
            footage.size_bytes,
            duration=audio.duration if audio else None,
            codec=audio.codec if audio else None,
            audio=audio,
        )
    return MediaInfo(
        kind="video",
        mime=media_type.mime if media_type.kind == "video" else f"video/{media_type.mime.partition('/')[2]}",
        size_bytes=footage.size_bytes,
        width=track.width,
        height=track.height,
        duration=track.duration,
        frame_count=track.frame_count,
        rate=track.rate,
        constant_rate=track.constant_rate,
        codec=track.codec,
        pixel_format=_pixel_format(path),
        audio=audio,
        cut_points=cut_points(track),
    )


def _pixel_format(path: Path) -> str | None:
    from vgdsl.media.container import opened

    with opened(path, decoding_hints=True) as container:
        return container.streams.video[0].codec_context.pix_fmt

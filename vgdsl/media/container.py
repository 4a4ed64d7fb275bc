"""Opens a clip or sound for reading its packets. Knows no frames and no films."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Discard, Stream

from vgdsl.media.errors import MediaError
from vgdsl.media.intact import read_head, require_bytes, why_unreadable
from vgdsl.media.sniff import sniff

AnyPacket: TypeAlias = "Packet[Any]"
"""A packet of any kind of track; the library's class takes its parameter only from type checkers."""

_QUICK = {"skip_frame": "all", "probesize": "32", "analyzeduration": "1"}
"""Take the header's word. Left to itself the library decodes and reads on to learn what is not needed here."""

_TRUSTED_HEADERS = frozenset({"video/mp4", "video/quicktime", "video/webm", "video/x-matroska", "audio/mp4"})


@contextmanager
def opened(path: Path, *, decoding_hints: bool = False) -> Iterator[InputContainer]:
    """The open container of `path`; every failure of the libraries inside the block becomes a MediaError.

    Opening normally decodes a picture to learn the pixel format, which costs more than reading a whole
    clip's packets: only `decoding_hints=True` pays for it. Pictures and texts are refused unopened; a text
    may be a playlist, with which the library would go and open other files and addresses.
    """
    require_bytes(path)
    media_type = sniff(read_head(path))
    if media_type is not None and media_type.kind in {"image", "document"}:
        raise MediaError(why_unreadable(path))
    quick = not decoding_hints and media_type is not None and media_type.mime in _TRUSTED_HEADERS
    try:
        with av.open(str(path), options=_QUICK if quick else {}) as container:
            for stream in container.streams.video:
                stream.codec_context.skip_frame = "DEFAULT"
            yield container
    except FFmpegError as error:
        raise MediaError(why_unreadable(path)) from error


def only(container: InputContainer, number: int) -> Stream:
    """Stream `number`, with the reading of all others switched off."""
    for stream in container.streams:
        if stream.index != number:
            stream.discard = Discard.all
    return container.streams[number]

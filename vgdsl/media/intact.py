"""Tells whether a file is there and whole, and if not, why. Knows bytes alone, no decoder."""

from pathlib import Path

from vgdsl.media.errors import MediaError
from vgdsl.media.sniff import HEAD_BYTES, sniff

_BOX_HEADER = 8
"""Bytes of an ISO base media box's length and name."""


def require_bytes(path: Path) -> int:
    """The size of the file in bytes. Raises MediaError when it is missing, empty or no file."""
    if not path.exists():
        raise MediaError(f"{path} is missing.")
    if not path.is_file():
        raise MediaError(f"{path} is a folder, not a media file.")
    size = path.stat().st_size
    if size == 0:
        raise MediaError(f"{path} is empty: the copy or the download that made it never finished.")
    return size


def read_head(path: Path) -> bytes:
    """The first bytes of the file, as `sniff` wants them."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def is_cut_short(path: Path) -> bool:
    """Whether an MP4 or MOV says of itself that it is longer than it is. Other formats carry no such promise."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(8)[4:] not in {b"ftyp", b"moov", b"mdat", b"wide", b"free"}:
            return False
        position = 0
        while position < size:
            file.seek(position)
            length = _box_length(file.read(16), size - position)
            if length is None:
                return True
            position += length
    return position > size


def _box_length(header: bytes, rest: int) -> int | None:
    """Bytes that an ISO base media box occupies; None where not even its header is whole."""
    if len(header) < _BOX_HEADER:
        return None
    length = int.from_bytes(header[:4], "big")
    if length == 0:
        return rest
    if length == 1:
        length = int.from_bytes(header[8:16], "big")
    return length if length >= _BOX_HEADER else None


def why_unreadable(path: Path) -> str:
    """A film-maker's reason for a file that the decoding library will not read as a clip or sound."""
    media_type = sniff(read_head(path))
    if media_type is None:
        return f"{path} is no picture, clip or sound that can be read here."
    if media_type.kind in {"document", "image"}:
        return f"{path} is not a clip: its bytes are {media_type.mime}, whatever its name says."
    if is_cut_short(path):
        return f"{path} is cut short: its end is missing. Fetch or copy it again."
    return f"{path} is damaged: it starts as {media_type.mime} but cannot be read through. Fetch or copy it again."

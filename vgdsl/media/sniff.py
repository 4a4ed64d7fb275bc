"""Tells what a file is from its first bytes. Knows no file names, no decoder, and trusts no extension.

Service and camera alike put the wrong extension on a file (an image service may answer WebP to who asked for
PNG), and a data URL has to carry the true type. So the bytes decide, and nothing slow is imported for it.
"""

# ruff: noqa: PLR2004 (masks and offsets of file headers mean nothing apart from their place)

from codecs import getincrementaldecoder
from dataclasses import dataclass
from typing import Literal

HEAD_BYTES = 4096
"""How much of a file `sniff` wants to see; less works for everything but text after a long blank start."""

_Utf8 = getincrementaldecoder("utf-8-sig")

Kind = Literal["image", "video", "audio", "document"]


@dataclass(frozen=True, slots=True)
class MediaType:
    """What a file is. `extension` has its dot."""

    kind: Kind
    mime: str
    extension: str


_JPEG = MediaType("image", "image/jpeg", ".jpg")
_MP4 = MediaType("video", "video/mp4", ".mp4")
_WEBM = MediaType("video", "video/webm", ".webm")
_MATROSKA = MediaType("video", "video/x-matroska", ".mkv")
_MP3 = MediaType("audio", "audio/mpeg", ".mp3")
_AAC = MediaType("audio", "audio/aac", ".aac")
_HTML = MediaType("document", "text/html", ".html")
_TEXT = MediaType("document", "text/plain", ".txt")
ZIP = MediaType("document", "application/zip", ".zip")
COMPOUND = MediaType("document", "application/x-ole-storage", "")
"""What office documents are packed in: which one it is, only more than the first bytes can tell."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", MediaType("image", "image/png", ".png")),
    (b"\xff\xd8\xff", _JPEG),
    (b"GIF87a", MediaType("image", "image/gif", ".gif")),
    (b"GIF89a", MediaType("image", "image/gif", ".gif")),
    (b"II*\x00", MediaType("image", "image/tiff", ".tiff")),
    (b"MM\x00*", MediaType("image", "image/tiff", ".tiff")),
    (b"fLaC", MediaType("audio", "audio/flac", ".flac")),
    (b"OggS", MediaType("audio", "audio/ogg", ".ogg")),
    (b"ID3", _MP3),
    (b"%PDF-", MediaType("document", "application/pdf", ".pdf")),
    (b"PK\x03\x04", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", COMPOUND),
)

_RIFF = {
    b"WEBP": MediaType("image", "image/webp", ".webp"),
    b"WAVE": MediaType("audio", "audio/wav", ".wav"),
}

_BRANDS = {
    b"qt  ": MediaType("video", "video/quicktime", ".mov"),
    b"M4A ": MediaType("audio", "audio/mp4", ".m4a"),
    b"M4B ": MediaType("audio", "audio/mp4", ".m4a"),
    b"avif": MediaType("image", "image/avif", ".avif"),
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis"), MediaType("image", "image/heic", ".heic")),
    **dict.fromkeys((b"mif1", b"msf1", b"heif"), MediaType("image", "image/heif", ".heif")),
}


def sniff(head: bytes) -> MediaType | None:
    """The type of the file that starts with `head`, or None when no known type does."""
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    return _bitmap(head) or _boxes(head) or _matroska(head) or _bare_audio(head) or _document(head)


def _bitmap(head: bytes) -> MediaType | None:
    known_headers = (12, 40, 52, 56, 64, 108, 124)
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in known_headers:
        return MediaType("image", "image/bmp", ".bmp")
    return None


def _boxes(head: bytes) -> MediaType | None:
    """ISO base media: the `ftyp` box names a brand. Old QuickTime files start without one."""
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], _MP4)
    if head[4:8] in {b"moov", b"mdat", b"wide"}:
        return _BRANDS[b"qt  "]
    return None


def _matroska(head: bytes) -> MediaType | None:
    if not head.startswith(b"\x1aE\xdf\xa3"):
        return None
    return _WEBM if b"webm" in head[:64] else _MATROSKA


def _bare_audio(head: bytes) -> MediaType | None:
    """MPEG audio without tags starts with a frame header: eleven set bits, then a version and a layer."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    layer = head[1] >> 1 & 3
    if layer == 0:
        return _AAC if head[1] & 0xF6 == 0xF0 else None
    legal = head[1] >> 3 & 3 != 1 and head[2] >> 4 != 0xF and head[2] >> 2 & 3 != 3
    return _MP3 if legal else None


def _document(head: bytes) -> MediaType | None:
    """Text is UTF-8 without control characters; a character cut in two at the end of `head` is no fault."""
    if not head or any(byte < 0x20 and byte not in b"\t\n\r\f" for byte in head):
        return None
    try:
        text = _Utf8().decode(head)
    except UnicodeDecodeError:
        return None
    start = text.lstrip()[:15].lower()
    return _HTML if start.startswith(("<!doctype html", "<html")) else _TEXT

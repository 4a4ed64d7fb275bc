"""In which formats media may be sent. Knows nothing of their length and size."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from vgdsl.check.rules.enclosed import Enclosed, enclosed, facts_of
from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.phrases import either
from vgdsl.check.rules.pointing import medium
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.values import Media, MediaKind

VIDEO = {"video/mp4": "MP4", "video/quicktime": "MOV", "video/webm": "WebM"}
REFERENCE = {"video/mp4": "MP4", "video/quicktime": "MOV"}
SEEDANCE_PICTURE = {
    f"image/{name.lower()}": name for name in ("JPEG", "PNG", "WebP", "BMP", "TIFF", "GIF", "HEIC", "HEIF")
}
SOUND = {"audio/wav": "WAV", "audio/x-wav": "WAV", "audio/mpeg": "MP3", "audio/mp3": "MP3"}
DOCUMENTS = ("doc", "docx", "key", "md", "numbers", "pages", "pdf", "ppt", "pptx", "txt", "xls", "xlsx")
"""Venice queue reference, August 2026; documents from the Wan 3.0 guide, pictures from Seedance's. What other models read
of pictures is published nowhere."""


def formats(subject: Subject) -> Iterator[Diagnostic]:
    """Every file is of a kind that the service reads; of reference videos that is one less, of pictures it is not always known."""
    if not subject.program.media:
        return
    for item in enclosed(subject):
        known = _known(subject, item)
        fault = None if item.file is None or known is None else _fault(subject, item.file, known)
        if fault is not None:
            found, legal = fault
            at, file = medium(subject, item.attribute, item.value), str(item.file)
            yield finding(subject, "VG496", item.attribute, at=at, file=file, found=found, legal=legal)


def _known(subject: Subject, item: Enclosed) -> Mapping[str, str] | None:
    """The formats that a medium may have; None where nobody says."""
    kind = item.file.kind if item.file is not None else None
    if kind is MediaKind.IMAGE:
        return SEEDANCE_PICTURE if subject.model.family.startswith("seedance") else None
    if kind is MediaKind.VIDEO:
        return REFERENCE if item.attribute == "references" else VIDEO
    return SOUND


def _fault(subject: Subject, media: Media, known: Mapping[str, str]) -> tuple[str, str] | None:
    """What it is instead, and what it should be."""
    if media.kind is MediaKind.DOCUMENT:
        suffix = PurePosixPath(str(media)).suffix.lstrip(".").lower()
        return None if suffix in DOCUMENTS else (suffix or "without an ending", either(DOCUMENTS))
    facts = facts_of(media, subject.program)
    if facts is None or facts.mime in known:
        return None
    return facts.mime.split("/")[-1].removeprefix("x-"), either(dict.fromkeys(known.values()))

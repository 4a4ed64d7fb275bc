"""In which formats media may be sent. Knows nothing of their length and size."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from vgdsl.check.rules.enclosed import enclosed, facts_of
from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.phrases import either
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.values import Media, MediaKind

VIDEO = {"video/mp4": "MP4", "video/quicktime": "MOV", "video/webm": "WebM"}
REFERENCE = {"video/mp4": "MP4", "video/quicktime": "MOV"}
SOUND = {"audio/wav": "WAV", "audio/x-wav": "WAV", "audio/mpeg": "MP3", "audio/mp3": "MP3"}
DOCUMENTS = ("doc", "docx", "key", "md", "numbers", "pages", "pdf", "ppt", "pptx", "txt", "xls", "xlsx")
"""Venice queue reference, August 2026; documents from the Wan 3.0 guide."""


def formats(subject: Subject) -> Iterator[Diagnostic]:
    """Every video, sound and document file is of a kind that the service reads; of reference videos that is one less."""
    if not subject.program.media:
        return
    for item in enclosed(subject):
        if item.file is None or item.file.kind is MediaKind.IMAGE:
            continue
        known = REFERENCE if item.attribute == "references" else VIDEO
        fault = _fault(subject, item.file, known if item.file.kind is MediaKind.VIDEO else SOUND)
        if fault is not None:
            found, legal = fault
            yield finding(subject, "VG496", item.attribute, file=str(item.file), found=found, legal=legal)


def _fault(subject: Subject, media: Media, known: Mapping[str, str]) -> tuple[str, str] | None:
    """What it is instead, and what it should be."""
    if media.kind is MediaKind.DOCUMENT:
        suffix = PurePosixPath(str(media)).suffix.lstrip(".").lower()
        return None if suffix in DOCUMENTS else (suffix or "without an ending", either(DOCUMENTS))
    facts = facts_of(media, subject.program)
    if facts is None or facts.mime in known:
        return None
    return facts.mime.split("/")[-1].removeprefix("x-"), either(dict.fromkeys(known.values()))

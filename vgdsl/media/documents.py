"""Tells which office document a file is, by what it holds. Knows no file names beyond those inside it, and renders nothing.

Today's office documents are ZIP archives, and the names in them tell whose; the older ones are Microsoft's compound files,
with a directory of streams in UTF-16.
"""

from pathlib import Path

from vgdsl.media.sniff import COMPOUND, ZIP, MediaType

_OPEN = "application/vnd.openxmlformats-officedocument"

_IN_ARCHIVES = (
    ("word/", MediaType("document", f"{_OPEN}.wordprocessingml.document", ".docx")),
    ("xl/", MediaType("document", f"{_OPEN}.spreadsheetml.sheet", ".xlsx")),
    ("ppt/", MediaType("document", f"{_OPEN}.presentationml.presentation", ".pptx")),
    ("Index/Slide", MediaType("document", "application/vnd.apple.keynote", ".key")),
    ("Index/Tables/", MediaType("document", "application/vnd.apple.numbers", ".numbers")),
    ("Index/", MediaType("document", "application/vnd.apple.pages", ".pages")),
)
"""The first of these folders that an archive has; every Apple document has `Index/`, and Pages has nothing of its own in it."""

_IN_COMPOUNDS = (
    ("WordDocument", MediaType("document", "application/msword", ".doc")),
    ("PowerPoint Document", MediaType("document", "application/vnd.ms-powerpoint", ".ppt")),
    ("Workbook", MediaType("document", "application/vnd.ms-excel", ".xls")),
    ("Book", MediaType("document", "application/vnd.ms-excel", ".xls")),
)


def office_type(path: Path, container: MediaType) -> MediaType | None:
    """The document in a file that starts like `container`; any other type passes. None for an archive of anything else."""
    if container == ZIP:
        names = _archived(path)
        return next((kind for folder, kind in _IN_ARCHIVES if any(n.startswith(folder) for n in names)), None)
    if container == COMPOUND:
        data = path.read_bytes()
        return next((kind for name, kind in _IN_COMPOUNDS if name.encode("utf-16-le") in data), None)
    return container


def _archived(path: Path) -> list[str]:
    import zipfile  # noqa: PLC0415 - few films refer to documents, and all others start sooner without

    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return []

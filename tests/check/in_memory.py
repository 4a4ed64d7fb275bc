"""A project in memory, to check scene files in. Knows no test."""

from collections.abc import Mapping

from vgdsl.check.files import FileTrouble, Trouble
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import MediaKind
from vgdsl.source import Source

_MIMES = {
    "png": (MediaKind.IMAGE, "image/png"),
    "mp4": (MediaKind.VIDEO, "video/mp4"),
    "mp3": (MediaKind.AUDIO, "audio/mpeg"),
    "pdf": (MediaKind.DOCUMENT, "application/pdf"),
}


class Project:
    """Scene files by path; media files are all those whose name does not begin with `no`, of the kind their name says."""

    def __init__(self, texts: Mapping[str, str | FileTrouble]) -> None:
        self.texts = texts

    def text(self, path: str) -> Source:
        if path.startswith(".."):
            raise FileTrouble(Trouble.OUTSIDE, path)
        found = self.texts.get(path)
        if isinstance(found, FileTrouble):
            raise found
        if found is None:
            raise FileTrouble(Trouble.MISSING, path)
        return Source(path, found)

    def facts(self, path: str, kind: MediaKind) -> MediaFacts:
        if path.startswith(".."):
            raise FileTrouble(Trouble.OUTSIDE, path)
        name, _, ending = path.rpartition("/")[2].rpartition(".")
        if name.startswith("no") or ending not in _MIMES:
            raise FileTrouble(Trouble.MISSING, path)
        found, mime = _MIMES[ending]
        if found is not kind:
            raise FileTrouble(Trouble.WRONG_KIND, path, f"a file of {mime}")
        return MediaFacts(mime, 1000, path, width=1280, height=720, seconds=5.0)

    def nearest(self, path: str) -> str | None:
        return "refs/marco.png" if "marco" in path else None

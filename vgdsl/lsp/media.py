"""What media files are, without anybody waiting for it. Knows no scene file; looks at files' bytes when it is told to.

A look at a large video takes seconds, and a key press must not wait for one. So a file that was never looked at counts
as what its first bytes promise, with its measures not known, which no rule objects to; and it is put on a list. Whoever
has the time looks through the list, and has the films checked again.
"""

from pathlib import Path

from vgdsl.answers import Stamp, stamp
from vgdsl.check.files import FileTrouble
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import MediaKind
from vgdsl.project import Project


class Media:
    """The media files of all projects, as far as they were looked at."""

    def __init__(self) -> None:
        self._spoiled: dict[Path, tuple[Stamp | None, FileTrouble]] = {}
        self._waiting: dict[Path, tuple[Project, str]] = {}

    @property
    def waits(self) -> bool:
        """Whether there are files that nobody has looked at."""
        return bool(self._waiting)

    def facts(self, project: Project, path: str, kind: MediaKind) -> MediaFacts:
        """What a file is, or what it seems to be. Raises FileTrouble."""
        found = project.path(path)
        spoiled = self._spoiled.get(found)
        if spoiled is not None and spoiled[0] == stamp(str(found)):
            raise spoiled[1]
        if project.known(path) is None:
            seems = _seems(found, kind)
            if seems is not None:
                self._waiting[found] = (project, path)
                return seems
        return project.facts(path, kind)

    def look(self) -> None:
        """Looks at all files that wait. May take long, and may be called in a thread of its own."""
        while self._waiting:
            found, (project, path) = next(iter(self._waiting.items()))
            before = stamp(str(found))  # however young: it is told at once, and a file being written grows
            try:
                project.facts(path, MediaKind.DOCUMENT)
            except FileTrouble as trouble:
                self._spoiled[found] = (before, trouble)
            self._waiting.pop(found, None)


def _seems(found: Path, kind: MediaKind) -> MediaFacts | None:
    """What the first bytes promise; None where they promise nothing, or something else than is wanted."""
    from vgdsl.media.sniff import HEAD_BYTES, sniff  # noqa: PLC0415 - only films with media need it

    try:
        with found.open("rb") as file:
            seen = sniff(file.read(HEAD_BYTES))
        size = found.stat().st_size
    except OSError:
        return None
    if seen is None or seen.kind != kind.value or kind is MediaKind.DOCUMENT:
        return None
    return MediaFacts(mime=seen.mime, size=size, sha256="")

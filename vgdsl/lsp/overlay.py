"""The files of a project as an editor has them: open texts before those on disk. Implements vgdsl.check.files.Files.

Knows what one check has read, and whether that is still so. Knows no protocol.
"""

import os
from collections.abc import Callable
from pathlib import Path

from vgdsl.answers import Stamp, settled, stamp
from vgdsl.lsp.media import Media
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import MediaKind
from vgdsl.project import Project
from vgdsl.source import Source

Open = Callable[[Path], Source | None]
"""The text that is open of a file, by its real path."""


class Disk:
    """Scene files as they are on disk, read again only where they changed."""

    def __init__(self) -> None:
        self._texts: dict[Path, tuple[Stamp | None, Source]] = {}

    def text(self, project: Project, name: str) -> Source:
        """Raises FileTrouble."""
        path = project.root / name
        now = stamp(str(path))
        before = self._texts.get(path)
        if before is not None and before[0] == now and before[1].name == name:
            return before[1]
        good, source = settled(now), Source(name, project.text(name).text)
        self._texts[path] = (good, source)
        return source


class Overlay:
    """The files that one check reads. The name of a text is its path inside the project."""

    def __init__(self, project: Project, opened: Open, disk: Disk, media: Media) -> None:
        self.project = project
        self._opened = opened
        self._disk = disk
        self._media = media
        self._read: dict[str, object] = {}
        self._near: dict[str, str | None] = {}
        self._unsure = False  # whether a file counts as what its first bytes promise

    def text(self, path: str) -> Source:
        source = self._open(path)
        self._note(path)
        if source is None:
            return self._disk.text(self.project, path)
        return source if source.name == path else Source(path, source.text)

    def facts(self, path: str, kind: MediaKind) -> MediaFacts:
        self._note(path)
        facts = self._media.facts(self.project, path, kind)
        self._unsure = self._unsure or not facts.sha256
        return facts

    def nearest(self, path: str) -> str | None:
        self._near[path] = near = self.project.nearest(path)
        return near

    def holds(self) -> bool:
        """Whether all that was read is as it was, and nothing more is known of it."""
        if self._unsure and not self._media.waits:
            return False
        if any(self._now(path) != before for path, before in self._read.items()):
            return False
        return all(self.project.nearest(path) == before for path, before in self._near.items())

    def _note(self, path: str) -> None:
        now = self._now(path)
        self._read[path] = now if isinstance(now, Source) else settled(now)

    def _now(self, path: str) -> Source | Stamp | None:
        """What changes when a file does: the open text itself, or the stamp of what is on disk."""
        source = self._open(path)
        return source if source is not None else stamp(f"{self.project.root}/{path}")

    def _open(self, path: str) -> Source | None:
        """The open text of a file; none of one outside of the project, which a link may lead to as well."""
        if "\0" in path:
            return None
        real = Path(os.path.realpath(self.project.root / path))
        return self._opened(real) if real.is_relative_to(self.project.root) else None

"""Which films a scene file belongs to, by who imports whom. Knows what is open in an editor; reads no language.

The scene files of a project are found once, and again when told.
"""

from collections.abc import Callable
from pathlib import Path

from vgdsl.answers import Stamp, settled, stamp
from vgdsl.project import root_of
from vgdsl.scene_files import Head, head, scene_files, text_of
from vgdsl.source import Source

MOST_FOLDERS = 2_000


class Films:
    """The scene files of the folders that somebody works in. All paths are real ones."""

    def __init__(self, opened: Callable[[Path], Source | None]) -> None:
        self.folders: tuple[Path, ...] = ()
        self._opened = opened
        self._heads: dict[Path, tuple[Source | Stamp | None, Head]] = {}
        self._found: dict[Path, tuple[Path, ...]] = {}

    def forget(self) -> None:
        """Files have come or gone."""
        self._found.clear()

    def files(self, near: Path) -> set[Path]:
        """The scene files of a file's project, and of the folder of the editor around it."""
        around = {root_of(near), *(folder for folder in self.folders if near.is_relative_to(folder))}
        return {near, *(path for folder in around for path in self._below(folder))}

    def of(self, file: Path) -> tuple[Path, ...]:
        """The films that a file belongs to, in the order of their paths; never none."""
        if self._head(file).film:
            return (file,)
        importers: dict[Path, list[Path]] = {}
        for path in self.files(file):
            for target in self._head(path).imports:
                importers.setdefault(target, []).append(path)
        found, waiting, seen = set(), [file], {file}
        while waiting:
            path = waiting.pop()
            above = importers.get(path, [])
            if not above or self._head(path).film:
                found.add(path)
                continue
            waiting += (each for each in above if each not in seen)
            seen.update(above)
        return tuple(sorted(found)) or (file,)

    def around(self, file: Path) -> tuple[Path, ...]:
        """All films of a file's project."""
        return tuple(sorted({film for path in self.files(file) for film in self.of(path)}))

    def _below(self, folder: Path) -> tuple[Path, ...]:
        if folder not in self._found:
            self._found[folder] = tuple(scene_files(folder, MOST_FOLDERS))
        return self._found[folder]

    def _head(self, path: Path) -> Head:
        source = self._opened(path)
        now = source if source is not None else stamp(str(path))
        known = self._heads.get(path)
        if known is None or known[0] != now:
            good = now if isinstance(now, Source) else settled(now)
            text = source.text if source is not None else text_of(path)
            self._heads[path] = known = (good, head(path.parent, text))
        return known[1]

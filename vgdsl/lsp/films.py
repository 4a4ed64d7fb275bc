"""Which films a scene file belongs to, by who imports whom. Reads the beginnings of sentences, not the language.

A file with a film block, and one that nobody imports, is a film of its own. Any other is a part of the films that import
it, and what is wrong with it shows there. The scene files of a project are found once, and again when told.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from vgdsl.answers import Stamp, settled, stamp
from vgdsl.project import root_of
from vgdsl.source import Source

MOST_FOLDERS = 2_000
LARGEST = 4 << 20
"""Bytes of a file that is looked into for imports; a larger one is a film of its own."""

_IMPORT = re.compile(r'^[ \t]*import\s+"([^"\n]+)"', re.MULTILINE)
_FILM = re.compile(r"^[ \t]*film\s+[^\W\d]\w*\s*\{", re.MULTILINE)
_NOT_OURS = frozenset({"node_modules", "out", "__pycache__"})


class Head(msgspec.Struct, frozen=True):
    """What counts of one file: the files it imports, and whether it has a film block."""

    imports: tuple[Path, ...] = ()
    film: bool = False


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
            self._found[folder] = tuple(_walk(folder))
        return self._found[folder]

    def _head(self, path: Path) -> Head:
        source = self._opened(path)
        now = source if source is not None else stamp(str(path))
        known = self._heads.get(path)
        if known is None or known[0] != now:
            good = now if isinstance(now, Source) else settled(now)
            text = source.text if source is not None else _text(path)
            self._heads[path] = known = (good, head(path.parent, text))
        return known[1]


def head(folder: Path, text: str) -> Head:
    """What counts of a text in a folder."""
    targets = (
        os.path.normpath(folder / match[1]) for match in _IMPORT.finditer(text) if "\0" not in match[1]
    )
    return Head(tuple(map(Path, targets)), _FILM.search(text) is not None)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size <= LARGEST:
            return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        pass
    return ""


def _walk(folder: Path) -> Iterator[Path]:
    for number, (place, folders, names) in enumerate(os.walk(folder)):
        if number > MOST_FOLDERS:
            return
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_OURS)
        yield from (Path(place, name) for name in sorted(names) if name.endswith(".vg"))

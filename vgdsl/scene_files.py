"""Which files of a folder are scene files, and what their beginnings say of each other. Reads no more of the language.

A file with a film block, and one that nobody imports, is a film of its own. Any other is a part of the films that import
it, and what is wrong with it shows there.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

LARGEST = 4 << 20
"""Bytes of a file that is looked into for imports; a larger one is a film of its own."""

_IMPORT = re.compile(r'^[ \t]*import\s+"([^"\n]+)"', re.MULTILINE)
_FILM = re.compile(r"^[ \t]*film\s+[^\W\d]\w*\s*\{", re.MULTILINE)
_NOT_OURS = frozenset({"node_modules", "out", "__pycache__"})


class Head(msgspec.Struct, frozen=True):
    """What counts of one file: the files it imports, and whether it has a film block."""

    imports: tuple[Path, ...] = ()
    film: bool = False


def scene_files(
    folder: Path, most: int | None = None, shut: Callable[[OSError], object] | None = None
) -> Iterator[Path]:
    """Those below a folder, in order, but not of hidden folders and of what is made or installed there.

    `most` is how many folders are looked into. `shut` is told of those that cannot be.
    """
    for number, (place, folders, names) in enumerate(os.walk(folder, onerror=shut)):
        if number == most:
            return
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_OURS)
        yield from (Path(place, name) for name in sorted(names) if name.endswith(".vg"))


def films(folder: Path, shut: Callable[[OSError], object] | None = None) -> list[Path]:
    """The films of their own below a folder, by the files as they are on the disk."""
    heads = {path: head(path.parent, text_of(path)) for path in scene_files(folder, shut=shut)}
    imported = {os.path.normpath(target) for each in heads.values() for target in each.imports}
    return [path for path, each in heads.items() if each.film or os.path.normpath(path) not in imported]


def head(folder: Path, text: str) -> Head:
    """What counts of a text in a folder."""
    targets = (
        os.path.normpath(folder / match[1]) for match in _IMPORT.finditer(text) if "\0" not in match[1]
    )
    return Head(tuple(map(Path, targets)), _FILM.search(text) is not None)


def text_of(path: Path) -> str:
    """Empty where a file cannot be read, or is too large."""
    try:
        if path.stat().st_size <= LARGEST:
            return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        pass
    return ""

"""A film's record on the disk, beside its scene file: `film.lock` of `film.vg`. Knows files; knows no journal and no store.

Other programs have files that end in `.lock` too. One is a film's record if it says so, or if there is or was a film for it.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from uuid import uuid4

from vgdsl.run.memory.record import Entry, Record
from vgdsl.run.memory.record_text import HEAD, RecordError, read, written

SUFFIX = ".lock"
_OURS = HEAD.partition("\n")[0].encode()
_NOT_OURS = {".git", ".vgdsl"}


class RecordFile:
    """The record of one film. Raises RecordError for one that cannot be read, and never writes over such a one."""

    def __init__(self, path: Path, shown: str) -> None:
        """`shown` is what messages call it."""
        self.path = path
        self._shown = shown
        self._last: tuple[bytes, Record] | None = None

    @classmethod
    def of(cls, film: Path, shown: str) -> "RecordFile":
        """The record of a scene file, which messages call `shown`."""
        return cls(film.with_suffix(SUFFIX), str(Path(shown).with_suffix(SUFFIX)))

    def read(self) -> Record:
        """The record; an empty one where there is none yet."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return Record()
        if self._last is not None and raw == self._last[0]:
            return self._last[1]
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            raise RecordError(
                self._shown, None, "it is no text", f"Bring it back with: git checkout -- '{self._shown}'"
            ) from None
        self._last = raw, read(text, self._shown)
        return self._last[1]

    def grow(self, picks: Mapping[str, int], entries: Iterable[Entry]) -> bool:
        """Put more into the record as it is on the disk now; whether that changed anything. Raises OSError too."""
        before = self.read()
        after = before.grown(picks, entries)
        if after == before or (not before.entries and not after.entries):
            return False
        draft = self.path.with_name(f".{self.path.name}.{uuid4().hex}")
        try:
            draft.write_text(written(after), encoding="utf-8", newline="\n")
            draft.replace(self.path)
        finally:
            draft.unlink(missing_ok=True)
        return True


def records(project: Path, films: Collection[str]) -> Iterator[RecordFile]:
    """All records in a project's folder; `films` are those that something was ever bought for, by path. Raises OSError."""
    for place, folders, names in os.walk(project, onerror=_raise):
        folders[:] = sorted(name for name in folders if name not in _NOT_OURS)
        for path in (Path(place, name) for name in sorted(names) if name.endswith(SUFFIX)):
            film = path.with_suffix(".vg")
            inside = film.relative_to(project).as_posix()
            if path.exists() and (film.exists() or inside in films or _OURS in path.read_bytes()):
                yield RecordFile(path, Path(inside).with_suffix(SUFFIX).as_posix())


def _raise(error: OSError) -> None:
    raise error

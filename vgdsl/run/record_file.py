"""A film's record on the disk, beside its scene file: `film.lock` of `film.vg`. Knows files; knows no journal and no store."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import uuid4

from vgdsl.run.record import Entry, Record
from vgdsl.run.record_text import RecordError, read, written

SUFFIX = ".lock"


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

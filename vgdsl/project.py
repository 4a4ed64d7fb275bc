"""A film's project folder: which folder it is, and its files as the checker wants them. Knows no language and no API.

Scene files are untrusted: nothing outside the project's folder is ever opened for them, symbolic links included. What a
media file is costs a decode, so the facts are kept in the user's cache by path, size, inode and times of change; an
unchanged file costs a stat.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from vgdsl import __version__
from vgdsl.answers import Evidence, Stamp, settled, stamp
from vgdsl.check.files import FileTrouble, Trouble
from vgdsl.check.spelling import nearest
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import MediaKind
from vgdsl.source import Source

LARGEST_TEXT = 64 * 1024 * 1024

_PLAN = re.compile(rb'\s*\{\s*"vgdsl"\s*:\s*"plan"')
"""How a saved plan begins (plan/saved.py)."""
_MARKS = ("vgdsl.toml", ".git")
_FORM = 3
"""The form of the cache of facts: one of another form does not know all that is asked of it."""


def root_of(film: Path) -> Path:
    """The folder of the nearest vgdsl.toml above the film, else of the repository, else of the film itself."""
    found = next((mark for mark in _marks(film) if mark.exists()), None)
    return _real(film).parent if found is None else found.parent


def _marks(film: Path) -> Iterator[Path]:
    """Where something may be that makes a folder a project, in the order in which it counts."""
    folder = _real(film).parent
    return (candidate / mark for mark in _MARKS for candidate in (folder, *folder.parents))


class Project:
    """One project's files. Implements vgdsl.check.files.Files."""

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self.root = root.resolve()
        self._here = Path.cwd()
        self._facts = _FactsCache(self.root, cache)
        self._texts: dict[str, str] = {}
        self._seen: dict[str, Stamp | None] = {}

    @property
    def evidence(self) -> Evidence:
        """All files asked for so far, as they were when they were read."""
        return Evidence(dict(self._texts), dict(self._seen))

    def _rests_on(self, path: str) -> None:
        self._seen.setdefault(path, settled(stamp(path)))

    @classmethod
    def of(cls, film: Path, cache: Path | None = None) -> "Project":
        """The project that a scene file belongs to; `cache` is a folder for what can always be found out again."""
        project = cls(root_of(film), cache)
        project._rests_on(os.path.join(project._here, film))  # noqa: PTH118 - a link on the way may lead elsewhere tomorrow
        for mark in _marks(film):
            project._rests_on(str(mark / "HEAD" if mark.is_dir() else mark))
            if mark.exists():
                break
        return project

    @property
    def state(self) -> Path:
        """Where the journal, the store and the logs live; not part of the film, ignored by git."""
        return self.root / ".vgdsl"

    def name(self, film: Path) -> str:
        """A film's path as the checker names it: from the project's folder, with forward slashes."""
        return _real(film).relative_to(self.root).as_posix()

    def shown(self, path: Path) -> str:
        """How messages call a file: as seen from where the command was called, so that editors can open the place."""
        try:
            return Path(os.path.relpath(path, self._here)).as_posix()
        except ValueError:  # another drive
            return path.as_posix()

    def path(self, name: str) -> Path:
        """Where a file of the project is on disk. Raises FileTrouble where it would be outside, missing or a folder."""
        if "\0" in name:
            raise FileTrouble(Trouble.MISSING, name)
        self._rests_on(str(self.root / name))
        try:
            found = _real(self.root / name)
            inside = found.is_relative_to(self.root)
            if inside and found.is_dir():
                raise FileTrouble(Trouble.FOLDER, name)
            if inside and not found.exists():
                raise FileTrouble(Trouble.MISSING, name)
        except OSError as error:  # names too long
            raise FileTrouble(Trouble.UNREADABLE, name, error.strerror or "") from None
        if not inside:
            raise FileTrouble(Trouble.OUTSIDE, name)
        return found

    def text(self, path: str) -> Source:
        found, before = self.path(path), stamp(f"{self.root}/{path}")
        try:
            if found.stat().st_size > LARGEST_TEXT:
                raise FileTrouble(Trouble.HUGE, path, f"{found.stat().st_size >> 20} MB")
            raw = found.read_bytes()
        except OSError as error:
            raise FileTrouble(Trouble.UNREADABLE, path, error.strerror or "") from None
        self._texts[str(found)] = hashlib.sha256(raw).hexdigest()
        self._seen[str(self.root / path)] = before  # however young: the digest tells what the times do not
        if _PLAN.match(raw):
            raise FileTrouble(Trouble.PLAN, self.shown(found))
        return Source(self.shown(found), decoded(raw, path))

    def facts(self, path: str, kind: MediaKind) -> MediaFacts:
        found = self.path(path)
        before = stamp(str(found))
        known = self._facts.get(path, before)
        if known is None:
            good = settled(before)
            known = _examined(found, path)
            self._facts.put(path, good, known)
        actual = known.mime.split("/")[0]
        if kind is not MediaKind.DOCUMENT and actual != kind.value:
            raise FileTrouble(Trouble.WRONG_KIND, path, _kind_name(known.mime))
        return known

    def known(self, path: str) -> MediaFacts | None:
        """What a media file was found to be, where it was looked at and has not changed since. Raises FileTrouble."""
        return self._facts.get(path, stamp(str(self.path(path))))

    def nearest(self, path: str) -> str | None:
        folder, _, name = path.rpartition("/")
        self._rests_on(str(self.root / folder))
        try:
            there = sorted(entry.name for entry in os.scandir(self.root / folder) if entry.is_file())
        except (OSError, ValueError):
            return None
        stem, dot, suffix = name.rpartition(".")
        kin = {each.removesuffix(f".{suffix}"): each for each in there if dot and each.endswith(f".{suffix}")}
        close = kin.get(nearest(stem, kin) or "") or nearest(name, there)
        return (f"{folder}/{close}" if folder else close) if close else None

    def remember(self) -> None:
        """Keeps what was found out of media files for the next time; a cache that cannot be written is no trouble."""
        self._facts.save()


def _real(path: Path) -> Path:
    """Where a path leads. One that leads in a circle stays as it is, and is not there."""
    return Path(os.path.realpath(path))


def decoded(raw: bytes, path: str) -> str:
    """The text of a scene file: UTF-8, with or without a byte order mark. Raises FileTrouble."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileTrouble(Trouble.ENCODING, path, "it is in UTF-16")
    if b"\0" in raw[:8192]:
        raise FileTrouble(Trouble.BINARY, path)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileTrouble(Trouble.ENCODING, path, f"see line {line}") from None


def _examined(found: Path, path: str) -> MediaFacts:
    from vgdsl.media.probe import MediaError, probe  # noqa: PLC0415 - decoders load only where there is media

    try:
        if found.stat().st_size == 0:
            raise FileTrouble(Trouble.EMPTY, path)
        info = probe(found)
        with found.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except MediaError as error:
        told = str(error)
        begins = f"{found} "
        why = told.removeprefix(begins) if told.startswith(begins) else f"is damaged: {told}"
        raise FileTrouble(Trouble.DAMAGED, path, why) from None
    except OSError as error:
        raise FileTrouble(Trouble.UNREADABLE, path, error.strerror or "") from None
    return MediaFacts(
        mime=info.mime,
        size=info.size_bytes,
        sha256=digest,
        width=info.width,
        height=info.height,
        seconds=None if info.duration is None else float(info.duration),
        fps=None if info.rate is None else float(info.rate),
        frames=info.frame_count,
        has_audio=info.audio is not None,
        cut_points=info.cut_points,
    )


def _kind_name(mime: str) -> str:
    kind = mime.split("/", maxsplit=1)[0]
    words = {"image": "a picture", "video": "a video", "audio": "a sound file", "text": "a text"}
    return words.get(kind, f"a document ({mime})")


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    stamp: Stamp | None
    facts: MediaFacts


class _FactsCache:
    """Facts of media files by path, good as long as the file's size, inode and times of change stay the same."""

    def __init__(self, root: Path, folder: Path | None) -> None:
        name = hashlib.sha256(str(root).encode()).hexdigest()[:24]
        self._file = folder / f"media-{__version__}-{_FORM}-{name}.msgpack" if folder else None
        self._kept: dict[str, _Kept] | None = None
        self._changed = False

    def get(self, path: str, now: Stamp | None) -> MediaFacts | None:
        kept = self._loaded().get(path)
        return kept.facts if kept is not None and kept.stamp == now else None

    def put(self, path: str, now: Stamp | None, facts: MediaFacts) -> None:
        self._loaded()[path] = _Kept(now, facts)
        self._changed = True

    def save(self) -> None:
        if self._file is None or not self._changed:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary = self._file.with_suffix(f".{os.getpid()}")
            temporary.write_bytes(msgspec.msgpack.encode(self._kept))
            temporary.replace(self._file)
        except OSError:
            return

    def _loaded(self) -> dict[str, _Kept]:
        if self._kept is None:
            try:
                raw = self._file.read_bytes() if self._file else b""
                self._kept = msgspec.msgpack.decode(raw, type=dict[str, _Kept]) if raw else {}
            except (OSError, msgspec.MsgspecError):
                self._kept = {}
        return self._kept

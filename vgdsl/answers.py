"""What a command answered before, kept by the content of everything that the answer rests on.

An answer is given again only while every scene file it was found from has the same bytes, every other file (media, made
clips, the journal) the same size, inode and times of change, and the program itself is unchanged since it was started.
Knows nothing of what an answer says. An answer that cannot be read or written is simply not there.

The whole point is to be quicker than starting up, so this imports next to nothing: the file format is lines of text and
paths are strings, because json, pathlib and msgspec each cost more than all of the work here.
"""

import hashlib
import os
import sys
import time

from vgdsl import __version__

Stamp = tuple[int, int, int, int]
"""When a file's bytes and when anything of it changed last, in nanoseconds; its size; its inode."""

_MAGIC = b"vgdsl answer 2\n"
_SECOND = 1_000_000_000
_TICK = _SECOND // 20
"""More than a tick of the clock by which systems date files: what changes twice within one may be dated alike."""
_ASKED: dict[str, str] = {}
"""The program that was there when something was asked: a run of hours may find another one when it ends."""


class Evidence:
    """What an answer rests on: SHA-256 of texts as they were read, stamps of other files (None: it was not there)."""

    __slots__ = ("files", "texts")

    def __init__(
        self, texts: dict[str, str] | None = None, files: dict[str, Stamp | None] | None = None
    ) -> None:
        self.texts = texts or {}
        self.files = files or {}

    def holds(self) -> bool:
        """Whether everything is still as it was."""
        return all(digest(path) == before for path, before in self.texts.items()) and all(
            stamp(path) == before for path, before in self.files.items()
        )


def digest(path: str) -> str | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - see the module's note on paths
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return None


def stamp(path: str) -> Stamp | None:
    """What changes when a file changes, for the price of a stat; None where there is nothing to be read.

    The first time can be set by anybody, and copying often does set it; the second only by the system.
    """
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def settled(seen: Stamp | None) -> Stamp | None:
    """The stamp; or one that no file has, where this one is so young that the file may change again and keep it.

    Some file systems count whole seconds, or two at a time. A time to come is no younger than any other.
    """
    if seen is None:
        return None
    mtime, ctime, size, _ = seen
    now = time.time_ns()
    tick = 2 * _SECOND if mtime % _SECOND == ctime % _SECOND == 0 else _TICK
    young = any(0 <= now - changed < tick for changed in (mtime, ctime))
    return (mtime, ctime, size, -1) if young else seen


def folder() -> str:
    """The user's own folder for what can always be found out again."""
    own = os.environ.get("VGDSL_CACHE") or os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return os.path.join(own or os.path.join(os.path.expanduser("~"), ".cache"), "vgdsl")  # noqa: PTH111, PTH118


def refreshed() -> str:
    """Where the catalogue of models is that `vgdsl models --refresh` made: one for each address of the API."""
    address = os.environ.get("VENICE_BASE_URL", "").strip().rstrip("/")
    mark = f"-{hashlib.sha256(address.encode()).hexdigest()[:12]}" if address else ""
    return os.path.join(folder(), f"catalog{mark}.json")  # noqa: PTH118


def recall(question: str) -> tuple[int, str] | None:
    """The exit code and the words of an answer that still holds, or None."""
    program = _ASKED[question] = _program()
    try:
        with open(_file(question, program), "rb") as file:  # noqa: PTH123
            return _read(file.read())
    except (OSError, ValueError, IndexError):
        return None


def keep(question: str, evidence: Evidence, code: int, words: str) -> None:
    """Writes an answer down, whole or not at all: as that of the program that was there when it was asked for."""
    target = _file(question, _ASKED.pop(question, "") or _program())
    temporary = f"{target}.{os.getpid()}"
    try:
        os.makedirs(folder(), mode=0o700, exist_ok=True)  # noqa: PTH103
        with open(temporary, "wb") as file:  # noqa: PTH123
            file.write(_written(evidence, code, words))
        os.replace(temporary, target)  # noqa: PTH105
    except (OSError, ValueError):
        return


def _written(evidence: Evidence, code: int, words: str) -> bytes:
    lines = [f"text {value} {path}" for path, value in evidence.texts.items()]
    for path, seen in evidence.files.items():
        lines.append(f"file {' '.join(map(str, seen or '----'))} {path}")
    if any("\n" in line for line in lines):
        raise ValueError("a path with a line break")
    said = words.encode()
    head = "\n".join([f"{code} {len(said)}", str(len(lines)), *lines])
    return _MAGIC + os.fsencode(head) + b"\n" + said


def _read(raw: bytes) -> tuple[int, str] | None:
    if not raw.startswith(_MAGIC):
        return None
    first, count, rest = raw[len(_MAGIC) :].split(b"\n", 2)
    code, length = map(int, first.split())
    *lines, words = rest.split(b"\n", int(count))
    if len(lines) != int(count) or len(words) != length:
        return None
    evidence = Evidence()
    for line in lines:
        kind, value = os.fsdecode(line).split(" ", 1)
        if kind == "text":
            seen, path = value.split(" ", 1)
            evidence.texts[path] = seen
        else:
            *times, path = value.split(" ", 4)
            mtime, ctime, size, inode = times
            evidence.files[path] = None if mtime == "-" else (int(mtime), int(ctime), int(size), int(inode))
    return (code, words.decode()) if evidence.holds() else None


def _file(question: str, program: str) -> str:
    asked = hashlib.sha256(f"{program}\0{question}".encode("utf-8", "surrogateescape")).hexdigest()
    return os.path.join(folder(), f"{asked[:32]}.answer")  # noqa: PTH118


def _program() -> str:
    """Changes with every change of the program's own files, of its catalogue and of what is installed beside it.

    Nobody meets the answer of another version. Installers may date all files alike, so their sizes count as well.
    """
    own = os.path.dirname(__file__)  # noqa: PTH120
    newest, size, count = 0, 0, 0
    for place, folders, names in os.walk(own):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            status = os.stat(f"{place}/{name}")  # noqa: PTH116
            newest, size, count = max(newest, status.st_mtime_ns), size + status.st_size, count + 1
    installed = [stamp(place) for place in sys.path if place.endswith("-packages")]
    return f"{own} {__version__} {sys.version} {newest} {size} {count} {installed} {stamp(refreshed())}"

"""What checking asks of the project's files. Knows no disk: whoever calls the checker brings the files (see project.py)."""

from enum import StrEnum
from typing import Protocol

from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import MediaKind
from vgdsl.source import Source


class Trouble(StrEnum):
    """Why a file cannot be used."""

    MISSING = "missing"
    OUTSIDE = "outside"  # the path leads out of the project's folder
    FOLDER = "folder"
    UNREADABLE = "unreadable"  # permissions, a broken disk
    EMPTY = "empty"
    BINARY = "binary"  # a scene file that is no text
    ENCODING = "encoding"  # a scene file in another encoding than UTF-8
    PLAN = "plan"  # a plan in place of a scene file
    HUGE = "huge"
    WRONG_KIND = "wrong kind"  # its bytes are of another kind than asked for
    DAMAGED = "damaged"  # of the right kind, but cannot be decoded


class FileTrouble(Exception):  # noqa: N818 - it says what happened, as the words of its messages do
    """A file that cannot be used; `detail` is in a film maker's words.

    It says what the file is instead, or goes on after its name: `is cut short: its end is missing. Copy it again.`
    """

    def __init__(self, trouble: Trouble, path: str, detail: str = "") -> None:
        super().__init__(f"{path}: {trouble}{f' ({detail})' if detail else ''}")
        self.trouble = trouble
        self.path = path
        self.detail = detail


class Files(Protocol):
    """The files of one project, by their path inside it, with forward slashes."""

    def text(self, path: str) -> Source:
        """A scene file. Raises FileTrouble."""
        ...

    def facts(self, path: str, kind: MediaKind) -> MediaFacts:
        """What a media file is, by its bytes. Raises FileTrouble."""
        ...

    def nearest(self, path: str) -> str | None:
        """An existing file whose name is much like a missing one's."""
        ...

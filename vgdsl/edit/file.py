"""Writes an edited scene file, whole or not at all. Knows bytes and a disk; knows no edit and no language."""

import codecs
import os
import shutil
from pathlib import Path
from uuid import uuid4


class ChangedError(Exception):
    """The file is not what it was when the edit was found."""


def replace_text(path: Path, before: str, after: str) -> None:
    """Let a file that says `before` say `after`; byte order mark, permissions and links stay as they are.

    Raises ChangedError, and OSError, also for a file that may only be read, though another could be put in its place.
    """
    path = Path(os.path.realpath(path))
    with path.open("r+b") as file:
        raw = file.read()
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    if raw != mark + before.encode():
        raise ChangedError(f"{path.name} was changed meanwhile; nothing was written")
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with draft.open("wb") as file:
            file.write(mark + after.encode())
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)

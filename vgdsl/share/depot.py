"""A place where machines share clips, and how one is opened by its address. Knows addresses; moves nothing itself.

A clip has the same name everywhere, made of its digest (`ab/cdef….mp4`), so what has a name is never replaced by something
else, and machines that share need not agree on anything.
"""

from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

BUCKETS = ("s3", "gs", "az")


class DepotError(Exception):
    """A place to share cannot be used; the text says why, and what to do. It holds no secrets."""


class Depot(Protocol):
    """Every call raises DepotError, and OSError where the disk of this machine refuses."""

    @property
    def where(self) -> str:
        """Its address, as messages call it."""

    async def size(self, name: str) -> int | None:
        """How many bytes there are under a name; None where there is nothing."""

    async def put(self, path: Path, name: str) -> None:
        """Let a name there have the bytes of a file: all of them at once, or nothing."""

    async def get(self, name: str, into: Path) -> None:
        """Write the bytes of a name to a new file."""


def name_of(sha256: str) -> str:
    """What a clip is called at every depot."""
    return f"{sha256[:2]}/{sha256[2:]}.mp4"


def open_depot(where: str, base: Path) -> Depot:
    """The depot at an address: a folder, as seen from `base`, or a URL. Raises DepotError."""
    scheme, separator, _ = where.partition("://")
    if not separator:
        from vgdsl.share.folder import Folder  # noqa: PLC0415 - only what is needed is loaded

        return Folder((base / where).expanduser())
    if "@" in urlsplit(where).netloc:
        raise DepotError(
            "an address with a name or a password in it is not taken: put those into the environment"
        )
    if scheme == "file":
        from vgdsl.share.folder import Folder  # noqa: PLC0415

        return Folder(Path(url2pathname(urlsplit(where).path)))
    if scheme in BUCKETS:
        from vgdsl.share.bucket import Bucket  # noqa: PLC0415

        return Bucket(where)
    raise DepotError(f"{scheme}:// is no place to share clips; take a folder, file://, s3://, gs:// or az://")

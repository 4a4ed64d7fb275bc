"""Opens a place to share clips by its address: a folder or object storage. Knows addresses; moves nothing itself."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from vgdsl.share.depot import Depot, DepotError

BUCKETS = ("s3", "gs", "az")


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
        return _bucket(where)
    raise DepotError(f"{scheme}:// is no place to share clips; take a folder, file://, s3://, gs:// or az://")


def _bucket(where: str) -> Depot:
    try:
        from vgdsl.share.bucket import Bucket  # noqa: PLC0415
    except ModuleNotFoundError:
        raise DepotError("object storage needs one more library: pip install 'vgdsl[share]'") from None
    return Bucket(where)

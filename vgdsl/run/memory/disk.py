"""What kind of disk a folder is on. Knows the system's list of mounts, and nothing of what is kept there."""

import os
from pathlib import Path

_NETWORKED = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "lustre", "gpfs", "fuse"}
)
_MOUNTS = Path("/proc/self/mounts")


def shared_between_machines(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether the disk may be written to by several machines. SQLite's write-ahead log needs memory that they share.

    Where the system has no list of mounts, disks count as local.
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    target = os.path.realpath(path)
    found = [(_decoded(line.split()[1]), line.split()[2]) for line in lines if len(line.split()) > 2]  # noqa: PLR2004
    within = sorted(
        (len(place), number, kind) for number, (place, kind) in enumerate(found) if _is_below(target, place)
    )
    return bool(within) and within[-1][2].partition(".")[0] in _NETWORKED


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _decoded(place: str) -> str:
    """A mount point as written in the list, with its blanks as octal numbers."""
    return place.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")

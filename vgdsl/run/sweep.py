"""Decides which files of a project's `.vgdsl` nobody needs any more. Knows names of files and of what is bought; touches nothing.

A file is removed only where it is known what it was and that nothing names it: whatever else lies in the folder stays.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from vgdsl.providers.simulator.simulation import NAME as SIMULATOR
from vgdsl.run.memory.past import Past

_CLIP = re.compile(r"store/([0-9a-f]{2})/([0-9a-f]{62})\.mp4\Z")
_FRAME = re.compile(r"frames/([0-9a-f]{2})/([0-9a-f]{62})-\w+\.png\Z")
_PART = re.compile(r"parts/[0-9a-f]{2}/[^/]+\Z")
_WHOLE = re.compile(r"whole/[0-9a-f]{2}/[0-9a-f]{62}\.mp4\Z")
_INCOMING = re.compile(r"incoming/([^/.]+)(?:\.[^/.]+)?\.mp4\Z")
_REJECTED = re.compile(r"rejected/[^/]+\Z")
_UNFINISHED = re.compile(r"(tmp|pulling)/")
_SIMULATOR = re.compile(r"simulator/")


class Sort(StrEnum):
    CLIP = "clips"
    FRAME = "frames"
    PART = "parts of sources"
    WHOLE = "finished clips"
    UNFINISHED = "unfinished files"
    REJECTED = "clips that were set aside"
    SIMULATOR = "files of the simulator"


class File(msgspec.Struct, frozen=True):
    """A file by its path in the folder, with forward slashes; `frees` is how many bytes go with it."""

    path: str
    frees: int = 0


class Wishes(msgspec.Struct, frozen=True):
    """What goes beside what nothing names: all that was simulated, and clips that were set aside."""

    simulated: bool = False
    rejected: bool = False


class Named(msgspec.Struct, frozen=True):
    """What must stay: clips, by their digests. `settled` are the keys of purchases of which all is over: what was received
    for them was kept, or was of no use.
    """

    clips: frozenset[str]
    settled: frozenset[str]


def named(past: Past, recorded: Iterable[str], wishes: Wishes) -> Named:
    """What a project's journal and its records, by their clips' digests, name."""
    spared = (p for p in past.settled if not (wishes.simulated and p.provider == SIMULATOR))
    clips = {purchase.sha256 for purchase in spared if purchase.sha256 is not None}
    return Named(frozenset({*clips, *recorded}), frozenset(past.tried) - past.open.keys())


def needless(files: Iterable[File], needed: Named, wishes: Wishes) -> dict[str, Sort]:
    """The files that can go, by their paths, with what they are."""
    sorts = {file.path: _sort(file, needed, wishes) for file in files}
    return {path: sort for path, sort in sorts.items() if sort is not None}


def _sort(file: File, needed: Named, wishes: Wishes) -> Sort | None:
    """Parts are cut again and clips finished again when they are needed; one that a folder of results shows stays."""
    path = file.path
    if found := _CLIP.match(path):
        return None if found[1] + found[2] in needed.clips else Sort.CLIP
    if found := _FRAME.match(path):
        return None if found[1] + found[2] in needed.clips else Sort.FRAME
    if _PART.match(path):
        return Sort.PART
    if _WHOLE.match(path):
        return Sort.WHOLE if file.frees else None
    if found := _INCOMING.match(path):
        return Sort.UNFINISHED if found[1] in needed.settled else None
    if _UNFINISHED.match(path):
        return Sort.UNFINISHED
    if _REJECTED.match(path):
        return Sort.REJECTED if wishes.rejected else None
    return Sort.SIMULATOR if wishes.simulated and _SIMULATOR.match(path) else None

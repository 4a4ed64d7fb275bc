"""Which catalogue holds: the one that comes with the program, or one that `vgdsl models --refresh` kept in its place.

Knows both files and how they are read. Knows no network and no clock, and nothing of what a catalogue is asked.
"""

import functools
from contextlib import suppress
from pathlib import Path

import msgspec

from vgdsl.answers import Stamp, digest, refreshed, stamp
from vgdsl.program.catalog import Catalog
from vgdsl.program.model import Model

_BUNDLED = Path(__file__).with_name("catalog.json")


class _File(msgspec.Struct, frozen=True):
    date: str
    models: tuple[Model, ...]


class RefreshedFile(msgspec.Struct, frozen=True):
    """A catalogue that `vgdsl models --refresh` made, from what `address` said on its day, over the bundled one with a digest."""

    date: str
    over: str
    address: str
    models: tuple[Model, ...]
    published: msgspec.Raw


def load() -> Catalog:
    """The catalogue that holds: the one that comes with the program, or a refreshed one that is not older."""
    path = refreshed()
    return _loaded(path, stamp(path))


@functools.cache
def bundled() -> Catalog:
    """The catalogue that comes with the program."""
    read = msgspec.json.decode(_BUNDLED.read_bytes(), type=_File)
    return Catalog.of(read.date, read.models)


@functools.lru_cache(maxsize=4)
def _loaded(path: str, there: Stamp | None) -> Catalog:
    """As long as the file at `path` is the one that is `there`. A refreshed catalogue that cannot be read is none."""
    if there is not None:
        with suppress(OSError, msgspec.MsgspecError):
            return _newer(msgspec.json.decode(Path(path).read_bytes(), type=RefreshedFile))
    return bundled()


def _newer(kept: RefreshedFile) -> Catalog:
    """The refreshed catalogue, or the bundled one that has become newer. A new program knows more: what the list said is laid over that."""
    if kept.over == edition():
        return Catalog.of(kept.date, kept.models)
    if kept.date < bundled().date:
        return bundled()
    from vgdsl.program.published import Published, merged  # noqa: PLC0415 - only after a new program, and slow to load

    return merged(bundled(), msgspec.json.decode(kept.published, type=tuple[Published, ...]), kept.date)


def edition() -> str:
    """The digest of the catalogue that comes with the program."""
    return digest(str(_BUNDLED)) or ""

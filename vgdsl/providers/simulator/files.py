"""Puts files in place whole or not at all, whoever else writes the same ones. Knows nothing of what is in them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name of its own to write to; when the block ends well, that file takes the place of `path`."""
    part = path.with_name(f"{path.stem}-{secrets.token_hex(4)}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path`."""
    with replacing(path) as part:
        part.write_bytes(data)

"""Writes arriving bytes to a file and digests them on the way. Knows no HTTP and no store."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO

BLOCK = 1 << 20
"""Bytes gathered before a thread takes them: fewer hand-overs, and still little memory."""


async def save(pieces: AsyncIterator[bytes], into: Path) -> tuple[int, str]:
    """Write all `pieces` to `into`; return their size and SHA-256. On any error the file is removed.

    Raises what `pieces` raises, and OSError when the disk does. A thread writes and digests one block while the
    next one arrives; at most two are in memory.
    """
    try:
        with into.open("wb") as file:
            return await _pour(_blocks(pieces), file)
    except BaseException:
        into.unlink(missing_ok=True)  # noqa: ASYNC240  one directory entry, no data
        raise


async def _blocks(pieces: AsyncIterator[bytes]) -> AsyncIterator[list[bytes]]:
    """Gather pieces to blocks, without copying them."""
    block, size = [], 0
    async for piece in pieces:
        block.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


async def _pour(blocks: AsyncIterator[list[bytes]], file: BinaryIO) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    loop = asyncio.get_running_loop()
    keeping: asyncio.Future[None] | None = None

    def keep(block: list[bytes]) -> None:
        # One write and one digest a block: each lets go of the interpreter, and getting it back is what costs.
        whole = b"".join(block)
        file.write(whole)
        digest.update(whole)

    try:
        async for block in blocks:
            if keeping:
                await keeping
            size += sum(map(len, block))
            keeping = loop.run_in_executor(None, keep, block)
    finally:
        # The file must not be closed under the thread, not even when this task is cancelled.
        if keeping:
            await asyncio.wait([keeping])
    if keeping:
        await keeping
    return size, digest.hexdigest()

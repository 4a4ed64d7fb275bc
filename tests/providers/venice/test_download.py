"""Bytes to a file: all of them with their digest, or no file."""

import asyncio
import errno
import hashlib
import os
import time
import tracemalloc

import pytest

from vgdsl.providers.venice.download import save


async def blocks(*parts, wait=0.0, error=None):
    for part in parts:
        await asyncio.sleep(wait)
        yield part
    if error:
        raise error


async def test_a_file_is_all_blocks_in_order(tmp_path):
    parts = [os.urandom(100_000) for _ in range(20)]
    whole = b"".join(parts)
    assert await save(blocks(*parts), tmp_path / "clip.part") == (
        len(whole),
        hashlib.sha256(whole).hexdigest(),
    )
    assert (tmp_path / "clip.part").read_bytes() == whole


async def test_nothing_is_a_file_too(tmp_path):
    assert await save(blocks(), tmp_path / "clip.part") == (0, hashlib.sha256().hexdigest())


async def test_a_break_leaves_no_file(tmp_path):
    with pytest.raises(ConnectionError):
        await save(blocks(b"a", b"b", error=ConnectionError()), tmp_path / "clip.part")
    assert not list(tmp_path.iterdir())


async def test_a_cancelled_download_leaves_no_file(tmp_path):
    saving = asyncio.create_task(save(blocks(*[b"x" * 1_000_000] * 50, wait=0.01), tmp_path / "clip.part"))
    await asyncio.sleep(0.05)
    saving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saving
    assert not list(tmp_path.iterdir())


async def test_a_full_disk_fails_loudly(tmp_path):
    into = tmp_path / "clip.part"
    into.symlink_to("/dev/full")
    with pytest.raises(OSError, match="space") as full:
        await save(blocks(*[b"x" * 1_000_000] * 3), into)
    assert full.value.errno == errno.ENOSPC
    assert not list(tmp_path.iterdir())


async def test_memory_does_not_grow_with_the_file(tmp_path):
    async def much():
        for _ in range(60):
            yield bytes(1 << 20)

    tracemalloc.start()
    start = time.perf_counter()
    size, _ = await save(much(), tmp_path / "clip.part")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size == 60 << 20
    assert peak < 8_000_000
    assert time.perf_counter() - start < 10

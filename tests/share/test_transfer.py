"""Clips get to another machine whole, once, and nothing else does: by a folder, by its URL, and by object storage."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from vgdsl.share import transfer
from vgdsl.share.depot import DepotError, name_of
from vgdsl.share.opening import open_depot
from vgdsl.share.transfer import Moved, pull, push

ROOT = Path(__file__).parents[2]
LARGE = bytes(range(256)) * 45_000  # several parts of an upload


async def test_what_one_machine_pushes_another_pulls(here, there, depot):
    clips = [here.clip(b"a", "gulls"), here.clip(LARGE, "waves"), here.clip(b"c", "walker#2")]
    told = []
    done = await push(clips, here.store, depot, told.append)
    assert done == Moved(moved=("gulls", "walker#2", "waves"), bytes=len(LARGE) + 2)
    assert sum(told) == len(LARGE) + 2
    done = await pull(clips, there.store, depot)
    assert done == Moved(moved=("gulls", "walker#2", "waves"), bytes=len(LARGE) + 2)
    assert all(there.store.verify(clip.sha256) for clip in clips)
    assert there.store.path(clips[1].sha256).read_bytes() == LARGE
    assert list(there.store.pulling.iterdir()) == []


async def test_what_is_there_is_not_moved_again(here, there, depot):
    clips = [here.clip(b"a"), here.clip(b"b", "waves")]
    await push(clips[:1], here.store, depot)
    assert await push(clips, here.store, depot) == Moved(moved=("waves",), there=("gulls",), bytes=1)
    await pull(clips[:1], there.store, depot)
    assert await pull(clips, there.store, depot) == Moved(moved=("waves",), there=("gulls",), bytes=1)


async def test_a_clip_of_two_shots_is_moved_once(here, depot):
    done = await push([here.clip(b"a"), here.clip(b"a")], here.store, depot)
    assert done == Moved(moved=("gulls",), bytes=1)


async def test_what_nobody_has_is_said(here, depot):
    clip = here.clip(b"a", have=False)
    assert await push([clip], here.store, depot) == Moved(missing=("gulls",))
    assert await pull([clip], here.store, depot) == Moved(missing=("gulls",))


async def test_a_clip_that_rotted_here_is_not_handed_on(here, depot):
    clip = here.clip(b"good")
    path = here.store.path(clip.sha256)
    path.chmod(0o644)
    path.write_bytes(b"evil")
    assert await push([clip], here.store, depot) == Moved(broken=("gulls",))
    assert await depot.size(name_of(clip.sha256)) is None


@pytest.mark.parametrize("data", [b"evil", b"", b"good and more"])
async def test_what_is_not_the_clip_never_enters_the_store(here, there, depot, tmp_path, data):
    clip = here.clip(b"good")
    (tmp_path / "other").write_bytes(data)
    await depot.put(tmp_path / "other", name_of(clip.sha256))
    assert await pull([clip], there.store, depot) == Moved(broken=("gulls",))
    assert not there.store.has(clip.sha256)
    assert list(there.store.pulling.iterdir()) == []


async def test_half_a_clip_at_the_depot_is_replaced_by_the_whole(here, there, depot, tmp_path):
    clip = here.clip(b"good")
    (tmp_path / "half").write_bytes(b"go")
    await depot.put(tmp_path / "half", name_of(clip.sha256))
    assert (await push([clip], here.store, depot)).moved == ("gulls",)
    assert (await pull([clip], there.store, depot)).moved == ("gulls",)


PULL = """
import asyncio, sys
from pathlib import Path
from vgdsl.run.store import Store
from vgdsl.share.opening import open_depot
from vgdsl.share.transfer import Clip, pull
clips = [Clip(sha256, int(size), sha256) for sha256, size in zip(sys.argv[2::2], sys.argv[3::2])]
asyncio.run(pull(clips, Store(Path(sys.argv[1])), open_depot("s3://bucket/films", Path())))
"""


def test_a_pull_that_is_killed_half_way_goes_on(here, there, s3, tmp_path):
    depot = open_depot("s3://bucket/films", tmp_path)
    small, large = here.clip(b"a"), here.clip(LARGE, "waves")
    asyncio.run(push([small, large], here.store, depot))
    s3.stalled = {f"/bucket/films/{name_of(large.sha256)}"}
    words = [str(part) for clip in (small, large) for part in (clip.sha256, clip.size)]
    draft = there.store.pulling / f"{large.sha256}.mp4"
    with subprocess.Popen([sys.executable, "-c", PULL, there.store.folder, *words], cwd=ROOT) as process:
        while not (there.store.has(small.sha256) and draft.exists() and draft.stat().st_size):
            assert process.poll() is None
        process.kill()
    assert 0 < draft.stat().st_size < large.size
    assert not there.store.has(large.sha256)
    s3.stalled = set()
    done = asyncio.run(pull([small, large], there.store, depot))
    assert done == Moved(moved=("waves",), there=("gulls",), bytes=large.size)
    assert there.store.verify(large.sha256)
    assert not draft.exists()


async def test_only_so_many_are_on_their_way_at_once(here, depot, monkeypatch):
    under_way, most = 0, 0
    put, together = depot.put, asyncio.Barrier(transfer.AT_ONCE)

    async def counted(path, name):
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await together.wait()
        await put(path, name)
        under_way -= 1

    monkeypatch.setattr(depot, "put", counted)
    clips = [here.clip(str(n).encode(), f"s{n}") for n in range(12)]
    async with asyncio.timeout(60):
        assert len((await push(clips, here.store, depot)).moved) == 12
    assert most == transfer.AT_ONCE


async def test_a_folder_gets_no_half_file_and_keeps_no_leftovers(here, tmp_path):
    depot = open_depot("shared", tmp_path)
    await push([here.clip(b"a")], here.store, depot)
    names = [path.name for path in (tmp_path / "shared").rglob("*") if path.is_file()]
    assert names == [name_of(here.clip(b"a").sha256)[3:]]


async def test_a_folder_that_cannot_be_written_fails_clip_by_clip(here, tmp_path):
    (tmp_path / "shared").write_bytes(b"")
    done = await push([here.clip(b"a")], here.store, open_depot("shared", tmp_path))
    assert not done.whole
    assert done.failed[0].startswith("gulls: ")
    assert "Not a directory" in done.failed[0]


async def test_a_service_that_says_no_is_told_without_its_secrets(here, s3, tmp_path):
    s3.allowed = False
    done = await push([here.clip(b"a")], here.store, open_depot("s3://bucket/films", tmp_path))
    assert done.failed[0].startswith("gulls: s3://bucket/films cannot be used: ")
    assert "secret-of-the-tests" not in done.failed[0]
    assert "AKIDTESTS" not in done.failed[0]


async def test_the_bucket_holds_clips_by_their_digests(here, s3, tmp_path):
    clip = here.clip(b"a")
    await push([clip], here.store, open_depot("s3://bucket/films", tmp_path))
    assert s3.objects == {f"/bucket/films/{name_of(clip.sha256)}": b"a"}


@pytest.mark.parametrize(
    ("where", "message"),
    [
        (
            "ftp://host/films",
            "ftp:// is no place to share clips; take a folder, file://, s3://, gs:// or az://",
        ),
        (
            "s3://AKID:password@bucket/films",
            "an address with a name or a password in it is not taken: put those into the environment",
        ),
    ],
)
def test_an_address_that_cannot_be_one_is_said(tmp_path, where, message):
    with pytest.raises(DepotError) as found:
        open_depot(where, tmp_path)
    assert str(found.value) == message

"""What is in the store is whole, and stays as it is."""

import hashlib
import os

import pytest

from vgdsl.run.store import Store


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / ".vgdsl")
    store.prepare()
    return store


def put(store, data):
    sha256 = hashlib.sha256(data).hexdigest()
    draft = store.temporary()
    draft.write_bytes(data)
    return sha256, store.put(draft, sha256)


async def test_a_clip_is_found_by_its_digest(store):
    draft = store.temporary()
    draft.write_bytes(b"clip")
    sha256 = hashlib.sha256(b"clip").hexdigest()
    draft.parent.mkdir(parents=True, exist_ok=True)
    path = await store.keep(draft, sha256)
    assert path == store.path(sha256)
    assert path.name == f"{sha256[2:]}.mp4"
    assert path.parent.name == sha256[:2]
    assert store.has(sha256)
    assert draft.exists()  # until it is written down what it is


def test_the_same_bytes_may_come_twice(store):
    assert put(store, b"clip") == put(store, b"clip")


def test_a_clip_cannot_be_written_to(store):
    _, path = put(store, b"clip")
    assert not path.stat().st_mode & 0o222


def test_changed_and_missing_bytes_are_noticed(store):
    sha256, path = put(store, b"clip")
    assert store.verify(sha256)
    path.chmod(0o644)
    path.write_bytes(b"something else")
    assert not store.verify(sha256)
    path.unlink()
    assert not store.verify(sha256)
    assert not store.has(sha256)


def test_leftovers_are_swept_but_never_what_was_being_received(store):
    store.temporary().write_bytes(b"half a frame")
    store.incoming("k1").write_bytes(b"a clip that was paid for")
    store.prepare()
    assert not list((store.folder / "tmp").iterdir())
    assert store.incoming("k1").exists()


def test_a_disk_that_fails_is_heard_and_the_bytes_stay_where_they_were(store, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    draft = store.incoming("k1")
    draft.write_bytes(b"clip")
    with pytest.raises(OSError, match="No space"):
        store.put(draft, "a" * 64)
    assert draft.read_bytes() == b"clip"
    assert not store.has("a" * 64)

"""A request body with local media: same bytes as if it were built in memory, without being built in memory."""

import base64
import json
import os
import random
import time
import tracemalloc
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.providers.base import DataFile
from vgdsl.providers.errors import Refused, TooLarge
from vgdsl.providers.venice.body import LIMIT, Upload, encode_chunks

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
BLOCK = 3 * 64 * 1024
SIZES = st.integers(0, 9) | st.sampled_from([BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 2])
MEDIA = SIZES.map(lambda size: random.Random(size).randbytes(size))
VALUES = st.recursive(
    SCALARS | MEDIA, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


def on_disk(value, folder: Path):
    """The same value with every bytes in it as a file."""
    if isinstance(value, bytes):
        path = folder / f"{len(list(folder.iterdir()))}.png"
        path.write_bytes(value)
        return DataFile(path, "image/png")
    if isinstance(value, list):
        return [on_disk(item, folder) for item in value]
    if isinstance(value, dict):
        return {name: on_disk(item, folder) for name, item in value.items()}
    return value


def inlined(value) -> str:
    if isinstance(value, bytes):
        return f"data:image/png;base64,{base64.b64encode(value).decode()}"
    raise TypeError


@settings(max_examples=60, deadline=None)
@given(body=st.dictionaries(st.text(), VALUES, max_size=4))
def test_the_bytes_are_those_of_the_body_with_its_media_inlined(tmp_path_factory, body):
    length, chunks = encode_chunks(on_disk(body, tmp_path_factory.mktemp("media")))
    whole = json.dumps(body, default=inlined, separators=(",", ":")).encode()
    assert b"".join(chunks()) == whole
    assert length == len(whole)
    assert b"".join(chunks()) == whole, "the chunks can be had again"


def test_mappings_of_any_kind_are_objects():
    _, chunks = encode_chunks(MappingProxyType({"a": MappingProxyType({"b": (1, 2)})}))
    assert b"".join(chunks()) == b'{"a":{"b":[1,2]}}'


def test_what_is_no_json_is_a_mistake_of_ours():
    with pytest.raises(TypeError, match="Path"):
        encode_chunks({"image_url": Path("a.png")})
    with pytest.raises(ValueError, match="JSON"):
        encode_chunks({"strength": float("nan")})


def test_a_body_at_the_limit_passes_and_one_byte_more_does_not():
    frame = len('{"prompt":""}')
    assert encode_chunks({"prompt": "x" * (LIMIT - frame)})[0] == LIMIT
    with pytest.raises(TooLarge):
        encode_chunks({"prompt": "x" * (LIMIT - frame + 1)})


def test_too_large_says_how_much_what_and_what_to_do(tmp_path):
    big, small = tmp_path / "castle.png", tmp_path / "hero.png"
    for path, size in ((big, 30_000_000), (small, 3)):
        with path.open("wb") as file:
            file.truncate(size)
    with pytest.raises(TooLarge, match=r"40\.0 MB.*35\.0 MB.*castle\.png 30\.0 MB.*https.*smaller") as error:
        encode_chunks({"reference_image_urls": [DataFile(small, "image/png"), DataFile(big, "image/png")]})
    assert str(tmp_path) not in str(error.value)


def test_a_missing_file_is_refused_before_anything_is_sent(tmp_path):
    with pytest.raises(Refused, match=r"gone\.png cannot be read"):
        encode_chunks({"image_url": DataFile(tmp_path / "gone.png", "image/png")})


def note_sizes(chunks, sizes):
    """Note the size of each chunk as it comes."""
    sizes.extend(map(len, chunks))


@pytest.mark.parametrize("size", [0, 299_999, 300_001, 900_000])
def test_a_file_that_changes_while_it_is_sent_leaves_the_request_incomplete(tmp_path, size):
    path = tmp_path / "hero.png"
    path.write_bytes(b"x" * 300_000)
    length, chunks = encode_chunks({"image_url": DataFile(path, "image/png")})
    path.write_bytes(b"y" * size)
    sent = []
    with pytest.raises(Refused, match=r"hero\.png changed"):
        note_sizes(chunks(), sent)
    assert sum(sent) < length


def test_a_file_that_vanishes_while_it_is_sent_is_refused(tmp_path):
    path = tmp_path / "hero.png"
    path.write_bytes(b"x")
    _, chunks = encode_chunks({"image_url": DataFile(path, "image/png")})
    path.unlink()
    with pytest.raises(Refused, match="Nothing was bought"):
        list(chunks())


async def test_an_upload_knows_its_headers_and_how_far_it_came():
    upload = Upload({"prompt": "x"})
    assert upload.headers == {"Content-Type": "application/json", "Content-Length": "14"}
    assert upload.sent == 0
    assert b"".join([chunk async for chunk in upload]) == b'{"prompt":"x"}'
    assert upload.sent == upload.length == 14


def test_thirty_megabytes_cost_little_more_than_their_base64_and_no_memory(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(os.urandom(26_000_000))
    _, chunks = encode_chunks({"video_url": DataFile(path, "video/mp4")})
    tracemalloc.start()
    for _ in chunks():
        pass
    grown = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert grown <= 8_000_000
    assert min(ratio(path, chunks) for _ in range(5)) <= 1.3


def ratio(path, chunks) -> float:
    raw = path.read_bytes()
    start = time.perf_counter()
    base64.b64encode(raw)
    middle = time.perf_counter()
    for _ in chunks():
        pass
    return (time.perf_counter() - middle) / (middle - start)

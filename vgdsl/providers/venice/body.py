"""Knows how a request becomes bytes, local media included. Knows no network and no meaning of any field."""

import json
from binascii import b2a_base64
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from itertools import zip_longest
from uuid import uuid4

from vgdsl.providers.base import DataFile
from vgdsl.providers.errors import Refused, TooLarge

LIMIT = 35_000_000
"""Bytes of JSON that Venice takes in one request (queue reference, August 2026; read as decimal megabytes)."""

# A multiple of three, so that the pieces' base64 joined is the base64 of the whole.
_BLOCK = 3 * 64 * 1024


def encode_chunks(body: Mapping[str, object]) -> tuple[int, Callable[[], Iterator[bytes]]]:
    """Return the length in bytes of `body` as JSON, and a function that yields those bytes, reading files as it goes.

    Raises `TooLarge` above `LIMIT`, and `Refused` for a file that cannot be read, both before anything is sent. The
    iterator raises `Refused` when a file changed its size meanwhile: the request is then left incomplete.
    """
    texts, files = _split(body)
    sizes = [_size(file) for file in files]
    length = sum(map(len, texts)) + sum(map(_encoded, sizes))
    if length > LIMIT:
        raise TooLarge(_too_large(length, dict(zip(files, sizes, strict=True))))

    def chunks() -> Iterator[bytes]:
        for text, file, size in zip_longest(texts, files, sizes):
            yield text
            if file is not None:
                yield from _data(file, size)

    return length, chunks


class Upload:
    """A request body on its way: its headers, its bytes, and how many of them have been handed to the connection."""

    def __init__(self, body: Mapping[str, object]) -> None:
        """Measure the body. Raises what `encode_chunks` raises."""
        self.length, self._chunks = encode_chunks(body)
        self.sent = 0

    @property
    def headers(self) -> dict[str, str]:
        """The headers that describe the body."""
        return {"Content-Type": "application/json", "Content-Length": str(self.length)}

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the bytes, piece by piece."""
        for chunk in self._chunks():
            yield chunk
            self.sent += len(chunk)


def _split(body: Mapping[str, object]) -> tuple[list[bytes], list[DataFile]]:
    """Return the JSON text around each file, and the files: one text more than files."""
    files: list[DataFile] = []
    mark = uuid4().hex

    def place(value: object) -> object:
        if isinstance(value, DataFile):
            files.append(value)
            return f"data:{value.mime};base64,{mark}"
        if isinstance(value, Mapping):
            return dict(value)
        raise TypeError(f"{type(value).__name__} is no JSON value")

    text = json.dumps(body, default=place, separators=(",", ":"), allow_nan=False)
    return text.encode().split(mark.encode()), files


def _size(file: DataFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError as error:
        raise Refused(f"{file.path.name} cannot be read: {error.strerror}. Nothing was sent.") from error


def _encoded(size: int) -> int:
    return 4 * ((size + 2) // 3)


def _data(file: DataFile, size: int) -> Iterator[bytes]:
    left = size
    try:
        with file.path.open("rb") as source:
            while block := source.read(min(_BLOCK, left)):
                left -= len(block)
                yield b2a_base64(block, newline=False)
            changed = left > 0 or source.read(1) != b""
    except OSError as error:
        raise Refused(
            f"{file.path.name} could not be read to its end: {error.strerror}. Nothing was bought."
        ) from error
    if changed:
        raise Refused(f"{file.path.name} changed while it was being sent. Nothing was bought; run again.")


def _too_large(length: int, sizes: Mapping[DataFile, int]) -> str:
    largest = sorted(sizes, key=lambda file: -sizes[file])[:3]
    listed = ", ".join(f"{file.path.name} {_megabytes(sizes[file])}" for file in largest)
    return (
        f"This request would be {_megabytes(length)}; Venice takes at most {_megabytes(LIMIT)}, and a file inside a "
        f"request grows by a third. {f'The largest: {listed}. ' if listed else ''}"
        "Put big media on the web and give its https address, use smaller images, or use fewer. Nothing was sent."
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"

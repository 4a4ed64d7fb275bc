"""Takes in a body as it arrives, as far as it comes. Knows no HTTP, and nothing of what it says."""

from collections.abc import AsyncIterator

_ENOUGH = 12  # bytes that tell media from text
_LONGEST_ANSWER = 16 << 20


async def collect(pieces: AsyncIterator[bytes], received: bytearray) -> None:
    """Append what arrives to `received`, as far as an answer can be long; what came before a break stays there."""
    async for piece in pieces:
        received += piece
        if len(received) > _LONGEST_ANSWER:
            return


async def first(pieces: AsyncIterator[bytes]) -> bytes:
    """Return the first bytes that arrive, enough to tell what they are unless there are no more."""
    head = b""
    while len(head) < _ENOUGH and (piece := await anext(pieces, b"")):
        head += piece
    return head


async def after(head: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Return what has arrived, and then what is still to come."""
    yield head
    async for piece in rest:
        yield piece

"""A real HTTP server on the loopback that answers as a test says, byte for byte, and may misbehave on any of them."""

import asyncio
import json
from collections import defaultdict
from dataclasses import dataclass

import pytest

from vgdsl.providers.venice.auth import BearerKey
from vgdsl.providers.venice.challenge import manners
from vgdsl.providers.venice.client import Patience, VeniceClient
from vgdsl.providers.venice.headers import read_headers
from vgdsl.providers.venice.reply import Answer

KEY = "vk-test-0123456789abcdef"
NOW = 1_790_000_000.0


@dataclass
class Seen:
    """A request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Wire:
    """Answers each path with its list of answers; the last one stays. An answer is bytes, or a coroutine function."""

    key = KEY
    now = NOW

    def __init__(self):
        self.seen: list[Seen] = []
        self.answers = defaultdict(list)
        self.connections = 0
        self.open = 0
        self.most_open = 0

    def on(self, path, *answers):
        self.answers[path] = list(answers)

    def json(self, status, data, **headers):
        return self.raw(status, json.dumps(data).encode(), content_type="application/json", **headers)

    def raw(self, status, body, *, content_type="video/mp4", length=None, **headers):
        fields = {
            "content-type": content_type,
            "content-length": len(body) if length is None else length,
            **headers,
        }
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
        return f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode() + body

    async def drop(self, reader, writer):
        """Close without a word."""

    async def reset(self, reader, writer):
        """Cut the connection hard."""
        writer.transport.abort()

    async def silence(self, reader, writer):
        await asyncio.sleep(30)

    async def serve(self, reader, writer):
        self.connections += 1
        self.open += 1
        self.most_open = max(self.open, self.most_open)
        try:
            while await self.exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open -= 1
            writer.close()

    async def exchange(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.strip().split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        path = target.partition("?")[0]
        answer = self.answers[path].pop(0) if len(self.answers[path]) > 1 else self.answers[path][0]
        early = getattr(answer, "early", False)
        body = b"" if early else await reader.readexactly(int(headers.get("content-length", 0)))
        self.seen.append(Seen(method, target, headers, body))
        if callable(answer):
            await answer(reader, writer)
            return False
        writer.write(answer)
        await writer.drain()
        return int(dict(_fields(answer)).get("content-length", 0)) == len(answer.partition(b"\r\n\r\n")[2])


def _fields(answer):
    for line in answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]:
        name, _, value = line.partition(":")
        yield name, value.strip()


@pytest.fixture
async def server():
    manners.cache_clear()  # the port may be one that another test's server had
    wire = Wire()
    running = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
    host, port = running.sockets[0].getsockname()
    wire.address = f"http://{host}:{port}/api/v1"
    wire.host = f"http://{host}:{port}"
    yield wire
    running.close()


@pytest.fixture
def heard():
    """What the client's listener was told."""
    return []


@pytest.fixture
async def client(server, heard):
    patience = Patience(connect=2, read=0.5, purchase=0.5, write=2)
    client = VeniceClient(
        server.address, BearerKey(KEY), on_headers=heard.append, clock=lambda: NOW, patience=patience
    )
    yield client
    await client.aclose()


@pytest.fixture
def answer():
    """Make the answer of a status, a body and headers, as the client would."""

    def make(status, body=b"", secrets=(), **headers):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Answer(read_headers("call", status, named, NOW), body, secrets)

    return make

"""H1 to H4: what the client costs with a thousand jobs in flight, beyond its rate, with large uploads and downloads."""

import asyncio
import base64
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import crowd
import httpx
from material import folder
from measure import Effort, Reading, Spread, contest, repeated, resident, wall

from vgdsl.providers.base import DataFile, Ticket
from vgdsl.providers.venice.body import Upload
from vgdsl.providers.venice.client import VeniceClient
from vgdsl.run.clock import SystemClock
from vgdsl.run.pacing.limiter import Limiter

PACE = 120
"""How many times as fast as the provider the crowd is played."""
RAW = 22_400_000
"""Bytes of a file that fills a request of 30 MB."""

SERVER = """
import asyncio, sys
size = int(sys.argv[1])
block = b"\\0\\0\\0\\x18ftypmp42" + bytes(65524)

async def serve(reader, writer):
    try:
        while True:
            head = (await reader.readuntil(b"\\r\\n\\r\\n")).lower()
            left = int(head.partition(b"content-length:")[2].partition(b"\\r\\n")[0] or 0)
            while left:
                left -= len(await reader.readexactly(min(left, 1 << 18)))
            path = head.split(b" ", 2)[1]
            if path.endswith(b"/retrieve"):
                writer.write(b"HTTP/1.1 200 OK\\r\\ncontent-type: video/mp4\\r\\ncontent-length: %d\\r\\n\\r\\n" % size)
                sent = 0
                while sent < size:
                    piece = block[: size - sent]
                    writer.write(piece)
                    sent += len(piece)
                    await writer.drain()
                continue
            body = b'{"quote": 0.1, "model": "m", "queue_id": "q1"}'
            head = b"HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\ncontent-length: %d\\r\\n\\r\\n"
            writer.write(head % len(body) + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()

asyncio.run(main())
"""

Ask = Callable[[], Awaitable[object]]
Close = Callable[[], Awaitable[None]]


@contextmanager
def server(size: int = 0) -> Iterator[str]:
    """A server that does nearly nothing, in a process of its own: results have so many bytes."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(size)], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def a_thousand(effort: Effort) -> Iterator[Reading]:
    """Orders, questions, downloads and journal of jobs of some fifty minutes, all in flight together."""
    played = crowd.play(effort.of(1000, 40), effort.of(PACE, 2000), 3000.0)
    requests = sum(played["asked"].values()) / played["wall"]
    beside = f"{requests:.0f} requests a second, {PACE} times the provider's pace; limits passed: {played['refused'] or 'never'}"
    share = Spread.of([played["cpu"] / played["wall"] * 100])
    yield Reading("H1", f"{played['most']:,} jobs in flight, share of a core", share, "%", 30, beside)
    late = Spread.of([played["late"] * 1e3])
    memory = {int(jobs): used for jobs, used in played["memory"].items()} or {0: 0, 1: 0}
    each = (memory[max(memory)] - memory[min(memory)]) / max(1, max(memory) - min(memory))
    beside = f"{each / 1e3:.1f} KB of memory a job in flight"
    yield Reading("H1", "lateness of the event loop, 99th percentile", late, "ms", 100, beside)


def beyond(effort: Effort) -> Iterator[Reading]:
    """Questions that keep coming at twice the rate that can be answered; by CPU, of which others may take what they like."""
    seconds = 1.0 if not effort.quick else 0.2
    with server() as address:
        ours = [_overload(lambda: _ours(address), seconds) for _ in range(min(3, effort.pairs))]
        theirs, other = _overload(lambda: _theirs(address), seconds / 4)
    share = Spread.of([kept / peak for kept, peak in ours])
    peak = Spread.of([peak for _, peak in ours]).middle
    beside = f"{peak:.0f} a CPU second at best; httpx's pool as it comes {theirs / other:.2f} x"
    yield Reading("H2", "throughput at twice the rate / the best", share, "x", 0.9, beside, at_least=True)


def _ours(address: str) -> tuple[Ask, Close]:
    client, limiter = VeniceClient(address), Limiter(SystemClock(), 10**9)

    async def ask() -> None:
        async with limiter.attempt("m"):
            await client.quote({"model": "m"})

    return ask, client.aclose


def _theirs(address: str) -> tuple[Ask, Close]:
    client = httpx.AsyncClient(timeout=None)
    return lambda: client.post(f"{address}/video/quote", json={"model": "m"}), client.aclose


def _overload(opened: Callable[[], tuple[Ask, Close]], seconds: float) -> tuple[float, float]:
    """Answers a CPU second of this process: while twice as many are asked as can be answered, and at best."""

    async def work() -> tuple[float, float]:
        ask, close = opened()
        rate = await _closed(ask, 8, seconds / 2)
        peak = max([await _open(ask, share * rate, seconds) for share in (0.7, 1.0)])
        kept = await _open(ask, 2 * rate, seconds)
        await close()
        return kept, peak

    return asyncio.run(work())


async def _closed(ask: Ask, many: int, seconds: float) -> float:
    until, done, used = time.perf_counter() + seconds, 0, time.process_time()

    async def one() -> None:
        nonlocal done
        while time.perf_counter() < until:
            await ask()
            done += 1

    await asyncio.gather(*(one() for _ in range(many)))
    return done / (time.process_time() - used)


async def _open(ask: Ask, rate: float, seconds: float) -> float:
    """While so many questions come in each CPU second, whether or not earlier ones are answered."""
    began, done = time.process_time(), 0
    tasks = set[asyncio.Task[None]]()

    async def one() -> None:
        nonlocal done
        await ask()
        done += 1

    while (used := time.process_time() - began) < seconds:
        tasks |= {asyncio.create_task(one()) for _ in range(int(used * rate) - len(tasks))}
        await asyncio.sleep(0.005)
    kept = done / seconds
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return kept


def upload(effort: Effort) -> Iterator[Reading]:
    size = effort.of(RAW, 100_000)
    with folder() as place:
        file = place / "clip.mp4"
        file.write_bytes(os.urandom(size))
        body = {"model": "m", "video_url": DataFile(file, "video/mp4")}
        found = contest(
            lambda: asyncio.run(_poured(body)), lambda: base64.b64encode(file.read_bytes()), effort.pairs * 3
        )
        beside = f"base64 of the file alone {found.theirs.middle * 1e3:.0f} ms"
        text = f"{size * 4 / 3e6:.0f} MB"
        yield Reading("H3", f"{text} request with a data URL / base64", found.ratio, "x", 1.3, beside)
        grown = repeated(lambda: _grown("upload", file) / 1e6, min(3, effort.pairs))
        whole = repeated(lambda: json.loads(_child("upload", file))["seconds"] * 1e3, min(3, effort.pairs))
        beside = f"sent over loopback in {whole.middle:.0f} ms"
    yield Reading("H3", "memory that sending it takes", grown, "MB", 8, beside)


async def _poured(body: dict[str, object]) -> int:
    return sum([len(piece) async for piece in Upload(body)])


def download(effort: Effort) -> Iterator[Reading]:
    size = effort.of(256 << 20, 1 << 20)
    with folder() as place, server(size) as address:
        clip = place / "clip.mp4"
        found = contest(
            lambda: asyncio.run(_retrieved(address, clip)),
            lambda: asyncio.run(_streamed(address, clip)),
            effort.pairs,
            wall,
        )
        rate = Spread(1 / found.ratio.middle, 1 / found.ratio.high, 1 / found.ratio.low)
        each = size / 1e6 / found.theirs.middle
        beside = (
            f"to disk without a digest {each:.0f} MB/s; sha256 alone {size / 1e6 / _digested(clip):.0f} MB/s"
        )
        what = f"{size >> 20} MB fetched with digest / the client's rate"
        yield Reading("H4", what, rate, "x", 0.85, beside, at_least=True)
        grown = repeated(lambda: _grown("download", clip, size) / 1e6, min(3, effort.pairs))
    yield Reading("H4", "memory that fetching it takes", grown, "MB", 8, "at any size")


async def _retrieved(address: str, into: Path) -> None:
    client = VeniceClient(address)
    await client.retrieve(Ticket("venice", address, "m", "q1", None, 0.0, 1e12), into)
    await client.aclose()


async def _streamed(address: str, into: Path) -> None:
    async with (
        httpx.AsyncClient(verify=False) as client,
        client.stream("POST", f"{address}/video/retrieve", json={}) as response,
    ):
        with into.open("wb") as file:
            async for piece in response.aiter_bytes():
                file.write(piece)


def _digested(path: Path) -> float:
    began = time.perf_counter()
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256")
    return time.perf_counter() - began


def _grown(what: str, file: Path, size: int = 0) -> float:
    return float(json.loads(_child(what, file, size))["grown"])


def _child(what: str, file: Path, size: int = 0) -> str:
    command = [sys.executable, __file__, what, str(file), str(size)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


async def _alone(what: str, file: Path, size: int) -> dict[str, Any]:
    """Once with next to nothing, so that all is loaded that will be, and then in earnest."""
    with server(size) as address, server(100) as little:
        tiny = file.with_name("tiny.mp4")
        tiny.write_bytes(b"little")
        await _sent(little, tiny)
        await _retrieved(little, tiny)
        before, began = resident(), time.perf_counter()
        await (_sent(address, file) if what == "upload" else _retrieved(address, file))
        return {"grown": max(0, resident("VmHWM") - before), "seconds": time.perf_counter() - began}


async def _sent(address: str, file: Path) -> None:
    client = VeniceClient(address)
    await client.queue({"model": "m", "video_url": DataFile(file, "video/mp4")})
    await client.aclose()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_alone(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))))

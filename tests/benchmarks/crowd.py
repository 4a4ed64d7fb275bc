"""A thousand jobs in flight: this program's own client and rhythm, against the simulator served by another process.

Both go by clocks that are `speed` times as fast, so that the provider's minutes pass in moments and everything it tells
is in its own seconds. The server counts for itself what it is asked. Run as a program, one crowd is played and printed.
"""

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from vgdsl.plan.job import Expected, Job
from vgdsl.program.entities import NodeKind
from vgdsl.providers.venice.auth import BearerKey
from vgdsl.providers.venice.client import VeniceClient
from vgdsl.run import events as e
from vgdsl.run.clock import CompressedClock
from vgdsl.run.memory.journal import Journal
from vgdsl.run.order import Order
from vgdsl.run.pacing.rhythm import Rhythm
from vgdsl.run.results import Results
from vgdsl.run.runner import run
from vgdsl.run.store import Store
from vgdsl.run.tools import Tools

BODY = {"model": "wan-2.2-a14b-text-to-video", "duration": "5s", "resolution": "480p", "aspect_ratio": "16:9"}
QUOTE = {"model": BODY["model"], "duration": "5s", "resolution": "480p"}

SERVER = """
import asyncio, json, socket, sys, time
from pathlib import Path
import uvicorn
from vgdsl.providers.simulator import jobs
from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.simulation import Simulation
from vgdsl.run.clock import CompressedClock

folder, speed, jobs._USUAL_AVERAGE = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
clock = CompressedClock(speed)
app = create(Simulation(folder=folder, speed=1.0, clock=clock.now))
asked, refused, found = {}, {}, {}
retrieve = app.state.studio.retrieve

def watched(body):
    standing = retrieve(body)
    if standing.clip:
        job = standing.job
        found.setdefault(job.id, (job.making, standing.elapsed_ms / 1000 - job.making))
    return standing

app.state.studio.retrieve = watched

async def counting(scope, receive, send):
    if scope["type"] != "http":
        return await app(scope, receive, send)
    verb = scope["path"].rpartition("/")[2]
    if verb == "seen":
        told = json.dumps({"asked": asked, "refused": refused, "found": found}).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        return await send({"type": "http.response.body", "body": told})
    asked.setdefault(verb, []).append(clock.monotonic())

    async def sending(message):
        if message["type"] == "http.response.start" and message["status"] >= 400:
            name = f"{verb} {message['status']}"
            refused[name] = refused.get(name, 0) + 1
        await send(message)

    await app(scope, receive, sending)

listener = socket.create_server(("127.0.0.1", 0))
print(f"http://127.0.0.1:{listener.getsockname()[1]}/api/v1", flush=True)
uvicorn.Server(uvicorn.Config(counting, log_level="error", lifespan="on")).run(sockets=[listener])
"""


class Trusting:
    """A studio that finds every clip in order: what is measured is the traffic."""

    async def measure(self, clip: Path) -> Expected:
        return Expected()

    async def verify(self, clip: Path, expected: object) -> None:
        return None


@contextmanager
def server(speed: float, seconds: float) -> Iterator[str]:
    """The simulator in a process of its own; its address. A clip takes about so many of its seconds."""
    with tempfile.TemporaryDirectory(prefix="vgdsl-crowd-") as folder:
        command = [sys.executable, "-c", SERVER, folder, str(speed), str(seconds)]
        root = Path(__file__).parents[2]
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield process.stdout.readline().strip()
            finally:
                process.kill()


def takes(
    count: int, after: Mapping[str, tuple[str, ...]] | None = None, seconds: float = 120.0
) -> tuple[Job, ...]:
    """Jobs of one and the same order, which differ by their take: the simulator draws them once."""
    return tuple(
        Job(
            id=f"s#{n}", node="s", take=n, kind=NodeKind.SHOT, model=BODY["model"], body={**BODY, "prompt": "the sea"},
            quote=QUOTE, seconds=seconds, after=(after or {}).get(f"s#{n}", ()),
        )
        for n in range(1, count + 1)
    )  # fmt: skip


class Crowd:
    """One run, and what is to be known of it: resources by the number of jobs in flight, lateness of the event loop."""

    def __init__(self, address: str, speed: float, folder: Path) -> None:
        self.clock = CompressedClock(speed)
        self.folder = folder
        self.rhythm = Rhythm(self.clock)
        self.client = VeniceClient(
            address, BearerKey("crowd"), on_headers=self.rhythm.hear, clock=self.clock.now
        )
        self.in_flight = self.most = 0
        self.memory: dict[int, int] = {}
        self.late: list[float] = []
        self.bought: dict[str, str] = {}
        self.began = self.ended = 0.0

    async def perform(self, jobs: tuple[Job, ...], places: int) -> int:
        """How many clips came home."""
        stop = asyncio.Event()
        watch = asyncio.create_task(self._watch())
        try:
            with Journal(self.folder / "journal.db") as journal:
                tools = Tools(
                    project=self.folder, provider=self.client, collector=lambda _: self.client, journal=journal,
                    store=Store(self.folder), studio=Trusting(), results=Results(self.folder / "out"),
                    clock=self.clock, submissions=self.rhythm.submissions, retrievals=self.rhythm.retrievals,
                    chance=lambda: 0.5,
                )  # fmt: skip
                order = Order(
                    film="f",
                    tasks=jobs,
                    planned=dict.fromkeys((j.id for j in jobs), Decimal(10)),
                    places=places,
                )
                return len((await run(order, tools, [self._hear], stop)).finished)
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch
            await self.client.aclose()

    def _hear(self, event: e.Event) -> None:
        if isinstance(event, e.RunStarted):
            self.began = event.at
        elif isinstance(event, e.RunEnded):
            self.ended = event.at
        elif isinstance(event, e.Submitted):
            self.bought[event.job] = event.queue_id
            self.in_flight += 1
            if self.in_flight % 200 == 0 and self.in_flight > self.most:
                self.memory[self.in_flight] = resident()
            self.most = max(self.most, self.in_flight)
        elif isinstance(event, e.Finished):
            self.in_flight -= 1

    async def _watch(self) -> None:
        """How late the loop is, looked at a hundred times a second."""
        while True:
            due = time.perf_counter() + 0.01
            await asyncio.sleep(0.01)
            self.late.append(time.perf_counter() - due)


def resident() -> int:
    """Bytes of memory that this process has now. Linux only."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def busiest(moments: list[float], seconds: float = 60.0) -> int:
    """The most that any stretch of so many seconds holds."""
    moments = sorted(moments)
    return max((n + 1 - bisect_left(moments, at - seconds + 1e-9) for n, at in enumerate(moments)), default=0)


def play(count: int, speed: float, seconds: float, places: int | None = None) -> dict[str, Any]:
    """Play one crowd, and tell of it."""
    with server(speed, seconds) as address, tempfile.TemporaryDirectory(prefix="vgdsl-crowd-") as folder:
        crowd = Crowd(address, speed, Path(folder))
        began, used = time.perf_counter(), time.process_time()
        home = asyncio.run(crowd.perform(takes(count, seconds=seconds), places or count))
        wall, cpu = time.perf_counter() - began, time.process_time() - used
        seen = told(address)
    late, found = sorted(crowd.late), list(seen["found"].values())
    return {
        "home": home,
        "most": crowd.most,
        "memory": crowd.memory,
        "wall": wall,
        "cpu": cpu,
        "late": late[int(len(late) * 0.99)],
        "asked": {verb: len(moments) for verb, moments in seen["asked"].items()},
        "busiest": {verb: busiest(moments) for verb, moments in seen["asked"].items()},
        "refused": seen["refused"],
        "noticed": sum(late / length for length, late in found) / max(1, len(found)),
        "fixed": sum(length // 5 + 1 for length, _ in found),
    }


def told(address: str) -> dict[str, Any]:
    """What the server counted."""
    import httpx  # noqa: PLC0415 - the crowd's own client is another

    return httpx.get(f"{address}/seen", timeout=30.0).json()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(play(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))))

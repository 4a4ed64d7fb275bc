"""A provider with a ledger of its own, a studio that films nothing, and runs whose hours pass in no time."""

import asyncio
import hashlib
import json
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from vgdsl.plan.job import ClipInput, Expected, FrameInput, Job
from vgdsl.program.entities import NodeKind
from vgdsl.program.values import Edge
from vgdsl.providers.base import Charge, Delivered, Progress, Statement, Ticket
from vgdsl.run.clock import LeapClock, LeapLoop
from vgdsl.run.memory.journal import Journal
from vgdsl.run.order import Order
from vgdsl.run.pacing.limiter import Limiter
from vgdsl.run.results import Results
from vgdsl.run.runner import run
from vgdsl.run.store import Store
from vgdsl.run.studio import Assembled, Finished, StudioError
from vgdsl.run.tools import Tools

PRICE = Decimal("0.40")
ADDRESS = "https://api.venice.ai/api/v1"


def clip_of(queue_id: str) -> bytes:
    return f"clip of {queue_id}".encode() * 10


class LedgerProvider:
    """Charges into a file before it answers, and knows no order that is not in it; so it survives any client."""

    name = "venice"

    def __init__(self, ledger: Path, clock, seconds: float = 60.0, address: str = ADDRESS) -> None:
        self.address = address
        self.ledger, self.clock, self.seconds = ledger, clock, seconds
        self.price = PRICE
        self.quotes = self.queues = self.polls = 0
        self.on_quote: Callable[[dict], None] = lambda body: None
        self.before_charge: Callable[[dict], None] = lambda body: None
        self.after_charge: Callable[[dict], None] = lambda body: None
        self.on_retrieve: Callable[[Ticket], None] = lambda ticket: None
        self.deliver: Callable[[str], bytes] = clip_of
        self.length: Callable[[dict], float] = lambda body: self.seconds
        self.average: Callable[[dict], float] = lambda body: self.length(body)  # noqa: PLW0108 - whatever it is then
        self.noticed: dict[str, tuple[float, float]] = {}

    def charges(self) -> list[dict]:
        if not self.ledger.exists():
            return []
        return [json.loads(line) for line in self.ledger.read_text().splitlines()]

    async def quote(self, body) -> Decimal:
        self.quotes += 1
        self.on_quote(body)
        return self.price

    async def queue(self, body, node: str = "") -> Ticket:
        self.queues += 1
        self.before_charge(body)
        number = f"q{len(self.charges()) + 1}"
        now = self.clock.now()
        line = {"id": number, "prompt": body["prompt"], "at": now, "media": repr(body.get("image_url"))}
        line["model"] = body["model"]
        with self.ledger.open("a") as file:
            file.write(
                json.dumps({**line, "seconds": self.length(body), "average": self.average(body)}) + "\n"
            )
            file.flush()
            os.fsync(file.fileno())
        self.after_charge(body)
        await asyncio.sleep(0)
        return Ticket(self.name, self.address, str(body["model"]), number, None, now, now + 86400)

    async def retrieve(self, ticket: Ticket, into: Path):
        self.polls += 1
        self.on_retrieve(ticket)
        order = next(line for line in self.charges() if line["id"] == ticket.queue_id)
        elapsed = self.clock.now() - order["at"]
        if elapsed < order["seconds"]:
            return Progress(average_ms=order["average"] * 1000, elapsed_ms=elapsed * 1000)
        self.noticed[ticket.queue_id] = (order["seconds"], elapsed - order["seconds"])
        data = self.deliver(ticket.queue_id)
        into.write_bytes(data)  # noqa: ASYNC240 - a hundred bytes
        return Delivered(into, len(data), hashlib.sha256(data).hexdigest(), "video/mp4")

    async def complete(self, ticket: Ticket) -> bool:
        return True

    async def models(self):
        return []

    async def statement(self, since: float, until: float) -> Statement:
        lines = [line for line in self.charges() if since <= line["at"] <= until]
        charges = (Charge(line["at"], self.price, line["model"], "charge") for line in lines)
        return Statement(None, tuple(charges), "usage history")

    async def aclose(self) -> None:
        return None


class PaperStudio:
    """Takes any file that says it is a clip."""

    async def frame(self, clip, at, out) -> None:
        out.write_bytes(b"frame " + str(at).encode() + b" of " + clip.read_bytes())

    async def measure(self, clip) -> Expected:
        return Expected(5.0, 1280, 720, 24.0)

    async def verify(self, clip, expected) -> None:
        if not clip.read_bytes().startswith(b"clip"):
            raise StudioError("That is no clip.")

    async def part(self, clip, mime, first, last, out) -> None:
        out.write_bytes(f"frames {first} to {last} of ".encode() + clip.read_bytes())

    async def finish(self, parts, sound, out, progress) -> Finished | None:
        if len(parts) == 1 and (sound is None or b"silent" in sound.read_bytes()):
            return None
        progress(0.5)
        loud = b"" if sound is None else b" with the sound of " + sound.read_bytes()
        out.write_bytes(b"".join(path.read_bytes() for path in parts) + loud)
        return Finished(24 * len(parts), float(len(parts)), copied=True, sounding=sound is not None)

    async def assemble(self, assembly, clips, out, progress) -> Assembled:
        progress(0.5)
        out.write_bytes(b"".join(path.read_bytes() for path in clips.values()))
        return Assembled(frames=24 * len(clips), seconds=float(len(clips)), copied=len(clips), encoded=0)


class InlineStore(Store):
    """Puts files in place without a thread, which a leaping clock would not wait for."""

    async def keep(self, received: Path, sha256: str) -> Path:
        return self._keep(received, sha256)


class Stage:
    """One project and its provider; each `perform` is a run of its own, as if the program were started anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = LeapClock()
        self.provider = LedgerProvider(folder / "ledger.jsonl", self.clock)
        self.studio = PaperStudio()
        self.store = InlineStore(folder / ".vgdsl")
        self.results = Results(folder / "out")
        self.events: list = []
        self.per_minute = 10**6

    @property
    def journal_path(self) -> Path:
        return self.folder / ".vgdsl" / "journal.db"

    def tools(self, journal: Journal) -> Tools:
        return Tools(
            project=self.folder,
            provider=self.provider,
            collector=lambda ticket: self.provider if ticket.address == self.provider.address else None,
            journal=journal,
            store=self.store,
            studio=self.studio,
            results=self.results,
            clock=self.clock,
            submissions=Limiter(self.clock, self.per_minute),
            retrievals=Limiter(self.clock, self.per_minute),
            upscale_quotes=Limiter(self.clock, self.per_minute),
            chance=lambda: 0.5,
        )

    def order(self, jobs, **more) -> Order:
        planned = {job.id: PRICE for job in jobs if isinstance(job, Job)}
        return Order(**{"film": "film.vg", "tasks": tuple(jobs), "planned": planned, **more})

    def perform(self, jobs, *, listeners=(), during=None, **more):
        async def play():
            with Journal(self.journal_path) as journal:
                stop = asyncio.Event()
                if during is not None:
                    during(stop)
                hear = (self.events.append, *listeners)
                return await run(self.order(jobs, **more), self.tools(journal), hear, stop)

        self.events = []
        with asyncio.Runner(loop_factory=LeapLoop) as runner:
            return runner.run(play())

    def past(self):
        with Journal(self.journal_path) as journal:
            return journal.past()

    def names(self, job: str) -> list[str]:
        return [type(event).__name__ for event in self.events if getattr(event, "job", None) == job]


def make_job(name: str, prompt: str = "", *, chain: str = "", **more) -> Job:
    body = {"model": more.get("model", "wan"), "prompt": prompt or name}
    if chain:
        body["image_url"] = FrameInput(ClipInput(chain), Edge.LAST)
    node, _, take = name.partition("#")
    return Job(
        **{
            "id": name,
            "node": node,
            "take": int(take or 1),
            "kind": NodeKind.SHOT,
            "model": "wan",
            "body": body,
            "quote": {"model": "wan"},
            "seconds": 60.0,
            **more,
        }
    )


@pytest.fixture
def shot():
    return make_job


@pytest.fixture
def stage(tmp_path) -> Stage:
    return Stage(tmp_path)

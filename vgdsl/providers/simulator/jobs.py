"""The jobs that were accepted, in memory and in files, and how far each is. Knows no account and no request.

Every job is a small JSON file, so that a process that was killed loses none. Time is the caller's.
"""

import hashlib
import secrets
import time
import uuid
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from vgdsl.program.catalog import Mode
from vgdsl.providers.simulator.faults.faults import Fault
from vgdsl.providers.simulator.files import write
from vgdsl.providers.simulator.order import Order

LIFE = 24 * 3600.0
"""Seconds for which a job can be asked for (Venice video skill, September 2026)."""

_AVERAGE = {Mode.VIDEO: 390.0, Mode.MOTION: 300.0, Mode.UPSCALE: 300.0, Mode.REFERENCE: 145.0}
_USUAL_AVERAGE = 115.0


class Verdict(msgspec.Struct, frozen=True):
    """The answer that a failed job gives for ever, and whether its price was given back."""

    status: int
    body: dict[str, Any]
    refunded: bool


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One accepted order. Times in seconds: `queued_at` since 1970; `making` what it takes, `average` what it usually takes.

    With a `token` the clip is fetched from a link. `deleted` media is gone, the job is still known; after `life` seconds
    it is not. `fate` is the fault of a script that it meets, `withheld` how often its clip was not delivered for that. `purse`
    is the wallet whose own credit paid, if any.
    """

    id: str
    order: Order
    usd: Decimal
    queued_at: float
    making: float
    average: float
    token: str | None = None
    fetches: int = 0
    verdict: Verdict | None = None
    deleted: bool = False
    life: float = LIFE
    fate: Fault | None = None
    withheld: int = 0
    purse: str = ""

    def due(self, now: float) -> bool:
        """Whether the time that it takes has passed."""
        return now >= self.queued_at + self.making

    def expired(self, now: float) -> bool:
        """Whether its id no longer means anything."""
        return now >= self.queued_at + self.life


class Jobs:
    """All jobs of a folder."""

    def __init__(self, folder: Path, now: float) -> None:
        """Read what is there; what has expired by `now` is thrown away."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._jobs = {job.id: job for job in _read(folder, now)}
        self._tokens = {job.token: job.id for job in self._jobs.values() if job.token}

    def get(self, job_id: str) -> Job | None:
        """The job of that id."""
        return self._jobs.get(job_id)

    def by_token(self, token: str) -> Job | None:
        """The job whose link ends in `token`."""
        return self._jobs.get(self._tokens.get(token, ""))

    def put(self, job: Job) -> None:
        """Keep a job, new or changed."""
        write(self._folder / f"{job.id}.json", msgspec.json.encode(job))
        self._jobs[job.id] = job
        if job.token:
            self._tokens[job.token] = job.id

    def __iter__(self) -> Iterator[Job]:
        """All jobs, oldest first."""
        return iter(sorted(self._jobs.values(), key=lambda job: job.queued_at))


def accept(
    order: Order,
    mode: Mode,
    usd: Decimal,
    now: float,
    speed: float,
    *,
    linked: bool,
    fate: Fault | None = None,
) -> Job:
    """A new job for an order. Four jobs of five take no longer than the average that is told (a P80)."""
    job_id = _new_id()
    average = _AVERAGE.get(mode, _USUAL_AVERAGE) / speed
    luck = int.from_bytes(hashlib.sha256(job_id.encode()).digest()[:4], "big") / 2**32
    return Job(
        id=job_id,
        order=order,
        usd=usd,
        queued_at=now,
        making=average * (0.6 + 0.5 * luck),
        average=average,
        token=secrets.token_urlsafe(24) if linked else None,
        life=fate.lasting if fate and fate.kind == "expires" else LIFE,
        fate=fate,
    )


def _read(folder: Path, now: float) -> Iterator[Job]:
    for path in folder.glob("*.json"):
        job = msgspec.json.decode(path.read_bytes(), type=Job)
        if job.expired(now):
            path.unlink(missing_ok=True)
        else:
            yield job


def _new_id() -> str:
    """A UUID of version 7: it starts with the milliseconds since 1970."""
    number = time.time_ns() // 1_000_000 << 80 | secrets.randbits(80)
    number = number & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=number & ~(0b11 << 62) | 0b10 << 62))

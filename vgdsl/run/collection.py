"""Collects what was bought: from a ticket to a clip in the store. Knows the rhythm of asking; knows no graph and buys nothing.

A result is written to a file of its purchase's own, and leaves it only for the store, when it is proved to be what was
ordered. The provider may hand a result out only once, so should this program die with the bytes in that file, they are
looked at again when the provider no longer has them.
"""

import asyncio
from pathlib import Path

import msgspec

from vgdsl.providers.base import Delivered, Progress, Provider
from vgdsl.providers.errors import Gone, JobFailed, ProviderError, Transient
from vgdsl.run import events as e
from vgdsl.run.announcer import Emit
from vgdsl.run.bought import Bought
from vgdsl.run.judging import failed
from vgdsl.run.pacing.limiter import Turn
from vgdsl.run.pacing.polling import first_wait, wait
from vgdsl.run.pacing.retry import collecting_again
from vgdsl.run.shelter import Shelter
from vgdsl.run.store import digest
from vgdsl.run.studio import StudioError
from vgdsl.run.tools import Tools

CONFIRMATIONS = 1
"""How often a bad verdict is asked for again before it is believed; it is recorded, so more would find nothing new."""
LINK_TRIES = 5
"""How often a download link that does not open is tried in one run: it opens so many times only, and then never."""
_CONFIRM_AFTER = 5.0
_TOO_LATE = "the provider still works on it, though its time to be collected has run out"


class _Told(msgspec.Struct, frozen=True):
    """How it ended: with the clip of a digest, or without one."""

    sha256: str | None


_NOTHING = _Told(None)


class _Rhythm:
    """When one purchase is asked for: `began` by the steady clock, `pause` until the next question, both in seconds."""

    __slots__ = ("began", "failures", "links", "noted", "pause", "usual", "verdicts")

    def __init__(self, usual: float) -> None:
        self.usual = usual
        self.began = self.pause = 0.0
        self.failures = self.verdicts = self.links = 0
        self.noted: str | None = None


class Collection:
    """Where one run's purchases are collected. `trouble` is set when the disk takes no more."""

    def __init__(self, tools: Tools, shelter: Shelter, emit: Emit, *, clean_up: bool = False) -> None:
        """With `clean_up`, the provider is asked to delete each clip's media once it is safe here."""
        self._clean_up = clean_up
        self.trouble: str | None = None
        self._tools = tools
        self._shelter = shelter
        self._emit = emit
        self._asking = 0
        self._averages: dict[str, float] = {}

    async def collect(self, bought: Bought, provider: Provider) -> str | None:
        """Ask until there is a verdict. The digest of the clip, or None where there is none, for a reason that was told."""
        clock, average = self._tools.clock, self._averages.get(bought.ticket.model)
        rhythm = _Rhythm(bought.usual if average is None else average)
        rhythm.began = clock.monotonic() - max(0.0, clock.now() - bought.ticket.submitted_at)
        rhythm.pause = 0.0 if bought.early else first_wait(average, bought.usual, *self._load())
        await clock.sleep(rhythm.pause)
        self._asking += 1
        try:
            while True:
                async with self._tools.retrievals.turn(bought.ticket.model) as turn:
                    self._shelter.stop_here()
                    with self._shelter:
                        told = await self._ask(bought, provider, rhythm, turn)
                        if told is not None and told.sha256 and self._clean_up:
                            await self._clean(bought, provider)
                if told is not None:
                    return told.sha256
                await clock.sleep(rhythm.pause)
        finally:
            self._asking -= 1

    async def _ask(self, bought: Bought, provider: Provider, rhythm: _Rhythm, turn: Turn) -> _Told | None:
        """Ask once. What came of it, or None while nothing has; the rhythm then says when to ask again."""
        try:
            answer = await provider.retrieve(bought.ticket, self._incoming(bought))
            turn.end()
            if isinstance(answer, Delivered):
                return await self._receive(bought, answer.path, answer.sha256, answer.size)
            self._progressed(bought, answer, rhythm)
            return self._leave(bought, _TOO_LATE) if self._outlived(bought, answer) else None
        except Transient as error:
            rhythm.links += error.link
            if rhythm.links == LINK_TRIES:
                return self._leave(bought, f"{error} It is tried again when it is collected next.")
            self._delayed(bought, error, rhythm)
        except (JobFailed, Gone) as error:
            if rhythm.verdicts == CONFIRMATIONS:
                return await self._verdict(bought, error)
            rhythm.verdicts += 1
            rhythm.pause = _CONFIRM_AFTER
        except ProviderError as error:
            return self._leave(bought, str(error))
        except OSError as error:
            self.trouble = f"the disk does not take it: {error.strerror or error}; make room, then run again"
            return self._leave(bought, self.trouble)
        return self._leave(bought, _TOO_LATE) if self._now() > bought.ticket.deadline else None

    def _outlived(self, bought: Bought, answer: Progress) -> bool:
        """Whether a job is older than a ticket lives: by the provider's clock where it tells, for ours may have been set."""
        ticket = bought.ticket
        if answer.elapsed_ms is None:
            return self._now() > ticket.deadline
        return answer.elapsed_ms / 1000.0 > ticket.deadline - ticket.submitted_at

    def _load(self) -> tuple[int, int, float]:
        limiter = self._tools.retrievals
        return self._asking, limiter.per_minute, limiter.busy

    def _progressed(self, bought: Bought, answer: Progress, rhythm: _Rhythm) -> None:
        average, elapsed = answer.average_ms, answer.elapsed_ms
        odd, rhythm.noted = answer.note if answer.note != rhythm.noted else None, answer.note
        event = e.Progressed(at=self._now(), job=bought.job, average_ms=average, elapsed_ms=elapsed, note=odd)
        self._emit(event)
        age = self._tools.clock.monotonic() - rhythm.began if elapsed is None else elapsed / 1000.0
        if average:
            rhythm.usual = self._averages[bought.ticket.model] = average / 1000.0
        rhythm.failures = rhythm.verdicts = 0
        rhythm.pause = wait(age, rhythm.usual, *self._load())

    def _delayed(self, bought: Bought, error: Transient, rhythm: _Rhythm) -> None:
        rhythm.failures += 1
        rhythm.pause = pause = collecting_again(error, rhythm.failures, self._tools.chance())
        self._emit(e.Delayed(at=self._now(), job=bought.job, message=str(error), seconds=pause))

    async def _receive(self, bought: Bought, incoming: Path, sha256: str, size: int) -> _Told:
        """Look at what came, and keep it."""
        self._emit(e.Downloading(at=self._now(), job=bought.job, received=size))
        try:
            await self._tools.studio.verify(incoming, bought.expected)
        except StudioError as error:
            self._tools.store.set_aside(incoming, bought.key)
            message = (
                f"{error} What came is kept; `vgdsl settle` shows it, and takes it as it is with --accept."
            )
            self._emit(
                e.Failed(
                    at=self._now(), job=bought.job, key=bought.key, message=message, accepted=True, delivered=True,
                    model=bought.ticket.model, price=bought.price,
                )
            )  # fmt: skip
            await self._tools.journal.secured()
            return _NOTHING
        await self._tools.store.keep(incoming, sha256)
        event = e.Finished(
            at=self._now(), job=bought.job, key=bought.key, sha256=sha256, size=size, cost=bought.price
        )
        self._emit(event)
        await self._tools.journal.secured()
        self._tools.journal.insist()  # or they are our successor's
        for leftover in self._tools.store.received(bought.key):
            leftover.unlink(missing_ok=True)
        return _Told(sha256)

    async def _verdict(self, bought: Bought, error: JobFailed | Gone) -> _Told:
        """Tell what the provider recorded; where it has nothing any more, look at what came of it earlier."""
        at = self._now()
        if isinstance(error, Gone):
            if (rescued := await self._rescue(bought)) is not None:
                return rescued
            self._emit(e.Expired(at=at, job=bought.job, key=bought.key, message=str(error)))
        else:
            self._emit(failed(bought, error, at))
        await self._tools.journal.secured()
        return _NOTHING

    async def _rescue(self, bought: Bought) -> _Told | None:
        """The clip in a file of the purchase, if one is whole."""
        for incoming in self._tools.store.received(bought.key):
            try:
                await self._tools.studio.verify(incoming, bought.expected)
            except StudioError:
                continue
            sha256 = await asyncio.to_thread(digest, incoming)
            return await self._receive(bought, incoming, sha256, incoming.stat().st_size)
        return None

    async def _clean(self, bought: Bought, provider: Provider) -> None:
        """The media's end at the provider; that it does not come is no trouble."""
        try:
            confirmed = await provider.complete(bought.ticket)
        except ProviderError:
            confirmed = False
        self._emit(e.CleanedUp(at=self._now(), job=bought.job, confirmed=confirmed))

    def _leave(self, bought: Bought, message: str) -> _Told:
        deadline = bought.ticket.deadline
        self._emit(
            e.Uncollected(at=self._now(), job=bought.job, key=bought.key, message=message, deadline=deadline)
        )
        return _NOTHING

    def _incoming(self, bought: Bought) -> Path:
        return self._tools.store.incoming(bought.key)

    def _now(self) -> float:
        return self._tools.clock.now()

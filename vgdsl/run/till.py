"""Buys: from a job's price to its ticket. Knows the order in which money may move; knows no graph and collects nothing.

For each purchase: the price is asked, held against the plan and the limits, the intent is written to the disk, the order
is sent once, the ticket is written to the disk. A refusal proves that nothing was bought; where it asks for a field that can
be said, the order goes out anew, with an intent of its own. Where that breaks decides what may follow, and the provider's errors
say where it broke (providers/errors.py). Whatever is not proved unsold is uncertain, and stays so.
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from vgdsl.plan.job import Expected, Job
from vgdsl.plan.key import Key
from vgdsl.program.editions import load
from vgdsl.providers.base import Ticket
from vgdsl.providers.errors import NotSent, PaymentNeeded, ProviderError, Refused, Unauthorised
from vgdsl.providers.errors import Uncertain as OutcomeUnknown
from vgdsl.run import events as e
from vgdsl.run.announcer import Emit
from vgdsl.run.asking import ask, measured
from vgdsl.run.budget import Limits, Spending, Stop, stopped_by, wrong_price
from vgdsl.run.dialect import demanded, said
from vgdsl.run.inputs import Darkroom, too_much
from vgdsl.run.judging import refused
from vgdsl.run.memory.journal import JournalError, OvertakenError, UnwrittenError
from vgdsl.run.order import Planned
from vgdsl.run.pacing.retry import buying_again, reading_again
from vgdsl.run.shelter import Shelter
from vgdsl.run.studio import StudioError
from vgdsl.run.tools import Tools

_TICKET_TRIES = 5
_TICKET_WAIT = 2.0
_FRESH = 30.0
"""Seconds for which a price is good: an order may wait for its turn, or for a connection, for many minutes."""


class _Offer(NamedTuple):
    """The body to send, its price, and what the source measures that it enlarges."""

    body: Mapping[str, object]
    price: Decimal
    source: Expected


class Till:
    """Where one run's purchases are made. `closed`, once it is set, stops every later one."""

    def __init__(
        self,
        tools: Tools,
        shelter: Shelter,
        emit: Emit,
        *,
        limits: Limits,
        spending: Spending,
        planned: Planned,
    ) -> None:
        self.closed: Stop | None = None
        self.spending = spending
        self._tools = tools
        self._limits = limits
        self._planned = planned
        self._shelter = shelter
        self._emit = emit
        self._demanded: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        self._darkroom = Darkroom(tools.project, tools.store, tools.studio)

    async def buy(self, job: Job, key: Key, clips: Mapping[str, str]) -> tuple[Ticket, Decimal] | None:
        """Order the clip of a job; its ticket and price, or None where there is none, for a reason that was told.

        `clips` are the digests of the clips that the job's inputs name. Raises JournalError.
        """
        offer = await self._offer(job, clips)
        if isinstance(offer, Stop):
            self._stop(job, offer)
            return None
        attempt, asked = 0, self._tools.clock.monotonic()
        while (stop := self._stopped(job, offer.price)) is None:
            async with self._tools.submissions.turn(job.model):
                self._shelter.stop_here()
                if self._tools.clock.monotonic() - asked > _FRESH:
                    renewed = await self._offer(job, clips)
                    if isinstance(renewed, Stop):
                        stop = renewed
                        break
                    offer, asked = renewed, self._tools.clock.monotonic()
                if (stop := self._stopped(job, offer.price)) is not None:
                    break
                attempt += 1
                sent = await self._send(job, key, offer, attempt)
            if not isinstance(sent, float):
                return None if sent is None else (sent, offer.price)
            await self._tools.clock.sleep(sent)
        self._stop(job, stop)
        return None

    async def _offer(self, job: Job, clips: Mapping[str, str]) -> _Offer | Stop:
        if (reason := too_much(job, clips, self._tools.store)) is not None:
            return Stop("request", reason)
        try:
            body = await self._darkroom.ready(job.body, clips)
            quote = await self._darkroom.ready(job.quote, clips)
            source = await measured(job, body, self._tools.studio)
        except StudioError as error:
            return Stop("inputs", str(error))
        price = await self._price(job, quote, source)
        return price if isinstance(price, Stop) else _Offer(body, price, source)

    async def _price(self, job: Job, quote: Mapping[str, object], source: Expected) -> Decimal | Stop:
        if job.id not in self._planned:
            return Stop("plan", "the plan does not buy it; look at the plan again, then run")
        attempt = 0
        while self.closed is None:
            try:
                return (await ask(job, quote, source, self._tools)).usd
            except ProviderError as error:
                attempt += 1
                pause = reading_again(error, attempt, self._tools.chance())
                if pause is None:
                    return Stop("quote", f"its price cannot be had: {error}")
                self._emit(e.Delayed(at=self._now(), job=job.id, message=str(error), seconds=pause))
            await self._tools.clock.sleep(pause)
        return self.closed

    def _stopped(self, job: Job, price: Decimal) -> Stop | None:
        if self._tools.journal.full:
            self.closed = Stop(
                "disk", "the disk is full: make room, then run again; what is paid for is collected first"
            )
        return (
            self.closed
            or wrong_price(price, self._planned.get(job.id))
            or stopped_by(self._limits, self.spending, job.scene, price)
        )

    async def _send(self, job: Job, key: Key, offer: _Offer, attempt: int) -> Ticket | float | None:
        """Send an order, once. Its ticket, the seconds until it may be sent again, or None where that is decided."""
        price, added = offer.price, said(self._demanded[job.model], offer.source)
        with self._shelter:
            await self._intend(job, key, price, added)
            try:
                ticket = await self._tools.provider.queue({**offer.body, **added}, node=job.id)
            except ProviderError as error:
                if self._learnt(job, error, offer, added):
                    self._not_sent(job, key, price, str(error), retry=True)
                    pause: float | None = 0.0
                else:
                    pause = self._judge(job, key, price, error, attempt)
                await self._tools.journal.secured()
                return pause
            except OSError as error:
                self._uncertain(job, key, f"The order broke off while it was sent ({error.strerror}).")
                await self._tools.journal.secured()
                return None
            await self._submitted(job, key, ticket)
            return ticket

    def _learnt(self, job: Job, error: ProviderError, offer: _Offer, added: Mapping[str, object]) -> bool:
        """Whether a refusal asks for fields that can still be said. The rest of the run says them at once."""
        if not isinstance(error, Refused) or error.reply.credits_refunded is False:
            return False
        more = demanded(error.reply, {*offer.body, *added}, load().get(job.model))
        if not said(more, offer.source):
            return False
        self._demanded[job.model] |= more
        return True

    async def _intend(self, job: Job, key: Key, price: Decimal, added: dict[str, object]) -> None:
        self.spending = self.spending.plus(job.scene, price)
        event = e.Intended(
            at=self._now(), job=job.id, key=key.digest, components=key.components, model=job.model, quote=price,
            node=job.piece, take=job.take, scene=job.scene, balance=self._tools.account.balance, expected=job.expected,
            usual=job.seconds, added=added,
        )  # fmt: skip
        self._emit(event)
        try:
            await self._tools.journal.secured()
        except OvertakenError:  # it is not in the journal, and nothing may follow
            raise
        except JournalError as error:
            self._not_sent(job, key, price, str(error), retry=False)
            raise
        try:
            self._tools.journal.insist()
        except (
            OvertakenError
        ) as error:  # it fell asleep over the writing; to the successor the order looks lost
            self._not_sent(job, key, price, str(error), retry=False)
            raise

    def _judge(self, job: Job, key: Key, price: Decimal, error: ProviderError, attempt: int) -> float | None:
        """Tell what a failed order means; the seconds until it may be sent again, or None for never."""
        if isinstance(error, Refused):
            self._refused(job, key, price, error)
        elif isinstance(error, NotSent):
            pause = buying_again(error, attempt, self._tools.chance())
            self._not_sent(job, key, price, str(error), retry=pause is not None)
            if pause is not None:
                return pause
            self._stop(job, Stop("provider", str(error)))
        elif isinstance(error, PaymentNeeded | Unauthorised):
            self._not_sent(job, key, price, str(error), retry=False)
            self.closed = Stop("account", str(error))
            self._stop(job, self.closed)
        else:
            number = error.queue_id if isinstance(error, OutcomeUnknown) else None
            self._uncertain(job, key, f"{error} Its number may be {number}." if number else str(error))
        return None

    async def _submitted(self, job: Job, key: Key, ticket: Ticket) -> None:
        """Write the ticket down before anything else happens; a journal that cannot be written is tried for a while."""
        event = e.Submitted(
            at=self._now(), job=job.id, key=key.digest, model=ticket.model, queue_id=ticket.queue_id,
            download_url=ticket.download_url, provider=ticket.provider, address=ticket.address, deadline=ticket.deadline,
            instead_of=None if ticket.model == job.model else job.model,
        )  # fmt: skip
        self._emit(event)
        for attempt in range(1, _TICKET_TRIES + 1):
            try:
                return await self._tools.journal.secured()
            except OvertakenError as error:
                if job.id in error.foreign:
                    raise UnwrittenError(_unwritten(job, ticket, error)) from error
                return None  # it is written down; the objection is to something else
            except JournalError as error:
                message = _unwritten(job, ticket, error)
                if attempt == _TICKET_TRIES:
                    raise UnwrittenError(message) from error
            self._emit(e.Delayed(at=self._now(), job=job.id, message=message, seconds=_TICKET_WAIT))
            await self._tools.clock.sleep(_TICKET_WAIT)
        return None

    def _refused(self, job: Job, key: Key, price: Decimal, error: Refused) -> None:
        if (
            error.reply.credits_refunded is not False
        ):  # some refusals are charged, and the provider then says so
            self.spending = self.spending.plus(job.scene, -price)
        self._emit(refused(job, key.digest, price, error, self._now()))

    def _not_sent(self, job: Job, key: Key, price: Decimal, message: str, *, retry: bool) -> None:
        self.spending = self.spending.plus(job.scene, -price)
        self._emit(e.NotSent(at=self._now(), job=job.id, key=key.digest, message=message, retry=retry))

    def _uncertain(self, job: Job, key: Key, message: str) -> None:
        self._emit(e.Uncertain(at=self._now(), job=job.id, key=key.digest, message=message))

    def _stop(self, job: Job, stop: Stop) -> None:
        self._emit(e.Stopped(at=self._now(), job=job.id, limit=stop.limit, message=stop.message))

    def _now(self) -> float:
        return self._tools.clock.now()


def _unwritten(job: Job, ticket: Ticket, error: JournalError) -> str:
    """Where a number is not written down, the screen is the last place that has it."""
    return (
        f"{job.id} was bought, but that cannot be written down: {error} Note its number: {ticket.queue_id} (model"
        f" {ticket.model})."
    )

"""Tops a wallet's credit up: asks for the terms, signs, sends, and finds out what became of it. Asks nobody for consent.

Each step is on the disk before it is taken, so that a process may end anywhere. What it did is then known to the next one,
or can be done again: the same authorisation, never another.
"""

import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

import msgspec

from vgdsl.providers.errors import NotSent, ProviderError, Refused, Uncertain
from vgdsl.providers.venice.teller import Ledger
from vgdsl.providers.venice.wallet import Wallet
from vgdsl.providers.venice.x402.authorisation import Authorisation, Envelope
from vgdsl.providers.venice.x402.receipt import Receipt
from vgdsl.providers.venice.x402.terms import UNITS, Terms
from vgdsl.wallet.book import Book
from vgdsl.wallet.topup import (
    EARLIER,
    Closed,
    Intended,
    Open,
    Returned,
    Sent,
    Step,
    Told,
    baseline,
    credit_of,
    next_step,
    others,
    proves_unpaid,
    still_open,
)

LOOKS = (0.0, 3.0, 7.0, 15.0)
"""Seconds before each look at the ledger for a payment whose answer was lost. A payment settles within seconds, as a rule."""

RETURNS, LONGEST_PAUSE = 3, 30.0
"""How often a payment that came back unread is sent again at once, and how long that may be waited for, in seconds."""

_JUST_OVER = "Its time has just run out; the ledger may still show it. Run again in two minutes."
_BEFORE = 600
"""Seconds before now from which an authorisation is good: clocks differ."""


class Teller(Protocol):
    """Who is paid; see vgdsl.providers.venice.teller."""

    @property
    def now(self) -> float: ...
    async def ledger(self, most: int | None = None, since: float | None = None) -> Ledger: ...
    async def terms(self) -> Terms: ...
    async def pay(self, envelope: Envelope) -> Receipt: ...


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be agreed to: an amount on terms; the credit now, in US dollars, if told, and the top-ups that were before it."""

    usd: Decimal
    terms: Terms
    balance: Decimal | None
    known: tuple[str, ...]


class Outcome(msgspec.Struct, frozen=True):
    """What became of a top-up: `usd` of it, and the credit now where it is told. `open`: nobody can say yet."""

    state: Literal["credited", "rejected", "expired", "open"]
    usd: Decimal
    balance: Decimal | None = None
    payment: str | None = None
    message: str = ""


class TermsChangedError(ProviderError):
    """The service asks for something else than was agreed to. Nothing was signed."""


@dataclass(frozen=True, slots=True)
class Till:
    """Where a wallet's top-ups are made, at the service of `address`. `insist` raises where another process has taken over."""

    address: str
    wallet: Wallet
    teller: Teller
    book: Book
    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    insist: Callable[[], None] = lambda: None

    def open(self) -> Open | None:
        """The top-up that is not done with. Raises BookError."""
        return still_open(self.book.events(), self.address, self.wallet.wallet)

    async def offer(self, usd: Decimal) -> Offer:
        """What a top-up would be. Raises what a read raises: where the ledger cannot be read, nothing can be proved later."""
        terms = await self.teller.terms()
        ledger = await self.teller.ledger(since=self.teller.now - EARLIER)
        return Offer(usd, terms, ledger.balance, baseline(ledger.entries))

    async def pay(self, offer: Offer) -> Outcome:
        """Sign what was agreed to, and send it. Raises TermsChangedError, and what asking for the terms raises; OSError."""
        terms = await self.teller.terms()  # anew, because a question may have stood on the screen for an hour
        if terms.row != offer.terms.row:
            raise TermsChangedError("Venice has changed its terms meanwhile. Nothing was signed; run again.")
        now = self.teller.now
        authorisation = Authorisation(
            payer=self.wallet.wallet,
            receiver=terms.receiver,
            value=int(offer.usd * UNITS),
            valid_after=int(now) - _BEFORE,
            valid_before=int(now) + terms.seconds,
            nonce="0x" + secrets.token_hex(32),
        )
        self.insist()
        intended = Intended(self.address, authorisation, dict(terms.row), now, offer.known)
        self.book.write(intended)
        return await self._send(Open(intended))

    def told(self) -> None:
        """Somebody has been told how the last one ended, if it has. Raises OSError."""
        top_up = self.open()
        if top_up is not None and top_up.end is not None:
            self.book.write(Told(top_up.authorisation.nonce, self.clock()))

    async def resume(self, top_up: Open) -> Outcome:
        """Find out what became of one; send the same again where it is not credited and can still be used. Raises OSError."""
        if (end := top_up.end) is not None:
            payment, message = (end.note or None, "") if end.how == "credited" else (None, end.note)
            return Outcome(end.how, top_up.usd, payment=payment, message=message)
        try:
            ledger = await self.teller.ledger(since=top_up.intended.at - EARLIER)
        except ProviderError as error:
            return self._still(top_up, f"The wallet's ledger could not be read. {error}")
        if (found := self._credited(top_up, ledger)) is not None:
            return found
        step = next_step(top_up, self.clock(), self.teller.now)
        if step is Step.SEND:
            return await self._send(top_up)
        if step is Step.WAIT:
            return self._still(top_up, _JUST_OVER)
        return self._close(top_up, "expired", _unused(others(top_up, ledger.entries)))

    async def _send(self, top_up: Open, returns: int = 0) -> Outcome:
        """Send it; what came back unread goes out again in a while."""
        nonce, given = top_up.authorisation.nonce, top_up.intended
        self.insist()
        self.book.write(Sent(nonce, self.clock()))
        top_up = Open(given, top_up.sends + 1)
        signature = self.wallet.authorise(top_up.authorisation.data)
        try:
            receipt = await self.teller.pay(Envelope(top_up.authorisation, signature, given.accepted))
        except NotSent as error:
            self.book.write(Returned(nonce, self.clock()))
            return await self._returned(Open(given, top_up.sends - 1), error, returns + 1)
        except Refused as error:
            if self._sent_once(nonce):
                return self._close(top_up, "rejected", str(error))
            return await self._look(top_up, str(error))
        except Uncertain as error:
            return await self._look(top_up, str(error))
        return self._close(top_up, "credited", receipt.payment or "", receipt)

    def _sent_once(self, nonce: str) -> bool:
        """Whether a verdict is on the only one that was sent: by the book, in which another process may have written too."""
        known = self.open()
        return known is not None and known.authorisation.nonce == nonce and proves_unpaid(known)

    async def _returned(self, top_up: Open, error: NotSent, returns: int) -> Outcome:
        pause = LONGEST_PAUSE / 10 if error.retry_after is None else error.retry_after
        if returns >= RETURNS or pause > LONGEST_PAUSE:
            return self._still(top_up, str(error))
        await self.sleep(pause)
        if next_step(top_up, self.clock(), self.teller.now) is not Step.SEND:
            return self._still(top_up, str(error))
        return await self._send(top_up, returns)

    async def _look(self, top_up: Open, why: str) -> Outcome:
        """Look whether the ledger shows the credit of a payment whose answer says nothing certain."""
        for pause in LOOKS:
            await self.sleep(pause)
            with suppress(ProviderError):
                ledger = await self.teller.ledger(since=top_up.intended.at - EARLIER)
                if (found := self._credited(top_up, ledger)) is not None:
                    return found
        return self._still(top_up, why)

    def _credited(self, top_up: Open, ledger: Ledger) -> Outcome | None:
        entry = credit_of(top_up, ledger.entries)
        if entry is None:
            return None
        return self._close(top_up, "credited", entry.id or "", Receipt(top_up.usd, ledger.balance, entry.id))

    def _close(
        self,
        top_up: Open,
        how: Literal["credited", "rejected", "expired"],
        note: str,
        receipt: Receipt | None = None,
    ) -> Outcome:
        self.book.write(Closed(top_up.authorisation.nonce, self.clock(), how, note))
        if receipt is None:
            return Outcome(how, top_up.usd, message=note)
        return Outcome(how, receipt.credited or top_up.usd, receipt.balance, receipt.payment)

    def _still(self, top_up: Open, why: str) -> Outcome:
        return Outcome("open", top_up.usd, message=why)


def _unused(others: tuple[Decimal, ...]) -> str:
    text = "It was not used in its time, and the ledger shows no credit of it."
    if not others:
        return text
    return f"{text} It shows other top-ups since: {', '.join(f'${usd:.2f}' for usd in others)}. See that none of them is this one."

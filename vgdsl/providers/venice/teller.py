"""Asks about a wallet's credit, and pays into it. Reads are repeated; a payment never is. Knows no files and nobody's consent."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from urllib.parse import urlencode

from vgdsl.providers.errors import Transient, Uncertain
from vgdsl.providers.retry import delay
from vgdsl.providers.venice.books import Entry, LedgerPage, read_entries, wallet_query
from vgdsl.providers.venice.client import VeniceClient
from vgdsl.providers.venice.reply import Answer, load
from vgdsl.providers.venice.values import dollars, record
from vgdsl.providers.venice.verdict import read_error
from vgdsl.providers.venice.x402.authorisation import HEADERS, Envelope
from vgdsl.providers.venice.x402.receipt import Receipt, lost, read_receipt
from vgdsl.providers.venice.x402.terms import Terms, read_elsewhere, read_terms

TRIES, LONGEST_WAIT = 4, 65.0
"""How often something is asked, and the longest wait in seconds for another turn: the ledger's limit is one of a minute."""

TERMS = 402
"""The status of the terms: a top-up without a payment is answered so. What comes as a success is read as if it were."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Credit:
    """A wallet's credit, in US dollars; `diem` of a linked account goes first. The least and the suggested top-up, if told."""

    usd: Decimal | None
    can_buy: bool | None
    diem: Decimal | None
    least: Decimal | None
    suggested: Decimal | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """What moved, newest first, and the credit now."""

    entries: tuple[Entry, ...]
    balance: Decimal | None


class Teller:
    """One wallet's business with the service."""

    def __init__(
        self,
        client: VeniceClient,
        wallet: str,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Ask nothing yet. `clock` gives Unix seconds."""
        self.wallet = wallet
        self._client, self._clock, self._sleep = client, clock, sleep
        self._ahead = 0.0

    @property
    def now(self) -> float:
        """What time it is for the service, by its last answer, in Unix seconds."""
        return self._clock() - self._ahead

    async def credit(self) -> Credit:
        """Return what there is. Raises what a read raises."""
        answer = await self._patiently(lambda: self._asked("balance", f"x402/balance/{self.wallet}"))
        data = record(record(load(answer.body, Decimal)).get("data"))
        can_buy = data.get("canConsume")
        return Credit(
            usd=dollars(data.get("balanceUsd")),
            can_buy=can_buy if isinstance(can_buy, bool) else None,
            diem=dollars(data.get("diemBalanceUsd")),
            least=dollars(data.get("minimumTopUpUsd")),
            suggested=dollars(data.get("suggestedTopUpUsd")),
        )

    async def ledger(self, most: int | None = None, since: float | None = None) -> Ledger:
        """Return the newest `most` rows, or all, or all pages that reach back to Unix second `since`."""
        entries: dict[object, Entry] = {}
        offset, more, balance = 0, True, None
        while more and (most is None or len(entries) < most):
            page = await self._page(offset)
            balance = page.balance if balance is None else balance
            # What moved meanwhile has pushed rows on: those come a second time.
            entries |= {entry.id or (offset, place): entry for place, entry in enumerate(page.entries)}
            offset += page.rows
            reached = since is not None and any(entry.charge.at < since for entry in page.entries)
            more = page.more and not reached
        return Ledger(tuple(entries.values())[:most], balance)

    async def terms(self) -> Terms:
        """Return the terms of a top-up on Base. Raises TermsError, and what a read raises."""
        return read_terms(await self._terms())

    async def elsewhere(self) -> str | None:
        """Return what is asked for on Solana, in words; None where nothing is."""
        return read_elsewhere(await self._terms())

    async def pay(self, envelope: Envelope) -> Receipt:
        """Send a payment, once. Raises what its answer means: see `read_receipt`."""
        try:
            answer = await self._client.pay({HEADERS[0]: envelope.header})
        except Uncertain:
            raise lost() from None
        return read_receipt(answer)

    async def _page(self, offset: int) -> LedgerPage:
        path = f"x402/transactions/{self.wallet}?{urlencode(wallet_query(offset))}"
        return await self._patiently(lambda: self._read_page(path))

    async def _read_page(self, path: str) -> LedgerPage:
        return read_entries(await self._asked("statement", path))

    async def _terms(self) -> Answer:
        async def ask() -> Answer:
            answer = await self._client.ask("terms", "POST", "x402/top-up", signed=False)
            if answer.facts.status != TERMS and not answer.ok:
                raise read_error(answer)
            return self._timed(answer)

        return await self._patiently(ask)

    async def _asked(self, call: str, path: str) -> Answer:
        answer = self._timed(await self._client.ask(call, "GET", path))
        if not answer.ok:
            raise read_error(answer)
        return answer

    def _timed(self, answer: Answer) -> Answer:
        self._ahead = answer.facts.ahead
        return answer

    async def _patiently(self, ask: Callable[[], Awaitable[_T]]) -> _T:
        attempt = 1
        while True:
            try:
                return await ask()
            except Transient as error:
                pause = delay(attempt, error.retry_after, random.random())  # noqa: S311 - spreads callers, hides nothing
                if attempt == TRIES or pause is None or pause > LONGEST_WAIT:
                    raise
            attempt += 1
            await self._sleep(pause)

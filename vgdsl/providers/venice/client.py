"""Speaks HTTP with the Venice video API, or with anything that behaves like it. Knows no rhythm, no caps, no store.

Nothing is repeated here. A purchase goes out on a connection of its own: on a kept one, a server that closes it at
that moment could not be told from an answer that was lost.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import httpx

from vgdsl.program.editions import load
from vgdsl.providers.base import Delivered, Progress, Retrieval, Statement, Ticket
from vgdsl.providers.errors import NotSent, ProviderError, Transient, Unauthorised, Uncertain
from vgdsl.providers.venice import books, links, wire
from vgdsl.providers.venice.arrival import after, collect, first
from vgdsl.providers.venice.auth import NOBODY, Auth
from vgdsl.providers.venice.body import Upload
from vgdsl.providers.venice.challenge import Challenge, manners, read_challenge, turned_away
from vgdsl.providers.venice.connections import CONNECTIONS, Patience, pool
from vgdsl.providers.venice.download import save
from vgdsl.providers.venice.headers import Headers, read_headers
from vgdsl.providers.venice.reply import Answer
from vgdsl.providers.venice.verdict import link_error

UPLOADS = 4
"""Orders sent at one time."""

OF_A_WALLET = 5
"""Requests that a wallet may have under way (Venice errors skill, September 2026)."""

_NO_LINK = "Venice says the job is finished, but hands out neither the video nor a link to it."

_Arrived = TypeVar("_Arrived")

# Raised before the first byte of a request leaves. A write error is not among them.
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)

# It logs the address of every request, and the address of a download is a secret.
logging.getLogger("httpx").setLevel(logging.WARNING)


class VeniceClient:
    """A `Provider` at `address`. Without `auth` it sends no credentials; `transport` replaces the network.

    `on_headers` hears what every answer's headers say, before the answer is judged.
    """

    def __init__(
        self,
        address: str,
        auth: Auth | None = None,
        *,
        name: str = "venice",
        transport: httpx.AsyncBaseTransport | None = None,
        on_headers: Callable[[Headers], None] | None = None,
        clock: Callable[[], float] = time.time,
        patience: Patience | None = None,
    ) -> None:
        """Open no connection yet."""
        patience = patience or Patience()
        self.name = name
        self.address = address.rstrip("/")
        self._auth = auth
        self._on_headers = on_headers
        self._clock = clock
        self._reads = pool(transport, patience, patience.read, kept=CONNECTIONS)
        self._purchases = pool(transport, patience, patience.purchase, kept=0)
        # Waiting happens here, first come first served, and not in the pools, where every waiter costs all others.
        self._reading_slots = asyncio.Semaphore(CONNECTIONS)
        self._upload_slots = asyncio.Semaphore(UPLOADS)
        self._chain = None if auth is None else auth.chain
        self._wallet_slots = nullcontext() if self._chain is None else asyncio.Semaphore(OF_A_WALLET)

    async def quote(self, body: Mapping[str, object]) -> Decimal:
        """Return the price in US dollars of what `body` would order."""
        return wire.read_price(await self._ask("quote", "POST", f"{self.address}/video/quote", body))

    async def queue(self, body: Mapping[str, object], node: str = "") -> Ticket:  # noqa: ARG002 - never sent
        """Buy what `body` describes, once.

        Raises `NotSent`, `Refused`, `PaymentNeeded` or `Unauthorised` when certainly nothing was bought, and
        `Uncertain` in every other case.
        """
        model, url = str(body.get("model", "")), f"{self.address}/video/queue"
        answer = await self._met(url, lambda met: self._order("queue", url, Upload(body), model, met=met))
        return wire.read_ticket(answer, model, self.name, self.address, self._clock())

    async def retrieve(self, ticket: Ticket, into: Path) -> Retrieval:
        """Ask where the job stands; if it is done, stream its media to `into`, digest on the way.

        Raises `Transient`, `JobFailed`, `Gone` or `Unauthorised`, and OSError when `into` cannot be written; then
        there is no file, and what was paid for stays collectable.
        """
        url = f"{ticket.address}/video/retrieve"

        async def ask(met: Challenge | None) -> Delivered | Answer:
            body = wire.job_body(ticket)
            async with self._exchange("POST", url, body, signed=True, met=met) as (response, proof):
                return await self._arrival("retrieve", response, into, _secrets(proof, ticket), ticket.model)

        arrived = await self._met(url, ask)
        if isinstance(arrived, Delivered):
            return arrived
        standing = wire.read_status(arrived)
        if isinstance(standing, Progress):
            return standing
        link = ticket.download_url or standing.link
        return await self._download(link, ticket, into) if link else Progress(note=_NO_LINK)

    async def complete(self, ticket: Ticket) -> bool:
        """Ask for the stored media to be deleted; whether that is confirmed. Stops and refunds nothing."""
        if ticket.download_url is None:
            url = f"{ticket.address}/video/complete"
            return wire.read_completed(await self._ask("complete", "POST", url, wire.job_body(ticket)))
        async with self._exchange("DELETE", ticket.download_url) as (response, proof):
            answer = await self._answer("delete", response, _secrets(proof, ticket))
        return wire.read_deleted(answer)

    async def models(self) -> list[dict[str, Any]]:
        """Return the rows of the video catalogue, as published."""
        return wire.read_models(await self._ask("models", "GET", f"{self.address}/models?type=video"))

    async def statement(self, since: float, until: float) -> Statement:
        """Return the account's books from `since` to `until`: a key's usage history, or a wallet's ledger.

        A balance that cannot be had is None. Raises `Unauthorised` without `auth`, and else what a read raises.
        """
        if self._auth is None:
            raise Unauthorised(NOBODY)
        window, wallet = books.Window(since, until), self._auth.wallet
        if wallet:
            pages, balance = f"x402/transactions/{wallet}", f"x402/balance/{wallet}"
            turned = await self._turn(pages, books.wallet_query(), partial(books.read_ledger, window=window))
        else:
            pages, balance = "billing/usage-history", "billing/balance"
            turned = await self._turn(pages, window.query, partial(books.read_usage, models=load().models))
        left = turned[0].balance
        with suppress(ProviderError):
            told = books.read_balance(await self._ask("balance", "GET", f"{self.address}/{balance}"))
            left = left if told is None else told
        charges = books.in_order((charge for page in turned for charge in page.charges), window)
        return Statement(left, charges, books.LEDGER if wallet else books.USAGE)

    async def ask(self, call: str, method: str, path: str, *, signed: bool = True) -> Answer:
        """Return the answer to anything that is only asked, whatever it says. Raises `Transient` where there is none."""
        return await self._ask(call, method, f"{self.address}/{path}", signed=signed)

    async def pay(self, headers: Mapping[str, str]) -> Answer:
        """Send a signed payment into a wallet's credit, once, and return the answer.

        Raises `NotSent` when it has certainly not left, `Uncertain` when it may have.
        """
        return await self._order("top-up", f"{self.address}/x402/top-up", Upload({}), proof=headers)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._reads.aclose()
        await self._purchases.aclose()

    async def _met(self, url: str, act: Callable[[Challenge | None], Awaitable[_Arrived]]) -> _Arrived:
        """Do what is signed; once more, where a wallet was challenged instead: then nothing was done before.

        What the challenge said is said from then on, if it opened the door.
        """
        arrived = await act(None)
        if self._chain is None or not isinstance(arrived, Answer):
            return arrived
        challenge = read_challenge(arrived, url, self._chain)
        if challenge is None:
            return arrived
        again = await act(challenge)
        if not (isinstance(again, Answer) and turned_away(again)):
            manners(urlsplit(url).netloc).now = challenge.manner(url)
        return again

    async def _order(
        self,
        call: str,
        url: str,
        order: Upload,
        model: str = "",
        *,
        met: Challenge | None = None,
        proof: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send what costs money once. What arrives before a break is judged as it is: a whole ticket is a ticket."""
        received = bytearray()
        try:
            async with self._upload_slots, self._wallet_slots:
                # here, because a wallet's is good for minutes only
                proof = self._proof("POST", url, met) if proof is None else proof
                headers = {**proof, **order.headers}
                async with self._purchases.stream("POST", url, headers=headers, content=order) as response:
                    facts = self._facts(call, response, model)
                    with suppress(httpx.HTTPError):
                        await collect(response.aiter_bytes(), received)
                    return self._read(facts, received, _secrets(proof))
        except _NEVER_LEFT:
            raise NotSent("No connection to Venice could be made. Nothing was bought.") from None
        except httpx.HTTPError as error:
            raise Uncertain(_lost(error, order)) from None

    async def _turn(
        self, path: str, query: books.Query, read: Callable[[Answer, books.Query], books.Page]
    ) -> list[books.Page]:
        """Ask for page after page of the account's books."""
        pages: list[books.Page] = []
        following: books.Query | None = query
        while following is not None:
            if len(pages) == books.PAGES:
                raise ProviderError(
                    "The account moved too much money in that time to be read. Ask for less of it."
                )
            url = f"{self.address}/{path}?{urlencode(following)}"
            pages.append(read(await self._ask("statement", "GET", url), following))
            following = pages[-1].following
        return pages

    async def _download(self, link: str, ticket: Ticket, into: Path) -> Delivered:
        """Fetch a finished result from its link. The key never goes there: the link is its own permission."""
        async with self._exchange("GET", link) as (response, _):
            secrets = _secrets({}, replace(ticket, download_url=link))
            arrived = await self._arrival("download", response, into, secrets)
        if isinstance(arrived, Delivered):
            return arrived
        raise link_error(arrived)

    async def _ask(
        self,
        call: str,
        method: str,
        url: str,
        body: Mapping[str, object] | None = None,
        *,
        signed: bool = True,
    ) -> Answer:
        async def ask(met: Challenge | None) -> Answer:
            async with self._exchange(method, url, body, signed=signed, met=met) as (response, proof):
                return await self._answer(call, response, _secrets(proof), str((body or {}).get("model", "")))

        return await (self._met(url, ask) if signed else ask(None))

    @asynccontextmanager
    async def _exchange(
        self,
        method: str,
        url: str,
        body: Mapping[str, object] | None = None,
        *,
        signed: bool = False,
        met: Challenge | None = None,
    ) -> AsyncIterator[tuple[httpx.Response, dict[str, str]]]:
        """Make one request of the kind that may be repeated, and give its credentials beside the answer.

        Whatever breaks on the way is `Transient`. Redirections are followed only from the links of results. Credentials
        are made when the request can go: a wallet's are good for minutes only.
        """
        try:
            async with self._reading_slots, self._wallet_slots if signed else nullcontext():
                request = None if body is None else Upload(body)
                proof = self._proof(method, url, met) if signed else {}
                headers = {**proof, **(request.headers if request else {})}
                link = not signed and not url.startswith(self.address)
                of = {links.OF: self.address} if link else {}
                async with self._reads.stream(
                    method, url, headers=headers, content=request, follow_redirects=link, extensions=of
                ) as response:
                    yield response, proof
        except _NEVER_LEFT:
            raise Transient("No connection could be made. Check the network.") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Transient(_broken(error)) from None

    async def _arrival(
        self, call: str, response: httpx.Response, into: Path, secrets: tuple[str, ...], model: str = ""
    ) -> Delivered | Answer:
        """Stream media to `into`; read anything else."""
        facts = self._facts(call, response, model)
        pieces = response.aiter_bytes()
        head = await first(pieces)
        if response.is_success and wire.is_media(head, facts.content_type):
            size, sha256 = await save(after(head, pieces), into)
            return Delivered(into, size, sha256, wire.media_type(facts.content_type))
        received = bytearray(head)
        await collect(pieces, received)
        return self._read(facts, received, secrets)

    async def _answer(
        self, call: str, response: httpx.Response, secrets: tuple[str, ...], model: str = ""
    ) -> Answer:
        facts, received = self._facts(call, response, model), bytearray()
        await collect(response.aiter_bytes(), received)
        return self._read(facts, received, secrets)

    def _read(self, facts: Headers, received: bytearray, secrets: tuple[str, ...]) -> Answer:
        return Answer(facts, bytes(received), secrets, self._chain)

    def _proof(self, method: str, url: str, met: Challenge | None) -> dict[str, str]:
        return self._auth.headers(method, url, met) if self._auth else {}

    def _facts(self, call: str, response: httpx.Response, model: str = "") -> Headers:
        facts = read_headers(call, response.status_code, response.headers, self._clock(), model)
        if self._on_headers:
            self._on_headers(facts)
        return facts


def _secrets(proof: Mapping[str, str], ticket: Ticket | None = None) -> tuple[str, ...]:
    """Return what no message may show: credentials, and the link that opens the result, also without its host."""
    link = ticket.download_url if ticket else None
    token = link.rstrip("/").rpartition("/")[2] if link else None
    return (*(value.split()[-1] for value in proof.values()), *(secret for secret in (link, token) if secret))


def _broken(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "Venice did not answer in time."
    return "The connection to Venice broke before the answer was complete."


def _lost(error: Exception, order: Upload) -> str:
    """Say how a purchase was lost, and how likely it is that it was made."""
    if order.sent < order.length:
        part = f"{order.sent / 1e6:.1f} of {order.length / 1e6:.1f} MB"
        return f"{_broken(error)} Only {part} of the order had left, so most likely nothing was bought."
    return f"{_broken(error)} The order had left in full: it may have been bought, so it is not sent again."

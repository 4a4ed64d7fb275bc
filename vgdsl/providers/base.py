"""Knows what every provider is and what it hands over. Knows no HTTP, no rhythm, no caps and no store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class DataFile:
    """A media file that travels inside the request, as `data:<mime>;base64,...`, read from disk while it is sent."""

    path: Path
    mime: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """What an accepted purchase left behind: all that is needed to collect it, on any machine.

    `model` is the one the provider echoed, which may be another than was asked for. `download_url` opens the
    result without a key: it is a secret, and is kept out of the representation. Times are Unix seconds.
    """

    provider: str
    address: str
    model: str
    queue_id: str
    download_url: str | None = field(repr=False)
    submitted_at: float
    deadline: float


@dataclass(frozen=True, slots=True)
class Progress:
    """The job is still being made. Times in milliseconds; `note` says what was odd about the answer, if anything."""

    average_ms: float | None = None
    elapsed_ms: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """The result is in the file at `path`: `size` bytes with the hexadecimal digest `sha256`. Not yet looked at."""

    path: Path
    size: int
    sha256: str
    content_type: str


Retrieval = Progress | Delivered

Kind = Literal["charge", "refund", "top-up"]


@dataclass(frozen=True, slots=True)
class Charge:
    """Money moved on the account, as its own books have it. Unix seconds; US dollars, positive in every kind.

    `model` is None where the books name none that is known. `reference` is what the books call the request: nothing
    says that it is a job's id. `note` is what else they say.
    """

    at: float
    usd: Decimal
    model: str | None
    kind: Kind
    reference: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The account's books over some time, oldest first. `balance` is what is left now, in US dollars, where it is told.

    `source` says which books: "usage history" (of a key's account) or "wallet ledger".
    """

    balance: Decimal | None
    charges: tuple[Charge, ...]
    source: str


class Provider(Protocol):
    """Four verbs, a catalogue and the account's books. Every call raises `ProviderError` when the world refuses, and none repeats itself.

    A body holds JSON values, and `DataFile` where a media value is a local file.
    """

    @property
    def name(self) -> str:
        """Which provider this is, as tickets and keys name it: "venice" or "simulator"."""

    @property
    def address(self) -> str:
        """The base URL that requests go to."""

    async def quote(self, body: Mapping[str, object]) -> Decimal:
        """Return the price in US dollars of what `body` would order. A read."""

    async def queue(self, body: Mapping[str, object], node: str = "") -> Ticket:
        """Buy. Whoever cancels this call while it runs must count the purchase as uncertain.

        `node` is what the film calls the clip: no part of the order, and not told to anybody outside this computer.
        """

    async def retrieve(self, ticket: Ticket, into: Path) -> Retrieval:
        """Ask for the result and, when there is one, stream it to `into`. On any error `into` does not exist."""

    async def complete(self, ticket: Ticket) -> bool:
        """Ask for the stored media to be deleted; whether the provider confirms it. Cancels and refunds nothing."""

    async def models(self) -> list[dict[str, Any]]:
        """Return the catalogue of video models, as published."""

    async def statement(self, since: float, until: float) -> Statement:
        """Return the account's books from `since` to `until`, Unix seconds, both included. A read.

        Never a part of them: what is too long to be read raises `ProviderError`. The books may lag behind a purchase.
        """

    async def aclose(self) -> None:
        """Let go of all connections."""

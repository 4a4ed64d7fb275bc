"""A provider that is opened when it is first asked for anything. Knows who it is from the start, and nothing else.

Most runs of a film that is being worked on have nothing to buy. They need to know which provider they would ask, and its
HTTP client or its simulation takes longer to be loaded than all that they do.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from vgdsl.providers.base import Provider, Retrieval, Statement, Ticket


class Late:
    """Implements vgdsl.providers.base.Provider with another one, which `open_provider` makes."""

    def __init__(self, name: str, address: str, open_provider: Callable[[], Provider]) -> None:
        self.name = name
        self.address = address
        self._open = open_provider
        self._opened: Provider | None = None

    async def quote(self, body: Mapping[str, object]) -> Decimal:
        return await self.opened.quote(body)

    async def queue(self, body: Mapping[str, object], node: str = "") -> Ticket:
        return await self.opened.queue(body, node)

    async def retrieve(self, ticket: Ticket, into: Path) -> Retrieval:
        return await self.opened.retrieve(ticket, into)

    async def complete(self, ticket: Ticket) -> bool:
        return await self.opened.complete(ticket)

    async def models(self) -> list[dict[str, Any]]:
        return await self.opened.models()

    async def statement(self, since: float, until: float) -> Statement:
        return await self.opened.statement(since, until)

    async def aclose(self) -> None:
        if self._opened is not None:
            await self._opened.aclose()

    @property
    def opened(self) -> Provider:
        """The provider itself."""
        if self._opened is None:
            self._opened = self._open()
        return self._opened

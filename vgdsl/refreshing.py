"""Makes a catalogue of what the provider's list says, keeps it, and forgets it. Knows no scene and prints nothing.

It is kept in the user's cache folder, in the form of the one that comes with the program, whole or not at all: see
vgdsl.program.editions, which chooses between the two. Whoever refreshes against another address than the official one does
so for that address alone.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from vgdsl.answers import refreshed
from vgdsl.program.catalog import Catalog
from vgdsl.program.editions import RefreshedFile, bundled, edition
from vgdsl.program.published import merged
from vgdsl.providers.errors import Transient
from vgdsl.providers.venice.auth import BearerKey, base_address, payer
from vgdsl.providers.venice.headers import Headers
from vgdsl.providers.venice.listing import Listing, read_listing


class Fresh(msgspec.Struct, frozen=True):
    """What the list made of the catalogue. `unreadable` names the rows that could not be taken over, and why."""

    catalog: Catalog
    listing: Listing
    address: str

    @property
    def unreadable(self) -> tuple[str, ...]:
        unplaced = [row.id for row in self.listing.rows if self.catalog.get(row.id) is None]
        return (
            *self.listing.unreadable,
            *(f"{name}: nothing tells what it makes clips from" for name in unplaced),
        )


def refresh(environment: Mapping[str, str], today: str) -> Fresh:
    """Ask for the list and keep what it makes of the catalogue. Raises ProviderError and OSError; then nothing is replaced."""
    fresh = ask(environment, today)
    keep(fresh)
    return fresh


def ask(environment: Mapping[str, str], today: str, hear: Callable[[Headers], None] | None = None) -> Fresh:
    """What the list makes of the bundled catalogue. Raises ProviderError, also for a list that names no model."""
    address = base_address(environment)
    listing = read_listing(asyncio.run(_rows(address, environment, hear)))
    if not listing.rows:
        raise Transient(_unusable(listing))
    return Fresh(merged(bundled(), listing.rows, today), listing, address)


def keep(fresh: Fresh) -> None:
    """Write a refreshed catalogue down, whole or not at all. Raises OSError."""
    target = Path(refreshed())
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = target.with_suffix(f".{os.getpid()}")
    try:
        temporary.write_bytes(_written(fresh))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def forget() -> bool:
    """Go back to the catalogue that comes with the program; whether there was another. Raises OSError."""
    try:
        Path(refreshed()).unlink()
    except FileNotFoundError:
        return False
    return True


def today() -> str:
    """The day, in UTC, as catalogues are dated."""
    return datetime.now(UTC).date().isoformat()


def kept() -> RefreshedFile | None:
    """The refreshed catalogue as it lies there; None where there is none. Raises ValueError where it cannot be read."""
    path = Path(refreshed())
    return msgspec.json.decode(path.read_bytes(), type=RefreshedFile) if path.exists() else None


def _written(fresh: Fresh) -> bytes:
    rows = msgspec.Raw(msgspec.json.encode(fresh.listing.rows))
    models = tuple(fresh.catalog.models.values())
    return msgspec.json.encode(RefreshedFile(fresh.catalog.date, edition(), fresh.address, models, rows))


async def _rows(
    address: str, environment: Mapping[str, str], hear: Callable[[Headers], None] | None
) -> list[dict[str, Any]]:
    """The rows of the list. A key is shown, since it may see more; a wallet need not sign for what is free."""
    from vgdsl.providers.venice.client import VeniceClient  # noqa: PLC0415 - see vgdsl.providers.late

    who = payer(environment)
    client = VeniceClient(address, who if isinstance(who, BearerKey) else None, on_headers=hear)
    try:
        return await client.models()
    finally:
        await client.aclose()


def _unusable(listing: Listing) -> str:
    why = f" (for one, {listing.unreadable[0]})" if listing.unreadable else ""
    return f"The list of models names none that can be understood{why}."

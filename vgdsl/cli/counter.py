"""Opens the counter at which a wallet's credit is asked about and paid into, for the commands that do. Decides nothing."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from vgdsl.providers.venice.auth import base_address, require_wallet
from vgdsl.providers.venice.client import VeniceClient
from vgdsl.providers.venice.teller import Teller
from vgdsl.providers.venice.wallet import Wallet


@dataclass(frozen=True, slots=True)
class Counter:
    """A wallet at the service of `address`."""

    address: str
    wallet: Wallet
    teller: Teller


@asynccontextmanager
async def counter() -> AsyncIterator[Counter]:
    """The wallet of the environment or the keyring, and who is asked. Raises `Unauthorised`."""
    wallet, address = require_wallet(os.environ), base_address(os.environ)
    client = VeniceClient(address, wallet)
    try:
        yield Counter(address, wallet, Teller(client, wallet.wallet, time.time, asyncio.sleep))
    finally:
        await client.aclose()

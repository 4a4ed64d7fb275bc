"""Makes pools of connections, and knows how long to wait on them. Knows no API and no credentials."""

import ssl
from dataclasses import dataclass
from functools import cache

import httpx

from vgdsl.providers.venice.links import guard

CONNECTIONS = 8
"""Of one pool. The pool's cost grows with the square of its connections and of the requests waiting for them."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait: for a connection, for the next bytes of a read, for the answer to a purchase, for each write."""

    connect: float = 10.0
    read: float = 60.0
    purchase: float = 180.0
    write: float = 120.0


def pool(
    transport: httpx.AsyncBaseTransport | None, patience: Patience, read: float, kept: int
) -> httpx.AsyncClient:
    """Return a pool that keeps so many connections open; `transport` replaces the network."""
    return httpx.AsyncClient(
        transport=transport,
        verify=_tls() if transport is None else False,
        limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=kept),
        timeout=httpx.Timeout(connect=patience.connect, read=read, write=patience.write, pool=None),
        headers={"Accept-Encoding": "identity", "User-Agent": "vgdsl"},
        event_hooks={"request": [guard]},
    )


@cache
def _tls() -> ssl.SSLContext:
    """Return the one TLS context of the process: each costs twenty milliseconds."""
    return httpx.create_ssl_context()

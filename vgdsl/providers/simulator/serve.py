"""Serves the simulated provider: on a port of this computer, or inside this process. Knows no request.

uvicorn is loaded only for a port.
"""

import asyncio
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from contextvars import ContextVar

from starlette.applications import Starlette

from vgdsl.providers.base import Ticket
from vgdsl.providers.simulator.account.ledger import Ledger
from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.faults.calls import PREFIX, SHARE, Peaks
from vgdsl.providers.simulator.faults.faulty import NODE_HEADER
from vgdsl.providers.simulator.jobs import LIFE
from vgdsl.providers.simulator.simulation import ADDRESS, NAME, ORIGIN, Simulation
from vgdsl.providers.venice.auth import BearerKey
from vgdsl.providers.venice.client import VeniceClient
from vgdsl.providers.venice.headers import Headers
from vgdsl.providers.venice.inprocess import Application, InProcess, Message

_node: ContextVar[str] = ContextVar("node", default="")


class Simulator(VeniceClient):
    """The client of the real API, talking to a simulated one in this process. A `Provider` that closes what it simulates."""

    def __init__(self, simulation: Simulation, on_headers: Callable[[Headers], None] | None = None) -> None:
        """Open the simulation's folder."""
        self._app = create(simulation)
        super().__init__(
            ADDRESS,
            BearerKey(simulation.key or NAME),
            name=NAME,
            transport=InProcess(_named(self._app)),
            on_headers=on_headers,
            clock=simulation.clock,
        )

    @property
    def ledger(self) -> Ledger:
        """The simulated account."""
        ledger: Ledger = self._app.state.studio.ledger
        return ledger

    @property
    def peaks(self) -> Peaks:
        """The most calls that were made in any one minute."""
        peaks: Peaks = self._app.state.peaks
        return peaks

    async def queue(self, body: Mapping[str, object], node: str = "") -> Ticket:
        """Buy, for nothing. `node` is the shot's name, to be seen on its slate; the request does not hold it."""
        token = _node.set(node)
        try:
            return await super().queue(body)
        finally:
            _node.reset(token)

    def accepted(self, node: str, since: float) -> Ticket | None:
        """The ticket of the newest order for a shot that was charged at `since` (Unix seconds) or later; None: there is none."""
        charges = [b for b in self.ledger.bookings if b.kind == "charge" and b.node == node and b.at >= since]
        job = self._app.state.studio.jobs.get(charges[-1].queue_id) if charges else None
        if job is None:
            return None
        link = f"{ORIGIN}{SHARE}{job.token}" if job.token else None
        return Ticket(NAME, ADDRESS, charges[-1].model, job.id, link, job.queued_at, job.queued_at + LIFE)

    async def aclose(self) -> None:
        """Finish the clips that are being drawn, and close."""
        await super().aclose()
        await asyncio.to_thread(self._app.state.studio.close)


def provider(
    simulation: Simulation | None = None, on_headers: Callable[[Headers], None] | None = None
) -> Simulator:
    """The simulated provider of this process."""
    return Simulator(simulation or Simulation(), on_headers)


def serve(
    port: int, simulation: Simulation, announce: Callable[[str], None], *, host: str = "127.0.0.1"
) -> None:
    """Serve until interrupted; port 0 takes a free one. `announce` is told the base URL once it can be called.

    Requests under way are finished first. Raises OSError when the port cannot be had.
    """
    from vgdsl.providers.simulator.port import Port  # noqa: PLC0415  only a real port needs a real server

    with socket.create_server((host, port)) as listener:
        address = f"http://{host}:{listener.getsockname()[1]}{PREFIX}"
        server = Port(create(simulation), listener)
        announce(address)
        with suppress(KeyboardInterrupt):  # uvicorn has stopped in good order when it passes the signal on
            server.run()


def _named(app: Starlette) -> Application:
    """The application, with the header that names the shot on every request made while one is being named."""

    async def application(scope: Message, receive: object, send: object) -> None:
        if name := _node.get():
            scope["headers"] = [*scope["headers"], (NODE_HEADER.encode(), name.encode())]
        await app(scope, receive, send)  # type: ignore[arg-type]  # the two libraries spell the same protocol differently

    return application

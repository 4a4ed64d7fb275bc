"""Serves an application on a real port whose connections can be broken and whose listener can go away. Knows no fault.

uvicorn completes every answer and listens until it ends; here the request's scope offers to do otherwise.
"""

import asyncio
import os
import socket
import struct
from functools import partial
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from vgdsl.providers.venice.inprocess import CONNECTION

_LINGER_NOT = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


class Port:
    """A listening socket with its server."""

    def __init__(self, app: ASGIApp, listener: socket.socket) -> None:
        """Take over `listener`; serve nothing yet."""
        self._listener, self._address = listener, listener.getsockname()
        self._connection = partial(Connection, self)
        # The loop is named because another one may close a socket later than it is told to.
        self._config = uvicorn.Config(
            app,
            log_level="warning",
            timeout_graceful_shutdown=10,
            loop="asyncio",
            http=self._connection,  # type: ignore[arg-type]  # uvicorn declares a class, and calls it
        )
        self._server = uvicorn.Server(self._config)
        self._opening: asyncio.Task[None] | None = None

    def run(self) -> None:
        """Serve until interrupted."""
        self._server.run(sockets=[self._listener])

    def stop(self) -> None:
        """End `run` soon. Other threads may call this."""
        self._server.should_exit = True

    def close(self, seconds: float) -> None:
        """Listen no more, and open again after so many seconds. Requests under way are finished, idle connections end."""
        if self._opening and not self._opening.done():
            return
        for server in self._server.servers:
            server.close()
        self._server.servers.clear()
        for connection in [*self._server.server_state.connections]:
            connection.shutdown()
        self._opening = asyncio.ensure_future(self._open(self._reserved(), seconds))

    def _reserved(self) -> socket.socket:
        """The same address again, bound so that nobody else gets it; who connects before it listens is refused."""
        reserved = socket.socket(self._listener.family, socket.SOCK_STREAM)
        if os.name == "posix":
            reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.bind(self._address)
        return reserved

    async def _open(self, reserved: socket.socket, seconds: float) -> None:
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            reserved.close()
            raise
        loop, server = asyncio.get_running_loop(), self._server
        connect = partial(self._connection, self._config, server.server_state, server.lifespan.state)
        server.servers.append(await loop.create_server(connect, sock=reserved))


class Connection(H11Protocol):
    """One connection, which each of its requests may break."""

    def __init__(self, port: Port, *args: Any, **named: Any) -> None:
        """See uvicorn."""
        super().__init__(*args, **named)
        self._port, self._application = port, self.app
        self.app = self._offered

    def reset(self) -> None:
        """Close without lingering: the other side receives a RST, unless it has left itself."""
        if self.transport.is_closing():
            return
        self.cycle.disconnected = True
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
        self.transport.abort()

    def cut(self) -> None:
        """Close after what was sent."""
        self.cycle.disconnected = True
        self.transport.close()

    def refuse(self, seconds: float) -> bool:
        """Close the port; this request has come through, but on its connection no other will."""
        self.scope["headers"] = [*self.scope["headers"], (b"connection", b"close")]
        self._port.close(seconds)
        return False

    async def _offered(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["extensions"] = {CONNECTION: self}
        await self._application(scope, receive, send)

"""Carries the client's requests to an ASGI application in this process. Knows no network and nothing of video.

Bytes stream both ways, one piece at a time, as over a connection: an application that returns before it has finished
its answer has dropped the connection; one that raises is wrong, and its exception surfaces in the caller.
"""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Coroutine, MutableMapping
from typing import Any, cast

import httpx

Message = MutableMapping[str, Any]
Application = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Coroutine[Any, Any, None],
]

CONNECTION = "vgdsl.connection"
"""The extension of a request's scope by which an application can break its connection: `reset`, `cut`, `refuse`."""


class InProcess(httpx.AsyncBaseTransport):
    """A transport whose other end is `application`. It keeps to the read timeout of each request."""

    def __init__(self, application: Application) -> None:
        """Start nothing yet: each request runs the application once."""
        self._application = application

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Start the application on one request and return as soon as its answer has begun."""
        exchange = _Exchange(request, self._application)
        try:
            start = await exchange.next()
        except BaseException:
            await exchange.aclose()
            raise
        return httpx.Response(start["status"], headers=start.get("headers", []), stream=exchange)


class _Exchange(httpx.AsyncByteStream):
    """One request and its answer; as a stream, the body of the answer."""

    def __init__(self, request: httpx.Request, application: Application) -> None:
        self._request = request
        self._upload = aiter(cast("AsyncIterable[bytes]", request.stream))
        self._uploaded = False
        self._finished = False
        self._closed = asyncio.Event()
        self._messages: asyncio.Queue[Message] = asyncio.Queue(maxsize=1)
        self._patience: float | None = request.extensions.get("timeout", {}).get("read")
        self._broken: httpx.TransportError | None = None
        scope = {**_scope(request), "extensions": {CONNECTION: self}}
        self._running = asyncio.ensure_future(application(scope, self._receive, self._messages.put))

    async def next(self) -> Message:
        """Return the application's next message, or raise what came instead of one."""
        if not self._messages.empty():
            return self._messages.get_nowait()
        message = asyncio.ensure_future(self._messages.get())
        try:
            await asyncio.wait(
                {message, self._running}, timeout=self._patience, return_when="FIRST_COMPLETED"
            )
            if message.done():
                return message.result()
        finally:
            message.cancel()
        if not self._running.done():
            raise httpx.ReadTimeout("no answer in time", request=self._request)
        self._running.result()
        raise self._broken or httpx.RemoteProtocolError("the answer was not finished", request=self._request)

    def reset(self) -> None:
        """For the application: the connection was reset. To be called before it returns."""
        self._broken = httpx.ReadError("the connection was reset", request=self._request)

    def cut(self) -> None:
        """For the application: the answer ends here. To return before it is finished says as much."""

    def refuse(self, _seconds: float) -> bool:
        """For the application: there is no connection. True: it has not been reached, and returns having done nothing."""
        self._broken = httpx.ConnectError("the connection was refused", request=self._request)
        return True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        more = True
        while more:
            message = await self.next()
            more = message.get("more_body", False)
            self._finished = not more
            yield message.get("body", b"")

    async def aclose(self) -> None:
        """End the exchange: what is left to do after a whole answer is done, an answer left unread is cut off."""
        self._closed.set()
        if not self._finished:
            self._running.cancel()
        await asyncio.wait({self._running})

    async def _receive(self) -> Message:
        if self._uploaded:
            await self._closed.wait()
            return {"type": "http.disconnect"}
        piece = await anext(self._upload, None)
        self._uploaded = piece is None
        return {"type": "http.request", "body": piece or b"", "more_body": not self._uploaded}


def _scope(request: httpx.Request) -> Message:
    url = request.url
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": url.scheme,
        "path": url.path,
        "raw_path": url.raw_path.partition(b"?")[0],
        "query_string": url.query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (url.host, url.port),
        "client": ("127.0.0.1", 0),
    }

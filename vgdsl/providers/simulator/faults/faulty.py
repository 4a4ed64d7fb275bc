"""Carries out on the wire what a fault script says: around the application, which does not know of it. Decides nothing.

What is broken on a connection is the transport's own to do. It is offered in the extensions of the request's scope: on
a port by `port`, in this process by `InProcess`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vgdsl.providers.simulator.account.limits import FailureBudget
from vgdsl.providers.simulator.faults.calls import SHARE, caller_of, kind_of
from vgdsl.providers.simulator.faults.faults import Call, CallKind, Fault, Faults, Script
from vgdsl.providers.simulator.jobs import Job
from vgdsl.providers.simulator.judging.refusal import GONE
from vgdsl.providers.simulator.studio import Studio
from vgdsl.providers.venice.inprocess import CONNECTION

NODE_HEADER = "x-vgdsl-node"
"""Names the shot on its slate. The real API has no such header; only the simulator is ever sent one."""

FATE = "vgdsl.fate"
"""Where a request's scope holds the fate of the job that it orders."""

_DRIPS = 16
_ERRORS = {
    500: JSONResponse({"error": "An unknown error occurred"}, 500),
    502: HTMLResponse("<html><head><title>502 Bad Gateway</title></head></html>", 502),
    503: JSONResponse({"error": "The model is at capacity. Please try again later."}, 503),
    504: HTMLResponse("<html><head><title>504 Gateway Time-out</title></head></html>", 504),
}
_SETTLING = JSONResponse(
    {"error": "PAYMENT_IN_PROGRESS", "message": "A top-up of this wallet is still being settled."}, 409
)
_TOO_LARGE = HTMLResponse("<html><head><title>413 Request Entity Too Large</title></head></html>", 413)
_LINKS = {
    "link-404": JSONResponse({"error": GONE}, 404),
    "link-410": JSONResponse({"error": "This link has been used up."}, 410),
    "link-429": JSONResponse({"error": "Too many downloads of this link."}, 429),
}


class Line(Protocol):
    """The connection of a request, as far as it can be broken."""

    def reset(self) -> None:
        """Break it at once; the other side is told."""

    def cut(self) -> None:
        """End it after what was sent, wherever that ends."""

    def refuse(self, seconds: float) -> bool:
        """Let nobody connect for so long; return whether this very request counts as refused."""


@dataclass(slots=True)
class _Exchange:
    """One call: what was read of it, and the way to its answer."""

    app: ASGIApp
    scope: Scope
    received: list[Message]
    receive: Receive
    send: Send

    @property
    def line(self) -> Line:
        line: Line = self.scope["extensions"][CONNECTION]
        return line

    async def act(self, send: Send | None = None) -> None:
        """Have the application do what is asked."""
        left = iter(self.received)

        async def receive() -> Message:
            return next(left, None) or await self.receive()

        await self.app(self.scope, receive, send or self.send)

    async def acted(self) -> tuple[Message, bytes]:
        """The same, to its end, keeping the answer: how it starts, and its whole body."""
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self.act(keep)
        return messages[0], b"".join(message.get("body", b"") for message in messages[1:])

    async def wait(self, seconds: float) -> None:
        """Let time pass, unless nobody waits any more."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.receive()

    async def answer(self, response: Response) -> None:
        await response(self.scope, self.receive, self.send)


class Faulty:
    """The application, with the faults of a script."""

    def __init__(self, app: ASGIApp, script: Script, studio: Studio, budget: FailureBudget) -> None:
        """Wrap `app`, which serves `studio` and blocks by `budget`."""
        self._app, self._studio, self._budget = app, studio, budget
        self._faults = Faults(script)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or not."""
        kind = kind_of(scope)
        if kind is None:
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(self._app, scope, await _received(receive), receive, send)
        call = self._call(kind, exchange)
        fault, scope[FATE] = self._faults.strike(call)
        if fault is None:
            await exchange.act()
        elif fault.kind == "blocked":
            self._budget.block(caller_of(scope), call.model, self._studio.simulation.clock(), fault.seconds)
            await exchange.act()
        else:
            await _CARRIED_OUT[fault.kind](fault, exchange)

    def _call(self, kind: CallKind, exchange: _Exchange) -> Call:
        """What the call is about: told by itself when it orders, and by its job after that."""
        if kind == "link":
            job = self._studio.jobs.by_token(exchange.scope["path"].removeprefix(SHARE))
        else:
            body = _body(exchange.received)
            job = self._studio.jobs.get(str(body.get("queue_id", "")))
            if job is None:
                node = Headers(scope=exchange.scope).get(NODE_HEADER, "")
                return Call(kind, str(body.get("model", "")), node)
        return Call(kind, *_named(job))


def _named(job: Job | None) -> tuple[str, str]:
    return ("", "") if job is None else (job.order.model, job.order.node)


async def _received(receive: Receive) -> list[Message]:
    """The whole request, to be read once more."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _body(messages: list[Message]) -> dict[str, Any]:
    try:
        body = msgspec.json.decode(b"".join(message.get("body", b"") for message in messages))
    except msgspec.DecodeError:
        return {}
    return body if isinstance(body, dict) else {}


async def _refuse(fault: Fault, exchange: _Exchange) -> None:
    if not exchange.line.refuse(fault.lasting):
        await exchange.act()


async def _reset_before(_fault: Fault, exchange: _Exchange) -> None:
    exchange.line.reset()


async def _reset_after(_fault: Fault, exchange: _Exchange) -> None:
    await exchange.acted()
    exchange.line.reset()


async def _truncated(_fault: Fault, exchange: _Exchange) -> None:
    start, body = await exchange.acted()
    await exchange.send(start)
    await exchange.send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    exchange.line.cut()


async def _slow(fault: Fault, exchange: _Exchange) -> None:
    start, body = await exchange.acted()
    await exchange.send(start)
    size = max(1, -(-len(body) // _DRIPS))
    drips = [body[place : place + size] for place in range(0, len(body), size)] or [b""]
    for left, drip in zip(reversed(range(len(drips))), drips, strict=True):
        await exchange.wait(fault.lasting / len(drips))
        await exchange.send({"type": "http.response.body", "body": drip, "more_body": left > 0})


async def _late(fault: Fault, exchange: _Exchange) -> None:
    start, body = await exchange.acted()
    await exchange.wait(fault.lasting)
    await exchange.send(start)
    await exchange.send({"type": "http.response.body", "body": body})


async def _unreadable(_fault: Fault, exchange: _Exchange) -> None:
    await exchange.acted()
    await exchange.answer(Response(b'{"queue_id": ', 200, media_type="application/json"))


async def _error_before(fault: Fault, exchange: _Exchange) -> None:
    await exchange.answer(_ERRORS[fault.status])


async def _error_after(fault: Fault, exchange: _Exchange) -> None:
    await exchange.acted()
    await exchange.answer(_ERRORS[fault.status])


async def _too_large(_fault: Fault, exchange: _Exchange) -> None:
    await exchange.answer(_TOO_LARGE)


async def _storm(fault: Fault, exchange: _Exchange) -> None:
    wait = {} if fault.retry_after is None else {"retry-after": f"{fault.retry_after:g}"}
    await exchange.answer(
        JSONResponse({"error": "The model is overloaded. Please try again later."}, 429, wait)
    )


async def _link(fault: Fault, exchange: _Exchange) -> None:
    await exchange.answer(_LINKS[fault.kind])


async def _settling(_fault: Fault, exchange: _Exchange) -> None:
    await exchange.acted()
    await exchange.answer(_SETTLING)


_CARRIED_OUT: dict[str, Callable[[Fault, _Exchange], Awaitable[None]]] = {
    "refuse": _refuse,
    "reset-before": _reset_before,
    "reset-after": _reset_after,
    "truncated": _truncated,
    "slow": _slow,
    "late": _late,
    "unreadable": _unreadable,
    "error-before": _error_before,
    "error-after": _error_after,
    "too-large": _too_large,
    "storm": _storm,
    "link-404": _link,
    "link-410": _link,
    "link-429": _link,
    "settling": _settling,
}

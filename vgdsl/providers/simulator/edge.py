"""What stands before the API: marks every answer, and answers where there is no such path. Knows no account and no job.

The marks are those that the API's guide lists for all responses; how the service words a path or method that it does not have
is not documented, so here it is the shape that its other refusals have.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NAME = "simulated"
_FIRST_ERROR = 400


class Marked:
    """The application, with the headers that say which answer it is, of which server, and when."""

    def __init__(self, app: ASGIApp, clock: Callable[[], float]) -> None:
        """Wrap `app`."""
        self._app, self._clock = app, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Mark the answer as it begins."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_marks(message["status"], self._clock()))
            await send(message)

        await self._app(scope, receive, marked)


async def nowhere(_request: Request, error: Exception) -> Response:
    """The answer where there is no such path (404), or none of that method (405, with those that there are)."""
    if not isinstance(error, HTTPException):
        raise error
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)


def _marks(status: int, now: float) -> dict[str, str]:
    marks = {
        "CF-RAY": f"{secrets.token_hex(8)}-SIM",
        "x-venice-version": _NAME,
        "x-venice-timestamp": datetime.fromtimestamp(now, UTC).isoformat(),
    }
    return {**marks, "x-venice-host-name": _NAME} if status >= _FIRST_ERROR else marks

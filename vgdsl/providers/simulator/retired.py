"""Routes that the service has taken out of use and still answers: 410, for ever. Knows no account and no job.

That they are gone, and their limit, is from the video and errors skills of September 2026; of the headers only the names are known.
"""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vgdsl.providers.simulator.account.limits import RateLimits

_SINCE = "@1788220800"  # 1 September 2026
_DOCS = '<https://docs.venice.ai>; rel="deprecation"'
_NEWER = '</api/v1/billing/usage-history>; rel="successor-version"'


def routes(limits: RateLimits, clock: Callable[[], float]) -> list[Route]:
    """Where these were. No key is asked for; the limit is for each address that asks."""

    async def transcriptions(request: Request) -> Response:
        caller = request.client.host if request.client else ""
        standing = limits.take(caller, "transcription", clock())
        if not standing.allowed:
            return JSONResponse({"error": "Rate limit exceeded."}, 429, standing.headers)
        return _gone("Video transcription has been removed.", _DOCS, standing.headers)

    async def usage(_request: Request) -> Response:
        return _gone("This endpoint has been removed. Use /billing/usage-history instead.", _NEWER)

    return [
        Route("/video/transcriptions", transcriptions, methods=["POST"]),
        Route("/billing/usage", usage, methods=["GET"]),
    ]


def _gone(text: str, link: str, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": text}, 410, {**(headers or {}), "Deprecation": _SINCE, "Link": link})

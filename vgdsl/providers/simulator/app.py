"""The wire of the simulated provider: paths, headers, limits and bodies of the Venice video API. Makes no decisions.

Everything is served under /api/v1, like the real API, and at the root for clients that leave the prefix out.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route

from vgdsl.program.model import Mode
from vgdsl.providers.simulator import edge, retired
from vgdsl.providers.simulator.account import billing, export, keys, payment, topups
from vgdsl.providers.simulator.account.limits import FailureBudget, RateLimits, UnderWay
from vgdsl.providers.simulator.account.payment import Caller
from vgdsl.providers.simulator.faults.calls import PREFIX, SHARE, Counted, Peaks, caller_of
from vgdsl.providers.simulator.faults.fates import media_type
from vgdsl.providers.simulator.faults.faulty import FATE, NODE_HEADER, Faulty
from vgdsl.providers.simulator.incoming import job_body, read_json
from vgdsl.providers.simulator.judging.refusal import Refusal, plain
from vgdsl.providers.simulator.listing import listing
from vgdsl.providers.simulator.simulation import Simulation
from vgdsl.providers.simulator.studio import Standing, Studio

_FAILED_TOO_OFTEN = (
    "Too many failed attempts (> 50) resulting in a non-success status code. Please wait 30s and try again."
)


def create(simulation: Simulation) -> Starlette:
    """The application. Its `state.studio` is what it serves; the server's shutdown, or whoever runs it without one, closes it.

    Its `state.peaks` tells the most calls that were made in any one minute.
    """
    studio, budget, peaks = Studio(simulation), FailureBudget(simulation.speed), Peaks(simulation.speed)
    limits = RateLimits(simulation.speed)
    api = _Api(studio, limits, budget)
    routes = [
        Route("/video/quote", api.quote, methods=["POST"]),
        Route("/video/queue", api.queue, methods=["POST"]),
        Route("/video/retrieve", api.retrieve, methods=["POST"]),
        Route("/video/complete", api.complete, methods=["POST"]),
        Route("/models", api.models, methods=["GET"], middleware=[Middleware(GZipMiddleware)]),
        Route("/api_keys/rate_limits", api.rate_limits, methods=["GET"]),
        Route("/api_keys/rate_limits/log", api.rate_limits, methods=["GET"]),
        Route("/billing/balance", api.balance, methods=["GET"]),
        Route("/billing/usage-history", api.usage_history, methods=["GET"]),
        Route("/x402/balance/{wallet}", api.wallet_balance, methods=["GET"]),
        Route("/x402/transactions/{wallet}", api.wallet_ledger, methods=["GET"]),
        Route("/x402/top-up", api.top_up, methods=["POST"]),
        *retired.routes(limits, simulation.clock),
    ]
    share = Route(SHARE + "{token}", api.link, methods=["GET", "DELETE"])

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        studio.close()

    around = [Middleware(edge.Marked, simulation.clock), Middleware(Counted, peaks, simulation.clock)]
    if simulation.faults:
        around.append(Middleware(Faulty, simulation.faults, studio, budget))
    app = Starlette(
        routes=[share, Mount(PREFIX, routes=routes), Mount("/", routes=routes)],
        lifespan=lifespan,
        middleware=around,
        exception_handlers={HTTPException: edge.nowhere},
    )
    app.state.studio, app.state.peaks = studio, peaks
    return app


@dataclass(slots=True)
class _Call:
    """One request on its way: its body, whose it is, and the headers that its answer gets."""

    request: Request
    now: float
    caller: str
    headers: dict[str, str]
    body: dict[str, Any] = field(default_factory=dict)
    entered: bool = False

    @property
    def shown(self) -> tuple[Headers, str, float]:
        """What the door looks at: the headers, what is asked for, and when."""
        return self.request.headers, str(self.request.url), self.now

    @property
    def bucket(self) -> str:
        """Whose failed attempts are counted together: those of a key, or of the host that wallets call from."""
        return caller_of(self.request.scope)

    @property
    def model(self) -> str:
        return str(self.body.get("model", ""))


class _Api:
    """The endpoints."""

    def __init__(self, studio: Studio, limits: RateLimits, budget: FailureBudget) -> None:
        self._studio, self._limits, self._budget = studio, limits, budget
        self._door, self._under_way = payment.Door(studio.simulation.key), UnderWay()

    async def quote(self, request: Request) -> Response:
        return await self._answer(request, self._quote)

    async def queue(self, request: Request) -> Response:
        return await self._answer(request, self._queue)

    async def retrieve(self, request: Request) -> Response:
        return await self._answer(request, self._retrieve)

    async def complete(self, request: Request) -> Response:
        return await self._answer(request, self._complete)

    async def models(self, request: Request) -> Response:
        return await self._answer(request, self._models)

    async def rate_limits(self, request: Request) -> Response:
        return await self._answer(request, self._rate_limits)

    async def balance(self, request: Request) -> Response:
        return await self._answer(request, self._balance)

    async def usage_history(self, request: Request) -> Response:
        return await self._answer(request, self._usage_history)

    async def wallet_balance(self, request: Request) -> Response:
        return await self._answer(request, self._wallet_balance)

    async def wallet_ledger(self, request: Request) -> Response:
        return await self._answer(request, self._wallet_ledger)

    async def top_up(self, request: Request) -> Response:
        return await self._answer(request, self._top_up)

    async def link(self, request: Request) -> Response:
        """Hand out or revoke the media behind a download link; no key opens it and none is asked for."""
        token = request.path_params["token"]
        try:
            if request.method == "DELETE":
                self._studio.revoke_link(token)
                return JSONResponse({"success": True})
            job, clip = self._studio.open_link(token)
            return FileResponse(clip, media_type=media_type(job))
        except Refusal as refusal:
            return JSONResponse(refusal.body, refusal.status)

    async def _answer(self, request: Request, act: Callable[[_Call], Awaitable[Response]]) -> Response:
        """Do what is asked, and put the headers on whatever the answer is."""
        call = self._begin(request)
        try:
            response = await act(call)
        except ClientDisconnect:  # in the middle of its request; nobody is left to hear an answer
            return Response(status_code=400)
        except Refusal as refusal:
            if refusal.counted:
                self._budget.fail(call.bucket, call.model, call.now)
            response = JSONResponse(refusal.body, refusal.status, refusal.headers)
        finally:
            if call.entered:
                self._under_way.leave(call.caller)
        response.headers.update(call.headers | self._model_headers(call.model))
        return response

    def _begin(self, request: Request) -> _Call:
        now, client = self._studio.simulation.clock(), request.client
        return _Call(request, now, client.host if client else "", {})

    def _admit(self, call: _Call, limit: str | None = None) -> Caller:
        """Let a caller in who shows a key, or signs in as a wallet, and keeps to the limit."""
        if topups.payment_of(call.request.headers) is not None:
            text = "Payments are taken by /x402/top-up only; this route draws on the wallet's credit."
            raise Refusal(400, {"error": text, "code": "PAYMENT_HEADER_NOT_ACCEPTED"})
        return self._welcome(call, self._door.anyone(*call.shown), limit)

    def _welcome(self, call: _Call, caller: Caller, limit: str | None = None) -> Caller:
        """Tell a caller what is left, and hold it to the limit."""
        call.caller = caller.name
        call.headers |= caller.balance(self._left(caller))
        if caller.by_wallet:
            self._enter(call)
        if limit:
            self._hold(call, limit)
        return caller

    def _hold(self, call: _Call, limit: str) -> None:
        """Hold a caller to a limit a minute."""
        standing = self._limits.take(call.caller, limit, call.now)
        call.headers |= standing.headers
        if not standing.allowed:
            raise plain(429, "Rate limit exceeded. Please try again later.")

    def _enter(self, call: _Call) -> None:
        """Count a wallet's request as under way until it is answered."""
        call.entered = self._under_way.enter(call.caller)
        if not call.entered:
            text = "Too many requests of this wallet are in flight. Please try again later."
            raise Refusal(429, {"error": text, "code": "X402_CONCURRENCY_LIMIT"})

    def _purse(self, caller: Caller) -> str:
        """The wallet whose own credit pays, if any."""
        return self._studio.ledger.purse(caller.name) if caller.by_wallet else ""

    def _left(self, caller: Caller) -> Decimal:
        return self._studio.ledger.left(self._purse(caller))

    async def _read(self, call: _Call) -> dict[str, Any]:
        """Read the body; refuse a caller who has failed too often with this model."""
        call.body = await read_json(call.request)
        until = self._budget.blocked_until(call.bucket, call.model, call.now)
        if until is not None:
            marks = {"x-ratelimit-remaining": "0", "x-ratelimit-resets": str(round(until * 1000))}
            raise Refusal(429, {"error": _FAILED_TOO_OFTEN}, marks)
        return call.body

    async def _quote(self, call: _Call) -> Response:
        keyed = payment.key_of(call.request.headers) is not None
        if keyed:
            self._admit(call)
        body = await self._read(call)
        if keyed and self._studio.model(body).mode is Mode.UPSCALE:
            self._hold(call, "upscale quote")
        usd = await self._studio.quote(body, keyed=keyed)
        return JSONResponse({"quote": float(usd)})

    async def _queue(self, call: _Call) -> Response:
        caller = self._admit(call, "queue")
        left = self._left(caller)
        if caller.by_wallet and left < payment.FLOOR:
            raise payment.empty(left, str(call.request.url), call.now)
        body = await self._read(call)
        node, fate = call.request.headers.get(NODE_HEADER, ""), call.request.scope.get(FATE)
        job = await self._studio.queue(body, node, fate, self._purse(caller))
        answer = {"model": job.order.model, "queue_id": job.id}
        if job.token:
            url = call.request.url
            answer["download_url"] = f"{url.scheme}://{url.netloc}{SHARE}{job.token}"
        return JSONResponse(answer)

    async def _retrieve(self, call: _Call) -> Response:
        self._admit(call, "retrieve")
        standing = self._studio.retrieve(job_body(await self._read(call)))
        if standing.clip is None or standing.job.token:
            return JSONResponse(_status(standing))
        delete = call.body.get("delete_media_on_completion", False)
        after = BackgroundTask(self._studio.delete, standing.job) if delete else None
        return FileResponse(standing.clip, media_type=media_type(standing.job), background=after)

    async def _complete(self, call: _Call) -> Response:
        self._admit(call)
        self._studio.complete(job_body(await self._read(call)))
        return JSONResponse({"success": True})

    async def _models(self, call: _Call) -> Response:
        rows = listing(self._studio.simulation.catalog, self._studio.simulation.suite_key)
        wanted = call.request.query_params.get("type", "video")
        return JSONResponse(rows if wanted in {"video", "all"} else {**rows, "data": [], "type": wanted})

    async def _rate_limits(self, call: _Call) -> Response:
        """The limits of a key; under /log those that it ran into."""
        self._welcome(call, self._door.by_key(*call.shown))
        if call.request.url.path.endswith("/log"):
            return JSONResponse(keys.log(self._limits.refused, call.caller))
        simulation, left = self._studio.simulation, self._studio.ledger.balance
        return JSONResponse(keys.rate_limits(simulation.catalog, left, call.now))

    async def _balance(self, call: _Call) -> Response:
        self._welcome(call, self._door.by_key(*call.shown))
        return JSONResponse(billing.balance(self._studio.ledger))

    async def _usage_history(self, call: _Call) -> Response:
        self._welcome(call, self._door.by_key(*call.shown))
        page = billing.usage_history(self._studio.ledger, call.request.query_params)
        if export.wanted(call.request.headers.get("accept", "")):
            return export.table(page, call.now)
        return JSONResponse(page)

    async def _wallet_balance(self, call: _Call) -> Response:
        wallet = self._owner(call, "wallet balance")
        return JSONResponse(billing.wallet_balance(self._studio.ledger, wallet))

    async def _wallet_ledger(self, call: _Call) -> Response:
        wallet = self._owner(call, "wallet ledger")
        return JSONResponse(billing.transactions(self._studio.ledger, wallet, call.request.query_params))

    async def _top_up(self, call: _Call) -> Response:
        """Take a payment, or say what is asked for. Nobody signs in: the payment says whose it is."""
        self._hold(call, "top-up")
        shown = topups.payment_of(call.request.headers)
        if shown is None:
            raise Refusal(402, topups.terms(), topups.asking(), counted=False)
        paid = topups.take(shown, self._studio.ledger, call.now)
        return JSONResponse(paid.body, headers=paid.headers)

    def _owner(self, call: _Call, limit: str) -> str:
        """Let in the wallet that the path names, and nobody else."""
        caller = self._door.by_wallet(*call.shown, call.request.path_params["wallet"])
        return self._welcome(call, caller, limit).name

    def _model_headers(self, name: str) -> dict[str, str]:
        model = self._studio.simulation.catalog.get(name)
        if model is None:
            return {}
        headers = {"x-venice-model-id": model.id}
        if model.deprecation:
            headers["x-venice-model-deprecation-warning"] = f"{model.id} is retired on {model.deprecation}"
            headers["x-venice-model-deprecation-date"] = model.deprecation
        return headers


def _status(standing: Standing) -> dict[str, Any]:
    return {
        "status": "PROCESSING" if standing.clip is None else "COMPLETED",
        "average_execution_time": round(standing.job.average * 1000),
        "execution_duration": round(standing.elapsed_ms),
    }

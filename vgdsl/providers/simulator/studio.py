"""The simulated provider without its wire: quotes, accepts, charges, makes and hands out. Knows no HTTP.

A purchase is written down in the order that costs least when the process dies in between: first the job, then its
charge, then the answer. Every method says no by raising `Refusal`.
"""

import asyncio
import difflib
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from vgdsl.program.catalog import Mode, Model
from vgdsl.providers.simulator.account.ledger import Booking, Ledger
from vgdsl.providers.simulator.account.pricing import price
from vgdsl.providers.simulator.faults import fates
from vgdsl.providers.simulator.faults.faults import Fault
from vgdsl.providers.simulator.jobs import Job, Jobs, Verdict, accept
from vgdsl.providers.simulator.judging import dispatch, moderation, strictness, upscaling
from vgdsl.providers.simulator.judging.consents import Consents, shows_media
from vgdsl.providers.simulator.judging.measuring import measure
from vgdsl.providers.simulator.judging.refusal import GONE, UNKNOWN_ID, Refusal, invalid, plain, required
from vgdsl.providers.simulator.order import Order, read_order
from vgdsl.providers.simulator.render import MediaError, Renderer
from vgdsl.providers.simulator.simulation import Simulation

_FETCHES, _MOST_FETCHES = 10, 20
"""How often a link hands out its clip, and from which call on it is used up."""

_FEE = Decimal("0.01")
"""What some makers take for looking at what they refuse; the real amount is published nowhere."""


_PRICED = (
    *("video_url", "reference_video_total_duration", "duration", "resolution", "aspect_ratio", "audio"),
    *("upscale_factor", "target_fps", "slowdown_factor", "enhancement_model"),
)
_OLD_FACTORS = frozenset({"1x", "2x", "4x"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a job stands: `clip` is there when it is done. Milliseconds since it was queued."""

    job: Job
    elapsed_ms: float
    clip: Path | None


class Studio:
    """One simulated provider: its account, its jobs and the clips it makes."""

    def __init__(self, simulation: Simulation) -> None:
        """Open its folder and read what an earlier simulation left there."""
        self.simulation = simulation
        self._open = ExitStack()
        folder = simulation.folder or Path(
            self._open.enter_context(tempfile.TemporaryDirectory(prefix="vgdsl-"))
        )
        self._media = folder / "media"
        self._media.mkdir(parents=True, exist_ok=True)
        self.ledger = Ledger(folder / "ledger.jsonl", simulation.balance, simulation.wallet_credit)
        self._open.callback(self.ledger.close)
        self.jobs = Jobs(folder / "jobs", simulation.clock())
        self._consents = Consents(folder / "consents.json")
        self._renderer = Renderer(folder / "clips", self._media)
        self._open.callback(self._renderer.close)

    def close(self) -> None:
        """Stop making clips and let go of the folder."""
        self._open.close()

    def model(self, body: Mapping[str, Any]) -> Model:
        """The model that a body names: 400 if it names none, 404 if there is none, 410 if it is retired."""
        name = body.get("model")
        if not isinstance(name, str):
            raise invalid([required(("model",))])
        model = self.simulation.catalog.get(name)
        if model is None:
            near = difflib.get_close_matches(name, self.simulation.catalog.models, n=1)
            hint = f". Did you mean {near[0]}?" if near else ""
            raise plain(404, f"Specified model not found: {name}{hint}")
        today = datetime.fromtimestamp(self.simulation.clock(), UTC).date().isoformat()
        if model.deprecation and model.deprecation <= today:
            raise plain(410, f"Model {name} has been retired and is no longer available.")
        return model

    async def quote(self, body: Mapping[str, Any], *, keyed: bool) -> Decimal:
        """What an order would cost. An upscale is quoted only to those who show a key, and by its source."""
        model = self.model(body)
        if model.mode is Mode.UPSCALE and not keyed:
            raise plain(403, "An API key is required to quote this model")
        order = await asyncio.to_thread(self._quoted, model, body)
        return price(model, order.measures)

    async def queue(
        self, body: Mapping[str, Any], node: str = "", fate: Fault | None = None, purse: str = ""
    ) -> Job:
        """Buy: check, price, accept, charge. `node` names the shot on its slate; `fate` is what the job will meet.

        `purse` is the wallet whose own credit pays, if any.
        """
        model = self.model(body)
        order, asked = await asyncio.to_thread(self._ordered, model, body, node)
        late = await asyncio.to_thread(dispatch.verdict, model, asked, order, self._media)
        fate = self._moderated(model, asked, order, fate, purse)
        usd = price(model, order.measures)
        if usd > self.ledger.left(purse):
            raise plain(402, "Insufficient USD or Diem balance to complete request.")
        if "consents" in asked:
            self._consents.attest(asked)
        job = self._buy(model, order, usd, fate, purse)
        if late is not None:
            return self.fail(job, late)
        self._renderer.start(job.order)
        return job

    def _moderated(
        self, model: Model, body: Mapping[str, Any], order: Order, fate: Fault | None, purse: str
    ) -> Fault | None:
        """Refuse what does not pass; the fate of what does."""
        simulation = self.simulation
        lacking = self._consents.lacking(body) if model.consent and simulation.faces != "none" else ()
        if lacking and "consents" not in body:
            raise moderation.needs_consent(lacking)
        fate = (
            fate
            or moderation.asked_for(simulation.catalog, model, body)
            or moderation.refused_person(model, simulation.faces, shown=shows_media(body))
        )
        if fate is not None and fate.kind == "refused-early":
            if model.refusal_fee:
                now = simulation.clock()
                self.ledger.book(Booking("charge", now, "", model.id, _FEE, order.node, order.digest, purse))
            raise moderation.early(fate)
        return fate

    def _quoted(self, model: Model, body: Mapping[str, Any]) -> Order:
        asked = strictness.quoted(self.simulation.strictness, model, body)
        return read_order(model, self._priced(asked), self._media)

    def _priced(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The part of a body that decides a price. `resolution: 4x` is the older way to name a factor."""
        priced = {name: body[name] for name in _PRICED if name in body}
        told = str(priced.get("resolution", ""))
        if "upscale_factor" not in priced and told in _OLD_FACTORS:
            priced["upscale_factor"] = int(told[0])
        if not self.simulation.quotes_factor:
            priced.pop("upscale_factor", None)
        return priced

    def _ordered(self, model: Model, body: Mapping[str, Any], node: str) -> tuple[Order, Mapping[str, Any]]:
        """Check and read an order, with whatever media is inside it: not on the server's loop, which has others to answer.

        What of its body is acted upon comes with it.
        """
        asked = strictness.ordered(self.simulation.strictness, model, body)
        if self.simulation.strictness == "strict":
            self._minded(model, asked)
        return read_order(model, asked, self._media, node), asked

    def _minded(self, model: Model, body: Mapping[str, Any]) -> None:
        """Refuse what is wrong for this upscaler's dialect, and media out of bounds."""
        if issues := upscaling.body_issues(model, body, self.simulation.upscaler):
            raise invalid(issues)
        measure(model, body, self._media)

    def _buy(self, model: Model, order: Order, usd: Decimal, fate: Fault | None, purse: str) -> Job:
        simulation = self.simulation
        now = simulation.clock()
        if fate is not None and fate.kind == "rerouted":
            order = msgspec.structs.replace(order, model=fate.to or order.model)
        job = accept(order, model.mode, usd, now, simulation.speed, linked=model.download_url, fate=fate)
        job = msgspec.structs.replace(job, purse=purse)
        self.jobs.put(job)
        self.ledger.book(Booking("charge", now, job.id, model.id, usd, order.node, order.digest, purse))
        return job

    def fail(self, job: Job, verdict: Verdict) -> Job:
        """Record that a job has failed, and give its price back if the verdict says so."""
        failed = msgspec.structs.replace(job, verdict=verdict)
        self.jobs.put(failed)
        if verdict.refunded:
            order, now = job.order, self.simulation.clock()
            self.ledger.book(
                Booking("refund", now, job.id, order.model, job.usd, order.node, order.digest, job.purse)
            )
        return failed

    def retrieve(self, body: Mapping[str, Any]) -> Standing:
        """Where a job stands. A failed one answers with its verdict, each time the same."""
        job, now = self._known(body), self.simulation.clock()
        model = self.simulation.catalog.get(job.order.model)
        keeps = model is not None and not model.refund_on_refusal
        verdict, clip = job.verdict or fates.verdict(job, due=job.due(now), keeps=keeps), None
        if verdict is None and job.due(now):
            try:
                clip = self._renderer.clip(job.order)
            except MediaError:
                body = {"error": "The input media could not be read.", "credits_refunded": True}
                verdict = Verdict(400, body, refunded=True)
        if verdict:
            if job.verdict is None:
                self.fail(job, verdict)
            raise Refusal(verdict.status, verdict.body)
        return Standing(job, (now - job.queued_at) * 1000, clip and self._given(job, clip))

    def _given(self, job: Job, clip: Path) -> Path:
        """What of a finished clip is handed out: by its fate something else, only once, or nothing this time."""
        if fates.withheld(job):
            self.jobs.put(msgspec.structs.replace(job, withheld=job.withheld + 1))
            raise plain(502, "The video is finished but could not be fetched. Please try again.")
        if job.token is None and job.fate and job.fate.kind == "one-shot":
            self.jobs.put(msgspec.structs.replace(job, life=0.0))
        return fates.spoiled(clip, job.fate)

    def delete(self, job: Job) -> None:
        """Take the finished media of a job away."""
        self.jobs.put(msgspec.structs.replace(job, deleted=True))

    def complete(self, body: Mapping[str, Any]) -> None:
        """Delete the media of a finished job, where the service does that at all."""
        job = self._named(body)
        finished = job.due(self.simulation.clock()) and not job.deleted
        if not self.simulation.completes or job.token or not finished:
            raise plain(400, UNKNOWN_ID)
        self.delete(job)

    def open_link(self, token: str) -> tuple[Job, Path]:
        """The job and the clip behind a link: 404 before it is done, 429 when it is fetched too often, 410 when it is used up."""
        job = self._linked(token)
        clip = (
            self._renderer.clip(job.order) if job.due(self.simulation.clock()) and not job.verdict else None
        )
        if clip is None:
            raise plain(404, GONE)
        self.jobs.put(msgspec.structs.replace(job, fetches=job.fetches + 1))
        if job.fetches >= fates.fetches(job, _MOST_FETCHES):
            raise plain(410, "This link has been used up.")
        if job.fetches >= _FETCHES:
            raise plain(429, "Too many downloads of this link.")
        return job, fates.spoiled(clip, job.fate)

    def revoke_link(self, token: str) -> None:
        """Take a link and its media away."""
        self.delete(self._linked(token))

    def _linked(self, token: str) -> Job:
        job = self.jobs.by_token(token)
        if job is None:
            raise plain(404, GONE)
        if job.deleted or job.expired(self.simulation.clock()):
            raise plain(410, "This link has expired or was revoked.")
        return job

    def _known(self, body: Mapping[str, Any]) -> Job:
        """The job that a body names, whose media is still there."""
        job = self._named(body)
        if job.deleted:
            raise plain(404, GONE)
        return job

    def _named(self, body: Mapping[str, Any]) -> Job:
        """The job that a body names by model and id."""
        if not isinstance(body.get("model"), str):
            raise plain(404, "Model is required")
        job = self.jobs.get(str(body.get("queue_id")))
        if job is None or job.order.model != body["model"] or job.expired(self.simulation.clock()):
            raise plain(400, UNKNOWN_ID)
        return job
